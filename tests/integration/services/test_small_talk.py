"""What asks for nothing wakes nobody: thanks, "ok" and emoji, on open and on solved tickets."""

from datetime import timedelta

import pytest

from bot.domain.sla import Priority
from bot.domain.ticket import Status
from bot.errors import AlreadySo, NotAllowed, NotFound
from bot.services.conversation import SharedFile
from bot.steps.new_ticket import Opened
from tests.fixtures.desk import CHANNEL, Desk, new_york

# A few of each kind: which words these are stands in the tests of the rules.
ASKS_NOTHING = ["Thanks,\nMaya", "Thanks!", "thank you Cierra", "Ok, thanks", ":pray: :pray:", "👍🏽"]
ASKS = ["Thanks, but it still fails", "ok?", "Thanks. SM91002aee7a8bafed519af3bb8f9dc850", "👎", ":sos:"]


def _answered_at_night(desk: Desk) -> Opened:
    """Open a P1 at two in the night, and have the night team answer it."""
    desk.clock.set(new_york("2026-03-03 02:00"))
    opened = desk.open(priority=Priority.P1)
    desk.pass_time(timedelta(minutes=5))
    desk.reply(opened, "U0PETRA", "The carrier is back. Please confirm that messages go out again.")
    desk.pass_time(timedelta(minutes=5))
    return opened


@pytest.mark.parametrize("words", ASKS_NOTHING)
def test_on_an_open_ticket_they_start_no_clock_and_ping_nobody(story: Desk, words: str) -> None:
    opened = _answered_at_night(story)
    triage = story.new_in()
    story.reply(opened, "U0MAYA", words)
    story.pass_time(timedelta(hours=6))
    [mirrored] = triage.texts
    assert mirrored.startswith("Maya Chen (customer), 2:10 AM ET ")
    assert "<" not in mirrored
    assert story.waiting() == []


@pytest.mark.parametrize("words", ASKS)
def test_what_asks_for_something_starts_one(story: Desk, words: str) -> None:
    opened = _answered_at_night(story)
    story.reply(opened, "U0MAYA", words, at=new_york("2026-03-03 02:10"))
    assert story.clock_of(opened).started_at == new_york("2026-03-03 02:10")


@pytest.mark.parametrize("words", [*ASKS_NOTHING, "thank you, Kirk McCalla"])
def test_on_a_solved_ticket_they_leave_it_solved(story: Desk, words: str) -> None:
    opened = story.open()
    story.solve(opened)
    story.reply(opened, "U0MAYA", words)
    assert story.card(opened).line.status is Status.SOLVED


def test_a_file_is_never_small_talk(story: Desk) -> None:
    opened = _answered_at_night(story)
    story.say("U0MAYA", "Thanks!", story.thread(opened), files=(SharedFile("F1", "log.txt"),))
    assert story.clock_of(opened).stopped_at is None


def test_a_clock_that_runs_runs_on(story: Desk) -> None:
    opened = story.open(priority=Priority.P1)
    story.reply(opened, "U0MAYA", "Thanks!")
    clock = story.clock_of(opened)
    assert (clock.started_at, clock.stopped_at) == (new_york("2026-03-03 10:00"), None)
    assert "Needs an answer" not in str(story.slack.messages["C0TRIAGE"][-1]["blocks"]), "one is awaited"


def test_a_pending_ticket_is_open_again_as_the_contract_says_but_no_answer_is_awaited(story: Desk) -> None:
    opened = story.answered_and_pending()
    story.reply(opened, "U0MAYA", "Thanks, will do")
    assert story.card(opened).line.status is Status.OPEN
    assert story.waiting() == []
    story.services.lifecycle.set_pending(opened.ticket_id, story.cierra)
    assert story.card(opened).line.status is Status.PENDING


def test_a_greeting_by_name_gets_no_notice(desk: Desk) -> None:
    desk.say("U0MAYA", "Good morning Cierra")
    assert len(desk.said(CHANNEL)) == 0


