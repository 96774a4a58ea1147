"""What each report holds: columns, rows and notes, from plain values."""
