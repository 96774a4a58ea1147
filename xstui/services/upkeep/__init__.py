"""Keeping the store: back-ups, retention, the audit, undo, and making a new one."""
