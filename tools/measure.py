# ruff: noqa: T201 - it reports on the command line
"""Measure the shape of the code: lengths, `Any`, circles of imports, tests beside code.

    python tools/measure.py

A circle is counted over all imports, late ones included; those for type checking alone are not imports.
"""

from __future__ import annotations

import ast
import re
import statistics
from collections.abc import Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CODE = ROOT / "xstui"
TESTS = ROOT / "tests"
SERVICES = CODE / "services"
MIGRATIONS = CODE / "store" / "migrations" / "versions"


def sources(folder: Path) -> list[Path]:
    """Return the Python files below a folder, but for the migrations, which never change."""
    return [path for path in sorted(folder.rglob("*.py")) if MIGRATIONS not in path.parents]


def lines_of(path: Path) -> int:
    """Return how many lines a file has."""
    return len(path.read_text("utf-8").splitlines())


def function_lengths(path: Path) -> Iterator[tuple[int, str]]:
    """Yield length and name of each function, its docstring left out."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            spoken = ast.get_docstring(node, clean=False)
            docstring = spoken.count("\n") + 1 if spoken else 0
            yield (
                (node.end_lineno or node.lineno) - node.lineno + 1 - docstring,
                f"{path.relative_to(ROOT)}:{node.name}",
            )


def module_of(path: Path) -> str:
    """Return the name that a file is imported by."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(path: Path, modules: set[str]) -> set[str]:
    """Return the project's modules that a file imports."""
    tree = ast.parse(path.read_text("utf-8"))
    hidden = {
        node
        for branch in ast.walk(tree)
        if isinstance(branch, ast.If) and "TYPE_CHECKING" in ast.unparse(branch.test)
        for node in ast.walk(branch)
    }
    named: set[str] = set()
    for node in ast.walk(tree):
        if node in hidden:
            continue
        if isinstance(node, ast.Import):
            named |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            inner = {f"{node.module}.{alias.name}" for alias in node.names}
            named |= inner & modules or {node.module}
    return (named & modules) - {module_of(path)}


def largest_circle(graph: dict[str, set[str]]) -> list[str]:
    """Return the largest set of modules that all import each other in the end (Tarjan)."""
    number: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    largest: list[str] = []

    def visit(node: str) -> None:
        nonlocal largest
        number[node] = low[node] = len(number)
        stack.append(node)
        for other in sorted(graph[node]):
            if other not in number:
                visit(other)
                low[node] = min(low[node], low[other])
            elif other in stack:
                low[node] = min(low[node], number[other])
        if low[node] == number[node]:
            start = stack.index(node)
            circle = stack[start:]
            del stack[start:]
            if len(circle) > max(1, len(largest)):
                largest = circle

    for node in graph:
        if node not in number:
            visit(node)
    return sorted(largest)


def circle() -> list[str]:
    """Return the largest set of the program's modules that import each other in the end."""
    code = sources(CODE)
    modules = {module_of(path) for path in code}
    return largest_circle({module_of(path): imports(path, modules) for path in code})


def open_types() -> dict[str, int]:
    """Return how many lines of each file have `Any`."""
    open_type = re.compile(r"\bAny\b")
    counts = {
        str(path.relative_to(ROOT)): sum(bool(open_type.search(line)) for line in path.read_text("utf-8").splitlines())
        for path in sources(CODE)
    }
    return {path: number for path, number in counts.items() if number}


def has_tests(module: str, room: Path) -> bool:
    """Tell whether a room has tests of a module's name: `test_retention.py`, or `test_retention_of_cases.py`."""
    return any(f"{path.stem}_".startswith(f"test_{module}_") for path in room.glob("test_*.py"))


def services() -> list[Path]:
    """Return the modules of services."""
    return [path for path in sources(SERVICES) if path.name != "__init__.py"]


def untested_services() -> list[Path]:
    """Return the modules of services that have no tests of their name in the room of the same path.

    The declarations of reports are tested together, by the name of their package.
    """
    rooms = {path: TESTS / "unit" / path.parent.relative_to(CODE) for path in services()}
    return [
        path
        for path, room in rooms.items()
        if not has_tests(path.stem, room) and not has_tests(path.parent.name, room.parent)
    ]


def at(values: Iterable[int], share: float) -> int:
    """Return the value below which a share of the values lie."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def main() -> None:
    """Measure, and print a line for each figure."""
    code, tests = sources(CODE), sources(TESTS)
    lengths = {path: lines_of(path) for path in code}
    longest = max(lengths, key=lambda path: lengths[path])
    functions = sorted(pair for path in code for pair in function_lengths(path))
    sizes = [size for size, _name in functions]
    loose = [path.name for path in CODE.glob("*.py") if path.name not in {"__init__.py", "__main__.py"}]
    print(f"files: {len(code)}, lines median {int(statistics.median(lengths.values()))}, max {lengths[longest]}")
    print(f"longest file: {longest.relative_to(ROOT)}; over 400 lines: {sum(n > 400 for n in lengths.values())}")  # noqa: PLR2004
    print(f"functions: lines median {int(statistics.median(sizes))}, p95 {at(sizes, 0.95)}, max {functions[-1]}")
    print(f"lines with Any: {sum(open_types().values())}")
    around = circle()
    print(f"largest circle of imports: {len(around)} files {' '.join(around)}".rstrip())
    print(f"loose modules at the top: {len(loose)}")
    print(f"services with a test file of their name: {len(services()) - len(untested_services())} of {len(services())}")
    print(f"lines of tests per line of code: {sum(map(lines_of, tests)) / sum(lengths.values()):.2f}")


if __name__ == "__main__":
    main()
