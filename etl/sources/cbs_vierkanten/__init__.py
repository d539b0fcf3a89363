"""CBS's squares of 100 and 500 m: where residents live, and their distances to facilities."""
