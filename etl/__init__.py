"""ETL: open data -> checked, compiled DuckDB warehouse."""
