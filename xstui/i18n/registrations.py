"""What a registration did, in words: of a receipt, of a history, and of what stands in the way of an undo."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from xstui.domain.import_kinds import KINDS
from xstui.i18n.catalogue import N_, _, current_language
from xstui.i18n.dates import format_date
from xstui.i18n.numbers import format_percentage

DONE = {
    "absence.report_sick": N_("Reported sick: {name} from {day}, {percentage}"),
    "absence.change_percentage": N_("Changed: {name} from {day} absent for {percentage}"),
    "absence.report_recovery": N_("Reported recovered: {name}, last sick day {day}"),
    "absence.move": N_("Case {case_no}, sick from {day}, moved to the person whom it is about"),
    "absence.correct": N_("Case corrected: {name}, sick from {day}"),
    "protocol.use": N_("Protocol {protocol} in use at {name}"),
    "absence.end_case": N_("Case ended: {name}, last day {day}"),
    "employees.add": N_("Employee added: {name}, dossier {dossier_no}"),
    "employees.mend": N_("Data changed: {name}"),
    "terms.change": N_("Employment changed: {name} from {day}"),
    "terms.correct": N_("Employment corrected: {name} from {day}"),
    "pregnancy.report": N_("Pregnancy reported: {name}, leave from {start} to {end}"),
    "pregnancy.change": N_("Leave changed: {name}, from {start} to {end}"),
    "pregnancy.end": N_("Pregnancy case ended: {name}, last day {day}"),
    "leaving.settle": N_("Case ended with the employment: {name}, last day {day}"),
    "leaving.report": N_("Reported as leaving: {name}, last day {day}"),
    "tasks.close": N_("Task {code} done: {name}"),
    "tasks.deviate": N_("Task {code} deviated from: {name}"),
    "messages.reply": N_("Message sent"),
    "messages.read": N_("Message read"),
    "people.open_dossier": N_("Dossier opened"),
    "records.export": N_("Data of a person put in a file"),
    "reports.export": N_("Report put in a file"),
    "accounts.add": N_("Login added"),
    "accounts.change_password": N_("Password changed"),
    "accounts.end": N_("Login ended"),
    "accounts.key_slot": N_("Key of a login renewed"),
    "accounts.recover": N_("Password recovered"),
    "accounts.reset": N_("Password of a login reset"),
    "keys.backup": N_("Back-up made: {file}"),
    "keys.restore": N_("Restored from the back-up {file}"),
    "keys.change": N_("Data key changed"),
    "keys.keyring": N_("Keyring of the system set"),
    "keys.recovery": N_("Recovery key made"),
    "setup.store": N_("Store made"),
    "setup.encrypt": N_("Store encrypted"),
    "setup.plain": N_("Store decrypted"),
    "office.change": N_("Settings of the office changed"),
    "retention.wipe": N_("Wiped at the end of the retention period"),
    "sign_in.token": N_("Signed in"),
    "accounts.unlock": N_("Unlocked"),
    "sign_in.enrol": N_("Authenticator app registered"),
    "sign_in.backup_code": N_("Signed in with a back-up code"),
    "sign_in.failed": N_("Sign-in refused"),
    "program.failed": N_("The program failed: {error} at {where}"),
    "demo.make": N_("Demo company made"),
    "office.rates": N_("Percentages of CBS taken over: {count}"),
    "office.cover": N_("Own risk and cover of {name} set"),
    "office.sector": N_("Sector of {name} set: {sector}"),
    **{kind.use_case: kind.receipt for kind in KINDS},
}
"""What each use case did, from the values of its journal entry."""
ON_A_DAY = frozenset({"tasks.close", "tasks.deviate"})
"""Use cases whose texts, of one or of several, all end with the day that what was done took place."""
DAYS = {"day", "start", "end", "latest"}
"""The values that are days."""
OVER = {"absence.report_sick": N_("Reported sick: {name} from {day} to {end}, {percentage}")}
"""What is said of a report of an absence that was over already."""
SEVERAL = {
    "absence.report_sick": N_("Reported sick: {count} people from {day}, {percentage}"),
    "absence.report_recovery": N_("Reported recovered: {count} people, last sick day {day}"),
    "absence.change_percentage": N_("Changed: {count} people from {day} absent for {percentage}"),
    "tasks.close": N_("{count} tasks done"),
}
OWN_PERCENTAGES = {
    "absence.report_sick": N_("Reported sick: {count} people from {day}"),
    "absence.change_percentage": N_("Changed: {count} people from {day}"),
}
OWN_DAYS = {
    "absence.report_sick": N_("Reported sick: {count} people, first sick day {day} to {latest}"),
    "absence.report_recovery": N_("Reported recovered: {count} people, last sick day {day} to {latest}"),
    "absence.change_percentage": N_("Changed: {count} people, from {day} to {latest}"),
}
"""What is said of several with percentages, or with days, of their own."""
TASKS_OF_ONE = N_("{count} tasks done: {name}")
TASKS_OF_A_KIND = N_("Task {code} done: {people} people")
TASKS_OF_MANY = N_("{count} tasks of {people} people done")
"""What is said of several tasks, by whose they are; an overview of one person names nobody else."""


class _Elided(dict[str, str]):
    """Values that nobody gave: each is shown as an ellipsis."""

    def __missing__(self, _key: str) -> str:
        return "…"


def registration_name(use_case: str) -> str:
    """Return what kind of registration a use case makes, without the values of one."""
    return _(DONE.get(use_case, use_case)).partition(":")[0].format_map(_Elided())


def registration_text(use_case: str, summary: Mapping[str, object]) -> str:
    """Return what a registration did."""
    values = dict(summary)
    for name in DAYS & values.keys():
        values[name] = format_date(date.fromisoformat(str(values[name])))
    if "code" in values:
        values["code"] = values.get(f"label_{current_language()}", values["code"])
    if "percentage" in values:
        values["percentage"] = format_percentage(Decimal(str(values["percentage"])))
    text = _text_of(use_case, summary)
    if not text:
        return use_case
    told = _(text).format_map(_Elided({name: str(value) for name, value in values.items()}))
    return (
        _("{registration} on {day}", registration=told, day=values["day"])
        if use_case in ON_A_DAY and "day" in values
        else told
    )


def _number(value: object) -> int:
    """Return a number of a summary; 1 where there is none: a wipe states the people themselves."""
    return int(str(value)) if value and not isinstance(value, list) else 1


def _text_of(use_case: str, summary: Mapping[str, object]) -> str:
    """Return the text of a use case, for one or for several; empty for one that is not known."""
    count, kinds, people = (_number(summary.get(name)) for name in ("count", "kinds", "people"))
    if count == 1 or use_case not in SEVERAL:
        return (OVER.get(use_case) if "end" in summary else None) or DONE.get(use_case, "")
    if use_case in OWN_DAYS:
        own = OWN_DAYS if "latest" in summary else SEVERAL if "percentage" in summary else OWN_PERCENTAGES
        return own.get(use_case, SEVERAL[use_case])
    if use_case != "tasks.close" or "people" not in summary:
        return SEVERAL[use_case]
    return TASKS_OF_ONE if people == 1 else TASKS_OF_A_KIND if kinds == 1 else TASKS_OF_MANY
