"""Maps of air, noise and heat by RIVM (Atlas Leefomgeving) as GeoTIFFs."""
