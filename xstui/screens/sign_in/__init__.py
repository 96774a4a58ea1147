"""Signing in, the second factor, the lock and a lost password."""
