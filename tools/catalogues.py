# ruff: noqa: T201 - it reports on the command line
r"""Bring the catalogues up to date with the code: extract, merge, compile, and list what is untranslated.

    python tools/catalogues.py               the whole round; exit status 1 if a Dutch text is missing
    python tools/catalogues.py --check       change nothing; exit status 1 if a round would
    python tools/catalogues.py --fill FILE   first take translations from lines `msgid<TAB>msgstr`

In FILE a context goes before the msgid as `context^msgid`, and plural forms of a msgstr are separated by `|`;
`\n` stands for a new line.
The round also takes the manual's labels that have come off the list in `tests/hygiene`.
A text that left the code stays in the catalogue as obsolete, and comes back with its translation.
"""

from __future__ import annotations

import argparse
import io
import sys
from collections.abc import Iterator, Mapping
from copy import deepcopy
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from types import MappingProxyType

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ROOT / "xstui"
LOCALE = SOURCES / "locale"
LABELS_TO_COME = ROOT / "tests" / "hygiene" / "labels_to_come.txt"
LANGUAGES = ("nl", "en")
UNSTABLE_HEADERS = tuple(
    f'"{name}:'.encode()
    for name in (
        "Project-Id-Version",
        "Report-Msgid-Bugs-To",
        "POT-Creation-Date",
        "PO-Revision-Date",
        "Last-Translator",
        "Language-Team",
        "Generated-By",
    )
)
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "N_": None,
    "ngettext_": (1, 2),
    "pgettext_": ((1, "c"), 2),
    "NP_": ((1, "c"), 2),
}


def po_path(language: str) -> Path:
    """Return where a language's catalogue lies."""
    return LOCALE / language / "LC_MESSAGES" / "xstui.po"


@cache
def extracted() -> Catalog:
    """Return every text in the code as a catalogue without translations: read once, and not to be changed."""
    template = Catalog(project="xstui")
    found = extract_from_dir(SOURCES, method_map=[("**.py", "python")], keywords=KEYWORDS)
    for filename, _line, msgid, _comments, context in sorted(found, key=lambda text: (text[0], text[1])):
        if not msgid:
            continue
        template.add(msgid, locations=[(f"xstui/{Path(filename).as_posix()}", 1)], context=context)
    return template


def load(language: str) -> Catalog:
    """Return a language's catalogue as it is, or an empty one."""
    path = po_path(language)
    if not path.exists():
        return Catalog(language, header_comment="# The texts of xstui.", fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def merged(catalogue: Catalog, template: Catalog) -> Catalog:
    """Return the catalogue with the code's texts of now; obsolete texts wait, and return when used again.

    The template is copied, since Babel would share its messages between the languages.
    """
    for message in catalogue.obsolete.values():
        catalogue[message.id] = message
    catalogue.obsolete.clear()
    catalogue.update(deepcopy(template), no_fuzzy_matching=True, update_header_comment=False)
    if catalogue.locale_identifier == "en":
        _repeat_the_code(catalogue)
    return catalogue


def _repeat_the_code(catalogue: Catalog) -> None:
    """Fill English texts that are missing with the code's own."""
    for message in _texts(catalogue):
        if not _is_translated(message):
            message.string = message.id


def _texts(catalogue: Catalog) -> Iterator[Message]:
    """Yield the messages without the header."""
    return (message for message in catalogue if message.id)


def _forms(message: Message) -> tuple[str, ...]:
    """Return the translation's forms: one, or one for each plural."""
    return (message.string,) if isinstance(message.string, str) else tuple(message.string or ())


def _is_translated(message: Message) -> bool:
    """Tell whether each form has a text."""
    return bool(_forms(message)) and all(_forms(message))


def untranslated(catalogue: Catalog) -> list[str]:
    """Return the msgids without a translation, with the place of each."""
    return [
        f"{message.locations[0][0] if message.locations else '?'}: {message.id!r}"
        for message in _texts(catalogue)
        if not _is_translated(message)
    ]


def fill(catalogue: Catalog, lines: str) -> None:
    """Put translations from lines `[context^]msgid<TAB>msgstr` into the catalogue, used or not yet."""
    for line in lines.splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        key, string = line.replace("\\n", "\n").split("\t")
        context, _mark, msgid = key.rpartition("^")
        message = catalogue.get(msgid, context or None)
        if message is not None and message.pluralizable:
            message.string = tuple(string.split("|"))
        elif message is not None:
            message.string = string
        else:
            catalogue.add(msgid, string, context=context or None)


def po_bytes(catalogue: Catalog) -> bytes:
    """Return the catalogue as a .po file; it has no dates, so the same texts make the same file."""
    buffer = io.BytesIO()
    write_po(buffer, catalogue, width=110, sort_output=True, include_lineno=False)
    lines = buffer.getvalue().splitlines(keepends=True)
    return b"".join(line for line in lines if not line.startswith(UNSTABLE_HEADERS))


def mo_bytes(po: bytes) -> bytes:
    """Return a .po file compiled; its dates stand still, so the same texts make the same file."""
    buffer = io.BytesIO()
    catalogue = read_po(io.BytesIO(po))
    catalogue.creation_date = catalogue.revision_date = datetime(2026, 1, 1, tzinfo=UTC)
    write_mo(buffer, catalogue)
    return buffer.getvalue()


def built(lines: Mapping[str, str] = MappingProxyType({})) -> dict[Path, bytes]:
    """Return every catalogue file as it should be, by its path; `lines` are texts to fill in, by language."""
    template, files = extracted(), {}
    for language in LANGUAGES:
        catalogue = merged(load(language), template)
        if language in lines:
            fill(catalogue, lines[language])
            catalogue = merged(catalogue, template)
        po = po_bytes(catalogue)
        files[po_path(language)] = po
        files[po_path(language).with_suffix(".mo")] = mo_bytes(po)
    return files


def stale(files: dict[Path, bytes]) -> list[Path]:
    """Return the files that lie otherwise on the disk."""
    return [path for path, content in files.items() if not path.exists() or path.read_bytes() != content]


def plain(text: str) -> str:
    """Return a text without a field's star or colon; the first letter may be either, as its place asks."""
    bare = text.rstrip(" *:")
    return bare[:1].lower() + bare[1:]


def dutch_texts(catalogue: Catalog) -> set[str]:
    """Return every translation, plain."""
    return {plain(form) for message in _texts(catalogue) for form in _forms(message)}


def _drop_labels_that_came() -> None:
    """Take the manual's labels that the Dutch catalogue has by now off the list of those to come."""
    there = dutch_texts(load("nl"))
    lines = LABELS_TO_COME.read_text("utf-8").splitlines(keepends=True)
    LABELS_TO_COME.write_text("".join(line for line in lines if plain(line.rstrip("\n")) not in there), "utf-8")


def _report_missing() -> int:
    """Print the Dutch texts that are missing; return the exit status."""
    missing = untranslated(load("nl"))
    for line in missing:
        print(line)
    print(f"{len(missing)} untranslated")
    return 1 if missing else 0


def main() -> int:
    """Run from the command line; return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--fill", type=Path)
    parser.add_argument("--language", choices=LANGUAGES, default="nl")
    options = parser.parse_args()
    lines = {options.language: options.fill.read_text("utf-8")} if options.fill else {}
    files = built(lines)
    if options.check:
        print(*stale(files), sep="\n")
        return 1 if stale(files) else 0
    for path, content in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    _drop_labels_that_came()
    return _report_missing()


if __name__ == "__main__":
    sys.exit(main())
