"""What a list of reports says: of its rows, of what stands in the way of saving them, and of what was saved."""

from __future__ import annotations

from collections.abc import Sequence

from xstui.domain.problems import Refused
from xstui.i18n import _, format_date, ngettext_, problem_text
from xstui.services.absence.absence import Receipt
from xstui.services.people.search import Found


def candidate_text(one: Found, in_rows: Sequence[int]) -> str:
    """Return somebody whom a name may mean, with what tells them from others.

    Args:
        in_rows: The rows, counted from one, in which they stand already.
    """
    text = f"{one.name} · {one.row.unit_name} · {format_date(one.row.birth_date)}"
    return text + (" · " + _("in row {row} already", row=in_rows[0]) if in_rows else "")


def hindrance_text(right: Sequence[int], wrong: Sequence[int], unlikely: Sequence[int], keys: dict[str, str]) -> str:
    """Return why nothing is saved yet, and what to do.

    Args:
        right: The places of the rows that can be saved; so for the others.
        keys: The keys that save, and take a row out.
    """
    rows = ", ".join(str(number + 1) for number in wrong or unlikely)
    if not wrong:
        return _("Unlikely: row {rows}. {key_save} once more saves all.", rows=rows, **keys)
    told = ngettext_("{n} row can't be saved: {rows}.", "{n} rows can't be saved: {rows}.", len(wrong), rows=rows)
    told += " " + _("{key_out} takes a row out.", **keys)
    return told + (" " + _("{key_save} once more saves the other {n}.", n=len(right), **keys) if right else "")


def saved_text(saved: int, left: int) -> str:
    """Return how many rows were saved, where some stay."""
    return ngettext_("Saved: {done}. {n} row stays.", "Saved: {done}. {n} rows stay.", left, done=saved)


def summary_of(receipts: Sequence[Receipt]) -> dict[str, object]:
    """Return what a receipt of several names, as the journal does."""
    days, first = [receipt.day for receipt in receipts], receipts[0]
    told: dict[str, object] = {"name": first.name, "day": min(days), "count": len(receipts)}
    told |= {"latest": max(days)} if min(days) != max(days) else {}
    told |= {"percentage": first.percentage} if len({receipt.percentage for receipt in receipts}) == 1 else {}
    return told | ({"end": first.last_sick_day} if len(receipts) == 1 and first.last_sick_day else {})


def refusal_text(refused: Refused) -> str:
    """Return the problems of several people, each with the name."""
    named = ((str(problem.details.get("name", "")), problem_text(problem)) for problem in refused.problems)
    return " ".join(dict.fromkeys(f"{name}: {text}" if name and name not in text else text for name, text in named))
