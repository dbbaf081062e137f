"""What is said of a ticket in the console, as plain text: there nobody reads Slack's marks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.blocks.values import TicketLine
from bot.domain.escalation import Reason
from bot.domain.wording import WallClock, moment

_REASONS = {Reason.RESPONSE: "no meaningful or timely response", Reason.BLOCKER: "a critical blocker"}


@dataclass(frozen=True, slots=True)
class Spoken:
    """What somebody said in the ticket's thread, or shared there."""

    name: str
    text: str
    at: datetime
    files: tuple[str, ...] = ()

    @property
    def whole(self) -> str:
        """Return the words, and below them what was shared."""
        shared = f"Shared in Slack: {', '.join(self.files)}" if self.files else ""
        return "\n\n".join(part for part in (self.text.strip(), shared) if part)


def words(said: Sequence[Spoken], named: str | None = None) -> str:
    """Return what somebody said, one message below the other; `named` if the author is not known there."""
    told = "\n\n".join(one.whole for one in said if one.whole)
    return f"{named} wrote in Slack:\n\n{told}" if named else told


def edited(said: Spoken, clock: WallClock, named: str | None = None) -> str:
    """Return the new words of an earlier message."""
    who = f"{named} edited" if named else "Edited"
    return f"{who} in Slack what was said {moment(said.at, clock)}. It reads now:\n\n{said.whole}"


def deleted(said: Spoken, clock: WallClock) -> str:
    """Say to the provider's own that a message is gone in Slack, and still stands here."""
    return (
        f"What {said.name} said {moment(said.at, clock)} was deleted in Slack. "
        "It still stands here: redact it if nobody is to read it any more."
    )


def before(said: Sequence[Spoken], clock: WallClock) -> str:
    """Return all that was said before the ticket was filed, each by name and time."""
    told = [f"{one.name}, {moment(one.at, clock)}:\n{one.whole}" for one in said if one.whole]
    return "\n\n".join(["Said in Slack before this ticket was filed:", *told]) if told else ""


def goes_on_from(console_id: int, ended: str) -> str:
    """Say to the provider's own which ticket, closed or deleted for good, was opened again as this one."""
    return f"This goes on from ticket {console_id}, which was {ended}. It was reopened in Slack."


def asked_for(by: str, label: str) -> str:
    """Say to the provider's own what the customer was asked for in Slack."""
    return f"{by} asked the customer in Slack for: {label}."


def acknowledged(by: str) -> str:
    """Say to the provider's own who took an escalation up."""
    return f"{by} acknowledged the escalation in Slack."


def escalated(ticket: TicketLine, by: str, reason: Reason, comment: str, reach: str) -> str:
    """Say to the provider's own who escalated a ticket, why, and where it is talked about."""
    told = [f"{by} escalated {ticket.key}: {_REASONS[reason]}.", comment.strip()]
    if reach.strip():
        told.append(f"How to reach them now: {reach.strip()}")
    if ticket.permalink:
        told.append(f"The thread in Slack: {ticket.permalink}")
    return "\n\n".join(part for part in told if part)
