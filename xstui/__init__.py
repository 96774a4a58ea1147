"""xstui: absence management for HR clerks in the terminal."""

__version__ = "0.1.0"
