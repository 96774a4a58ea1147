"""Secrets: passwords and codes, the key file of an encrypted store, and what slows down who guesses."""
