"""Sentences of ours are asserted whole: as all that is said, or as one whole line of it."""

import ast
import re
from collections.abc import Iterator

import pytest

from tests.unit.house.source import ROOT, source

TESTS = sorted(path.relative_to(ROOT) for path in (ROOT / "tests").rglob("*.py"))
ENDS = re.compile(r"\S\s.*[.!?][”’\"')*_]*\s*\Z", re.S)
"""A blank within, and a sentence's end."""
BEFORE_IN = re.compile(r"""[.!?][”’"')*_]*["']\)*\s+in\b""")
"""What the sources of nearly all tests lack: they need not be parsed."""
WHOLE = frozenset({"lines", "said", "sentences", "labels"})
"""What gives whole lines or texts, each of which is equal or not; of a text, `in` is satisfied by a part."""


def test_no_sentence_is_looked_for_inside_a_text() -> None:
    assert [f"{path}:{part}" for path in TESTS for part in _parts(source(path))] == []


@pytest.mark.parametrize(
    ("asserted", "found"),
    [
        ('assert "It is solved." in told', True),
        ('assert f"{key} is solved." in told[0]', True),
        ('assert any("It is solved!" in each for each in told)', True),
        ('assert ("It is "\n    f"{state}.") in told', True),
        ('assert (\n    "(It is solved.)"\n    in told\n)', True),
        ('assert "It is solved." in lines(told)', False),
        ('assert "It is solved." in desk.said(CHANNEL)', False),
        ('assert told == "It is solved."', False),
        ('assert "It is solved." not in told', False),
        ('assert "is solved" in told', False),
        ('assert "tam.db" in told', False),
    ],
)
def test_the_search_knows_a_part_from_a_whole(asserted: str, found: bool) -> None:
    assert bool(list(_parts(asserted))) is found


def _parts(text: str) -> Iterator[str]:
    """Yield where a module looks for a sentence inside something that is no list of whole ones."""
    if not BEFORE_IN.search(text):
        return
    for asserted in (node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Assert)):
        for node in ast.walk(asserted.test):
            if (
                isinstance(node, ast.Compare)
                and isinstance(node.ops[0], ast.In)
                and ENDS.search(_literal(node.left))
                and _name(node.comparators[0]) not in WHOLE
            ):
                yield f"{node.lineno}: {ast.unparse(node)}"


def _literal(node: ast.expr) -> str:
    """Return the text of a literal, with a word in place of each value that is put into it."""
    if isinstance(node, ast.JoinedStr):
        return "".join(_literal(part) if isinstance(part, ast.Constant) else "x" for part in node.values)
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def _name(node: ast.expr) -> str:
    """Return the last name of what is called or reached."""
    called = node.func if isinstance(node, ast.Call) else node
    if isinstance(called, ast.Attribute):
        return called.attr
    return called.id if isinstance(node, ast.Call) and isinstance(called, ast.Name) else ""
