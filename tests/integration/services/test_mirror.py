"""The customer's words as triage sees them, and whom they ping."""

from bot.domain.sla import Priority
from tests.fixtures.desk import Desk


def test_news_on_an_answered_p1_pings_the_assignee_at_once(desk: Desk) -> None:
    opened = desk.open(priority=Priority.P1)
    desk.reply(opened, "U0MAYA", "Still down")
    desk.reply(opened, "U0CIERRA", "On it")
    desk.reply(opened, "U0MAYA", "It spreads")
    waiting, again = (text for text in desk.said() if "(customer)" in text)
    assert "<@U0CIERRA>" not in waiting
    assert "<@U0CIERRA>" in again


def test_news_on_an_answered_p3_pings_nobody(desk: Desk) -> None:
    opened = desk.open()
    desk.reply(opened, "U0CIERRA", "Which carrier?")
    desk.reply(opened, "U0MAYA", "Verizon")
    assert not any("<@U0CIERRA>" in text for text in desk.said() if "(customer)" in text)


def test_a_reopened_ticket_that_stays_is_not_said_to_have_moved(desk: Desk) -> None:
    opened = desk.open()
    desk.services.lifecycle.solve(opened.ticket_id, desk.maya)
    desk.services.lifecycle.reopen(opened.ticket_id, desk.maya)
    desk.settle()
    assert "PARTIFUL-1 is with Cierra Simms (primary TAM)" in desk.said()[-1]
