# ruff: noqa: T201 - it reports on the command line
"""Do random operations by the services, and compare all that they leave with a naive model after each.

    python -m tools.driver 20000 [--seed N] [--length 120] [--minutes 9] [--most 10] [--seconds 60]

The operations are played in episodes, each in a store of its own that begins empty. Exit status 1 where anything
differed; then the seed of the episode and the shortest script that still shows it are printed.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections import Counter
from math import inf
from pathlib import Path

from tools.driver.episodes import make_template, play_all, random_script, shortened


def main() -> int:
    """Read the command line, play, and report."""
    parser = argparse.ArgumentParser(description="Play random operations against a naive model.")
    parser.add_argument("operations", type=int)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--length", type=int, default=120, help="operations in one store")
    parser.add_argument("--minutes", type=float, default=inf, help="after which no other episode begins")
    parser.add_argument("--most", type=int, default=10, help="differences to shorten and print")
    parser.add_argument("--seconds", type=float, default=60, help="to shorten one script")
    args = parser.parse_args()
    until = time.monotonic() + 60 * args.minutes
    told: Counter[str] = Counter()
    wrong = 0
    with tempfile.TemporaryDirectory() as folder:
        template = make_template(Path(folder))
        seed = args.seed
        while told.total() < args.operations and wrong < args.most and time.monotonic() < until:
            script = random_script(seed, args.length)
            result = play_all(script, template)
            told.update(result.told)
            if result.differences:
                wrong += 1
                print(f"\nseed {seed}: {result.differences[0]}", flush=True)
                short = shortened((script[0], script[1][: result.played]), template, args.seconds)
                print(f"insured: {short[0]}", *short[1], *play_all(short, template, every=1).differences, sep="\n")
            seed += 1
    counts = ", ".join(f"{count} {name}" for name, count in sorted(told.items()))
    print(f"\nseeds {args.seed} to {seed - 1}: {told.total()} operations ({counts}), {wrong} differences")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
