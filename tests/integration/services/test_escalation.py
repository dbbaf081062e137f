"""Escalations: two reasons, told to both sides, added when repeated, over when somebody answers."""

from datetime import timedelta
from typing import Any

import pytest

from bot.domain.escalation import Reason
from bot.domain.keys import done
from bot.domain.permission import Actor
from bot.domain.sla import Priority
from bot.domain.ticket import Status, TicketOrigin
from bot.errors import AlreadySo, Conflict, DoneBefore, NotAllowed
from bot.services.escalations import priority_for
from bot.steps.deadlines.alarms_raised import Alarm
from bot.steps.new_ticket import NewTicket, Opened
from models.escalation import Escalation
from tests.fixtures.desk import CHANNEL, Desk, new_york

MINUTES = timedelta(minutes=1)
SOS = ":sos: "


def _from_chat(desk: Desk, reason: Reason, thread: str, actor: Actor, **given: Any) -> Opened:
    new: dict[str, Any] = {
        "account": "partiful",
        "origin": TicketOrigin.EMOJI,
        "origin_key": done.message(CHANNEL, thread),
        "requester": desk.maya,
        "opened_by": actor,
        "subject": "SMS is failing",
        "description": "SMS is failing",
        "channel": CHANNEL,
        "priority": priority_for(reason),
        "thread_ts": thread,
    }
    opened = desk.services.escalations.raise_on_chat(NewTicket(**new | given), Alarm(reason, actor))
    desk.settle()
    return opened


def _alarms(desk: Desk, opened: Opened) -> list[Escalation]:
    with desk.database.read() as session:
        return list(Escalation.open_of_ticket(session, opened.ticket_id))


def test_at_once_the_assignee_and_the_manager_are_told_and_the_customer_hears_of_it(desk: Desk) -> None:
    opened = desk.open()
    triage, said = desk.new_in(), desk.new_in(CHANNEL)
    alarm = Alarm(Reason.BLOCKER, desk.maya, "Nobody can log in", "+1 555 0100, Maya")
    desk.services.escalations.raise_on(opened.ticket_id, alarm)
    desk.settle()
    (told,) = triage.texts
    assert told.startswith(SOS)
    assert {"<@U0CIERRA>", "<@U0RALPH>"} <= set(told.split())
    assert "critical blocker" in told
    assert "Nobody can log in" in told
    assert "+1 555 0100, Maya" in str(desk.slack.messages["C0TRIAGE"][-1]["blocks"])
    assert "+1 555 0100" not in str(desk.slack.messages[CHANNEL])
    assert said.texts[0].startswith("Maya Chen escalated PARTIFUL-1: critical blocker.")
    assert desk.card(opened).line.priority is Priority.P3, "the priority is left alone"


def test_the_same_reason_again_is_added_and_both_sides_hear_so(desk: Desk) -> None:
    opened = desk.open()
    assert desk.escalate(opened, Reason.RESPONSE)
    triage, said = desk.new_in(), desk.new_in(CHANNEL)
    assert not desk.escalate(opened, Reason.RESPONSE, "U0DEV")
    assert "escalated again by Dev Patel" in triage.texts[0]
    assert said.texts[0] == (
        "Dev Patel escalated PARTIFUL-1 again: response. It is added to the escalation that is open."
    )
    (alarm,) = _alarms(desk, opened)
    assert [added["by"] for added in alarm.added] == ["Dev Patel"]
    assert len(desk.history(opened, "escalation_added")) == 1
    assert len(desk.waiting("climb")) == 1


def test_another_reason_is_another_escalation_and_one_answer_ends_both(desk: Desk) -> None:
    opened = desk.open()
    assert desk.escalate(opened, Reason.RESPONSE)
    desk.pass_time(1 * MINUTES)
    assert desk.escalate(opened, Reason.BLOCKER)
    assert len(_alarms(desk, opened)) == 2
    desk.services.escalations.acknowledge(opened.ticket_id, desk.kirk)
    assert _alarms(desk, opened) == []
    assert desk.waiting("climb") == []


def test_the_button_ends_it_and_tells_the_customer_who_is_on_it(desk: Desk) -> None:
    opened = desk.open()
    desk.escalate(opened)
    desk.services.escalations.acknowledge(opened.ticket_id, desk.kirk)
    desk.settle()
    assert desk.said(CHANNEL)[-1] == "Kirk McCalla acknowledged the escalation of PARTIFUL-1."
    triage = desk.new_in()
    desk.pass_time(59 * MINUTES)
    assert not any(SOS in text for text in triage.texts)
    by_kirk = r"^The escalation of PARTIFUL-1 is acknowledged already \(by Kirk McCalla, 10:00 AM ET\)\.$"
    with pytest.raises(AlreadySo, match=by_kirk):
        desk.services.escalations.acknowledge(opened.ticket_id, desk.cierra)
    assert desk.clock_of(opened).stopped_at is None, "acknowledging is no answer"


