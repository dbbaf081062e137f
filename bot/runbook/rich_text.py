"""Texts of the runbook: words with links in them, readable as plain words wherever links cannot be shown."""

import re
from dataclasses import dataclass

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

LINK = re.compile(r"\[([^\[\]]+)\]\(([a-z][a-z0-9_]*)\)")


@dataclass(frozen=True, slots=True)
class TextRun:
    """A run of words, and the id of the runbook's link that they stand for, if any."""

    words: str
    link: str | None = None


class Text(str):
    """A text whose value is its plain words; `parts` tells which of them are links."""

    parts: tuple[TextRun, ...]

    __slots__ = ("parts",)

    def __new__(cls, written: str) -> "Text":
        """Read `[words](link_id)` in a text as the runbook writes it."""
        parts: list[TextRun] = []
        end = 0
        for found in LINK.finditer(written):
            if found.start() > end:
                parts.append(TextRun(written[end : found.start()]))
            parts.append(TextRun(found[1], found[2]))
            end = found.end()
        if end < len(written):
            parts.append(TextRun(written[end:]))
        text = super().__new__(cls, "".join(part.words for part in parts))
        text.parts = tuple(parts)
        return text

    @classmethod
    def __get_pydantic_core_schema__(cls, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Tell pydantic to take any text that is not blank."""
        return core_schema.no_info_after_validator_function(
            cls, core_schema.str_schema(min_length=1, strip_whitespace=True)
        )
