# ruff: noqa: T201 - it reports on the command line
"""Write the list of names at the end of docs/glossary.md: the classes of the rules and the services, and what each is.

python -m tools.names_page
"""

from __future__ import annotations

import ast
from pathlib import Path

from tools.measure import CODE, sources

PAGE = Path(__file__).resolve().parent.parent / "docs" / "glossary.md"
HEAD = """## Names in the code

The classes of the rules and the services, by the first line of what each says of itself. This list is made by
`python -m tools.names_page`.

| name | where | meaning |
|---|---|---|
"""


def names() -> list[tuple[str, str, str]]:
    """Return name, module and meaning of each class of the rules and the services."""
    found = []
    for path in (*sources(CODE / "domain"), *sources(CODE / "services")):
        where = path.relative_to(CODE).with_suffix("").as_posix()
        for node in ast.parse(path.read_text("utf-8")).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                said = (ast.get_docstring(node) or "").partition("\n\n")[0]
                found.append((node.name, where, " ".join(said.split()).replace("|", "\\|")))
    return sorted(found)


def page() -> str:
    """Return the glossary with the list as it is now."""
    text, _, _ = PAGE.read_text("utf-8").partition(HEAD.splitlines()[0])
    lines = [f"| `{name}` | `{where}` | {meaning} |\n" for name, where, meaning in names()]
    return f"{text.rstrip()}\n\n{HEAD}{''.join(lines)}"


def main() -> None:
    """Write the page."""
    PAGE.write_text(page(), "utf-8")
    print(f"{PAGE.name}: {len(names())} names")


if __name__ == "__main__":
    main()
