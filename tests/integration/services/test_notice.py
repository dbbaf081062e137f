"""The notice that chat has no SLA: given sparingly, under messages, on schedule, and pinned."""

from datetime import timedelta

import pytest

from bot.services.conversation import Message, SharedFile
from tests.fixtures.desk import CHANNEL, Desk, new_york

NOTICE = "This channel isn't watched 24x7 and carries no SLA."


def _given(desk: Desk) -> list[str | None]:
    """Return the threads in which the notice stands, in order; None for top level."""
    posted = desk.slack.messages.get(CHANNEL, [])
    return [message.get("thread_ts") for message in posted if message["text"].startswith(NOTICE)]


def test_a_customers_message_that_is_no_ticket_gets_the_notice_in_its_thread(desk: Desk) -> None:
    ts = desk.say("U0MAYA", "Is SMS slow today?")
    assert _given(desk) == [ts]
    assert "TAM" not in desk.said(CHANNEL)[0], "in hours nobody is away"


@pytest.mark.parametrize(
    "text", ["Good morning!", "hi all", "Thanks!", ":tada:", "👍", "thanks <@U0CIERRA>", "Hi Cierra!"]
)
def test_small_talk_gets_none(story: Desk, text: str) -> None:
    story.say("U0MAYA", text)
    assert _given(story) == []


@pytest.mark.parametrize("user", ["U0CIERRA", "U0PETRA", "U0COLLEEN", "U0OTTO"])
def test_only_customers_get_it(story: Desk, user: str) -> None:
    story.services.people.meet("U0OTTO", "T0OTHER", "Otto")
    story.say(user, "SMS is slow today")
    assert _given(story) == []


def test_a_screenshot_without_a_word_gets_it(story: Desk) -> None:
    ts = story.say("U0MAYA", "", files=(SharedFile("F1", "error.png"),))
    assert _given(story) == [ts]


def test_a_reply_in_a_thread_of_chat_gets_none(story: Desk) -> None:
    ts = story.say("U0CIERRA", "Maintenance tonight")
    story.say("U0MAYA", "At what time?", ts)
    assert _given(story) == []


def test_words_in_a_tickets_thread_get_none(story: Desk) -> None:
    opened = story.open()
    story.reply(opened, "U0MAYA", "It is Android only")
    assert _given(story) == []


def test_each_person_gets_it_once_a_day(desk: Desk) -> None:
    first = desk.say("U0MAYA", "Is SMS slow today?")
    desk.say("U0MAYA", "And MMS?")
    other = desk.say("U0DEV", "Voice is slow, too")
    assert _given(desk) == [first, other]
    desk.clock.set(new_york("2026-03-03 23:59"))
    desk.say("U0MAYA", "Still slow")
    assert _given(desk) == [first, other]
    desk.clock.set(new_york("2026-03-04 00:00"))
    tomorrow = desk.say("U0MAYA", "Still slow")
    assert _given(desk) == [first, other, tomorrow]


def test_the_same_message_delivered_again_is_one_message(desk: Desk) -> None:
    ts = desk.say("U0MAYA", "Is SMS slow today?")
    desk.clock.set(new_york("2026-03-04 10:00"))
    desk.say("U0MAYA", "Is SMS slow today?", ts=ts)
    assert _given(desk) == [ts]


def test_it_names_the_persons_open_tickets(desk: Desk) -> None:
    desk.open()
    desk.open(requester=desk.actor("U0DEV"))
    desk.solve(desk.open())
    desk.say("U0MAYA", "Any news?")
    assert desk.said(CHANNEL)[-1].endswith("News on PARTIFUL-1 (SMS is failing)? Reply there.")


def test_off_hours_it_says_who_is_back_when_and_what_is_answered_now(desk: Desk) -> None:
    desk.clock.set(new_york("2026-03-07 02:00"))
    desk.say("U0MAYA", "Is SMS slow today?")
    assert desk.said(CHANNEL)[-1].endswith(
        "Cierra Simms is back Mon, Mar 9, 9:00 AM ET."
        " A P1 ticket (Business Critical) is answered within 1 hour, around the clock."
    )


# -- on schedule ----------------------------------------------------------------------------------------


def _monday_morning(desk: Desk, *, said_at: str = "2026-03-06 12:00") -> None:
    desk.clock.set(new_york(said_at))
    desk.say("U0CIERRA", "Maintenance tonight")
    desk.services.falling_due.keep_calendar()


def test_it_is_posted_on_monday_at_nine_in_new_york_before_and_after_the_clocks_change(desk: Desk) -> None:
    desk.clock.set(new_york("2026-03-01 12:00"))
    desk.say("U0CIERRA", "Maintenance tonight")
    desk.services.falling_due.keep_calendar()
    for monday in ("2026-03-02", "2026-03-09"):
        before = len(_given(desk))
        desk.pass_time(new_york(f"{monday} 08:59"))
        desk.say("U0CIERRA", "Good morning")
        assert len(_given(desk)) == before
        desk.pass_time(new_york(f"{monday} 09:00"))
        assert _given(desk)[before:] == [None]


def test_not_on_a_holiday(story: Desk) -> None:
    _monday_morning(story, said_at="2026-05-22 12:00")  # Monday, May 25 is Memorial Day
    story.pass_time(new_york("2026-05-29 09:01"))
    assert _given(story) == []
    story.say("U0CIERRA", "Maintenance tonight")
    story.pass_time(new_york("2026-06-01 09:00"))
    assert _given(story) == [None]


def test_not_into_a_channel_that_was_silent_for_a_week(story: Desk) -> None:
    _monday_morning(story, said_at="2026-03-02 07:59")
    story.pass_time(new_york("2026-03-02 09:00"))
    story.pass_time(new_york("2026-03-09 09:01"))
    assert _given(story) == [None]
    assert story.waiting("scheduled_notice") == [new_york("2026-03-16 09:00")]


def test_not_into_a_channel_in_which_nobody_ever_spoke(story: Desk) -> None:
    story.services.falling_due.keep_calendar()
    story.pass_time(timedelta(days=14))
    assert _given(story) == []


@pytest.mark.parametrize(("up_again", "posted"), [("2026-03-09 10:59", 1), ("2026-03-09 11:01", 0)])
def test_one_missed_by_over_two_hours_is_dropped(story: Desk, up_again: str, posted: int) -> None:
    _monday_morning(story)
    story.be_down_until(new_york(up_again))
    assert len(_given(story)) == posted
    assert story.waiting("scheduled_notice") == [new_york("2026-03-16 09:00")]


def test_a_restart_posts_nothing_twice(story: Desk) -> None:
    _monday_morning(story)
    for _ in range(2):
        story.services.falling_due.keep_calendar()
        story.pass_time(new_york("2026-03-09 09:00"))
    assert _given(story) == [None]


# -- pinned ---------------------------------------------------------------------------------------------


def test_it_is_posted_and_pinned_once_however_often_we_start(desk: Desk) -> None:
    for _ in range(3):
        desk.services.notices.keep_up()
        desk.settle()
    assert _given(desk) == [None]
    assert [channel for channel, _ in desk.slack.pins] == [CHANNEL]


def test_its_thread_is_chat(desk: Desk) -> None:
    desk.services.notices.keep_up()
    desk.settle()
    (ts,) = (message["ts"] for message in desk.slack.messages[CHANNEL])
    author = desk.maya
    desk.services.conversation.posted(Message("partiful", CHANNEL, desk.ts_now(), author, "I see", ts))
    assert desk.services.places.at(CHANNEL, ts) is None
