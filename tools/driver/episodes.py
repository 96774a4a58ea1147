"""One script in one store, and the shortest script that shows the same."""

from __future__ import annotations

import random
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from tools.driver.acting import act
from tools.driver.checks import differences
from tools.driver.model import Broken
from tools.driver.office import make_office
from tools.driver.plays import Play, random_play
from xstui.store import opening

Script = tuple[bool, tuple[Play, ...]]
"""Whether the employer bears the risk of the Sickness Benefits Act, and what is done."""
THOROUGH = 12
"""Operations between two thorough comparisons."""
AT_THE_END = 0
"""In its place: one comparison, after the last operation."""


@dataclass
class Result:
    """What came of a script: up to the first difference.

    Attributes:
        played: Operations until then.
    """

    told: Counter[str] = field(default_factory=Counter)
    differences: list[str] = field(default_factory=list)
    played: int = 0


def make_template(folder: Path) -> Path:
    """Make an empty store once; each episode begins with a copy."""
    path = folder / "template.db"
    opening.create_store(path).close()
    return path


def random_script(seed: int, length: int) -> Script:
    """Return a script by its seed."""
    rng = random.Random(seed)  # noqa: S311 - to be repeated
    begin = [Play("a", "login_add", flag=True), *(Play("a", "hire", which=number, days=400) for number in range(3))]
    return rng.random() < 0.5, (*begin, *(random_play(rng) for _play in range(length)))  # noqa: PLR2004 - half


def play_all(script: Script, template: Path | None = None, *, every: int = THOROUGH) -> Result:
    """Play a script in a new store; stop at the first difference."""
    insured, plays = script
    result = Result()
    with tempfile.TemporaryDirectory() as folder:
        office = make_office(Path(folder), template, insured=insured)
        try:
            for number, play in enumerate(plays, start=1):
                result.played = number
                outcome = act(office, play)
                if outcome is None:
                    result.told["nothing to do"] += 1
                    continue
                result.told["refused" if outcome.refused else play.kind] += 1
                result.differences += outcome.differences
                if not result.differences and (every or number == len(plays)):
                    thorough = not every or number % every == 0 or number == len(plays) or play.kind == "wipe"
                    result.differences += differences(office, number, thorough=thorough)
                if result.differences:
                    break
        except Broken as broken:
            result.differences.append(f"the store holds what the model can't: {broken}")
        except Exception as error:  # noqa: BLE001 - any other is a fault of the program
            result.differences.append(f"{type(error).__name__}: {error}")
        finally:
            office.store.close()
    return result


def shortened(script: Script, template: Path | None = None, seconds: float = 60.0) -> Script:
    """Leave operations out of a script for as long as it still shows a difference, and there is time."""
    insured, plays = script
    every = AT_THE_END if play_all(script, template, every=AT_THE_END).differences else 1
    size = max(1, len(plays) // 2)
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        start, shorter = 0, plays
        while start < len(shorter) and time.monotonic() < until:
            tried = shorter[:start] + shorter[start + size :]
            if tried and play_all((insured, tried), template, every=every).differences:
                shorter = tried
            else:
                start += size
        if size == 1 and len(shorter) == len(plays):
            return insured, plays
        plays, size = shorter, max(1, size // 2)
    return insured, plays
