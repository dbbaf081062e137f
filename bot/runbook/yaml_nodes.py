"""Reading YAML so that every value remembers its line; scalars are text, the schema says what they mean."""

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field

import yaml
from yaml.composer import Composer

from bot.runbook.yaml_words import plainly

Path = tuple[str | int, ...]
Value = str | None | list["Value"] | dict[str, "Value"]

_NULLS = {"", "~", "null", "Null", "NULL"}
_DEEP = "is nested too deeply to be a runbook"
_LET_PASS = re.compile(r"[\t\ufeff]|(?<![^\s\[{,:])!\S*,|[|>][-+0-9]*#")


@dataclass(frozen=True, order=True)
class Problem:
    """One fault of a runbook file: where it stands, and a sentence for the operator."""

    file: str
    line: int
    text: str
    path: Path = field(default=(), compare=False)

    def __str__(self) -> str:
        """Return the fault as "file:line: sentence"."""
        return f"{self.file}:{self.line}: {self.text}"


@dataclass
class Document:
    """One YAML file: its data, the line of each entry, and what was wrong with the text itself."""

    file: str
    data: Value = None
    lines: dict[Path, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def line(self, path: Path) -> int:
        """Return the line of an entry, or of the nearest written one around it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)

    def problem(self, path: Path, sentence: str) -> Problem:
        """Return a problem with the entry at `path`, named the way its writer would name it."""
        where = self.named(path)
        text = f"{where}: {sentence}" if where else sentence
        return Problem(self.file, self.line(path), text, path)

    def named(self, path: Path) -> str:
        """Return a path as text such as team.primary.hours; entries of lists by id, else counted from 1."""
        words = ""
        for depth, key in enumerate(path):
            if isinstance(key, int):
                entry = self.at(*path[: depth + 1])
                name = entry.get("id") if isinstance(entry, dict) else None
                words += f"[{name if isinstance(name, str) else key + 1}]"
            else:
                words += f".{key}" if words else key
        return words

    def at(self, *path: str | int) -> Value:
        """Return the value at a path, None where nothing is written."""
        value = self.data
        for key in path:
            if isinstance(value, dict) and isinstance(key, str):
                value = value.get(key)
            elif isinstance(value, list) and isinstance(key, int) and key < len(value):
                value = value[key]
            else:
                return None
        return value

    def text(self, *path: str | int) -> str | None:
        """Return the text at a path, None if there is none or something else stands there."""
        value = self.at(*path)
        return value if isinstance(value, str) else None

    def texts(self) -> Iterator[tuple[Path, str]]:
        """Yield every text of the file with its path."""
        yield from _texts((), self.data)


def read_yaml(file: str, content: bytes) -> Document:
    """Return a file's data and positions; what is wrong with the text itself is among its problems."""
    document = Document(file)
    text = ""
    try:
        text = content.decode("utf-8-sig")
        root = _composed(text)
        if root is not None:
            document.data = _Reader(document).value(root, ())
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        document.problems.append(Problem(file, line, "is not UTF-8 text"))
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        document.problems.append(Problem(file, line, "holds a control character; YAML is plain text"))
    except yaml.MarkedYAMLError as error:
        document.problems.append(Problem(file, *plainly(error, text)))
    except RecursionError:
        document.problems.append(Problem(file, 1, _DEEP))
    return document


def _composed(text: str) -> yaml.Node | None:
    """Return a text's root: characters of a sound mapping are read in C where there is C, else in Python.

    C lets tabs pass where YAML wants spaces, drops byte order marks within the text, ends a tag at a comma,
    and begins a comment without a space after the sign of a block.
    """
    if yaml.__with_libyaml__ and not _LET_PASS.search(text):
        with suppress(yaml.YAMLError, RecursionError):
            root = yaml.compose(text, Loader=_FastLoader)
            if isinstance(root, yaml.MappingNode):
                return root
    return yaml.compose(text, Loader=yaml.SafeLoader)


if yaml.__with_libyaml__:
    # In C, composing would call itself for each level, and end the process where there are too many.
    class _FastLoader(Composer, yaml.CSafeLoader):
        def __init__(self, text: str) -> None:
            yaml.CSafeLoader.__init__(self, text)
            Composer.__init__(self)

        def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
            """Compose what comes next; refuse a bare `?` between brackets, which C takes for text."""
            node = super().compose_node(parent, index)
            between = isinstance(parent, yaml.CollectionNode) and parent.flow_style
            if between and isinstance(node, yaml.ScalarNode) and not node.style and "?" in node.value:
                raise yaml.YAMLError
            return node


class _Reader:
    """Turns composed nodes into plain data and notes the line of each."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._seen: set[int] = set()

    def value(self, node: yaml.Node, path: Path) -> Value:
        """Return a node's plain data; a node met twice is an alias and refused."""
        self._document.lines.setdefault(path, node.start_mark.line + 1)
        if id(node) in self._seen:
            self._refuse(path, "is an alias (*); write the value out")
            return None
        self._seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(entry, (*path, index)) for index, entry in enumerate(node.value)]
        plain = isinstance(node, yaml.ScalarNode) and not node.style
        return None if plain and node.value in _NULLS else str(node.value)

    def _mapping(self, node: yaml.MappingNode, path: Path) -> dict[str, Value]:
        data: dict[str, Value] = {}
        for key, entry in node.value:
            line = key.start_mark.line + 1
            if not isinstance(key, yaml.ScalarNode):
                self._document.problems.append(
                    Problem(self._document.file, line, "has a key that is not plain text")
                )
                continue
            inner = (*path, str(key.value))
            if key.value in data:
                first = self._document.lines[inner]
                text = f"{self._document.named(inner)}: is written twice, first on line {first}"
                self._document.problems.append(Problem(self._document.file, line, text))
                continue
            self._document.lines[inner] = line
            data[str(key.value)] = self.value(entry, inner)
        return data

    def _refuse(self, path: Path, sentence: str) -> None:
        self._document.problems.append(self._document.problem(path, sentence))


def _texts(path: Path, value: Value) -> Iterator[tuple[Path, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, list):
        for index, entry in enumerate(value):
            yield from _texts((*path, index), entry)
    elif isinstance(value, Mapping):
        for key, entry in value.items():
            yield from _texts((*path, key), entry)
