"""Which protocol a case goes by: the standard one, or its employer's own variation (*protocolvariatie*)."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache

from sqlmodel import Session, col, select

from xstui.domain.absence import CaseKind
from xstui.domain.protocol import Protocol, completed
from xstui.domain.protocol_file import parse_protocol
from xstui.services.context.reference import Reference
from xstui.store.tables import Employment, ProtocolVariation

IN_ONE_QUERY = 500


@dataclass(frozen=True, slots=True)
class Protocols:
    """The protocols of some employments.

    Attributes:
        own: Variations, by employment and kind of case; what is not here goes by the standard.
    """

    standard: Mapping[CaseKind, Protocol]
    own: Mapping[tuple[int, CaseKind], Protocol]

    def of(self, employment_id: int, kind: CaseKind) -> Protocol:
        """Return the protocol of an employment's cases of a kind."""
        return self.own.get((employment_id, kind)) or self.standard[kind]


_VARIATIONS = select(ProtocolVariation)


def in_use(session: Session, reference: Reference, employment_ids: Collection[int]) -> Protocols:
    """Return the protocols that hold for some employments."""
    variations = session.exec(_VARIATIONS).all()
    standard = reference.protocols
    by_employer = {
        (row.employer_id, kind): completed(_parsed(row.body), standard[kind])
        for row, kind in ((row, CaseKind(row.kind)) for row in variations)
    }
    own: dict[tuple[int, CaseKind], Protocol] = {}
    if by_employer:
        for employment_id, employer_id in _employers(session, employment_ids):
            found = {kind: by_employer[employer, kind] for employer, kind in by_employer if employer == employer_id}
            own.update({(employment_id, kind): protocol for kind, protocol in found.items()})
    return Protocols(standard, own)


def _employers(session: Session, employment_ids: Collection[int]) -> list[tuple[int, int]]:
    wanted, found = sorted(employment_ids), []
    for start in range(0, len(wanted), IN_ONE_QUERY):
        part = wanted[start : start + IN_ONE_QUERY]
        query = select(col(Employment.id), Employment.employer_id).where(col(Employment.id).in_(part))
        found += [(employment_id or 0, employer_id) for employment_id, employer_id in session.exec(query).all()]
    return found


@lru_cache(maxsize=64)
def _parsed(body: str) -> Protocol:
    return parse_protocol(tomllib.loads(body))
