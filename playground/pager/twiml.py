"""TwiML read: what an app wants done in a call, verb by verb."""

from dataclasses import dataclass
from typing import Final
from xml.etree import ElementTree as ET

VERBS: Final = frozenset({"Say", "Play", "Pause", "Gather", "Record", "Dial", "Redirect", "Hangup", "Reject"})
_INSIDE: Final = {"Gather": frozenset({"Say", "Play", "Pause"}), "Dial": frozenset({"Number"})}


class TwimlInvalid(Exception):
    """An app's answer cannot be followed, with Twilio's code for why."""

    def __init__(self, code: int, why: str) -> None:
        super().__init__(f"{code} {why}")
        self.code = code


@dataclass(frozen=True, slots=True)
class TwimlVerb:
    """One thing to be done: its name, its attributes, its text and what it encloses."""

    name: str
    told: dict[str, str]
    text: str
    inside: tuple["TwimlVerb", ...]

    def seconds(self, name: str, default: int) -> int:
        """Return an attribute that is a number; raises TwimlInvalid for other words."""
        value = self.told.get(name, str(default))
        if not value.isdecimal():
            raise TwimlInvalid(12200, f"{self.name} {name}={value!r}")
        return int(value)


def read_twiml(text: str) -> tuple[TwimlVerb, ...]:
    """Return the verbs of a response; raises TwimlInvalid."""
    try:
        root = ET.fromstring(text)
    except ET.ParseError as error:
        raise TwimlInvalid(12100, f"it is not XML: {error}") from None
    if root.tag != "Response":
        raise TwimlInvalid(12102, f"it begins with {root.tag}, not with Response")
    return tuple(_verb(each, VERBS, "Response") for each in root)


def _verb(found: ET.Element, known: frozenset[str], where: str) -> TwimlVerb:
    if found.tag not in known:
        raise TwimlInvalid(12200, f"{found.tag} has no place in {where}")
    inside = tuple(_verb(each, _INSIDE.get(found.tag, frozenset()), found.tag) for each in found)
    return TwimlVerb(found.tag, dict(found.attrib), (found.text or "").strip(), inside)
