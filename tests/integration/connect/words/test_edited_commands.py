"""What was not understood is read again when it is edited; what is done is not done twice."""

from collections.abc import Sequence
from typing import Any

import pytest
from sqlalchemy import select

from bot.domain.sla import Priority
from models.ticket import Ticket
from tests.integration.connect.front import CHANNEL, TEAMS, Front

P1, P2, P3 = Priority.P1, Priority.P2, Priority.P3


@pytest.mark.parametrize(
    ("words", "opened"),
    [
        (("opne P1 Nobody gets texts", "open P1 Nobody gets texts"), [P1]),
        (("SMS is slow", "open P2 SMS is slow"), [P2]),
        (("all SMS is down", "open P1: all SMS is down"), [P1]),
        (("hi", "hi, open P2 calls drop"), [P2]),
        (("open", "open P2 calls drop"), [P2]),
        (("open P2", "open P2: calls drop"), [P2]),
        (("opne", "opne P2", "open P2 calls drop"), [P2]),
        (("solve", "open P2 calls drop"), [P2]),
        (("open P3 calls drop", "open P1 calls drop"), [P3]),
        (("open P2 calls drop", "open P2 calls drop since nine"), [P2]),
        (("open P2 calls drop", "thanks"), [P2]),
        (("opne P2 calls drop", "open P2 calls drop", "open P1 calls drop"), [P2]),
        (("good morning", "thank you"), []),
    ],
)
def test_an_edit_does_what_was_not_understood_once(
    front: Front, words: Sequence[str], opened: list[Priority]
) -> None:
    before = tickets(front)
    said = _say(front, words[0])
    for later in words[1:]:
        said = _edit(front, said, later)
    front.settle()
    assert [ticket.priority for ticket in tickets(front)[len(before) :]] == opened


def tickets(front: Front) -> Sequence[Ticket]:
    """List all tickets in the order in which they were opened."""
    with front.bot.database.read() as session:
        return session.scalars(select(Ticket).order_by(Ticket.id)).all()


def _say(front: Front, words: str) -> dict[str, Any]:
    said = {"type": "message", "user": "U0MAYA", "team": TEAMS["U0MAYA"], "ts": front.ts()}
    said["text"] = f"<@U0TAMBOT> {words}"
    front.event(said | {"channel": CHANNEL})
    front.settle()
    return said


def _edit(front: Front, said: dict[str, Any], words: str) -> dict[str, Any]:
    mark = {"user": "U0MAYA", "ts": front.ts()}
    later = said | {"text": f"<@U0TAMBOT> {words}", "edited": mark}
    event = {"type": "message", "subtype": "message_changed", "channel": CHANNEL, "ts": front.ts()}
    front.event(event | {"message": later, "previous_message": said, "event_ts": front.ts()})
    front.settle()
    return later
