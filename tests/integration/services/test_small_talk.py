"""Small talk by name: whoever thanks or greets one of us by name asks for nothing."""

import pytest

from bot.domain.ticket import Status
from tests.fixtures.desk import CHANNEL, Desk


@pytest.mark.parametrize("words", ["Thanks Cierra!", "thank you, Kirk McCalla"])
def test_thanks_by_name_leave_a_ticket_solved(desk: Desk, words: str) -> None:
    opened = desk.open()
    desk.services.lifecycle.solve(opened.ticket_id, desk.cierra, "It was the carrier.")
    desk.reply(opened, "U0MAYA", words)
    assert desk.card(opened).status is Status.SOLVED


def test_a_greeting_by_name_gets_no_notice(desk: Desk) -> None:
    desk.say("U0MAYA", "Good morning Cierra")
    assert len(desk.said(CHANNEL)) == 0
