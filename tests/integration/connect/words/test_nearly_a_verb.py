"""What is nearly a command: staff get an answer, and have answered no customer; a customer loses nothing."""

import pytest

from models.message import TicketMessage
from models.response_clock import ResponseClock
from tests.integration.connect.front import CHANNEL, Front

NEARLY = (
    "pending {}",
    "{} pending",
    "please take {}",
    "{} solve",
    "close {}",
    "slove {}",
    "shwo {}",
    "priority {} P9",
    "escalate {}",
    "prio {}",
    "{} bump",
    "comment {}",
    "merge {}",
)


def runs(front: Front, ticket_id: int) -> bool:
    """Tell whether the customer still awaits an answer."""
    with front.bot.database.read() as session:
        return ResponseClock.running(session, ticket_id) is not None


def replies(front: Front, ticket_id: int) -> list[str]:
    """Return what counts as said on a ticket."""
    with front.bot.database.read() as session:
        return [one.text for one in TicketMessage.of_ticket(session, ticket_id)]


def said(front: Front, user: str, words: str) -> int:
    """Have somebody say it in the thread of a ticket, by its number; return the ticket."""
    ticket = front.open().ticket_id
    number = front.row(ticket).number
    before = len(front.slack.said(CHANNEL))
    front.say(user, f"<@U0TAMBOT> {words.format(number)}", front.card(ticket))
    assert len(front.slack.said(CHANNEL)) == before + 2  # theirs, and the answer
    return ticket


@pytest.mark.parametrize("words", NEARLY)
def test_staff_get_an_answer_and_the_clock_runs_on(front: Front, words: str) -> None:
    ticket = said(front, "U0CIERRA", words)
    assert runs(front, ticket)
    assert replies(front, ticket) == []
    front.say("U0CIERRA", "On it.", front.card(ticket))
    assert not runs(front, ticket)


@pytest.mark.parametrize("words", NEARLY[:-1])
def test_of_a_customer_it_is_a_reply_too(front: Front, words: str) -> None:
    assert len(replies(front, said(front, "U0MAYA", words))) == 1


@pytest.mark.parametrize("words", ["Android 12", "it is pending since 1 pm", "12 calls", "we solve it by 5"])
def test_what_is_no_command_answers_the_customer(front: Front, words: str) -> None:
    ticket = front.open().ticket_id
    front.say("U0CIERRA", f"<@U0TAMBOT> {words}", front.card(ticket))
    assert not runs(front, ticket)


def test_only_a_button_does_it_is_what_they_are_told(front: Front) -> None:
    said(front, "U0CIERRA", "pending {}")
    assert front.slack.said(CHANNEL)[-1] == (
        "Only a button on the support team's card does “pending”. Nothing was changed."
    )
