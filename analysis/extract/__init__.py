"""Extractors: each ``find_*`` takes a Reading and returns the rows of one table."""
