"""What the desk says has the urgency of what it says; a P1 stands at once however much waits."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.domain.keys import done
from bot.domain.sla import Priority
from bot.domain.ticket import TicketOrigin
from bot.outbox import enqueue
from bot.outbox.relay import Relay
from bot.steps.new_ticket import NewTicket
from models.queues.outbox import OutboxRow, OutboxUrgency
from tests.fixtures.desk import CHANNEL, TRIAGE, Desk, new_york

BACKLOG = 300


def _urgency(desk: Desk, key: str) -> OutboxUrgency:
    """Return the urgency of the newest row whose key contains this."""
    with desk.database.read() as session:
        found = select(OutboxRow.urgency).where(OutboxRow.dedupe_key.contains(key)).order_by(OutboxRow.id)
        return session.scalars(found).all()[-1]


@pytest.mark.parametrize(
    ("priority", "urgency"),
    [
        (Priority.P1, OutboxUrgency.ALARM),
        (Priority.P2, OutboxUrgency.ANSWER),
        (Priority.P3, OutboxUrgency.ANSWER),
    ],
)
def test_the_cards_of_a_p1_are_alarms_and_others_are_answers(
    desk: Desk, priority: Priority, urgency: OutboxUrgency
) -> None:
    opened = desk.open(priority=priority)
    ticket = desk.ticket(opened)
    assert [_urgency(desk, slot) for slot in (ticket.card_slot, ticket.triage_slot)] == [urgency, urgency]


def test_an_escalation_and_each_of_its_steps_is_an_alarm(desk: Desk) -> None:
    opened = desk.open()
    desk.escalate(opened)
    assert _urgency(desk, "escalation/1") is OutboxUrgency.ALARM
    assert _urgency(desk, "escalation/1/triage") is OutboxUrgency.ALARM
    desk.pass_time(timedelta(minutes=15))
    assert _urgency(desk, "/ping/") is OutboxUrgency.ALARM


def test_a_nudge_is_an_alarm(desk: Desk) -> None:
    desk.clock.set(new_york("2026-03-03 10:00"))
    desk.open()
    desk.pass_time(timedelta(hours=2))
    assert _urgency(desk, "/ping/") is OutboxUrgency.ALARM


def test_notices_mirrors_and_edits_are_not(desk: Desk) -> None:
    opened = desk.open()
    said = desk.say("U0MAYA", "SMS is failing")
    replied = desk.reply(opened, "U0MAYA", "It fails for half of our guests.")
    desk.solve(opened)
    assert _urgency(desk, f"notice/{CHANNEL}/{said}") is OutboxUrgency.NEWS
    assert _urgency(desk, f"said/{replied}") is OutboxUrgency.NEWS
    assert _urgency(desk, f"{desk.ticket(opened).card_slot}/") is OutboxUrgency.TOUCH_UP


def test_the_cards_of_a_p1_stand_within_three_seconds_though_300_posts_wait_in_each_channel(
    desk: Desk,
) -> None:
    _fill(desk)
    relay = Relay(
        desk.database, desk.slack, desk.clock, fill=lambda _key: "", alert=lambda _text: None, pace=1.0
    )
    relay.run_once()
    desk.services.opening.open(
        NewTicket(
            account="partiful",
            origin=TicketOrigin.FORM,
            origin_key=done.form("V9"),
            requester=desk.maya,
            opened_by=desk.maya,
            subject="Nobody can log in",
            description="",
            channel=CHANNEL,
            priority=Priority.P1,
        )
    )
    for _ in range(29):
        desk.clock.advance(timedelta(milliseconds=100))
        relay.run_once()
    standing = ["Nobody can log in" in str(desk.said(channel)) for channel in (CHANNEL, TRIAGE)]
    assert standing == [True, True]


def _fill(desk: Desk) -> None:
    with desk.database.begin() as session:
        for channel in (CHANNEL, TRIAGE):
            for number in range(BACKLOG):
                key, now = f"{channel}/news/{number}", desk.clock.now()
                enqueue.post(session, key=key, channel=channel, text=key, lane=key, now=now)
