"""One folder and README per source."""
