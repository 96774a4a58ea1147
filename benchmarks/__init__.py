"""Ratios in one run on one machine; not timed tests."""
