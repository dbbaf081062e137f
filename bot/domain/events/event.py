"""What every event of a ticket is: a frozen record under a name that never changes."""

from typing import ClassVar


class Event:
    """Something that happened to a ticket; each kind is a record of its own."""

    kind: ClassVar[str]
    """The name under which it is stored; renaming the class leaves it alone."""


class UnknownEvent(Event):
    """What this version cannot read: an event of another version's, or one that was written by hand."""

    kind: ClassVar[str] = ""

    def __init__(self, name: str) -> None:
        self.name = name
