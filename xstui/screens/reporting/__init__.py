"""Reports, their parameters, their working and their export."""
