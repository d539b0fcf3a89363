"""Maps to areas: means of a raster over residents, and how a distance differs between the residents of one buurt."""
