"""An encrypted store of two people, and how one of them opens it."""

from __future__ import annotations

from datetime import UTC, datetime

from xstui.services.security import vault

NOW = datetime(2026, 6, 8, 12, tzinfo=UTC)
PASSWORD = "kruiwagen tulp negen brug"
OTHER = "paraplu kerktoren dijk zes"
PLANTED = "Geplante Naam"


def unlocked(path, name="sam", password=PASSWORD, now=NOW):
    return vault.unlock(path, name, password, now)
