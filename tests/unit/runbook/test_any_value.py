"""Whatever stands in a place of the runbook, the answer is a sentence of ours, never an exception."""

import copy
from collections.abc import Iterator

import pytest

from bot.runbook.load import examine
from bot.runbook.yaml_nodes import Document, Path, Problem, Value, read_yaml
from tests.unit.runbook.written import ENV, FILES

WRONG: tuple[Value, ...] = ("zzz", ["x"], {"zz": "y"}, [{"id": "voice"}])


def places(value: Value, path: Path = ()) -> Iterator[Path]:
    yield path
    entries = (
        value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    )
    for key, entry in entries:
        yield from places(entry, (*path, key))


def put(document: Document, path: Path, value: Value) -> Document:
    data = {"root": copy.deepcopy(document.data)}
    place: object = data
    for key in ("root", *path)[:-1]:
        place = place[key]  # type: ignore[index]
    place[("root", *path)[-1]] = value  # type: ignore[index]
    return Document(document.file, data["root"], document.lines)


@pytest.mark.parametrize("file", FILES)
def test_a_wrong_value_anywhere_is_answered_in_our_words(file: str) -> None:
    documents = {name: read_yaml(name, text.encode()) for name, text in FILES.items()}
    found: list[Problem] = []
    for path in places(documents[file].data):
        for value in WRONG:
            examine(documents | {file: put(documents[file], path, value)}, ENV, found)
    said = {problem.text for problem in found}
    assert len(said) > 50
    assert not {text for text in said if "Input should" in text or "Value error" in text}
