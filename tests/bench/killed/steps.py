"""What happens to the ticket: answered there and here, pending there, solved here, reopened, escalated."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.domain.ticket import Status

WORD = "word-{:02}"


@dataclass(frozen=True)
class Step:
    """One thing that somebody does, and how the ticket stands on both sides once it is taken in."""

    who: str
    reply: str = ""
    """Said in the ticket's thread."""
    mention: str = ""
    """Asked of the bot there; the first one opens the ticket."""
    console: Mapping[str, str] = field(default_factory=dict)
    """Done in the console."""
    status: Status = Status.OPEN
    answers: bool = False
    """Whether it is a staff response."""

    @property
    def words(self) -> str:
        """Return what is said."""
        return self.reply or self.console.get("answer", "")

    @property
    def note(self) -> str:
        """Return what only the provider's people may read."""
        return self.console.get("note", "")


STEPS = (
    Step("maya", mention="open P1 messaging All codes fail since ten"),
    Step("cierra", console={"answer": "word-01: we are looking at it."}, answers=True),
    Step("maya", reply="word-02: it is all of them, which logs do you want?"),
    Step("kirk", reply="word-03: those of the last hour.", answers=True),
    Step("kirk", console={"note": "word-04: a carrier, I think."}),
    Step("cierra", console={"status": "pending"}, status=Status.PENDING),
    Step("maya", reply="word-05: it still fails for 3 of 4, is there no other way?"),
    Step("cierra", console={"answer": "word-06: we route around it."}, answers=True),
    Step("cierra", mention="solve 1", status=Status.SOLVED),
    Step("maya", reply="word-07: it fails again, the codes do not come."),
    Step("maya", mention="escalate 1 blocker"),
    Step("cierra", console={"answer": "word-08: we have the carrier on the line."}, answers=True),
    Step("kirk", console={"priority": "high"}),
)
