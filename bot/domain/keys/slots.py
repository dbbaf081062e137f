"""The names under which our messages are found again, to be edited, answered or deleted."""

from datetime import datetime
from typing import Final, NewType

Slot = NewType("Slot", str)

_MIRROR_PARTS: Final = 2


def customers_card(ticket_id: int) -> Slot:
    """Name the customers' card of a ticket."""
    return Slot(f"ticket/{ticket_id}/card")


def staff_card(ticket_id: int) -> Slot:
    """Name the staff's card of a ticket, which begins its thread in triage."""
    return Slot(f"ticket/{ticket_id}/triage")


def mirror(ticket_id: int, ts: str) -> Slot:
    """Name what shows a message of a ticket in triage."""
    return Slot(f"mirror/{ticket_id}/{ts}")


def is_mirror(slot: str | None) -> bool:
    """Tell whether a slot names what shows messages in triage as they came."""
    return slot is not None and slot.startswith("mirror/") and slot.count("/") == _MIRROR_PARTS


def edited_mirror(ticket_id: int, ts: str, at: datetime) -> Slot:
    """Name what shows the new words of a message in triage, below its mirror."""
    return Slot(f"{mirror(ticket_id, ts)}/{at.timestamp()}")


def ping(ticket_id: int, event_id: int) -> Slot:
    """Name the ping that an event of a ticket's caused."""
    return Slot(f"ping/{ticket_id}/{event_id}")


def how_urgent(ticket_id: int) -> Slot:
    """Name the question how urgent a ticket is."""
    return Slot(f"how_urgent/{ticket_id}")


def brief(brief_id: int) -> Slot:
    """Name a brief to whoever has what was handed over."""
    return Slot(f"brief/{brief_id}")


def pinned_notice(account: str) -> Slot:
    """Name the notice that is pinned in an account's channel."""
    return Slot(f"pinned/{account}")


def console_ticket(ticket_id: int) -> Slot:
    """Name a ticket's counterpart in the console, and the lane of all that goes there about it."""
    return Slot(f"console/{ticket_id}")


def console_comment(ticket_id: int, key: str) -> Slot:
    """Name a comment of ours in the console, by the key under which it was said."""
    return Slot(f"console/{ticket_id}/{key}")


def filed_with(console_ticket: str) -> Slot:
    """Name what a ticket was filed with in the console, its first comment there."""
    return Slot(f"{console_ticket}/filed")


def heard_comment(ticket_id: int, comment: int) -> Slot:
    """Name what shows a comment of the console's."""
    return Slot(f"heard/{ticket_id}/{comment}")


def heard_files(ticket_id: int, comment: int) -> Slot:
    """Name the lane of a comment's files: they keep no word waiting that was said after them."""
    return Slot(f"{heard_comment(ticket_id, comment)}/files")


def given_up(row: int) -> Slot:
    """Name the word to triage that a file of the console's, by its row, could not be copied."""
    return Slot(f"given_up/{row}")


def heard_comments(ticket_id: int) -> str:
    """Return how the slots begin of what shows a ticket's comments of the console's."""
    return f"heard/{ticket_id}/"


def ticket_heard(slot: str | None) -> int | None:
    """Return the ticket of which a slot names a comment of the console's; None for any other message."""
    return _ticket_of(slot, "heard") if slot is not None else None


def ticket_in_console(slot: str) -> int | None:
    """Return the ticket of which a slot names the counterpart in the console; None for any other."""
    kind, _, number = slot.partition("/")
    return int(number) if kind == "console" and number.isdigit() else None


def ticket_of_card(slot: str) -> int | None:
    """Return the ticket of which a slot names a card; None for any other message."""
    return _ticket_of(slot, "ticket")


def ticket_asked_about(slot: str) -> int | None:
    """Return the ticket of which a slot names the question; None for any other message."""
    return _ticket_of(slot, "how_urgent")


def _ticket_of(slot: str, kind: str) -> int | None:
    named, _, rest = slot.partition("/")
    ticket_id, _, _ = rest.partition("/")
    return int(ticket_id) if named == kind and ticket_id.isdigit() else None
