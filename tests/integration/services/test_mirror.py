"""The customer's words as triage sees them, and who they ping."""

from datetime import timedelta
from typing import Any

import pytest

from bot.domain.sla import Priority
from bot.domain.ticket import TicketOrigin
from bot.steps.new_ticket import Opened
from tests.fixtures.desk import CHANNEL, Desk


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


A_SID, ANOTHER = "SM0123456789abcdef0123456789abcdef", "SMfedcba9876543210fedcba9876543210"


def grown(desk: Desk, words: str, **given: Any) -> tuple[Opened, str]:
    """Have a ticket grow from a message of Maya's, as an emoji or a mention does; return it and the ts."""
    ts = desk.say("U0MAYA", words)
    plain: dict[str, Any] = {
        "description": words,
        "said": words,
        "thread_ts": ts,
        "origin": TicketOrigin.EMOJI,
    }
    return desk.open(**plain | given), ts


def edit(desk: Desk, ts: str, text: str) -> list[str]:
    """Edit a message a minute later; return what triage is told of it."""
    before = len(desk.said())
    desk.clock.advance(timedelta(minutes=1))
    desk.services.conversation.edited(CHANNEL, ts, text)
    desk.settle()
    return [said for said in desk.said()[before:] if "(edited)" in said]


def test_each_edit_of_the_opening_message_is_told_once_there_and_back_again(desk: Desk) -> None:
    _, ts = grown(desk, "SMS fails for some")
    words = ("SMS fails for ALL", "SMS fails for ALL", "SMS fails for some", "SMS fails for some")
    assert [len(edit(desk, ts, text)) for text in words] == [1, 0, 1, 0]


def test_an_edit_in_front_of_the_words_of_the_ticket_is_told_too(desk: Desk) -> None:
    _, ts = grown(desk, "@tam open P2 SMS fails", description="SMS fails", origin=TicketOrigin.MENTION)
    assert edit(desk, ts, "@tam open P2 SMS fails") == []
    [told] = edit(desk, ts, "@tam open P1 SMS fails")
    assert "@tam open P1 SMS fails" in told


def test_of_a_message_that_a_form_took_over_the_description_is_known(desk: Desk) -> None:
    _, ts = grown(desk, "SMS fails", said=None)
    assert [len(edit(desk, ts, text)) for text in ("SMS fails", "SMS fails everywhere")] == [0, 1]


@pytest.mark.parametrize(("author", "counts"), [("the opening", True), ("U0MAYA", True), ("U0CIERRA", False)])
def test_ids_that_an_edit_adds_count_where_they_are_the_customers(
    desk: Desk, author: str, counts: bool
) -> None:
    opened, ts = grown(desk, "SMS fails", product="messaging")
    if author != "the opening":
        ts = desk.reply(opened, author, "Here they come")
    edit(desk, ts, f"SMS fails: {A_SID} {ANOTHER}")
    assert desk.ticket(opened).example_ids == ([A_SID, ANOTHER] if counts else [])


def test_the_deletion_of_the_opening_message_is_told_once(desk: Desk) -> None:
    _, ts = grown(desk, "SMS fails")
    for _ in range(2):
        desk.services.conversation.deleted(CHANNEL, ts)
        desk.settle()
    assert len([said for said in desk.said() if "deleted by its author" in said]) == 1


def test_an_edit_of_our_own_card_is_nobodys(desk: Desk) -> None:
    opened = desk.open()
    assert edit(desk, desk.thread(opened), "PARTIFUL-1") == []


def test_an_older_edit_that_comes_later_changes_nothing(desk: Desk) -> None:
    opened = desk.open()
    ts = desk.reply(opened, "U0MAYA", "It fails on Android")
    second = float(ts)
    desk.services.conversation.edited(CHANNEL, ts, "It fails on iOS", f"{second + 20:.6f}")
    desk.services.conversation.edited(CHANNEL, ts, "It fails on both", f"{second + 10:.6f}")
    desk.settle()
    assert "It fails on iOS" in desk.said()[-1]
    assert not any("It fails on both" in said for said in desk.said())


def test_what_a_customer_deleted_stands_nowhere_any_more(desk: Desk) -> None:
    opened = desk.open()
    ts = desk.reply(opened, "U0MAYA", "The password is xylophone")
    edit(desk, ts, "The password is xylophone2")
    desk.services.conversation.deleted(CHANNEL, ts)
    desk.settle()
    assert not any("xylophone" in said for said in desk.said())
    assert len([said for said in desk.said() if "deleted by its author" in said]) == 3
    desk.services.conversation.edited(CHANNEL, ts, "The password is xylophone3")
    desk.settle()
    assert not any("xylophone" in said for said in desk.said())
