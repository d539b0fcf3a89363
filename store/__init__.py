"""The only code of the web side that opens DuckDB (read-only): one function per question."""
