"""The customer's words as triage sees them, and who they ping."""

from datetime import timedelta
from typing import Any

import pytest

from bot.domain.sla import Priority
from bot.domain.ticket import TicketOrigin
from bot.services.conversation import Message
from bot.steps.new_ticket import Opened
from tests.fixtures.desk import CHANNEL, Desk
from tests.fixtures.fake_slack import Arguments


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


def burst(desk: Desk, opened: Opened, *words: str) -> list[str]:
    """Have Dev reply several times before anything of it is sent; return the ts of the replies."""
    thread, said = desk.thread(opened), [desk.ts_now() for _ in words]
    for ts, text in zip(said, words, strict=True):
        message = Message("partiful", CHANNEL, ts, desk.actor("U0DEV"), text, thread)
        desk.services.conversation.posted(message)
    return said


def told(desk: Desk, before: int) -> list[list[str]]:
    """Send what waits; return what each post of Dev's words shows by now, a line for each reply."""
    desk.settle()
    posts = [post for post in desk.said()[before:] if post.startswith("Dev Patel")]
    return [
        [line.removeprefix("Dev Patel (customer), 10:00 AM ET") for line in post.split("\n")]
        for post in posts
    ]


def test_replies_of_one_burst_are_shown_in_one_post_in_their_order(desk: Desk) -> None:
    opened, before = desk.open(), len(desk.said())
    burst(desk, opened, "It fails on iOS", "and on Android", "since noon")
    assert told(desk, before) == [[" It fails on iOS", " and on Android", " since noon"]]


def test_each_reply_of_a_burst_is_edited_and_deleted_by_itself(desk: Desk) -> None:
    opened, before = desk.open(), len(desk.said())
    first, second, third = burst(desk, opened, "It fails on iOS", "my password is xylophone", "since noon")
    desk.settle()
    desk.services.conversation.edited(CHANNEL, third, "since 11:40")
    desk.services.conversation.deleted(CHANNEL, second)
    gone = ": deleted by its author"
    assert told(desk, before)[0] == [" It fails on iOS", gone, " (edited) since 11:40"]
    desk.services.conversation.deleted(CHANNEL, first)
    assert told(desk, before)[0] == [gone, gone, " (edited) since 11:40"]


def test_a_burst_whose_replies_grew_is_still_shown_reply_by_reply(desk: Desk) -> None:
    opened, before = desk.open(), len(desk.said())
    first, *others = burst(desk, opened, *(f"step {n}" for n in range(9)))
    desk.settle()
    for ts in others:
        desk.services.conversation.edited(CHANNEL, ts, "x & y " * 500)
    desk.services.conversation.deleted(CHANNEL, first)
    assert told(desk, before)[0][0] == ": deleted by its author"
    blocks = desk.slack.called("chat.update")[-1]["blocks"]
    assert [str(block).count("… (cut)") for block in blocks] == [0, *(1 for _ in others)]


def test_what_triage_is_told_between_two_replies_stays_between_them(desk: Desk) -> None:
    opened, before = desk.open(), len(desk.said())
    burst(desk, opened, "It fails on iOS")
    desk.services.lifecycle.set_priority(opened.ticket_id, Priority.P2, desk.cierra)
    burst(desk, opened, "and on Android")
    desk.settle()
    assert ["Dev Patel" in text for text in desk.said()[before:]] == [True, False, True]


def test_a_reply_that_comes_while_the_one_before_it_is_being_sent_has_a_post_of_its_own(desk: Desk) -> None:
    opened, before = desk.open(), len(desk.said())
    more = iter(["and on Android"])

    def meanwhile(_method: str, _arguments: Arguments) -> None:
        burst(desk, opened, *more)

    burst(desk, opened, "It fails on iOS")
    desk.slack.before = meanwhile
    assert told(desk, before) == [[" It fails on iOS"], [" and on Android"]]


def test_what_is_long_or_has_a_button_shares_no_post(desk: Desk) -> None:
    opened, before = desk.open(), len(desk.said())
    desk.reply(opened, "U0CIERRA", "We are on it")
    burst(desk, opened, "thanks", "ok", "x" * 2500, "y" * 2500)
    assert [len(post) for post in told(desk, before)] == [1, 1, 1, 1]
