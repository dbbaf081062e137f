"""YAML whose parts know the line they stand on; every scalar is text, so 10:05 stays a time."""

from collections.abc import Iterator
from typing import Any

import yaml

Yaml = Any  # what a scenario holds there; the reader checks it where it is used


class YamlNode:
    """A part of a scenario file: text, a list or a mapping, with its line."""

    def __init__(self, node: yaml.Node) -> None:
        self._node = node
        self.line: int = node.start_mark.line + 1

    @property
    def is_text(self) -> bool:
        """Tell whether it is a scalar."""
        return isinstance(self._node, yaml.ScalarNode)

    @property
    def is_list(self) -> bool:
        """Tell whether it is a list."""
        return isinstance(self._node, yaml.SequenceNode)

    @property
    def is_mapping(self) -> bool:
        """Tell whether it is a mapping."""
        return isinstance(self._node, yaml.MappingNode)

    @property
    def text(self) -> str:
        """Return a scalar's text."""
        return str(self._node.value)

    def items(self) -> Iterator["YamlNode"]:
        """Walk over a list's parts."""
        return (YamlNode(one) for one in self._node.value)

    def fields(self) -> Iterator[tuple["YamlNode", "YamlNode"]]:
        """Walk over a mapping's keys and values."""
        return ((YamlNode(key), YamlNode(value)) for key, value in self._node.value)

    def plain(self) -> Yaml:
        """Return it as text, list and dict."""
        if self.is_mapping:
            return {key.text: value.plain() for key, value in self.fields()}
        return [one.plain() for one in self.items()] if self.is_list else self.text

    def typed(self) -> Yaml:
        """Return it as YAML has it: numbers, dates and true among the texts."""
        return yaml.safe_load(yaml.serialize(self._node))


def compose(text: str) -> YamlNode | None:
    """Return the root of a YAML text; None for an empty one. Raises yaml.MarkedYAMLError."""
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    return YamlNode(root) if root is not None else None
