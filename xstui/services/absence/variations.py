"""An employer's own protocol (*protocolvariatie*): checked, put in use, and shown to begin another from."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from sqlmodel import Session, col, select

from xstui.domain.absence import CaseKind
from xstui.domain.problems import Problem, Refused, refuse
from xstui.domain.protocol import Protocol
from xstui.domain.protocol_file import parse_protocol, place_of
from xstui.domain.roles import Right
from xstui.reports.files import refuse_target
from xstui.services.cases import cases
from xstui.services.context import toml_text
from xstui.services.context.context import Context
from xstui.services.context.file_content import text_of
from xstui.services.context.reference import PROTOCOL_FILES
from xstui.store.tables import AbsenceCase, Employment, OrgUnit, ProtocolVariation
from xstui.store.unit import UnitOfWork

LARGEST = 1024 * 1024
"""Bytes of a protocol file at most."""
_WHERE = re.compile(r"\(at line (\d+), column (\d+)\)")


@dataclass(frozen=True)
class PutInUse:
    """What putting a variation in use came to.

    Attributes:
        cases: Running cases whose tasks were planned again.
    """

    employer: str
    name: str
    cases: int


def read(path: Path) -> str:
    """Return the text of a protocol file.

    Raises:
        Refused: As `text_of` does.
    """
    return text_of(path, LARGEST)


def write(text: str, path: Path) -> None:
    """Write a protocol to a file that is not there yet.

    Raises:
        Refused: `file-is-store` or `file-unwritable`.
    """
    refuse_target(path)
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except OSError as error:
        raise refuse("file-unwritable", "out", path=path, reason=error.strerror) from None


def check(text: str) -> Protocol:
    """Return the protocol that a file describes.

    Raises:
        Refused: All that is wrong with it, each with its line; `protocol-no-toml` where it can't be read at all.
    """
    try:
        return parse_protocol(toml_text.parse(text))
    except (ValueError, RecursionError) as error:  # also a number of thousands of digits, a list a thousand deep
        raise _no_toml(text, str(error)) from None
    except Refused as refused:
        raise Refused(*(_with_line(text, problem) for problem in refused.problems)) from None


def _no_toml(text: str, message: str) -> Refused:
    found = _WHERE.search(message)
    line, place = found.groups() if found else (len(text.splitlines()), 1)
    return refuse("protocol-no-toml", line=line, place=place)


def _with_line(text: str, problem: Problem) -> Problem:
    return Problem(problem.code, problem.field, {**problem.details, "line": place_of(text, problem.field)})


def use(context: Context, text: str, employer: str, kind: CaseKind) -> PutInUse:
    """Let an employer's cases of a kind go by a protocol of its own; running ones have their tasks shifted at once.

    Args:
        text: The protocol file.
        employer: Its name or code.
        kind: The kind of case it is for, which must be that of the file.

    Raises:
        Refused: `administrators-only`, `unknown-employer`, `protocol-other-kind`, or all that is wrong with the file.
    """
    context.require_administrator()
    protocol = check(text)
    if protocol.kind is not kind:
        raise refuse("protocol-other-kind", "kind", found=protocol.kind, wanted=kind)
    with context.unit("protocol.use") as unit:
        unit_row = _employer(unit.session, context, employer)
        _store(unit, unit_row.key, protocol, text)
        count = _plan_anew(unit, context, unit_row.key, kind)
        unit.summary = {"name": unit_row.name, "protocol": protocol.label_nl, "cases": count}
    return PutInUse(unit_row.name, protocol.label_nl, count)


def _employer(session: Session, context: Context, wanted: str) -> OrgUnit:
    rows = [
        row for row in session.exec(select(OrgUnit).where(OrgUnit.kind == "employer")) if context.may_see_unit(row.key)
    ]
    named = [row for row in rows if wanted.strip().casefold() in {row.name.casefold(), row.code.casefold()} - {""}]
    if len(named) != 1:
        raise refuse("unknown-employer", "employer", known=tuple(row.name for row in rows))
    return named[0]


def _store(unit: UnitOfWork, employer_id: int, protocol: Protocol, text: str) -> None:
    row = _variation(unit.session, employer_id, protocol.kind)
    if row is None:
        row = ProtocolVariation(employer_id=employer_id, kind=protocol.kind, name="", body="")
    row.name, row.body = protocol.label_nl, text
    unit.add(row)


def _variation(session: Session, employer_id: int, kind: CaseKind) -> ProtocolVariation | None:
    query = select(ProtocolVariation).where(
        ProtocolVariation.employer_id == employer_id, ProtocolVariation.kind == kind.value
    )
    return session.exec(query).first()


def _plan_anew(unit: UnitOfWork, context: Context, employer_id: int, kind: CaseKind) -> int:
    query = select(AbsenceCase).where(
        AbsenceCase.employment_id == Employment.id,
        Employment.employer_id == employer_id,
        AbsenceCase.kind == kind.value,
        col(AbsenceCase.last_sick_day).is_(None),
    )
    running = unit.session.exec(query).all()
    for case in running:
        cases.plan_tasks(unit, context, case)
    return len(running)


def current(context: Context, kind: CaseKind, employer: str = "") -> str:
    """Return the file of the protocol in use, to begin another from: the employer's own, else the standard one.

    Args:
        employer: Name or code; empty for the standard one.

    Raises:
        Refused: `not-allowed` or `unknown-employer`.
    """
    context.require(Right.TASKS)
    if employer:
        with context.reading() as session:
            row = _variation(session, _employer(session, context, employer).key, kind)
            if row is not None:
                return row.body
    return context.reference.text(f"protocols/{PROTOCOL_FILES[kind]}.toml")
