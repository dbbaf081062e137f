"""Edits and deletions that come to us before the message itself, as Slack promises no order."""

from bot.services.conversation import Message
from bot.steps.new_ticket import Opened
from models.message import ChatMessage, TicketMessage
from models.response_clock import ResponseClock
from tests.fixtures.desk import CHANNEL, Desk


def test_a_reply_whose_edit_comes_first_is_taken_in_once_as_it_was_edited(desk: Desk) -> None:
    opened = answered(desk)
    reply = words(desk, opened, "It fails on iOS")
    desk.services.conversation.came_edited(words(desk, opened, "It fails on both", reply.ts), reply.ts)
    desk.services.conversation.posted(reply)
    desk.settle()
    assert [one.text for one in stored(desk, opened)[1:]] == ["It fails on both"]
    assert not any("iOS" in text for text in desk.said())


def test_what_was_edited_before_it_came_starts_a_clock_when_it_was_said(desk: Desk) -> None:
    opened = answered(desk)
    reply = words(desk, opened, "It fails on both")
    desk.services.conversation.came_edited(reply, reply.ts)
    with desk.database.read() as session:
        running = ResponseClock.running(session, opened.ticket_id)
        assert running is not None
        assert running.started_at == stored(desk, opened)[-1].posted_at


def test_an_edit_of_what_was_said_before_the_ticket_is_no_reply(desk: Desk) -> None:
    early = desk.ts_now()
    desk.clock.set(desk.clock.now().replace(minute=30))
    opened = desk.open()
    desk.services.conversation.came_edited(words(desk, opened, "Long ago", early), desk.ts_now())
    assert stored(desk, opened) == []


def test_a_reply_whose_deletion_comes_first_is_never_shown_nor_kept_but_its_clock_runs(desk: Desk) -> None:
    opened = answered(desk)
    reply = words(desk, opened, "The password is xylophone3")
    desk.services.conversation.deleted(CHANNEL, reply.ts)
    desk.services.conversation.posted(reply)
    desk.settle()
    kept = stored(desk, opened)[-1]
    assert (kept.text, kept.files, kept.deleted_at) == ("", [], desk.clock.now())
    assert not any("xylophone3" in str(call.arguments) for call in desk.slack.calls)
    assert desk.said()[-1].endswith("deleted by its author")
    with desk.database.read() as session:
        assert ResponseClock.running(session, opened.ticket_id) is not None


def test_a_reply_that_is_deleted_before_triage_was_shown_it_does_not_stay_there(desk: Desk) -> None:
    opened = answered(desk)
    reply = words(desk, opened, "The password is xylophone3")
    desk.services.conversation.posted(reply)
    desk.services.conversation.deleted(CHANNEL, reply.ts)
    desk.settle()
    assert not any("xylophone3" in text for text in desk.said())


def test_no_notice_is_given_under_a_message_whose_deletion_came_first(desk: Desk) -> None:
    chat = Message("partiful", CHANNEL, desk.ts_now(), desk.maya, "Push is slow")
    desk.services.conversation.deleted(CHANNEL, chat.ts)
    desk.services.conversation.posted(chat)
    desk.settle()
    assert desk.slack.calls == []
    with desk.database.read() as session:
        assert session.get(ChatMessage, (CHANNEL, chat.ts)) is not None


def answered(desk: Desk) -> Opened:
    """Open a ticket that Cierra has answered, so that no clock runs."""
    opened = desk.open()
    desk.reply(opened, "U0CIERRA", "Which platform?")
    return opened


def words(desk: Desk, opened: Opened, text: str, ts: str | None = None) -> Message:
    """Return what Maya says in a ticket's thread, for us to hear when the test wants it."""
    thread = desk.thread(opened)
    return Message("partiful", CHANNEL, ts or desk.ts_now(), desk.maya, text, thread)


def stored(desk: Desk, opened: Opened) -> list[TicketMessage]:
    """Return the ticket's messages as they are kept."""
    with desk.database.read() as session:
        return list(TicketMessage.of_ticket(session, opened.ticket_id))
