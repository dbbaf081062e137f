"""What is wrong with the text of a YAML file, in the words of somebody who never read YAML's grammar."""

import re
from collections.abc import Callable
from typing import Final

import yaml

Found = tuple[int, str]
"""A line, counted from 1, and what is wrong there; no word of the file itself: a secret may be among them."""

_GLUED = re.compile(r"\s*(?:- +)?[\w.-]+:[^\s:/]")
_KEY = re.compile(r"\s*(?:- +)*[^\s#'\"{\[][^#]*?:(?:\s|$)")
_CHARACTER = re.compile(r"found character '(.+)' that cannot start")
_BLOCK_END: Final = "expected <block end>, but found "


def plainly(error: yaml.MarkedYAMLError, text: str) -> Found:
    """Return where a file stops being YAML, and why."""
    lines = text.splitlines()
    mark = error.problem_mark or error.context_mark
    number = min(mark.line + 1, len(lines)) if mark else 1
    if mark and re.match(r" *\t", _line(lines, number)):
        return number, "begins with a tab; indent with spaces"
    problem = error.problem or ""
    for said, words in _WORDS.items():
        if said in problem:
            return words(error, lines, number)
    for said, words in _CONTEXTS.items():
        if said in (error.context or ""):
            return words(error, lines, number)
    return number, "is not valid YAML"


def _line(lines: list[str], number: int) -> str:
    return lines[number - 1] if 0 < number <= len(lines) else ""


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _above(lines: list[str], number: int) -> int:
    """Return the number of the nearest line above that says something; 0 if none does."""
    while number > 1:
        number -= 1
        if _line(lines, number).strip() and not _line(lines, number).lstrip().startswith("#"):
            return number
    return 0


def _character(error: yaml.MarkedYAMLError, lines: list[str], number: int) -> Found:
    found = _CHARACTER.search(error.problem or "")
    if found is None or found[1] == r"\t":
        return number, "holds a tab; YAML wants spaces"
    return number, f"begins a text with “{found[1]}”; put the text in quotes"


def _colon(error: yaml.MarkedYAMLError, lines: list[str], number: int) -> Found:
    column = error.problem_mark.column if error.problem_mark else 0
    line, above = _line(lines, number), _above(lines, number)
    if _KEY.match(line[:column]):
        return number, "holds a colon inside a text; put that text in quotes"
    if _GLUED.match(_line(lines, above)):
        return above, "needs a space after the colon"
    if not _KEY.match(_line(lines, above)):
        return above or number, "has no colon; write key: value"
    return number, "is indented more than its neighbours"


def _quote(error: yaml.MarkedYAMLError, lines: list[str], number: int) -> Found:
    begun = error.context_mark.line + 1 if error.context_mark else number
    return begun, "opens a quote that is never closed"


def _block(error: yaml.MarkedYAMLError, lines: list[str], number: int) -> Found:
    found = (error.problem or "").removeprefix(_BLOCK_END).strip("'")
    if found in ("]", "}"):
        return number, f"closes a bracket “{found}” that was not opened"
    if found == "<block mapping start>":
        more = _indent(_line(lines, number)) > _indent(_line(lines, _above(lines, number)))
        return number, f"is indented {'more' if more else 'less'} than its neighbours"
    if found == "-":
        return number, "begins a list where its neighbours are keys; indent it below its key"
    if found == "?":
        return (
            number,
            "is a key where its neighbours are entries of a list; begin it with a dash or indent it",
        )
    return number, "goes on after a value has ended; put the whole value in one pair of quotes"


def _bracket(error: yaml.MarkedYAMLError, lines: list[str], number: int) -> Found:
    opened = error.context_mark.line + 1 if error.context_mark else number
    bracket = "[]" if "sequence" in (error.context or "") else "{}"
    end = error.problem_mark.line + 1 if error.problem_mark else number
    if opened != end:
        return opened, f"opens a bracket “{bracket[0]}” that is never closed, or lacks a comma"
    return number, f"lacks a comma, or a “{bracket[1]}” at the end"


def _no_colon(error: yaml.MarkedYAMLError, lines: list[str], number: int) -> Found:
    begun = error.context_mark.line + 1 if error.context_mark else number
    return begun, "has no colon; write key: value"


def _said(sentence: str) -> Callable[[yaml.MarkedYAMLError, list[str], int], Found]:
    return lambda error, lines, number: (number, sentence)


_WORDS: Final = {
    "cannot start any token": _character,
    "mapping values are not allowed": _colon,
    _BLOCK_END: _block,
    "found unexpected end of stream": _quote,
    "found unexpected document separator": _quote,
    "expected ',' or": _bracket,
    "could not find expected ':'": _no_colon,
    "found another document": _said("begins a second document; a runbook file holds one"),
    "expected '<document start>'": _said(
        "begins with a character that YAML keeps for itself; put it in quotes"
    ),
    "undefined alias": _said("begins a text with “*”; put the text in quotes"),
    "escape": _said("has a backslash in double quotes; write single quotes around the text"),
    "sequence entries are not allowed": _said(
        "begins a list on the line of its key; begin it on the next line"
    ),
    "chomping or indentation indicators": _said("has text after “|” or “>”; begin it on the next line"),
    "expected the node content": _said("closes a bracket that was not opened"),
}
_CONTEXTS: Final = {
    "scanning an anchor": _said("begins a text with “&”; put the text in quotes"),
    "scanning an alias": _said("begins a text with “*”; put the text in quotes"),
    "tag": _said("begins a text with “!”; put the text in quotes"),
    "scanning a directive": _said("begins a text with “%”; put the text in quotes"),
}
