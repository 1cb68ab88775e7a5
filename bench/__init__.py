"""Benchmarks: ratios within one run, on a database of their own. `make bench` prints them as a table."""
