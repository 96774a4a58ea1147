"""Who can open an encrypted store, and with what."""
