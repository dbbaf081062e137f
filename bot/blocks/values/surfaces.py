"""What builders give: messages and views."""

from dataclasses import dataclass
from typing import Any

# Slack's JSON, of as many shapes as there are kinds of blocks; block_kit checks what the builders make.
Block = dict[str, Any]
View = dict[str, Any]  # likewise


@dataclass(frozen=True, slots=True)
class Post:
    """One message: `text` is what notifications and screen readers say, already escaped."""

    text: str
    blocks: list[Block]
