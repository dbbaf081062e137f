"""Slack's JSON: what apps send and get, in shapes that Slack may extend at any time."""

from collections.abc import Mapping
from typing import Any

# Values are Any on purpose: block_kit checks what apps send, and what it lets pass is handed on as it came.
JSON = dict[str, Any]
ReadOnlyJSON = Mapping[str, Any]  # likewise

# What a person chose in an element, as PAGE_API.md has it: its shape follows from the element's type.
Value = Any
