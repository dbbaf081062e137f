"""What Slack itself checks in a modal before it bothers the app: required fields, lengths, formats."""

import re
from collections.abc import Mapping, Sequence

from playground.blocks import filled_in
from playground.workspace.json_types import JSON

_MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_URL = re.compile(r"[a-z][a-z0-9+.-]*://[^\s]+", re.IGNORECASE)


def complaints(blocks: Sequence[JSON], values: Mapping[str, Mapping[str, JSON]]) -> dict[str, str]:
    """Return what Slack writes below the fields, by block_id; empty when the form may be sent."""
    found = {}
    for block in blocks:
        if block["type"] != "input":
            continue
        element = block["element"]
        entry = values[block["block_id"]][element["action_id"]]
        complaint = _complaint(element, filled_in.shown(entry), optional=bool(block.get("optional")))
        if complaint:
            found[block["block_id"]] = complaint
    return found


def _complaint(element: JSON, value: object, *, optional: bool) -> str:
    if value in (None, "", []):
        return "" if optional else "Please complete this required field."
    checks = {
        "plain_text_input": _length,
        "email_text_input": _mail,
        "url_text_input": _url,
        "number_input": _number,
    }
    check = checks.get(element["type"])
    return check(element, str(value)) if check else ""


def _length(element: JSON, value: str) -> str:
    low, high = element.get("min_length", 0), element.get("max_length", 3000)
    if len(value) < low:
        return f"Please enter at least {low} characters."
    return f"Please enter no more than {high} characters." if len(value) > high else ""


def _mail(element: JSON, value: str) -> str:
    return "" if _MAIL.fullmatch(value) else "Please enter a valid email address."


def _url(element: JSON, value: str) -> str:
    return "" if _URL.fullmatch(value) else "Please enter a valid URL."


def _number(element: JSON, value: str) -> str:
    pattern = r"-?\d+(\.\d+)?" if element["is_decimal_allowed"] else r"-?\d+"
    if not re.fullmatch(pattern, value):
        return "Please enter a valid number."
    low, high = element.get("min_value"), element.get("max_value")
    if low is not None and float(value) < float(low):
        return f"Please enter a number of at least {low}."
    if high is not None and float(value) > float(high):
        return f"Please enter a number of at most {high}."
    return ""
