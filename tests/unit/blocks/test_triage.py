"""The sentences that staff are told in triage."""

from dataclasses import replace
from datetime import timedelta

from bot.blocks.messages import alarms, mirror, triage
from bot.blocks.values import FileLink, Post
from bot.domain.escalation import Reason
from bot.domain.sla import Priority
from bot.domain.why import AsWritten
from tests.unit.blocks.samples import (
    CIERRA,
    CLOCK,
    KIRK,
    NOON,
    OPENED,
    RALPH,
    line,
    reply,
)


def values_of(post: Post) -> list[str]:
    rows = [block["elements"] for block in post.blocks if block["type"] == "actions"]
    return [element.get("value", "") for row in rows for element in row]


def test_the_morning_list_is_one_message_that_begins_with_what_burns() -> None:
    late = replace(line(), breached=True)
    post = triage.morning_list(
        "Partiful",
        escalated=[line(key="PARTIFUL-7")],
        urgent=[late, line(key="PARTIFUL-8")],
        overdue=[late],
        quiet=[line(key="PARTIFUL-9")],
        quiet_days=2,
    )
    assert post.text.splitlines() == [
        "Partiful: tickets that wait for us",
        "Escalated, nobody has acknowledged: 1",
        "P1 without an answer: 2",
        "Overdue: 1",
        "Open, no word from us for 2 business days: 1",
    ]
    shown = str(post.blocks)
    assert "was due 12:00 PM ET" in shown
    assert " · due 12:00 PM ET" in shown, "a P1 may be unanswered and not late"
    assert "PARTIFUL-9" in shown
    quiet = triage.morning_list("Partiful", quiet=[line()], quiet_days=2)
    assert "Overdue" not in quiet.text


def test_a_move_says_from_whom_to_whom_and_why() -> None:
    post = triage.reassigned(
        line(), KIRK, AsWritten(("Kirk McCalla is absent.",)), by="Ralph Esposito", told_to=[CIERRA]
    )
    assert post.text == (
        "<@U0CIERRA> PARTIFUL-12 moved from Kirk McCalla (secondary TAM) to Cierra Simms (primary TAM) "
        "by Ralph Esposito. Due 12:00 PM ET.\nKirk McCalla is absent."
    )
    assert triage.solved(line(), "Maya Chen").text == "PARTIFUL-12 · solved · by Maya Chen"
    with_words = triage.solved(line(), "Maya Chen", "it was our key")
    assert with_words.text == "PARTIFUL-12 · solved · by Maya Chen: it was our key"
    assert triage.reopened(line(), "Maya Chen").text == "PARTIFUL-12 · reopened · by Maya Chen"
    assert triage.auto_solved(line(), waited_days=10).text == (
        "PARTIFUL-12 · solved: no reply for 10 business days"
    )
    assert triage.priority_changed(line(), Priority.P2, Priority.P1, "Maya Chen").text == (
        "PARTIFUL-12 · priority changed from P2 to P1 · by Maya Chen"
    )
    assert triage.needs_answer(line(), OPENED, NOON, "Maya Chen").text == (
        "PARTIFUL-12 · the message of 10:00 AM ET needs an answer, due 12:00 PM ET · by Maya Chen"
    )
    assert triage.needs_answer(line(), OPENED, None, "Maya Chen").text == (
        "PARTIFUL-12 · the message of 10:00 AM ET needs an answer · by Maya Chen"
    )


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
