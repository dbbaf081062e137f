"""Which tickets somebody wants to see."""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.sla import Priority
from bot.domain.ticket import Status


@dataclass(frozen=True)
class TicketFilter:
    """What tickets have to be; None and False ask for nothing, and all that is asked for has to hold."""

    mine: bool = False
    """Those assigned to whoever asks, or (a customer's) their own."""
    priority: Priority | None = None
    status: Status | None = None
    overdue: bool = False
    escalated: bool = False
    assignee: str | None = None
    """A Slack user."""
    product: str | None = None
    words: str = ""
    """Words of the subject, or how they begin, in whatever case and form."""
    example_id: str | None = None
    """An ID that was given as an example."""
    console_number: str | None = None
    solved_since: datetime | None = None
    """Solved tickets instead of open ones, from that instant on."""

    def with_number_as_word(self) -> "TicketFilter":
        """Ask for the console number as a word of the subject: an error code looks no different."""
        return replace(self, console_number=None, words=f"{self.words} {self.console_number or ''}".strip())