def test_customers_do_not_acknowledge_their_own_alarm(desk: Desk) -> None:
    opened = desk.open()
    desk.escalate(opened)
    with pytest.raises(NotAllowed):
        desk.services.escalations.acknowledge(opened.ticket_id, desk.maya)


@pytest.mark.parametrize("user", ["U0PETRA", "U0COLLEEN"])
def test_a_public_word_of_the_providers_ends_it(desk: Desk, user: str) -> None:
    opened = desk.open()
    desk.escalate(opened)
    desk.pass_time(5 * MINUTES)
    desk.reply(opened, user, "We are on it")
    assert _alarms(desk, opened) == []
    assert "by answering the customer" in desk.said()[-1]


def test_a_word_of_before_the_alarm_does_not_end_it(desk: Desk) -> None:
    opened = desk.open()
    desk.clock.set(new_york("2026-03-03 10:10"))
    desk.escalate(opened)
    desk.reply(opened, "U0CIERRA", "Looking into it", at=new_york("2026-03-03 10:09:58"))
    assert len(_alarms(desk, opened)) == 1


def test_a_customers_word_does_not_end_it(desk: Desk) -> None:
    opened = desk.open()
    desk.escalate(opened)
    desk.reply(opened, "U0MAYA", "Hello?")
    assert len(_alarms(desk, opened)) == 1


def test_a_solved_ticket_is_not_escalated(desk: Desk) -> None:
    opened = desk.open()
    desk.solve(opened)
    with pytest.raises(Conflict, match="PARTIFUL-1 is solved"):
        desk.escalate(opened)


def test_solving_ends_it(desk: Desk) -> None:
    opened = desk.open()
    desk.escalate(opened)
    desk.solve(opened)
    triage = desk.new_in()
    desk.pass_time(2 * 60 * MINUTES)
    assert triage.texts == []
    assert desk.waiting() == []


@pytest.mark.parametrize(
    ("reason", "priority"), [(Reason.BLOCKER, Priority.P1), (Reason.RESPONSE, Priority.P2)]
)
def test_escalated_chat_becomes_a_ticket_that_is_escalated(
    desk: Desk, reason: Reason, priority: Priority
) -> None:
    thread = desk.say("U0MAYA", "SMS is failing")
    opened = _from_chat(desk, reason, thread, desk.maya)
    assert desk.card(opened).line.priority is priority
    assert [alarm.reason for alarm in _alarms(desk, opened)] == [reason]
    assert any(text.startswith(SOS) for text in desk.said())


def test_the_form_submitted_twice_is_one_ticket_and_one_alarm(desk: Desk) -> None:
    thread = desk.say("U0MAYA", "SMS is failing")
    for _ in range(2):
        opened = _from_chat(desk, Reason.BLOCKER, thread, desk.maya, origin_key=done.form("V8"))
    (alarm,) = _alarms(desk, opened)
    assert alarm.added == []


def test_a_second_person_at_the_same_message_is_heard(desk: Desk) -> None:
    thread = desk.say("U0MAYA", "SMS is failing")
    _from_chat(desk, Reason.BLOCKER, thread, desk.maya)
    opened = _from_chat(desk, Reason.BLOCKER, thread, desk.actor("U0DEV"))
    (alarm,) = _alarms(desk, opened)
    assert [added["by"] for added in alarm.added] == ["Dev Patel"]


def test_the_same_click_twice_is_one_alarm(desk: Desk) -> None:
    opened = desk.open()
    raise_on = desk.services.escalations.raise_on
    raise_on(opened.ticket_id, Alarm(Reason.BLOCKER, desk.maya), once=done.form("V3"))
    with pytest.raises(DoneBefore):
        raise_on(opened.ticket_id, Alarm(Reason.BLOCKER, desk.maya), once=done.form("V3"))
    assert _alarms(desk, opened)[0].added == []


def test_an_escalation_of_a_pending_ticket_is_answered_before_it_is_pending_again(desk: Desk) -> None:
    opened = desk.answered_and_pending()
    desk.escalate(opened)
    assert desk.card(opened).line.status is Status.OPEN
    assert desk.ticket(opened).pending_since is None


# -- the ladder -----------------------------------------------------------------------------------------


def _climbing(desk: Desk, minutes: int) -> list[str]:
    """Let time pass; return who was pinged how long after the alarm."""
    triage = desk.new_in()
    desk.pass_time(minutes * MINUTES)
    climbed = (text.split(" · ") for text in triage.posted if "not acknowledged" in text)
    return [f"{parts[2].removeprefix('not acknowledged for ')}: {_pinged(parts[0])}" for parts in climbed]


