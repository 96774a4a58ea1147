"""Which units a report is about: a part of the organisation, units of it, and employers by protocol variation."""

from __future__ import annotations

from sqlmodel import Session, select

from xstui.domain.absence import CaseKind
from xstui.domain.problems import refuse
from xstui.i18n import _
from xstui.services.context.context import Context
from xstui.services.context.organisation import Tree
from xstui.services.reporting.parameters import STANDARD, UnitParameters
from xstui.store.tables import ProtocolVariation


def chosen_units(session: Session, units: Tree, parameters: UnitParameters, variation: str = "") -> frozenset[int]:
    """Return the units that a report is about.

    Raises:
        Refused: `unknown-unit` or `unknown-variation`.
    """
    chosen = _of_variation(session, units, variation)
    for unit_id in (parameters.unit_id, parameters.detail_id):
        if unit_id:
            chosen &= units.below(units.by_id(unit_id).unit_id)
    if parameters.unit_ids:
        chosen &= frozenset[int]().union(*(units.below(unit_id) for unit_id in parameters.unit_ids))
    return chosen


def unit_parameters(units: Tree, parameters: UnitParameters) -> list[tuple[str, str]]:
    """Return the choice of units as a report shows it: labels and values."""
    part = units.names[units.by_id(parameters.unit_id).unit_id] if parameters.unit_id else _("all")
    names = ", ".join(units.names[units.by_id(unit_id).unit_id] for unit_id in parameters.unit_ids) or _("all")
    return [
        (_("Levels shown"), str(parameters.levels)),
        (_("Organisation part"), part),
        (_("Units"), names),
    ]


def variation_text(variation: str) -> str:
    """Return a protocol variation as a report shows it."""
    return {"": _("all"), STANDARD: _("standard")}.get(variation, variation)


def variations_in_use(context: Context) -> list[str]:
    """Return the names of the protocol variations in use for absence."""
    with context.reading() as session:
        query = select(ProtocolVariation.name).where(ProtocolVariation.kind == CaseKind.ABSENCE.value)
        return sorted(set(session.exec(query).all()))


def _of_variation(session: Session, units: Tree, variation: str) -> frozenset[int]:
    """Return the units of the employers that go by a variation of the protocol."""
    everything = frozenset(unit.unit_id for unit in units.units)
    if not variation:
        return everything
    query = select(ProtocolVariation).where(ProtocolVariation.kind == CaseKind.ABSENCE.value)
    own = {row.employer_id: row.name for row in session.exec(query).all()}
    if variation not in {STANDARD, *own.values()}:
        raise refuse("unknown-variation", "variation", name=variation)
    tops = (unit.unit_id for unit in units.units if unit.parent_id is None or unit.parent_id not in everything)
    wanted = [top for top in tops if own.get(units.by_id(top).employer_id, STANDARD) == variation]
    return frozenset[int]().union(*(units.below(top) for top in wanted))
