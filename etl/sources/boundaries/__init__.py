"""Boundaries of gemeenten, wijken and buurten, in every layout in which they are published."""
