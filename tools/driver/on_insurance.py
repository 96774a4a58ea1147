"""Insurance: the policy brought up to date, and what was paid, both taken over from files."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from sqlalchemy import text

from tools.driver.attempts import Attempt, pick
from tools.driver.model import DAY, Broken, Payout, World
from tools.driver.office import CLERKS, Office
from tools.driver.plays import Play
from xstui.domain.figures import Period
from xstui.services.imports import running
from xstui.services.insurance.payouts import payouts_in_period

WAITING = (0, 2, 10, 10, 20, 30)


def policy(office: Office, play: Play) -> Attempt:
    """Bring the waiting days of the one policy up to date."""
    days = WAITING[play.which]
    lines = ("Polisnummer;Ingangsdatum;Wachtdagen;Dekking", f"V-1;01-01-2015;{days};104:70")

    def apply(world: World) -> None:
        _whole(play)
        world.waiting_days = days

    return frozenset(office.world().people), _take_over(office, play, "policies", lines), apply


def payout(office: Office, play: Play) -> Attempt:
    """Take over what the insurer paid for somebody."""
    person = pick(office, play)
    with office.store.reading() as session:
        query = text("SELECT dossier_no FROM person WHERE id = :id")
        number = session.connection().execute(query, {"id": person.row}).scalar_one()
    amount, day = Decimal(100 * (1 + play.which)), office.today - DAY * play.length
    reference = f"U{len(office.history)}"
    lines = (
        "Dossiernummer;Uitkeringskenmerk;Polisnummer;Periode van;Periode t/m;Uitkering",
        f"{number};{reference};V-1;{day:%d-%m-%Y};{day:%d-%m-%Y};{amount}",
    )

    def apply(world: World) -> None:
        _whole(play)
        world.payouts.append(Payout(reference, world.person(person.number).number, amount, day))

    return frozenset({person.number}), _take_over(office, play, "payouts", lines), apply


def _whole(play: Play) -> None:
    if CLERKS[play.clerk].units is not None:
        raise Broken("it is about the whole employer")


def _take_over(office: Office, play: Play, kind: str, lines: tuple[str, ...]) -> Callable[[], None]:
    context, file = office.contexts[play.clerk], office.store.path.with_name(f"{kind}.csv")

    def call() -> None:
        file.write_text("\n".join(lines), "utf-8")
        running.carry_out(context, running.plan_import(context, kind, file, {}))

    return call


def differences(office: Office, world: World, name: str) -> list[str]:
    """Compare what a clerk is shown of what was paid, and how much is kept from sight."""
    report = payouts_in_period(office.contexts[name], Period(date(2020, 1, 1), office.today))
    said = sorted((batch.payout_reference, batch.amount) for batch in report.batches)
    mine = [one for one in world.payouts if office.sees(name, world.person(one.number))]
    meant = sorted((one.reference, one.amount) for one in mine)
    wrong = [] if said == meant else [f"{name} is shown that {said} was paid, and not {meant}"]
    hidden = len(world.payouts) - len(mine)
    return wrong if report.hidden == hidden else [*wrong, f"{report.hidden} payouts are hidden, and not {hidden}"]
