"""Emoji as marks: look-alikes count, the last one to go counts, and who is slower is told what stands."""

from datetime import timedelta
from typing import Any

import pytest

from bot.domain.keys import done
from bot.domain.ticket import Status
from bot.domain.wording import WallClock, clock_time
from handlers.trying_again import try_again
from tests.integration.connect.front import CHANNEL, Front, profile

CHECK, HEAVY = "white_check_mark", "heavy_check_mark"
REMOVED = "reaction_removed"


@pytest.fixture
def solved(front: Front) -> tuple[int, str]:
    """Give a ticket that Maya solved with a check mark on its card: its id, and the card's ts."""
    ticket_id = front.open().ticket_id
    card = front.card(ticket_id)
    front.react("U0MAYA", card, CHECK)
    front.settle()
    return ticket_id, card


def status(front: Front, ticket_id: int) -> Status:
    return front.row(ticket_id).status


def said(front: Front) -> list[str]:
    """Return what we said in the customer's channel."""
    front.settle()
    return [message["text"] for message in front.slack.messages[CHANNEL] if message.get("bot_id")]


def standing(front: Front, ts: str) -> Any:
    """Return a message of the customer's channel as Slack has it."""
    return next(message for message in front.slack.messages[CHANNEL] if message["ts"] == ts)


def taken_away(front: Front, ts: str, emoji: str) -> dict[str, Any]:
    """Return the event of Maya taking an emoji away."""
    item = {"type": "message", "channel": CHANNEL, "ts": ts}
    return {"type": REMOVED, "user": "U0MAYA", "reaction": emoji, "item": item, "event_ts": front.ts()}


@pytest.mark.parametrize(
    ("emoji", "words"),
    [
        ("hourglass", "Escalation PARTIFUL-{} · P3 · response · SMS is failing"),
        ("hourglass_flowing_sand", "Escalation PARTIFUL-{} · P3 · response · SMS is failing"),
        ("sos", "Escalation PARTIFUL-{} · P3 · critical blocker · SMS is failing"),
    ],
)
def test_an_alarm_and_what_looks_like_it_escalate(front: Front, emoji: str, words: str) -> None:
    ticket_id = front.open().ticket_id
    front.react("U0MAYA", front.card(ticket_id), emoji)
    front.settle()
    expected = words.format(front.row(ticket_id).number)
    assert any(expected in message["text"] for message in front.slack.messages["C0TRIAGE"])


@pytest.mark.parametrize("emoji", [CHECK, HEAVY])
def test_a_check_mark_of_either_kind_solves(front: Front, emoji: str) -> None:
    ticket_id = front.open().ticket_id
    front.react("U0MAYA", front.card(ticket_id), emoji)
    assert status(front, ticket_id) is Status.SOLVED


@pytest.mark.parametrize("emoji", ["ticket", "admission_tickets"])
def test_a_ticket_of_either_kind_opens(front: Front, emoji: str) -> None:
    ts = front.chat()
    before = front.everything()
    front.react("U0MAYA", ts, emoji)
    assert front.everything() != before


@pytest.mark.parametrize("emoji", ["hourglass_flowing_sand", "hourglass"])
def test_the_same_alarm_in_its_other_form_is_added_not_raised_anew(front: Front, emoji: str) -> None:
    card = front.card(front.open().ticket_id)
    front.react("U0MAYA", card, "hourglass")
    front.react("U0DEV", card, emoji)
    assert said(front)[-1].endswith("It is added to the escalation that is open.")


@pytest.mark.parametrize(
    "emoji", ["watch", "stopwatch", "timer_clock", "heavy_plus_sign", "x", "heavy_multiplication_x", "tada"]
)
def test_what_looks_otherwise_is_just_an_emoji(front: Front, emoji: str) -> None:
    card = front.card(front.open().ticket_id)
    before = front.everything()
    front.react("U0MAYA", card, emoji)
    front.react("U0MAYA", card, emoji, REMOVED)
    assert front.everything() == before


@pytest.mark.parametrize(
    ("others", "taken", "opens"),
    [
        ([], ("U0MAYA", CHECK), True),
        ([("U0DEV", CHECK)], ("U0DEV", CHECK), False),
        ([("U0DEV", CHECK)], ("U0MAYA", CHECK), False),
        ([("U0DEV", HEAVY)], ("U0MAYA", CHECK), False),
        ([("U0MAYA", HEAVY)], ("U0MAYA", CHECK), False),
        ([("U0CIERRA", CHECK)], ("U0MAYA", CHECK), False),
        ([("U0CIERRA", HEAVY)], ("U0CIERRA", HEAVY), False),
        ([("U0PETRA", HEAVY), ("U0DEV", CHECK)], ("U0MAYA", CHECK), False),
        ([("U0DEV", "tada")], ("U0MAYA", CHECK), True),
        ([("U0OTTO", CHECK)], ("U0MAYA", CHECK), True),  # a guest may not solve: no mark of theirs counts
        ([("U0COLLEEN", CHECK)], ("U0MAYA", CHECK), True),
    ],
)
def test_a_mark_is_gone_when_the_last_who_may_set_it_takes_it_away(
    front: Front,
    solved: tuple[int, str],
    others: list[tuple[str, str]],
    taken: tuple[str, str],
    opens: bool,
) -> None:
    ticket_id, card = solved
    for user, emoji in others:
        front.react(user, card, emoji)
    user, emoji = taken
    front.react(user, card, emoji, REMOVED)
    assert status(front, ticket_id) is (Status.OPEN if opens else Status.SOLVED)


