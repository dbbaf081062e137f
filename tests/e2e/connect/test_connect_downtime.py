"""Down while people go on: nothing said is lost, nothing done twice, nobody wrongly nudged or closed."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.domain.escalation import Reason
from bot.domain.ticket import Status
from models.escalation import Escalation
from models.message import TicketMessage
from models.response_clock import ResponseClock
from models.ticket_event import TicketEvent
from tests.e2e.coming_back import House, house
from tests.e2e.stage import CHANNEL, TRIAGE, OnStage


@pytest.fixture
def home(tmp_path: Path) -> Iterator[House]:
    """Give a house of one's own: each test sends its bot away."""
    with house(tmp_path) as built:
        yield built


def pending(home: House) -> OnStage:
    """Return a ticket of Maya's that Cierra answered and set pending."""
    stage = home.stage
    ticket = stage.open("Guests get no invitations")
    stage.cierra.say(CHANNEL, "Which numbers?", ticket.thread)
    stage.settle()
    stage.cierra.click(TRIAGE, ticket.triage_ts, "staff.pending")
    stage.settle()
    assert ticket.row.status is Status.PENDING
    return ticket


def whole(home: House, number: int) -> OnStage:
    """Return a ticket as the bot that is up now knows it."""
    return home.stage.on_stage(number)


def everything_said(home: House) -> list[str]:
    """Return all that stands in both channels, threads included."""
    said = []
    for channel in (CHANNEL, TRIAGE):
        for message in home.stage.workspace.messages(channel):
            said += [one["text"] for one in home.stage.workspace.thread(channel, message["ts"])]
    return said


def alarms(home: House, ticket: OnStage) -> list[Escalation]:
    with home.stage.bot.database.read() as session:
        return list(Escalation.open_of_ticket(session, ticket.row.id))


def stored(home: House, ticket: OnStage) -> dict[str, TicketMessage]:
    with home.stage.bot.database.read() as session:
        return {said.text: said for said in TicketMessage.of_ticket(session, ticket.row.id)}


def kinds(home: House, ticket: OnStage) -> list[str]:
    """Return what happened to a ticket, in order."""
    with home.stage.bot.database.read() as session:
        return [event.kind for event in TicketEvent.of_ticket(session, ticket.row.id)]


class TestTenMinutes:
    """The owner's own scenario, in one go and twice over."""

    def test_nothing_is_lost_and_nothing_doubled(self, home: House) -> None:
        waits, other = pending(home), home.stage.open("The console is slow")
        stage = home.stage
        doomed = stage.maya.say(CHANNEL, "Never mind this", waits.thread)
        typo = stage.maya.say(CHANNEL, "All carrers", waits.thread)
        stage.settle()
        stage.cierra.say(CHANNEL, "And since when?", waits.thread)
        stage.settle()
        stage.cierra.click(TRIAGE, waits.triage_ts, "staff.pending")
        stage.settle()
        heard = len(home.events())
        home.down()

        answered = stage.maya.say(CHANNEL, "Since this morning", waits.thread)
        stage.maya.delete(CHANNEL, doomed)
        stage.maya.edit(CHANNEL, typo, "All carriers")
        home.wait(minutes=4)
        mentioned = stage.dev.say(CHANNEL, "@tam open P1 voice All calls drop")
        reacted = stage.dev.say(CHANNEL, "Video is grey")
        stage.maya.react(CHANNEL, reacted, "ticket")
        stage.maya.react(CHANNEL, other.card_ts, "sos")
        chat = stage.maya.say(CHANNEL, "Is there a list of prices somewhere?")
        home.wait(minutes=6)
        missed = home.events()[heard:]
        assert len(missed) >= 7

        home.up()
        home.sweep()
        waits, other = whole(home, waits.number), whole(home, other.number)
        assert waits.row.status is Status.OPEN
        words = stored(home, waits)
        assert words["Since this morning"].ts == answered
        assert (words[""].ts, words[""].deleted_at is not None) == (
            doomed,
            True,
        )
        assert words["All carriers"].edited_at is not None
        with home.stage.bot.database.read() as session:
            clock = ResponseClock.running(session, waits.row.id)
            assert clock is not None
            assert abs(clock.started_at - waits.row.last_customer_at) < timedelta(seconds=1)
        assert [alarm.reason for alarm in alarms(home, other)] == [Reason.BLOCKER]
        by_mention, by_emoji = home.stage.ticket(3), home.stage.ticket(4)
        assert (by_mention.thread_ts, by_mention.priority, by_mention.product) == (mentioned, "P1", "voice")
        assert home.clock.now() - by_mention.opened_at > timedelta(minutes=5)
        assert (by_emoji.thread_ts, by_emoji.requester_name) == (reacted, "Dev Patel")
        assert any("carries no SLA" in said for said in home.stage.answers(chat))
        assert not [said for said in everything_said(home) if "overdue" in said]

        before = everything_said(home)
        home.send_again(missed, "LATE")
        home.send_again(missed, "LATER")
        home.sweep()
        assert home.stage.count() == 4
        assert everything_said(home) == before

    def test_coming_back_twice_says_nothing_twice(self, home: House) -> None:
        waits = pending(home)
        home.down()
        home.stage.maya.say(CHANNEL, "Since this morning", waits.thread)
        home.wait(minutes=10)
        home.up()
        home.sweep()
        before = everything_said(home)
        for _ in range(2):
            home.down()
            home.up()
            home.sweep()
        assert everything_said(home) == before


