"""The message that a ticket grew from shows how the ticket stands, by an emoji of the bot's."""

import pytest

from bot.domain.ticket import Status
from tests.e2e.stage import CHANNEL, OnStage, Stage

OPEN, PENDING, SOLVED = "large_blue_circle", "large_yellow_circle", "white_circle"
BOT = "U0TAMBOT"


@pytest.fixture
def ticket(stage: Stage) -> OnStage:
    """Give a ticket of Maya's, assigned to Cierra."""
    return stage.open()


def marks(stage: Stage, ts: str) -> list[str]:
    """Return the emoji that the bot has on a message, once all is done."""
    stage.settle()
    message = stage.workspace.message(CHANNEL, ts) or {}
    return [mark["name"] for mark in message.get("reactions", []) if BOT in mark["users"]]


def test_the_mark_follows_the_status(stage: Stage, ticket: OnStage) -> None:
    assert marks(stage, ticket.thread) == [OPEN]
    stage.cierra.say(CHANNEL, "Which numbers?", ticket.thread)
    stage.settle()
    stage.cierra.click("C0TRIAGE", ticket.triage_ts, "staff.pending")
    assert marks(stage, ticket.thread) == [PENDING]
    stage.maya.say(CHANNEL, "All of them, since 9:00.", ticket.thread)
    assert marks(stage, ticket.thread) == [OPEN]
    stage.maya.react(CHANNEL, ticket.card_ts, "white_check_mark")
    assert marks(stage, ticket.thread) == [SOLVED]
    stage.maya.unreact(CHANNEL, ticket.card_ts, "white_check_mark")
    assert marks(stage, ticket.thread) == [OPEN]


def test_the_next_ticket_of_a_thread_marks_it_open_again(stage: Stage, ticket: OnStage) -> None:
    stage.maya.click(CHANNEL, ticket.card_ts, "customer.mark_solved")
    assert marks(stage, ticket.thread) == [SOLVED]
    with stage.opening():
        stage.maya.say(CHANNEL, "@tam open And now calls drop", ticket.thread)
    assert marks(stage, ticket.thread) == [OPEN]


@pytest.mark.parametrize("emoji", [OPEN, PENDING, SOLVED])
def test_no_mark_is_a_command_whoever_puts_it_there(stage: Stage, ticket: OnStage, emoji: str) -> None:
    before = ticket.customers_see, ticket.staff_see
    for person in (stage.maya, stage.cierra):
        person.react(CHANNEL, ticket.thread, emoji)
        stage.settle()
        person.unreact(CHANNEL, ticket.thread, emoji)
        stage.settle()
    assert (ticket.customers_see, ticket.staff_see, ticket.row.status) == (*before, Status.OPEN)
    assert marks(stage, ticket.thread) == [OPEN]


def test_a_message_that_is_deleted_meanwhile_alarms_nobody(
    stage: Stage, ticket: OnStage, caplog: pytest.LogCaptureFixture
) -> None:
    stage.playground.faults.fail("reactions.add", "message_not_found")
    stage.maya.click(CHANNEL, ticket.card_ts, "customer.mark_solved")
    stage.settle()
    assert stage.unsent() == 0
    assert [record for record in caplog.records if record.levelname == "ERROR"] == []


def test_a_card_that_begins_its_thread_bears_no_mark(stage: Stage) -> None:
    [pinned] = stage.workspace.pins(CHANNEL)
    assert stage.maya.click(CHANNEL, pinned, "open_ticket")
    stage.maya.wait_for_modal("New ticket")
    stage.maya.fill({"Product": "voice", "Subject": "Calls drop", "Description": "Since nine."})
    with stage.opening() as opened:
        stage.maya.submit()
        if stage.maya.modal:
            stage.maya.submit()
    assert marks(stage, opened[0].card_ts) == []


def test_a_priority_is_taken_back_with_its_emoji_by_whoever_slipped_just_now(stage: Stage) -> None:
    ticket = stage.open("all SMS is down", how="open P1")
    for person, emoji, priority in (
        (stage.maya, "two", "P2"),
        (stage.dev, "two", "P2"),
    ):
        person.react(CHANNEL, ticket.thread, emoji)
        stage.settle()
        assert ticket.row.priority == priority
    stage.maya.unreact(CHANNEL, ticket.thread, "two")
    stage.settle()
    assert ticket.row.priority == "P2", "somebody else's still stands"
    stage.dev.unreact(CHANNEL, ticket.thread, "two")
    stage.settle()
    assert ticket.row.priority == "P2", "it was not theirs that changed it"
    stage.maya.react(CHANNEL, ticket.thread, "one")
    stage.settle()
    stage.maya.react(CHANNEL, ticket.thread, "three")
    stage.settle()
    assert ticket.row.priority == "P3"
    stage.maya.unreact(CHANNEL, ticket.thread, "three")
    stage.settle()
    assert ticket.row.priority == "P1"


def test_a_priority_that_was_worked_by_stays_when_its_emoji_is_taken_away(stage: Stage) -> None:
    ticket = stage.open("all SMS is down", how="open P1")
    stage.maya.react(CHANNEL, ticket.thread, "two")
    stage.settle()
    stage.later(minutes=11)
    stage.maya.unreact(CHANNEL, ticket.thread, "two")
    stage.settle()
    assert ticket.row.priority == "P2"