class TestNeedsAnAnswer:
    """The button on a message in triage that was taken to ask for nothing."""

    def test_it_starts_the_clock_from_the_messages_own_time(self, desk: Desk) -> None:
        opened = _answered_at_night(desk)
        ts = desk.reply(opened, "U0MAYA", "ok", at=new_york("2026-03-03 02:10"))
        assert "Needs an answer" in str(desk.slack.messages["C0TRIAGE"][-1]["blocks"])
        desk.clock.advance(timedelta(minutes=20))
        desk.services.lifecycle.needs_answer(opened.ticket_id, ts, desk.petra)
        desk.settle()
        assert desk.clock_of(opened).started_at == new_york("2026-03-03 02:10")
        assert desk.clock_of(opened).due_at == new_york("2026-03-03 03:10")
        note = "PARTIFUL-1 · the message of 2:10 AM ET needs an answer, due 3:10 AM ET · by Petra Novak"
        assert desk.said()[-1] == note
        assert "Needs an answer" not in str(desk.slack.messages["C0TRIAGE"])

    def test_what_is_late_by_then_is_said_at_once(self, story: Desk) -> None:
        opened = _answered_at_night(story)
        ts = story.reply(opened, "U0MAYA", "ok")
        story.clock.advance(timedelta(hours=3))
        triage = story.new_in()
        story.services.lifecycle.needs_answer(opened.ticket_id, ts, story.petra)
        story.sweep.run()
        story.settle()
        assert any("overdue" in text for text in triage.texts)

    def test_a_solved_ticket_is_opened_by_it(self, desk: Desk) -> None:
        opened = desk.open()
        desk.solve(opened)
        desk.clock.advance(timedelta(minutes=1))
        ts = desk.reply(opened, "U0MAYA", "thanks", at=new_york("2026-03-03 10:01"))
        desk.clock.advance(timedelta(hours=1))
        desk.services.lifecycle.needs_answer(opened.ticket_id, ts, desk.cierra)
        assert desk.card(opened).line.status is Status.OPEN
        assert desk.clock_of(opened).started_at == new_york("2026-03-03 10:01")

    def test_only_staff_say_so(self, desk: Desk) -> None:
        opened = _answered_at_night(desk)
        ts = desk.reply(opened, "U0MAYA", "ok")
        for user in ("U0MAYA", "U0COLLEEN"):
            with pytest.raises(
                NotAllowed, match="Only the support team can say that a message needs an answer"
            ):
                desk.services.lifecycle.needs_answer(opened.ticket_id, ts, desk.actor(user))

    def test_whoever_is_slower_is_told_that_an_answer_is_awaited(self, desk: Desk) -> None:
        opened = _answered_at_night(desk)
        ts = desk.reply(opened, "U0MAYA", "ok")
        desk.services.lifecycle.needs_answer(opened.ticket_id, ts, desk.petra)
        with pytest.raises(AlreadySo, match=r"^PARTIFUL-1 awaits an answer already, due 3:10 AM ET\.$"):
            desk.services.lifecycle.needs_answer(opened.ticket_id, ts, desk.petra)

    def test_what_was_answered_meanwhile_is_awaited_no_more(self, desk: Desk) -> None:
        opened = _answered_at_night(desk)
        ts = desk.reply(opened, "U0MAYA", "ok")
        desk.clock.advance(timedelta(minutes=1))
        desk.reply(opened, "U0PETRA", "Good night!")
        with pytest.raises(AlreadySo, match=r"^That message was answered already, 2:11 AM ET\.$"):
            desk.services.lifecycle.needs_answer(opened.ticket_id, ts, desk.petra)

    def test_a_message_of_another_ticket_is_not_found(self, desk: Desk) -> None:
        opened, other = desk.open(), desk.open()
        ts = desk.reply(other, "U0MAYA", "ok")
        with pytest.raises(NotFound):
            desk.services.lifecycle.needs_answer(opened.ticket_id, ts, desk.cierra)
