"""Names are told apart by a search: of classes, and of functions that are called by their name alone."""

import ast
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.unit.house.source import imported, sources, tree

SIDES = {
    "the bot": ("bot", "handlers", "models"),
    "the playground": ("playground",),
    "the validator": ("block_kit",),
}
"""They know nothing of each other, and each has its own words for what Slack names."""


def test_no_two_classes_share_a_name() -> None:
    assert _twice(_definitions(sources(), ast.ClassDef)) == {}


@pytest.mark.parametrize("side", SIDES)
def test_no_two_functions_share_a_name_unless_both_are_called_by_their_modules(side: str) -> None:
    paths = [path for path in sources() if path.parts[0] in SIDES[side]]
    bare = {name for path in sources() for name in imported(path)}
    twice = _twice(_definitions(paths, ast.FunctionDef))
    assert {
        name: found
        for name, found in twice.items()
        if any(f"{'.'.join(place.with_suffix('').parts)}.{name}" in bare for place in found)
    } == {}


def _definitions(paths: Iterable[Path], kind: type[ast.ClassDef | ast.FunctionDef]) -> list[tuple[str, Path]]:
    """Return the public names of that kind at the top of modules, each with its module."""
    return [
        (node.name, path)
        for path in paths
        for node in tree(path).body
        if isinstance(node, kind) and not node.name.startswith("_")
    ]


def _twice(found: list[tuple[str, Path]]) -> dict[str, list[Path]]:
    """Return the names that stand in several places, with those places."""
    places: defaultdict[str, list[Path]] = defaultdict(list)
    for name, path in found:
        places[name].append(path)
    return {name: paths for name, paths in places.items() if len(paths) > 1}
