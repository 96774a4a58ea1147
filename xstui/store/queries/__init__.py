"""Questions to the store, in SQL; each answers with plain rows."""
