"""What each clerk is shown: refused as the role says, and nothing of the people of other departments."""

from __future__ import annotations

from collections.abc import Callable

from tools.driver import rights
from tools.driver.model import Person, World
from tools.driver.office import CLERKS, Office
from tools.driver.on_messages import has_reported
from xstui.domain.absence import CaseKind
from xstui.domain.problems import Refused
from xstui.services import home, reporting
from xstui.services.absence import tasks
from xstui.services.access import accounts
from xstui.services.context.context import Context
from xstui.services.employment import leaving, terms
from xstui.services.insurance.claims import claims_of_month
from xstui.services.insurance.participants import participants_of_year
from xstui.services.insurance.policies import insurance_of
from xstui.services.people import people, progress, search
from xstui.services.upkeep import retention

OF_ALL: dict[str, Callable[[Context], object]] = {
    "absent": lambda context: home.running_cases(context, tuple(CaseKind)),
    "found": lambda context: search.browse(context, "", ex_employees=True, limit=100, offset=0),
    "tasks": tasks.open_tasks,
    "absence figures": lambda context: reporting.make(context, reporting.defaults(context, "verzuimcijfers")),
    "staff list": lambda context: reporting.make(context, reporting.defaults(context, "werknemersbestand")),
    "claims": lambda context: claims_of_month(context, context.today),
    "participants": lambda context: participants_of_year(context, context.today.year - 1),
    "home": home.home,
    "logins": accounts.logins,
    "past term": retention.past_term,
}
OF_ONE: dict[str, Callable[[Context, int], object]] = {
    "dossier": people.dossier_of,
    "terms": terms.history,
    "tasks of one": tasks.tasks_of_person,
    "case file": progress.of_person,
    "insurance": insurance_of,
    "leaving": lambda context, row: leaving.outlook(context, row, context.today),
}
ADMINISTRATION = frozenset({"logins", "past term"})
CLASSIFICATIONS = ("Classification.SAFETY_NET", "Classification.ORGAN")


def differences(office: Office, world: World, number: int) -> list[str]:
    """Let one clerk, in turn, read all there is, and one person's."""
    name = list(CLERKS)[number % len(CLERKS)]
    hidden = [one for one in world.people.values() if not office.sees(name, one)]
    found = []
    for what, call in OF_ALL.items():
        found += _compared(office, name, what, call, hidden)
    everybody = [world.people[key] for key in sorted(world.people)]
    for person in everybody[number % 7 :: 7]:
        for what, one in OF_ONE.items():
            found += _of_person(office, name, what, one, person)
    return found


def _compared(
    office: Office, name: str, what: str, call: Callable[[Context], object], hidden: list[Person]
) -> list[str]:
    said, result = _read(office, name, call)
    meant = _meant(name, what)
    if said != meant:
        return [f"{what} for {name} said {said!r} and not {meant!r}"]
    if CLERKS[name].administrator:
        return []
    return _shown(name, what, repr(result), hidden)


def _of_person(
    office: Office, name: str, what: str, call: Callable[[Context, int], object], person: Person
) -> list[str]:
    said, result = _read(office, name, lambda context: call(context, person.row))
    meant = _meant(name, what)
    if what == "case file" and CLERKS[name].role in rights.REPORTERS:
        reported = has_reported(office, name, person.number)
        meant = "own-reports-only" if reported is False else "" if reported else said
    if not office.sees(name, person) and meant != "not-allowed":
        meant = "other-unit"
    if said != meant and not (said and not meant and what == "leaving" and said not in {"not-allowed", "other-unit"}):
        return [f"{what} of {person.surname} for {name} said {said!r} and not {meant!r}"]
    return _shown(name, what, repr(result), [])


def _read(office: Office, name: str, call: Callable[[Context], object]) -> tuple[str, object]:
    try:
        return "", call(office.contexts[name])
    except Refused as refused:
        return refused.problems[0].code, None


def _meant(name: str, what: str) -> str:
    if what in ADMINISTRATION:
        return "" if CLERKS[name].administrator else "administrators-only"
    return "" if CLERKS[name].role in rights.SEES.get(what, rights.EVERYBODY) else "not-allowed"


def _shown(name: str, what: str, shown: str, hidden: list[Person]) -> list[str]:
    found = [f"{what} shows {one.surname} to {name}" for one in hidden if one.surname in shown]
    if CLERKS[name].role not in rights.SEES_CLASSIFICATIONS:
        found += [f"{what} shows {name} a classification" for one in CLASSIFICATIONS if one in shown]
    return found
