"""The kinds of contract; in a module of its own, as the command line needs it without the rules of employments."""

from __future__ import annotations

from enum import StrEnum


class ContractType(StrEnum):
    """The kind of contract (*Type dienstverband*, M§4.2)."""

    PERMANENT = "permanent"
    TEMPORARY = "temporary"
    ON_CALL = "on-call"
    AGENCY = "agency"
    INTERN = "intern"
    DIRECTOR = "director"
