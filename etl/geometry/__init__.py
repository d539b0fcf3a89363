"""Polygons: snapped, chosen per gemeente, simplified without gaps or slivers, encoded for the map."""
