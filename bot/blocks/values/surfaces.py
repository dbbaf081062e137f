"""What builders give: messages and views."""

from dataclasses import dataclass
from typing import Any

Block = dict[str, Any]
View = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Post:
    """One message: `text` is what notifications and screen readers say, already escaped."""

    text: str
    blocks: list[Block]