def _pinged(text: str) -> str:
    return " ".join(word for word in text.split() if word.startswith("<"))


def test_in_hours_it_climbs_by_the_manager_to_support_management_and_stays_there(desk: Desk) -> None:
    opened = desk.open()
    desk.escalate(opened)
    assert _climbing(desk, 95) == [
        "15 min: <@U0RALPH>",
        "30 min: <!subteam^S0MGMT>",
        "1 h: <!subteam^S0MGMT>",
        "1 h 30 min: <!subteam^S0MGMT>",
    ]
    assert len([text for text in desk.said() if "not acknowledged" in text]) == 1, "of each kind one stands"


def test_at_two_in_the_night_it_climbs_from_the_24x7_team_by_support_management_to_the_manager(
    desk: Desk,
) -> None:
    desk.clock.set(new_york("2026-03-04 02:00"))
    opened = desk.open()
    triage = desk.new_in()
    desk.escalate(opened)
    assert set(_pinged(triage.texts[0]).split()) == {"<!subteam^S0PSE>", "<@U0RALPH>"}
    assert _climbing(desk, 65) == [
        "15 min: <!subteam^S0MGMT>",
        "30 min: <@U0RALPH>",
        "1 h: <@U0RALPH>",
    ]


def test_off_hours_whoever_is_on_duty_is_pinged_beside_the_assignee(desk: Desk) -> None:
    opened = desk.open()
    desk.pass_time(timedelta(hours=9))
    triage = desk.new_in()
    desk.escalate(opened)
    assert set(_pinged(triage.texts[0]).split()) == {"<@U0CIERRA>", "<!subteam^S0PSE>", "<@U0RALPH>"}


@pytest.mark.parametrize(
    ("raised_at", "on_duty_by_then"),
    [("2026-03-03 17:50", "<!subteam^S0PSE>"), ("2026-03-04 08:50", "<@U0CIERRA>")],
)
def test_who_comes_on_duty_while_it_climbs_is_told(story: Desk, raised_at: str, on_duty_by_then: str) -> None:
    story.clock.set(new_york(raised_at))
    opened = story.open()
    story.escalate(opened)
    first, *later = _climbing(story, 46)
    assert on_duty_by_then in first
    assert not any(on_duty_by_then in text for text in later)


def test_after_a_downtime_it_climbs_one_step_not_all_at_once(story: Desk) -> None:
    story.clock.set(new_york("2026-03-04 02:00"))
    opened = story.open()
    story.escalate(opened)
    triage = story.new_in()
    story.be_down_until(new_york("2026-03-04 03:10"))
    assert [_pinged(text) for text in triage.texts if "not acknowledged" in text] == ["<!subteam^S0MGMT>"]


def _marked_solved_while_it_burns(desk: Desk, by: str = "U0MAYA") -> Opened:
    desk.clock.set(new_york("2026-03-03 02:00"))
    opened = desk.open(priority=Priority.P2)
    alarm = Alarm(Reason.BLOCKER, desk.maya, "Nobody can log in", "+1 555 0100, Maya")
    desk.services.escalations.raise_on(opened.ticket_id, alarm)
    desk.pass_time(4 * MINUTES)
    desk.solve(opened, by)
    return opened


@pytest.mark.parametrize("how", ["emoji or button", "reply"])
def test_an_alarm_that_a_customer_ended_by_mistake_is_raised_again(story: Desk, how: str) -> None:
    opened = _marked_solved_while_it_burns(story, "U0DEV")
    assert _alarms(story, opened) == []
    triage, said = story.new_in(), story.new_in(CHANNEL)
    if how == "reply":
        story.reply(opened, "U0DEV", "Sorry, wrong button. Nobody can log in.")
    else:
        story.services.lifecycle.reopen(opened.ticket_id, story.actor("U0DEV"))
    story.settle()
    (told,) = [text for text in triage.texts if text.startswith(SOS)]
    assert {"<@U0RALPH>", "<!subteam^S0PSE>"} <= set(told.split())
    assert any(text.startswith("Maya Chen escalated PARTIFUL-1: critical blocker.") for text in said.texts)
    (alarm,) = _alarms(story, opened)
    assert (alarm.comment, alarm.reach) == ("Nobody can log in", "+1 555 0100, Maya")
    assert len(story.waiting("climb")) == 1


def test_an_alarm_is_not_raised_again_where_staff_solved_it_or_long_after(story: Desk) -> None:
    by_staff = _marked_solved_while_it_burns(story, "U0PETRA")
    story.services.lifecycle.reopen(by_staff.ticket_id, story.maya)
    story.settle()
    assert _alarms(story, by_staff) == []
    late = _marked_solved_while_it_burns(story)
    story.pass_time(61 * MINUTES)
    story.reply(late, "U0MAYA", "It is back.")
    assert _alarms(story, late) == []
