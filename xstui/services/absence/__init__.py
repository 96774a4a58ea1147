"""Registering absence, from the sick report to the last task."""
