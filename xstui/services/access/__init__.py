"""Logins: signing in, accounts, and who can open an encrypted store."""