class TestWhatFallsDueMeanwhile:
    """Time passes while nobody looks; who answered is neither nudged nor closed."""

    def test_a_pending_ticket_answered_in_the_last_hour_of_its_wait_is_not_closed(self, home: House) -> None:
        waits, silent = pending(home), pending(home)
        home.wait(days=8)
        home.sweep()
        home.down()
        home.wait(days=7)
        home.stage.maya.say(CHANNEL, "Sorry, I was away. It is all carriers.", waits.thread)
        home.wait(days=3)
        home.up()
        home.sweep()
        assert whole(home, silent.number).row.status is Status.SOLVED
        assert whole(home, waits.number).row.status is Status.OPEN
        assert "solved" not in kinds(home, waits)

    def test_a_ticket_answered_by_staff_gets_no_nudge(self, home: House) -> None:
        ticket = home.stage.open("SMS fails", how="open P1")
        home.down()
        home.wait(minutes=10)
        home.stage.cierra.say(CHANNEL, "Looking at it", ticket.thread)
        home.wait(hours=3)
        home.up()
        home.sweep()
        with home.stage.bot.database.read() as session:
            assert ResponseClock.running(session, ticket.row.id) is None
        assert not [said for said in whole(home, ticket.number).staff_see[1:] if "due" in said]

    def test_a_reply_on_a_solved_ticket_opens_it_again(self, home: House) -> None:
        ticket = home.stage.open()
        home.stage.maya.react(CHANNEL, ticket.card_ts, "white_check_mark")
        home.stage.settle()
        assert ticket.row.status is Status.SOLVED
        home.down()
        home.stage.maya.say(CHANNEL, "It fails again", ticket.thread)
        home.wait(minutes=20)
        home.up()
        home.sweep()
        assert whole(home, ticket.number).row.status is Status.OPEN

    @pytest.mark.parametrize("first", ["@tam slove 1", "@tam opne P1 SMS is down", "Is this only us?"])
    def test_what_was_edited_into_a_command_is_obeyed_once(self, home: House, first: str) -> None:
        ticket = home.stage.open()
        said = home.stage.maya.say(CHANNEL, first)
        home.stage.settle()
        home.wait(minutes=20)
        home.down()
        home.stage.maya.edit(CHANNEL, said, "@tam open P1 SMS is down")
        home.wait(minutes=20)
        home.up()
        home.sweep()
        opened = home.stage.ticket(ticket.number + 1)
        assert (opened.priority, opened.subject, opened.thread_ts) == ("P1", "SMS is down", said)
        before = everything_said(home)
        home.down()
        home.up()
        home.send_again(home.events(), "LATE")
        home.sweep()
        assert home.stage.count() == opened.number
        assert everything_said(home) == before

    def test_a_mention_in_an_old_thread_of_chat_is_heard(self, home: House) -> None:
        ts = home.stage.chat("Webhooks are late")
        home.wait(days=2)
        home.down()
        home.stage.maya.say(CHANNEL, "@tam open P2", ts)
        home.wait(minutes=30)
        home.up()
        home.sweep()
        assert home.stage.ticket(1).thread_ts == ts


class TestWhatWasAnsweredBefore:
    """What was refused, or meant nothing, must not be done because the bot came back."""

    def test_a_refused_request_is_not_granted_by_a_restart(self, home: House) -> None:
        ticket = home.stage.open()
        home.stage.maya.react(CHANNEL, ticket.card_ts, "white_check_mark")
        home.stage.settle()
        home.stage.dev.say(CHANNEL, "@tam solve", ticket.thread)  # it is solved already: refused
        home.stage.settle()
        home.stage.maya.say(CHANNEL, "@tam reopen", ticket.thread)
        home.stage.settle()
        assert ticket.row.status is Status.OPEN
        home.down()
        home.wait(minutes=5)
        home.up()
        home.sweep()
        assert whole(home, ticket.number).row.status is Status.OPEN

    def test_a_check_mark_on_chat_does_not_solve_the_ticket_that_it_became(self, home: House) -> None:
        ts = home.stage.chat("Push is slow")
        home.stage.maya.react(CHANNEL, ts, "white_check_mark")
        home.stage.settle()
        home.stage.dev.react(CHANNEL, ts, "ticket")
        home.stage.settle()
        home.down()
        home.wait(minutes=5)
        home.up()
        home.sweep()
        assert home.stage.ticket(1).status is Status.OPEN

    def test_a_guests_emoji_is_refused_once(self, home: House) -> None:
        ts = home.stage.chat()
        home.stage.otto.react(CHANNEL, ts, "ticket")
        home.stage.settle()
        before = everything_said(home)
        home.down()
        home.wait(minutes=30)
        home.up()
        home.sweep()
        assert everything_said(home) == before
