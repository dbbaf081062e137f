"""What is done on a card of ours that stands in Slack before we are told where: it finds its ticket."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from bot.domain.ticket import Status
from handlers.trying_again import try_again
from models.message import ChatMessage
from models.queues import outbox_queue
from models.queues.outbox_queue import Claim, Held, Terms
from models.ticket import Ticket
from tests.integration.connect.front import CHANNEL, JSON, Front

LONG = timedelta(minutes=2)
LATER = timedelta(seconds=30)


def test_a_reply_on_a_card_that_is_not_recorded_yet_is_its_tickets(front: Front) -> None:
    card, recorded = open_unrecorded(front)
    reply = said(front, card, "It is Android only")
    assert chat(front, reply) is None
    recorded()
    try_later(front)
    assert front.newest_reply(newest(front)) == reply
    assert chat(front, reply) is None


def test_an_emoji_on_a_card_that_is_not_recorded_yet_solves_its_ticket(front: Front) -> None:
    card, recorded = open_unrecorded(front)
    stands = {"type": "message", "bot_id": "B0", "text": "card", "ts": card}
    front.slack.messages.setdefault(CHANNEL, []).append(stands)
    front.react("U0MAYA", card, "white_check_mark")
    recorded()
    try_later(front)
    assert front.row(newest(front)).status is Status.SOLVED


@pytest.mark.parametrize("is_sent", [True, False])
def test_chat_in_a_thread_that_somebody_began_waits_for_no_card(front: Front, *, is_sent: bool) -> None:
    root = front.chat("U0DEV")
    _, recorded = open_unrecorded(front)
    if is_sent:
        recorded()
    reply = said(front, root, "The same here")
    assert chat(front, reply) is not None


def open_unrecorded(front: Front) -> tuple[str, Callable[[], None]]:
    """Open a ticket whose cards Slack has by now; return where the customers' stands, and what records it."""
    front.settle()
    front.bot.services.opening.open(front.new_ticket())
    terms = Terms("another relay", LONG, LONG)
    with front.bot.database.begin() as session:
        now = front.bot.clock.now()
        claims = outbox_queue.claim(session, now, terms=terms, limit=9, held=Held(), paced=False)
    stands = {claim.id: front.ts() for claim in claims}
    card = next(claim for claim in claims if claim.channel == CHANNEL and claim.slot)
    return stands[card.id], lambda: record(front, claims, stands)


def record(front: Front, claims: list[Claim], stands: dict[int, str]) -> None:
    """Have it recorded where messages stand."""
    with front.bot.database.begin() as session:
        for claim in claims:
            at = str(claim.channel), stands[claim.id]
            outbox_queue.record_sent(session, claim, *at, front.bot.clock.now())


def said(front: Front, thread_ts: str, words: str) -> str:
    """Have Maya reply, with no relay at work; return the reply's ts."""
    reply: JSON = {"type": "message", "user": "U0MAYA", "team": "T0PARTIFUL", "text": words}
    reply |= {"ts": front.ts(), "thread_ts": thread_ts}
    front.slack.messages.setdefault(CHANNEL, []).append(reply)
    front.event(reply | {"channel": CHANNEL})
    return str(reply["ts"])


def try_later(front: Front) -> None:
    """Have what was postponed tried again."""
    front.clock.advance(LATER)
    try_again(front.bot.app.client, front.bot.services, front.bot.user)


def chat(front: Front, ts: str) -> ChatMessage | None:
    """Return what is known of a message as chat."""
    with front.bot.database.read() as session:
        return session.get(ChatMessage, (CHANNEL, ts))


def newest(front: Front) -> int:
    """Return the id of the ticket that was opened last."""
    with front.bot.database.read() as session:
        return session.scalars(select(func.max(Ticket.id))).one()
