"""History: every change leaves an event, and chat that is no ticket leaves no word anywhere."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from bot.domain.commands.times.spans import WholeDays
from bot.domain.escalation import Reason
from bot.domain.sla import Priority
from bot.errors import Conflict
from models.store.base import Base
from tests.fixtures.desk import CHANNEL, Desk, new_york


def test_every_change_leaves_an_event_with_who_when_and_by_which_runbook(desk: Desk) -> None:
    opened = desk.open()
    desk.pass_time(timedelta(minutes=91))
    desk.services.lifecycle.take(opened.ticket_id, desk.kirk)
    desk.services.lifecycle.set_priority(opened.ticket_id, Priority.P2, desk.maya)
    desk.services.tickets.add_details(opened.ticket_id, desk.maya, "Android only")
    desk.services.tickets.set_console_number(opened.ticket_id, desk.kirk, "12345678")
    desk.escalate(opened, Reason.RESPONSE)
    desk.escalate(opened, Reason.RESPONSE, "U0DEV")
    desk.pass_time(timedelta(minutes=15))
    desk.reply(opened, "U0KIRK", "Which carrier?")
    desk.services.lifecycle.set_pending(opened.ticket_id, desk.kirk)
    desk.reply(opened, "U0MAYA", "All of them")
    desk.pass_time(timedelta(minutes=1))
    desk.solve(opened)
    desk.reply(opened, "U0MAYA", "It fails again")
    history = desk.history(opened)
    assert [(event.kind, event.actor_name) for event in history] == [
        ("opened", "Maya Chen"),
        ("assigned", "tam-bot"),
        ("clock_started", "tam-bot"),
        ("nudged", "tam-bot"),
        ("assigned", "Kirk McCalla"),
        ("priority_changed", "Maya Chen"),
        ("clock_recomputed", "tam-bot"),
        ("details_added", "Maya Chen"),
        ("customer_replied", "Maya Chen"),
        ("filed_in_console", "Kirk McCalla"),
        ("escalated", "Maya Chen"),
        ("escalation_added", "Dev Patel"),
        ("nudged", "tam-bot"),
        ("escalation_climbed", "tam-bot"),
        ("staff_responded", "Kirk McCalla"),
        ("clock_stopped", "Kirk McCalla"),
        ("escalation_acknowledged", "Kirk McCalla"),
        ("pending", "Kirk McCalla"),
        ("customer_replied", "Maya Chen"),
        ("clock_started", "tam-bot"),
        ("clock_stopped", "Cierra Simms"),
        ("solved", "Cierra Simms"),
        ("reopened", "Maya Chen"),
        ("assigned", "Maya Chen"),
        ("clock_started", "tam-bot"),
    ]
    assert {event.runbook_version for event in history} == {desk.runbook.version}
    assert all(event.at <= desk.clock.now() for event in history)


def test_a_refused_change_leaves_none(desk: Desk) -> None:
    opened = desk.open()
    before = len(desk.history(opened))
    with pytest.raises(Conflict):
        desk.services.lifecycle.set_pending(opened.ticket_id, desk.cierra)
    with pytest.raises(Conflict):
        desk.services.lifecycle.reopen(opened.ticket_id, desk.maya)
    with pytest.raises(Conflict):
        desk.services.escalations.acknowledge(opened.ticket_id, desk.cierra)
    desk.services.lifecycle.set_priority(opened.ticket_id, Priority.P3, desk.maya)
    assert len(desk.history(opened)) == before


def test_history_is_not_rewritten_by_a_later_absence(desk: Desk) -> None:
    opened = desk.open()
    assigned, why = desk.history(opened, "assigned")[0].what, desk.card(opened).why
    desk.services.absences.announce(desk.cierra, "U0CIERRA", [WholeDays(date(2026, 3, 3), date(2026, 3, 9))])
    assert desk.history(opened, "assigned")[0].what == assigned
    assert desk.card(opened).why == why


def test_of_chat_that_is_no_ticket_no_table_keeps_a_word(desk: Desk) -> None:
    ts = desk.say("U0MAYA", "xylophone, is SMS slow?")
    desk.say("U0DEV", "xylophone indeed", ts)
    desk.services.conversation.edited(CHANNEL, ts, "xylophone, is MMS slow?")
    desk.services.conversation.deleted(CHANNEL, ts)
    desk.open(thread_ts=ts)
    with desk.database.read() as session:
        for table in Base.metadata.sorted_tables:
            assert "xylophone" not in str(session.execute(select(table)).all()), table.name


def test_what_is_said_on_a_ticket_is_kept_with_its_edits_and_its_end(desk: Desk) -> None:
    opened = desk.open()
    ts = desk.reply(opened, "U0MAYA", "It is Android only")
    triage = desk.new_in()
    desk.services.conversation.edited(CHANNEL, ts, "It is iOS only")
    desk.services.conversation.edited(CHANNEL, ts, "It is iOS only")
    desk.services.conversation.deleted(CHANNEL, ts)
    desk.services.conversation.deleted(CHANNEL, ts)
    desk.settle()
    assert len(triage.texts) == 2
    assert "It is iOS only" not in triage.texts[0]
    assert len(desk.history(opened, "customer_replied")) == 1


def test_the_message_a_ticket_grew_from_is_not_taken_for_a_reply(desk: Desk) -> None:
    ts = desk.say("U0MAYA", "SMS is failing")
    opened = desk.open(thread_ts=ts)
    desk.pass_time(timedelta(minutes=1))
    desk.reply(opened, "U0CIERRA", "Which carrier?")
    desk.services.lifecycle.set_pending(opened.ticket_id, desk.cierra)
    desk.settle()
    triage = desk.new_in()
    desk.say("U0MAYA", "SMS is failing", ts=ts)  # Slack delivers it again
    assert triage.texts == []
    assert desk.card(opened).line.status == "pending"


def test_a_message_that_arrives_after_its_ticket_was_opened_is_no_reply_to_it(desk: Desk) -> None:
    ts = desk.ts_now()
    desk.slack.messages[CHANNEL] = [{"type": "message", "user": "U0MAYA", "text": "Help", "ts": ts}]
    opened = desk.open(thread_ts=ts)
    triage = desk.new_in()
    desk.say("U0MAYA", "Help", ts=ts)
    assert triage.texts == []
    assert desk.history(opened, "customer_replied") == []


def test_chat_of_before_the_ticket_delivered_again_is_no_reply(desk: Desk) -> None:
    ts = desk.say("U0CIERRA", "Maintenance tonight")
    said = desk.say("U0MAYA", "At what time?", ts)
    opened = desk.open(thread_ts=ts)
    desk.clock.set(new_york("2026-03-03 10:05"))
    desk.say("U0MAYA", "At what time?", ts, ts=said)
    assert desk.history(opened, "customer_replied") == []