def test_the_last_of_several_opens_it_in_the_end(front: Front, solved: tuple[int, str]) -> None:
    ticket_id, card = solved
    for user, emoji in (("U0DEV", CHECK), ("U0CIERRA", HEAVY)):
        front.react(user, card, emoji)
    for user, emoji in (("U0MAYA", CHECK), ("U0DEV", CHECK)):
        front.react(user, card, emoji, REMOVED)
        assert status(front, ticket_id) is Status.SOLVED
    front.react("U0CIERRA", card, HEAVY, REMOVED)
    assert status(front, ticket_id) is Status.OPEN


def test_a_mark_on_what_the_ticket_grew_from_keeps_it_solved(front: Front) -> None:
    root = front.chat()
    ticket_id = front.open(thread_ts=root, origin_key=done.message(CHANNEL, root)).ticket_id
    card = front.card(ticket_id)
    front.react("U0MAYA", card, CHECK)
    front.react("U0DEV", root, HEAVY)
    front.react("U0MAYA", card, CHECK, REMOVED)
    assert status(front, ticket_id) is Status.SOLVED
    front.react("U0DEV", root, HEAVY, REMOVED)
    assert status(front, ticket_id) is Status.OPEN


def test_marks_that_slack_counts_but_does_not_list_keep_it_solved(
    front: Front, solved: tuple[int, str]
) -> None:
    ticket_id, card = solved
    message = standing(front, card)
    message["reactions"] = [{"name": CHECK, "users": [], "count": 3}]
    front.event(taken_away(front, card, HEAVY))
    assert status(front, ticket_id) is Status.SOLVED


@pytest.mark.parametrize("trouble", ["internal_error", "ratelimited", "time-out"])
def test_what_slack_cannot_tell_now_is_asked_again(
    front: Front, solved: tuple[int, str], trouble: str
) -> None:
    ticket_id, card = solved
    event = taken_away(front, card, CHECK)
    if trouble == "time-out":
        front.slack.drop("conversations.replies")
    else:
        front.slack.refuse("conversations.replies", trouble)
    assert front.event(event).status == 200, "it is kept"
    assert status(front, ticket_id) is Status.SOLVED
    standing(front, card)["reactions"] = []
    front.clock.advance(timedelta(minutes=1))
    try_again(front.bot.app.client, front.bot.services, front.bot.user)
    assert status(front, ticket_id) is Status.OPEN


class TestWhoeverIsSlower:
    """Is told what stands, once for all of them; nothing was wrong, so nothing is kept as refused."""

    def test_a_second_check_mark_is_no_error(self, front: Front, solved: tuple[int, str]) -> None:
        ticket_id, card = solved
        refused = len(front.refusals())
        number = front.row(ticket_id).number
        before = said(front)
        front.react("U0DEV", card, CHECK)
        when = clock_time(front.clock.now(), WallClock("America/New_York"), front.clock.now())
        assert said(front)[len(before) :] == [f"PARTIFUL-{number} is solved already (by Maya, {when})."]
        front.react("U0CIERRA", card, CHECK)
        front.react("U0PETRA", card, HEAVY)
        assert len(said(front)) == len(before) + 1
        assert len(front.refusals()) == refused

    def test_a_mark_taken_away_from_a_ticket_that_is_open_changes_nothing(self, front: Front) -> None:
        ticket_id = front.open().ticket_id
        card, refused = front.card(ticket_id), len(front.refusals())
        front.react("U0MAYA", card, CHECK)
        front.bot.services.lifecycle.reopen(ticket_id, front.bot.services.people.actor("partiful", "U0MAYA"))
        front.react("U0MAYA", card, CHECK, REMOVED)
        number = front.row(ticket_id).number
        assert f"PARTIFUL-{number} isn't solved: it is open." in said(front)
        assert len(front.refusals()) == refused

    def test_of_bots_marks_mean_nothing(self, front: Front, solved: tuple[int, str]) -> None:
        ticket_id, card = solved
        front.slack.users["U0ROBOT"] = profile("U0ROBOT", team_id="T0PARTIFUL", is_bot=True)
        front.react("U0ROBOT", card, CHECK)
        front.react("U0TAMBOT", card, CHECK)
        front.react("U0MAYA", card, CHECK, REMOVED)
        assert status(front, ticket_id) is Status.OPEN
