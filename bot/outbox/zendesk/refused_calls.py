"""How the console says no: what it answered, and when it wants to be asked again."""

from dataclasses import dataclass
from typing import Final

import requests

from bot.outbox.verdict import retry_after


class UnreadableAnswer(Exception):
    """What the console answered is not of the shape that its specification gives."""


FROM_CONSOLE: Final = (OSError, UnreadableAnswer)
"""What a call may raise beside a refusal: the network's faults, and answers that cannot be read."""
_LONGEST_TEXT: Final = 200


@dataclass(eq=False)
class ConsoleRefusal(Exception):
    """The console answered, and it was no."""

    status: int
    code: str
    """In the console's words, such as `RecordNotFound`; empty where it has none."""
    text: str = ""
    retry_after: float = 0.0
    """Seconds after which it wants to be asked again, where it said so."""

    @property
    def is_not_there(self) -> bool:
        """Tell whether what was asked for does not exist, or no more."""
        return self.status in (404, 410)

    @property
    def is_about_one_ticket(self) -> bool:
        """Tell whether only this ticket was changed too often: others may go on."""
        return self.status == 429 and "this ticket" in self.text

    def __str__(self) -> str:
        return f"{self.status} {self.code}".rstrip()


class NotLetIn(ConsoleRefusal):
    """The console gives us no token: nothing will pass until an operator acts."""


class OnlyThisOne(ConsoleRefusal):
    """The console refuses us one ticket: others may go on while it rests."""


def refusal(answer: requests.Response, kind: type[ConsoleRefusal] = ConsoleRefusal) -> ConsoleRefusal:
    """Read an answer that is none: JSON of either kind, or plain text."""
    says_when = answer.status_code in (429, 503)
    wait = retry_after(dict(answer.headers)) if says_when else 0.0
    code, text = _said(answer)
    return kind(answer.status_code, code, text[:_LONGEST_TEXT], wait)


def _said(answer: requests.Response) -> tuple[str, str]:
    try:
        told: object = answer.json()
    except ValueError:
        return "", answer.text.strip()
    if not isinstance(told, dict):
        return "", ""
    error = told.get("error")
    if isinstance(error, dict):
        return str(error.get("title", "")), str(error.get("message", ""))
    several = told.get("errors")
    if isinstance(several, list) and several and isinstance(several[0], dict):
        return str(several[0].get("code", "")), str(several[0].get("title", ""))
    return str(error or ""), str(told.get("description") or told.get("error_description") or "")
