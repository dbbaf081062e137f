"""Any is seldom used, and each use says why."""

import ast
from pathlib import Path

from tests.unit.house.source import nodes, source, sources

MOST = 30
PATHS = [path for path in sources() if path.parts[0] != "migrations"]


def uses(path: Path) -> list[int]:
    """Return the lines on which a module uses Any."""
    return [node.lineno for node in nodes(path, ast.Name) if node.id == "Any"]


def test_any_is_seldom_used() -> None:
    assert sum(len(uses(path)) for path in PATHS) <= MOST


def test_each_any_says_why() -> None:
    unexplained = []
    for path in PATHS:
        lines = source(path).splitlines()
        unexplained += [
            f"{path}:{line}"
            for line in uses(path)
            if not (" # " in lines[line - 1] or lines[line - 2].startswith("# "))
        ]
    assert unexplained == []
