"""Pure domain of Buurtlens: no files, network, clock, database or web framework."""
