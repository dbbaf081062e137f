"""The sentences that staff are told in triage."""

from datetime import timedelta

import pytest

from bot.blocks.messages import alarms, mirror, triage
from bot.blocks.values import FileLink, Post, TimeLeft
from bot.domain.escalation import Reason
from bot.domain.sla import Priority
from tests.unit.blocks.samples import (
    CIERRA,
    CLOCK,
    KIRK,
    NOON,
    PSE,
    RALPH,
    line,
    reply,
)


def values_of(post: Post) -> list[str]:
    rows = [block["elements"] for block in post.blocks if block["type"] == "actions"]
    return [element.get("value", "") for row in rows for element in row]


@pytest.mark.parametrize(
    ("left", "words"),
    [
        (TimeLeft(timedelta(minutes=24)), "due 12:00 PM ET, in 24 min"),
        (TimeLeft(timedelta(minutes=90), business=True), "due 12:00 PM ET, in 1 h 30 min of business time"),
        (TimeLeft(timedelta(0)), "due now, 12:00 PM ET"),
    ],
)
def test_a_nudge_is_one_line(left: TimeLeft, words: str) -> None:
    assert triage.nudge(line(), left).text == f"PARTIFUL-12 · P2 · {words} · SMS is failing"


def test_a_nudge_pings_whom_it_is_told_to() -> None:
    left = TimeLeft(timedelta(minutes=24))
    assert triage.nudge(line(), left, [CIERRA]).text.startswith("<@U0CIERRA> PARTIFUL-12 · ")
    assert triage.nudge(line(), left, [PSE]).text.startswith("<!subteam^S0PSE> PARTIFUL-12 · ")


def test_lateness_is_said_plainly() -> None:
    assert triage.breach(line(), [CIERRA, RALPH]).text == (
        "<@U0CIERRA> <@U0RALPH> PARTIFUL-12 · P2 · overdue, an answer was due 12:00 PM ET · SMS is failing\n"
        "An answer in the customer's thread ends it."
    )
    assert triage.still_unanswered(line(), timedelta(minutes=30), [CIERRA]).text == (
        "<@U0CIERRA> PARTIFUL-12 · P2 · still unanswered, overdue by 30 min · SMS is failing"
    )
    assert triage.raised_late(line(), Priority.P3).text == (
        "PARTIFUL-12 · P2 · raised from P3, overdue at once: was due 12:00 PM ET · SMS is failing"
    )


def test_the_morning_list_is_one_message_with_both_kinds() -> None:
    post = triage.morning_list("Partiful", [line()], [line(key="PARTIFUL-9")], quiet_days=2)
    shown = str(post.blocks)
    assert "Overdue: 1" in post.text
    assert "Open, no word from us for 2 business days: 1" in post.text
    assert "PARTIFUL-9" in shown
    assert "was due 12:00 PM ET" in shown
    nothing_late = triage.morning_list("Partiful", [], [line()], quiet_days=2)
    assert "Overdue" not in nothing_late.text


def test_a_move_says_from_whom_to_whom_and_why() -> None:
    post = triage.reassigned(line(), KIRK, ["Kirk McCalla is absent."], by="Ralph Esposito", told_to=[CIERRA])
    assert post.text == (
        "<@U0CIERRA> PARTIFUL-12 moved from Kirk McCalla (secondary TAM) to Cierra Simms (primary TAM) "
        "by Ralph Esposito. Due 12:00 PM ET.\nKirk McCalla is absent."
    )
    assert triage.event_note(line(), "solved", "Maya Chen").text == "PARTIFUL-12 · solved · by Maya Chen"


def test_a_reply_is_mirrored_with_its_author_words_and_files() -> None:
    files = (FileLink("log.txt", "https://files.slack.com/1"), FileLink("gone.txt", None))
    post = mirror.mirrored(reply(files=files, permalink="https://x.slack.com/p1"), CLOCK, NOON)
    assert post.text == "Maya Chen (customer), 10:05 AM ET It works again."
    assert "https://files.slack.com/1" in str(post.blocks)
    assert "gone.txt" in str(post.blocks)
    edited = mirror.mirrored(reply(from_staff=True), CLOCK, NOON, edited=True)
    assert edited.text == "Maya Chen (us), 10:05 AM ET (edited) It works again."


def test_a_deleted_reply_takes_its_words_with_it() -> None:
    post = mirror.deleted(reply("my password is hunter2"), CLOCK, NOON)
    assert post.text == "Maya Chen (customer), 10:05 AM ET: deleted by its author"
    assert "hunter2" not in str(post.blocks)


def test_an_alarm_says_who_why_how_to_reach_them_and_who_is_next() -> None:
    post = alarms.escalated(
        line(),
        Reason.BLOCKER,
        "Maya Chen",
        [CIERRA],
        comment="Everything is down.",
        reach="+1 415 555 1212",
        next_to="TAM manager",
        next_at=NOON,
    )
    shown = str(post.blocks)
    assert post.text == (
        ":sos: <@U0CIERRA> Escalation PARTIFUL-12 · P2 · critical blocker · SMS is failing "
        "Everything is down."
    )
    for words in ("Escalated by Maya Chen.", "+1 415 555 1212", "If nobody does: TAM manager, 12:00 PM ET."):
        assert words in shown
    assert values_of(post) == ["7"]
    assert "not acknowledged for 15 min" in alarms.climbed(line(), timedelta(minutes=15), [RALPH]).text
    assert "escalated again by Maya Chen, response" in alarms.added(line(), Reason.RESPONSE, "Maya Chen").text
    ended = alarms.acknowledged(line(), "Kirk McCalla", by_reply=True)
    assert ended.text == "PARTIFUL-12 · escalation acknowledged by Kirk McCalla, by answering the customer"
