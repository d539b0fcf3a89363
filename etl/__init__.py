"""ETL: open data -> checked, compiled DuckDB warehouse."""

VERSION = "0.1.0"
