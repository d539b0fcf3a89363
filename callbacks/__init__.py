"""Thin callbacks: parse state -> store -> domain -> layout. No global @callback."""
