"""Slack's events of one message in another order than it happened, as listeners hear them."""

from models.message import TicketMessage
from tests.integration.connect.front import CHANNEL, JSON, Front


def test_an_edit_that_is_heard_before_its_reply_is_what_is_kept(front: Front) -> None:
    opened = front.open()
    thread, ts = front.card(opened.ticket_id), front.ts()
    reply = said(ts, thread, "It fails on iOS")
    after = said(ts, thread, "It fails on both") | {"edited": {"user": "U0MAYA", "ts": front.ts()}}
    front.event(changed(after, reply))
    front.event(reply | {"channel": CHANNEL})
    assert kept(front, opened.ticket_id) == ["It fails on both"]


def test_a_deletion_that_is_heard_before_its_reply_leaves_nothing_of_it(front: Front) -> None:
    opened = front.open()
    reply = said(front.ts(), front.card(opened.ticket_id), "The password is xylophone3")
    gone = {"type": "message", "subtype": "message_deleted", "channel": CHANNEL, "deleted_ts": reply["ts"]}
    front.event(gone | {"previous_message": reply})
    front.event(reply | {"channel": CHANNEL})
    assert kept(front, opened.ticket_id) == [""]


def said(ts: str, thread_ts: str, words: str) -> JSON:
    """Return a reply of Maya's as Slack has it."""
    who = {"type": "message", "user": "U0MAYA", "team": "T0PARTIFUL"}
    return who | {"text": words, "ts": ts, "thread_ts": thread_ts}


def changed(after: JSON, before: JSON) -> JSON:
    """Return Slack's event of an edit."""
    what = {"type": "message", "subtype": "message_changed", "channel": CHANNEL}
    return what | {"message": after, "previous_message": before}


def kept(front: Front, ticket_id: int) -> list[str]:
    """Return the words of the ticket's replies as they are kept."""
    with front.bot.database.read() as session:
        return [one.text for one in TicketMessage.of_ticket(session, ticket_id)]
