"""Comparing the store, and what the program says of it, with the model: after each operation."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

from sqlalchemy import Connection, text

from tools.driver import model, on_insurance, on_messages, reads, rights
from tools.driver.model import DAY, TASKS, Person, World
from tools.driver.office import CLERKS, FIRST, SECOND, Office
from xstui.domain.absence import CaseKind
from xstui.services import home
from xstui.services.insurance.claims import claims_of_month
from xstui.services.people import search
from xstui.services.reporting.declarations.figures import FiguresParameters
from xstui.services.reporting.figures import figures_table
from xstui.services.upkeep import audit, retention
from xstui.store import journal

CENT = Decimal("0.01")
CODES = tuple(code for code, *_rest in TASKS)


def differences(office: Office, number: int, *, thorough: bool) -> list[str]:
    """Return all that differs after an operation of a number; the slower comparisons only where `thorough`.

    Otherwise the lists of one clerk are read, in turn.
    """
    world = office.world()
    with office.store.reading() as session:
        connection = session.connection()
        found = [*office.twice, *_cases(connection, world), *_tasks(connection, world)]
        if thorough:
            found += _replayed(connection)
            found += [f"{name} is left in {place}" for name in office.gone for place in _places(connection, name)]
    names = list(CLERKS)
    found += _lists(office, world, names[number % len(names)])
    if thorough:
        for name in names:
            found += on_messages.differences(office, world, name)
            if CLERKS[name].role in rights.CLAIMS:
                found += on_insurance.differences(office, world, name)
        found += reads.differences(office, world, number)
        found += [f"verify: {finding.code} {finding.place}" for finding in audit.verify_store(office.store).findings]
        found += _past_term(office, world)
        found += _figures(office, world)
        found += _claims(office, world)
    return found


def _cases(connection: Connection, world: World) -> Iterator[str]:
    """Compare every case with its days, percentages and what it is joined to."""
    steps: dict[int, dict[str, int]] = {}
    for row in connection.execute(text("SELECT case_id, valid_from, percentage FROM percentage_step")):
        steps.setdefault(row.case_id, {})[row.valid_from] = round(Decimal(row.percentage) / 100)
    stored = {
        row.case_no: (row.first_sick_day, row.last_sick_day, row.end_reason, row.counted_from, steps.get(row.id, {}))
        for row in connection.execute(text("SELECT * FROM absence_case WHERE kind <> 'pregnancy'"))
    }
    expected = {case.number: _as_stored(person, case) for person in world.people.values() for case in person.cases}
    for number in sorted(stored.keys() | expected.keys()):
        said, meant = stored.get(number), expected.get(number)
        if said is None or meant is None or any(m is not None and m != s for s, m in zip(said, meant, strict=True)):
            yield f"case {number} is {said} and not {meant}"


def _as_stored(person: Person, case: model.Case) -> tuple[Any, ...]:
    last = str(case.last) if case.last else None
    counted = str(model.counted_from(person, case)) if case.counts else None
    days = {str(day): percentage for day, percentage in case.steps.items()}
    return (str(case.first), last, case.reason, counted, days)


def _tasks(connection: Connection, world: World) -> Iterator[str]:
    """Compare what is still to be done in every running case."""
    query = text(
        "SELECT case_no, code, sequence, due FROM task JOIN absence_case AS c ON c.id = case_id"
        " WHERE closed_as = '' AND kind <> 'pregnancy'"
    )
    stored: dict[int, dict[tuple[str, int], str]] = {}
    for row in connection.execute(query):
        if row.code in CODES:
            stored.setdefault(row.case_no, {})[row.code, row.sequence] = row.due
    for person in world.people.values():
        for case in person.cases:
            meant = {} if case.last else {place: str(day) for place, day in model.open_tasks(person, case).items()}
            said = stored.get(case.number, {})
            for place in sorted(said.keys() | meant.keys()):
                if said.get(place) != meant.get(place):
                    yield f"task {place} of {case.number} is due {said.get(place)} and not {meant.get(place)}"


def _lists(office: Office, world: World, name: str) -> Iterator[str]:
    """Compare who is absent, and who is found, for a clerk: what is theirs today."""
    context = office.contexts[name]
    if CLERKS[name].role not in rights.SEES_PEOPLE:
        if home.home(context).running:
            yield f"home tells {name} who is absent"
        return
    mine = [one for one in world.people.values() if office.sees(name, one)]
    absent = sorted(one.surname for one in mine if one.running())
    kinds = (CaseKind.ABSENCE, CaseKind.SICKNESS_ACT)
    said = sorted(row.name.partition(",")[0] for row in home.running_cases(context, kinds))
    if said != absent:
        yield f"absent for {name} are {said} and not {absent}"
    counted = sum(number for kind, number in home.home(context).running.items() if kind in kinds)
    if counted != len(absent):
        yield f"home of {name} counts {counted} absent and not {len(absent)}"
    found = sorted(one.name.partition(",")[0] for one in search.find(context, "zwaluw", ex_employees=True))
    if found != sorted(one.surname for one in mine):
        yield f"{name} finds {found} and not {sorted(one.surname for one in mine)}"


def _past_term(office: Office, world: World) -> Iterator[str]:
    said = sorted(item.row_id for item in retention.past_term(office.contexts["a"]) if item.kind == "person")
    meant = sorted(
        one.row for one in world.people.values() if model.past_term(one, office.today, insured=office.insured)
    )
    if said != meant:
        yield f"past their term are {said} and not {meant}"


def _figures(office: Office, world: World) -> Iterator[str]:
    """Compare the percentage of absence of a department and a month with a count day by day."""
    last_month = office.today.replace(day=1) - DAY
    months = 3
    first = last_month.replace(day=1)
    for _month in range(months - 1):
        first = (first - DAY).replace(day=1)
    parameters = replace(
        FiguresParameters.defaults(office.contexts["a"]), last_month=last_month, levels=3, months=months
    )
    table = figures_table(office.contexts["a"], parameters)
    place = [column.key for column in table.columns].index("absence_percentage")
    said = {row.key: row.cells[place] for row in table.rows}
    counted: dict[int, list[Decimal]] = {FIRST: [Decimal(0), Decimal(0)], SECOND: [Decimal(0), Decimal(0)]}
    for person in world.people.values():
        for unit, (part, days) in model.absence_days(person, first, last_month).items():
            counted[unit][0] += part
            counted[unit][1] += days
    for unit, (absent, employed) in counted.items():
        meant = (absent * 100 / employed).quantize(CENT, ROUND_HALF_UP) if employed else None
        told = said.get(unit)
        if isinstance(told, Decimal | Fraction):
            told = (
                (Decimal(told.numerator) / told.denominator).quantize(CENT, ROUND_HALF_UP)
                if isinstance(told, Fraction)
                else told.quantize(CENT, ROUND_HALF_UP)
            )
        if told != meant:
            yield f"absence of unit {unit} in {first} - {last_month} is {told} and not {meant}"


def _claims(office: Office, world: World) -> Iterator[str]:
    """Compare what the policy pays in the last month, case by case."""
    last = office.today.replace(day=1) - DAY
    first = last.replace(day=1)
    said = {
        claim.case_no: sum((line.amount for line in claim.lines), Decimal(0))
        for claim in claims_of_month(office.contexts["a"], first).claims
    }
    for person in world.people.values():
        for case in person.real():
            meant = model.claim(person, case, first, last, world.waiting_days)
            if said.get(case.number, Decimal(0)) != meant:
                yield f"the claim of {case.number} in {first:%m-%Y} is {said.get(case.number)} and not {meant}"


def _replayed(connection: Connection) -> Iterator[str]:
    """Play the journal from an empty store, and compare the rows with those of the tables."""
    rows: dict[str, dict[int, Any]] = {}
    for change in connection.execute(text("SELECT table_name, payload FROM journal_change ORDER BY seq, number")):
        for row_id, _before, after in journal.unpack(change.payload):
            if after is None:
                rows.get(change.table_name, {}).pop(row_id, None)
            else:
                rows.setdefault(change.table_name, {})[row_id] = after
    for name, images in rows.items():
        table = journal.table_of(name)
        stored = {
            row["id"]: journal.image_of(dict(row), table) for row in connection.execute(table.select()).mappings()
        }
        for row_id in sorted(images.keys() | stored.keys()):
            if json.dumps(images.get(row_id), default=str) != json.dumps(stored.get(row_id), default=str):
                yield f"{name} {row_id} is not what the journal comes to"


def _places(connection: Connection, word: str) -> Iterator[str]:
    """Yield where a word still stands, in any table and in what the journal holds."""
    names = [name for (name,) in connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'table'"))]
    for name in names:
        if name.startswith("sqlite_"):
            continue
        for row in connection.execute(text(f'SELECT * FROM "{name}"')):  # noqa: S608 - the store's own names
            cells = [cell.decode(errors="replace") if isinstance(cell, bytes) else str(cell) for cell in row]
            if name == "journal_change":
                cells.append(json.dumps(journal.unpack(row.payload)))
            if any(word.lower() in cell.lower() for cell in cells):
                yield name
                break
