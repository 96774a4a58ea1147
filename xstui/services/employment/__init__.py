"""Hiring, changing terms, and leaving."""
