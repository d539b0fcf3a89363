"""A fictional region in the sources' own formats: what a fresh machine shows, and the fixture of the tests."""

from etl.demo.demo import SEED, DemoError, DemoReport, write_demo

__all__ = ["SEED", "DemoError", "DemoReport", "write_demo"]
