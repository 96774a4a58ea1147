# ruff: noqa: T201 - it reports on the command line
"""Change one thing at random in a module, and look whether the module's own tests notice.

    python tools/mutants.py domain 40 [--seed N]
    python tools/mutants.py services 40 --below absence/

A comparison is turned or loses its edge, `and` becomes `or`, a number is one more, a `not` or a call in a list of
checks is left out, what a problem tells becomes something else; widths of columns stay. With `--below` only modules of
which the path holds these words. The tests that are run are those of the module's name: `test_retention.py` and
`test_retention_of_cases.py` for `retention.py`, or where its room has none, those that import it and those of the room.
The files are changed in a copy of the checkout.
"""

from __future__ import annotations

import argparse
import ast
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TURNED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}
LONGEST = 300
"""Seconds for the tests of one mutant."""


def places(tree: ast.AST) -> Iterator[tuple[ast.AST, Callable[[], None], str]]:
    """Yield each thing that can be changed: where, how, and in words."""
    columns = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and ast.unparse(node.func) == "Column"]
    widths = {argument for call in columns for argument in call.args}
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare) and type(node.ops[0]) in TURNED:
            yield node, _turn(node), "comparison turned"
        elif isinstance(node, ast.BoolOp):
            yield node, _other(node), "and/or"
        elif isinstance(node, ast.Constant) and type(node.value) is int and node not in widths:
            yield node, _one_more(node), "one more"
        elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Sub):
            yield node, _sign(node), "plus/minus"
        elif isinstance(node, ast.If | ast.IfExp) and ast.unparse(node.test) != "TYPE_CHECKING":
            yield node, _negate(node), "condition negated"
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in {"refuse", "Problem"}:
            yield from _told(node)


def _told(call: ast.Call) -> Iterator[tuple[ast.AST, Callable[[], None], str]]:
    """Yield each figure or word that a problem tells, changed into another."""
    for keyword in call.keywords:
        if keyword.arg:
            yield call, partial(setattr, keyword, "value", ast.Constant("something else")), f"other {keyword.arg} told"
    for found in (argument for argument in call.args if isinstance(argument, ast.Dict)):
        for place in range(len(found.values)):
            change = partial(found.values.__setitem__, place, ast.Constant("something else"))
            if (key := found.keys[place]) is not None:
                yield call, change, f"other {ast.unparse(key)} told"


def _turn(node: ast.Compare) -> Callable[[], None]:
    def change() -> None:
        node.ops[0] = TURNED[type(node.ops[0])]()

    return change


def _other(node: ast.BoolOp) -> Callable[[], None]:
    def change() -> None:
        node.op = ast.Or() if isinstance(node.op, ast.And) else ast.And()

    return change


def _one_more(node: ast.Constant) -> Callable[[], None]:
    def change() -> None:
        assert isinstance(node.value, int)
        node.value += 1

    return change


def _sign(node: ast.BinOp) -> Callable[[], None]:
    def change() -> None:
        node.op = ast.Sub() if isinstance(node.op, ast.Add) else ast.Add()

    return change


def _negate(node: ast.If | ast.IfExp) -> Callable[[], None]:
    def change() -> None:
        node.test = ast.UnaryOp(ast.Not(), node.test)

    return change


def tests_of(module: Path, layer: str) -> list[Path]:
    """Return the tests of a module: those of its name in its own room, else all that may be about it.

    These are the tests of its name elsewhere, those that import it, and those of its room.
    """
    tests = sorted((ROOT / "tests" / "unit").rglob("test_*.py"))
    named = [p for p in tests if f"{p.stem}_".startswith(f"test_{module.stem}_") and layer in p.parts]
    room = ROOT / "tests" / "unit" / module.parent.relative_to(ROOT / "xstui")
    if own := [path for path in named if path.parent == room]:
        return own
    package = module.parent.relative_to(ROOT).as_posix().replace("/", ".")
    words = (f"from {package}.{module.stem} import", f"from {package} import")
    return [
        path
        for path in tests
        if path in named
        or (path.parent == room and module.parent.name != layer)
        or words[0] in (text := path.read_text("utf-8"))
        or (words[1] in text and module.stem in text)
    ]


def mutant(rng: random.Random, modules: list[Path]) -> tuple[Path, str, str]:
    """Return a module, its changed source, and what was changed where."""
    while True:
        module = rng.choice(modules)
        tree = ast.parse(module.read_text("utf-8"))
        found = list(places(tree))
        if found:
            node, change, words = rng.choice(found)
            change()
            line = getattr(node, "lineno", 0)
            return module, ast.unparse(ast.fix_missing_locations(tree)), f"line {line}: {words}"


def noticed(copy: Path, tests: list[Path]) -> bool:
    """Tell whether the tests fail in the copy, or come to no end."""
    words = [sys.executable, "-m", "pytest", "-q", "-x", "-n", "0", "-p", "no:cacheprovider", "-p", "no:randomly"]
    try:
        done = subprocess.run(  # noqa: S603 - pytest itself
            [*words, *(str(path.relative_to(ROOT)) for path in tests)],
            cwd=copy,
            capture_output=True,
            check=False,
            timeout=LONGEST,
            env={**os.environ, "PYTHONPATH": str(copy), "CI": "true", "PYTHONDONTWRITEBYTECODE": "1"},
        )
    except subprocess.TimeoutExpired:
        return True
    return done.returncode != 0


def main() -> int:
    """Make the mutants one by one, and name those that nobody noticed."""
    parser = argparse.ArgumentParser(description="Plant faults, and look whether the tests notice.")
    parser.add_argument("layer", choices=["domain", "services", "store", "reports"])
    parser.add_argument("count", type=int)
    parser.add_argument("--below", default="", help="only modules of which the path holds this")
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    rng = random.Random(f"{args.layer} {args.seed}")  # noqa: S311 - to be repeated
    modules = [path for path in sorted((ROOT / "xstui" / args.layer).rglob("*.py")) if args.below in str(path)]
    modules = [path for path in modules if tests_of(path, args.layer)]
    survived = 0
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "checkout"
        shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(".git", ".*_cache", "__pycache__", ".venv"))
        for _number in range(args.count):
            module, source, words = mutant(rng, modules)
            place = copy / module.relative_to(ROOT)
            place.write_text(source, "utf-8")
            if not noticed(copy, tests_of(module, args.layer)):
                survived += 1
                print(f"not noticed: {module.relative_to(ROOT)} {words}", flush=True)
            shutil.copy(module, place)
    print(f"{args.layer}, seed {args.seed}: {args.count - survived} of {args.count} noticed")
    return 1 if survived else 0


if __name__ == "__main__":
    sys.exit(main())
