"""`xstui import`: what a file holds is checked, told and taken over."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from xstui.cli import session
from xstui.cli.output import Progress, note, say
from xstui.cli.parsing import DONE, FOUND_WANTING, Command
from xstui.domain.import_kinds import KINDS
from xstui.domain.problems import refuse
from xstui.i18n import N_, _, command_text, format_decimal

if TYPE_CHECKING:
    from xstui.services.imports.running import ImportPlan


def _options(sub: argparse.ArgumentParser) -> None:
    meant = ", ".join(f"{kind.name} ({_(kind.words)})" for kind in KINDS)
    sub.add_argument("kind", choices=[kind.name for kind in KINDS], help=_("what the rows are: {kinds}", kinds=meant))
    sub.add_argument("file", type=Path, metavar=_("FILE"))
    sub.add_argument("--sheet", default="", metavar=_("NAME"), help=_("the sheet of an Excel file"))
    sub.add_argument("--map", action="append", default=[], metavar=_("HEADER=FIELD"), help=_("name a column's meaning"))
    sub.add_argument(
        "--answer",
        action="append",
        default=[],
        metavar=_("QUESTION=ANSWER"),
        help=_("answer a question about the whole file, as it was asked"),
    )
    sub.add_argument(
        "--code-page", default="", metavar=_("NAME"), help=_("the code page of a text file, such as cp1252 or cp850")
    )
    sub.add_argument("--dry-run", action="store_true", help=_("list every problem, change nothing"))
    sub.add_argument("--skip-bad", type=Path, metavar=_("REJECTS"), help=_("leave bad rows out, and write them here"))


def import_file(args: argparse.Namespace) -> int:
    """Take over a file; return 0, or 1 where a rehearsal found problems.

    Raises:
        Refused: The file can't be read, a question needs an answer first, or its rows have problems.
    """
    from xstui.services.imports import running
    from xstui.services.imports.tables import Choices

    context = session.context_of(args)
    choices = Choices(args.sheet, args.code_page, _pairs(args.answer))
    plan = running.plan_import(context, args.kind, args.file, _pairs(args.map), Progress(), choices)
    _tell(plan)
    if args.dry_run:
        return FOUND_WANTING if plan.problems else DONE
    if plan.problems and args.skip_bad is None:
        raise refuse("import-has-problems")
    say(_("Saving…"))
    result = running.carry_out(context, plan, rejects=args.skip_bad, progress=Progress())
    taken, left = format_decimal(result.count, 0), format_decimal(result.skipped, 0)
    say(_("Taken over: {count}. Left out: {skipped}.", count=taken, skipped=left))
    return DONE


def _pairs(words: list[str]) -> dict[str, str]:
    return {name.strip(): value.strip() for name, _equals, value in (word.partition("=") for word in words)}


def _tell(plan: ImportPlan) -> None:
    """Tell what a file would do: the summary first, then what was read how, then every problem."""
    good, bad = format_decimal(plan.good, 0), format_decimal(len(plan.rejected), 0)
    say(_("Rows in order: {good}. Rows with problems: {bad}.", good=good, bad=bad))
    for one in plan.notes:
        say(command_text(one))
    if plan.ignored:
        say(_("Not taken over, no known column: {headers}", headers=", ".join(plan.ignored)))
    note(*problem_lines(plan))


def problem_lines(plan: ImportPlan) -> list[str]:
    """Return every problem with its rows and column; equal ones are one line."""
    from xstui.services.imports.headers import usual_header
    from xstui.services.imports.sorting import row_list

    found: dict[tuple[str, str], list[int]] = {}
    for bad in plan.problems:
        found.setdefault((bad.header or usual_header(bad.column) or "-", command_text(bad.problem)), []).append(bad.row)
    lines = []
    for (column, text), numbers in found.items():
        rows, count = row_list(numbers), len(numbers)
        where = _("row {row}", row=rows) if count == 1 else _("{count} rows ({rows})", count=count, rows=rows)
        lines.append(f"{where}, {column}: {text}")
    return lines


COMMAND = Command("import", N_("take over employees and other rows from a file"), import_file, _options)
