"""The certificate of a wipe: what went, by number and count, without a name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from xstui.i18n import _, format_moment
from xstui.i18n.findings import table_text


def certificate_name(at: datetime) -> str:
    """Return the name of the file that a certificate goes to, by the moment of the wipe in local time."""
    return _("certificate-{moment}.txt", moment=format(at, "%Y%m%d-%H%M%S"))


def certificate_text(  # noqa: PLR0913 - what a certificate says
    *,
    at: datetime,
    who: str,
    people: Sequence[int],
    cases: Sequence[int],
    rows: Mapping[str, int],
    erased: int,
    seq: int,
    head: str,
    compacted: bool | None,
) -> str:
    """Return the lines of the certificate, for a file that is kept or printed."""
    lines = [
        _("Certificate of data wiped"),
        "",
        _("Wiped on {moment} by {who}.", moment=format_moment(at), who=who),
        _("Dossiers: {numbers}", numbers=", ".join(map(str, people)) or "-"),
        _("Contents of cases: {numbers}", numbers=", ".join(map(str, cases)) or "-"),
        _("Rows removed:"),
        *(
            f"  {name:<30}{count:>6}"
            for name, count in sorted((table_text(name), count) for name, count in rows.items())
        ),
        _("Changes erased from the journal: {n}", n=erased),
        _("Journal entry {seq}, hash {head}", seq=seq, head=head),
        "",
        _compacted(compacted),
        _("Back-ups made before this still hold what was wiped, until they are removed."),
    ]
    return "\n".join(lines) + "\n"


def _compacted(compacted: bool | None) -> str:  # noqa: FBT001 - a value to put into words
    if compacted is None:
        return _("This certificate was made later, from the journal.")
    if compacted:
        return _("The file was rewritten without what was removed.")
    return _("The file was not rewritten yet: another program had it open. Run: xstui retention --compact")
