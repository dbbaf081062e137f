"""What people do in Slack is stored with its answer and its mark, wherever the process dies."""

import json
from collections.abc import Callable

import pytest
from sqlalchemy import select

from bot.blocks.kit import ids
from models.queues.outbox import OutboxRow
from models.ticket import Ticket
from tests.fixtures.kills import everything, until_it_lives
from tests.integration.connect.front import CHANNEL, JSON, Front
from tests.integration.connect.surfaces import ISSUE


def on_card(front: Front, user: str, emoji: str) -> JSON:
    """Return an emoji on the card of a ticket that stands."""
    return reaction(user, emoji, front.card(front.open().ticket_id), front.ts())


def on_chat(front: Front, user: str, emoji: str) -> JSON:
    """Return an emoji on chat."""
    return reaction(user, emoji, front.chat(), front.ts())


def reaction(user: str, emoji: str, ts: str, event_ts: str) -> JSON:
    item = {"type": "message", "channel": CHANNEL, "ts": ts}
    return {"type": "reaction_added", "user": user, "reaction": emoji, "item": item, "event_ts": event_ts}


def said(front: Front, words: str, thread_ts: str | None = None) -> JSON:
    """Return what Maya says to the bot, at top level or in a thread."""
    event = {"type": "message", "user": "U0MAYA", "team": "T0PARTIFUL", "text": f"<@U0TAMBOT> {words}"}
    within = {"thread_ts": thread_ts} if thread_ts else {}
    return event | within | {"ts": front.ts(), "channel": CHANNEL}


def about(front: Front, words: str) -> JSON:
    """Return what Maya says to the bot of a ticket that stands: `{}` is its number."""
    return said(front, words.format(front.row(front.open().ticket_id).number))


DONE: dict[str, Callable[[Front], JSON]] = {
    "opened by emoji": lambda front: on_chat(front, "U0MAYA", ids.OPEN_EMOJI),
    "chat escalated by emoji": lambda front: on_chat(front, "U0MAYA", ids.BLOCKER_EMOJI),
    "solved by emoji": lambda front: on_card(front, "U0MAYA", ids.SOLVE_EMOJI),
    "escalated by emoji": lambda front: on_card(front, "U0MAYA", ids.RESPONSE_EMOJI),
    "pointed to the ticket": lambda front: on_card(front, "U0MAYA", ids.OPEN_EMOJI),
    "refused an emoji": lambda front: on_card(front, "U0OTTO", ids.SOLVE_EMOJI),
    "opened by mention": lambda front: said(front, "open P2 voice Calls drop"),
    "opened from a thread": lambda front: said(front, "open", front.chat()),
    "opened, perhaps urgent": lambda front: said(front, "open everything is down"),
    "solved by mention": lambda front: about(front, "solve {}"),
    "added by mention": lambda front: about(front, "add {} Android only"),
    "raised by mention": lambda front: about(front, "priority {} P1"),
    "escalated by mention": lambda front: about(front, "escalate {} blocker"),
    "sent the numbers": lambda front: said(front, "phone"),
    "told what there is": lambda front: said(front, "help"),
    "not understood": lambda front: said(front, "slove 12"),
    "refused a mention": lambda front: about(front, "reopen {}"),
}


@pytest.mark.drawn
@pytest.mark.parametrize("done", DONE.values(), ids=DONE)
def test_killed_anywhere_it_is_done_once(front: Front, done: Callable[[Front], JSON]) -> None:
    event = done(front)
    for user in ("U0MAYA", "U0OTTO"):
        front.mention(user, "help")  # met by now: whoever was met stays met
    until_it_lives(front.bot.database, lambda: front.event(event))
    stands = everything(front.bot.database)
    front.event(event)
    assert everything(front.bot.database) == stands


@pytest.mark.drawn
def test_a_form_sent_from_elsewhere_is_killed_anywhere_and_makes_one_ticket(front: Front) -> None:
    view = {
        "id": "V0KILLED",
        "type": "modal",
        "callback_id": ids.NEW_TICKET_VIEW,
        "private_metadata": json.dumps({"account": "partiful", "channel": "C0GENERAL"}),
        "state": {"values": ISSUE},
        "title": {"type": "plain_text", "text": "x"},
        "blocks": [],
        "hash": "1.a",
    }

    def submit() -> object:
        return front.submit("U0CIERRA", ids.NEW_TICKET_VIEW, {}, {}, view=view)

    front.mention("U0CIERRA", "help")
    until_it_lives(front.bot.database, submit)
    stands = everything(front.bot.database)
    submit()
    assert everything(front.bot.database) == stands
    with front.bot.database.read() as session:
        told = select(OutboxRow).where(OutboxRow.channel == "U0CIERRA")
        assert len(session.scalars(told).all()) == 1


def test_a_refusal_by_emoji_calls_its_person_by_name(front: Front) -> None:
    event, before = on_card(front, "U0OTTO", ids.SOLVE_EMOJI), len(answers(front))
    front.event(event)
    [answer] = answers(front)[before:]
    assert answer == (
        "Otto: You are not a member of this account or of its support team, so this isn't open to you."
    )


def test_two_at_one_message_make_one_ticket_and_the_second_is_told(front: Front) -> None:
    ts, before = front.chat(), len(answers(front))
    for user in ("U0MAYA", "U0DEV"):
        front.event(reaction(user, ids.OPEN_EMOJI, ts, front.ts()))
        front.settle()
    with front.bot.database.read() as session:
        [ticket] = session.scalars(select(Ticket).where(Ticket.thread_ts == ts))
    [told] = answers(front)[before:]
    assert told == (
        f"This is PARTIFUL-{ticket.number} already (open). "
        "Cierra Simms (your primary TAM) answers by 1:00 PM ET."
    )


def answers(front: Front) -> list[str]:
    """Return the texts of what was answered in threads."""
    with front.bot.database.read() as session:
        rows = session.scalars(select(OutboxRow).where(OutboxRow.dedupe_key.startswith("answer/")))
        return [row.payload["text"] for row in rows]
