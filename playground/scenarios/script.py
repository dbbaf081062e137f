"""A scenario's parts as values: steps, messages they refer to, expectations."""

from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from playground.scenarios.when import When
from playground.workspace.json_types import ReadOnlyJSON


@dataclass(frozen=True, slots=True)
class MessagePointer:
    """Which message is meant: by its name, or by words in it (the newest, or the nth)."""

    name: str = ""
    text: str = ""
    channel: str = ""
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Expectation:
    """What somebody must see; `place` is a channel, or "modal", "home", "private", "dm"."""

    line: int
    place: str
    eyes: str = ""
    thread: MessagePointer | None = None
    texts: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    count: int | None = None
    only_new: bool = False
    name: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """A moment: the time it is, what somebody does, and what is to be seen then."""

    line: int
    when: When | None = None
    who: str = ""
    action: str = ""
    value: object = None
    to: MessagePointer | None = None
    place: str = ""
    more: ReadOnlyJSON = field(default_factory=dict)
    name: str = ""
    refused: str | None = None
    expects: tuple[Expectation, ...] = ()


@dataclass(frozen=True, slots=True)
class Scenario:
    """A whole story; `settings` are for whoever starts the app that it is played with."""

    file: str
    story: str
    about: str
    zone: ZoneInfo
    start: datetime
    channel: str
    steps: tuple[Step, ...]
    settings: ReadOnlyJSON = field(default_factory=dict)
