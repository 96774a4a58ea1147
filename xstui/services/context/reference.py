"""What the law, the insurer and the statistics office say, read from the data files."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from xstui.domain.absence import CaseKind
from xstui.domain.benchmark_line import BenchmarkTable, parse
from xstui.domain.medical import WordList
from xstui.domain.pension import PensionTable, parse_pension_table
from xstui.domain.protocol import Protocol
from xstui.domain.protocol_file import parse_protocol
from xstui.domain.wages import MaximumTable, MinimumTable, parse_maximum_table, parse_minimum_table

PROTOCOL_FILES = {
    CaseKind.ABSENCE: "absence",
    CaseKind.PREGNANCY: "pregnancy",
    CaseKind.SICKNESS_ACT: "sickness_act",
    CaseKind.WGA: "wga",
}


def data_folder() -> Path:
    """Return the folder with the data files: inside the wheel, or beside the package in a checkout."""
    package = Path(__file__).parents[2]
    shipped = package / "data"
    return shipped if shipped.is_dir() else package.parent / "data"


@dataclass(frozen=True)
class Reference:
    """Reads each file once, when it is first asked for.

    Raises:
        Refused: A file has errors; the problems name the places.
    """

    folder: Path

    @cached_property
    def protocols(self) -> Mapping[CaseKind, Protocol]:
        """The tasks and terms of each kind of case."""
        return {kind: parse_protocol(self._toml(f"protocols/{name}.toml")) for kind, name in PROTOCOL_FILES.items()}

    @cached_property
    def pension(self) -> PensionTable:
        """The legal pension age by date of birth."""
        return parse_pension_table(self._toml("aow.toml"))

    @cached_property
    def benchmark(self) -> BenchmarkTable:
        """Absence in the country by quarter, sector and size."""
        titles = _table(self._toml("cbs_absence.toml")["title_en"])
        return parse(self.text("cbs_absence.csv").splitlines(), titles)

    @cached_property
    def benchmark_keys(self) -> Mapping[str, str]:
        """Codes of the groups of `benchmark`, by the keys of the statistics office's files."""
        return _table(self._toml("cbs_absence.toml")["key"])

    @cached_property
    def medical_words(self) -> WordList:
        """Words that say something of somebody's health."""
        raw = self._toml("medical_words.toml")
        return WordList(tuple(map(str, _list(raw["words"]))), tuple(map(str, _list(raw["harmless"]))))

    @cached_property
    def common_passwords(self) -> frozenset[str]:
        """Passwords and phrases that are used most often."""
        files = ("common_passwords.txt", "common_passwords_zxcvbn.txt")
        lines = (line for name in files for line in self.text(name).splitlines())
        return frozenset(line for line in lines if line and not line.startswith("#"))

    @cached_property
    def maximum_daily_wage(self) -> MaximumTable:
        """The maximum daily wage by day."""
        return parse_maximum_table(self._toml("max_daily_wage.toml"))

    @cached_property
    def minimum_wage(self) -> MinimumTable:
        """The legal minimum wage per hour by day and age."""
        return parse_minimum_table(self._toml("minimum_wage.toml"))

    def text(self, name: str) -> str:
        """Return the text of a data file."""
        return (self.folder / name).read_text("utf-8")

    def _toml(self, name: str) -> dict[str, object]:
        with (self.folder / name).open("rb") as file:
            return tomllib.load(file)


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _table(value: object) -> dict[str, str]:
    return {str(key): str(text) for key, text in value.items()} if isinstance(value, dict) else {}
