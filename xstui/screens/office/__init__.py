"""The organisation, settings, logins, keys and retention."""
