"""Benchmarks, run by hand (`make bench`), each beside a plain baseline in the same run. Never a timed unit test."""
