"""Reporting sick, recovery, pregnancy, and the tasks."""
