"""Opening a ticket: numbered, routed, timed and posted, once."""

from datetime import date
from pathlib import Path

import pytest

from bot.clock import FakeClock
from bot.domain.commands.times.spans import WholeDays
from bot.domain.events.life import TicketAssigned
from bot.domain.events.timing import HeldBack, PingHeldBack
from bot.domain.keys import done
from bot.domain.routing import Role
from bot.domain.sla import Priority
from bot.errors import Conflict, NotAllowed
from models.store.database import Database
from tests.fixtures.desk import CHANNEL, TRIAGE, Desk, new_york
from tests.fixtures.fake_slack import FakeSlack
from tests.fixtures.shown import lines
from tests.integration.services.runbooks import edited

PSE_PINGED = "<!subteam^S0PSE>"


def test_on_a_tuesday_morning_the_primary_has_it(desk: Desk) -> None:
    opened = desk.open()
    card = desk.card(opened)
    assert (opened.key, card.line.assignee.name, card.line.due_at) == (
        "PARTIFUL-1",
        "Cierra Simms",
        new_york("2026-03-03 13:00"),
    )
    assert len(desk.said(CHANNEL)) == 1
    assert len(desk.said(TRIAGE)) == 1
    assert "<@U0CIERRA>" in desk.said(TRIAGE)[0]


def test_the_same_view_twice_is_one_ticket(desk: Desk) -> None:
    first = desk.open(origin_key=done.form("V9"))
    again = desk.open(origin_key=done.form("V9"))
    assert again.ticket_id == first.ticket_id
    assert again.already
    assert len(desk.said(CHANNEL)) == 1


def test_one_thread_has_one_live_ticket(desk: Desk) -> None:
    thread = desk.say("U0MAYA", "SMS is failing")
    desk.open(thread_ts=thread)
    with pytest.raises(Conflict, match="already is ticket PARTIFUL-1"):
        desk.open(thread_ts=thread)


def test_a_card_that_begins_a_thread_is_that_threads_ticket(desk: Desk) -> None:
    opened = desk.open()
    with pytest.raises(Conflict, match="already is ticket PARTIFUL-1"):
        desk.open(thread_ts=desk.thread(opened))


def test_guests_open_nothing(desk: Desk) -> None:
    desk.services.people.meet("U0OTTO", "T0OTHER", "Otto")
    with pytest.raises(NotAllowed):
        desk.open(opened_by=desk.actor("U0OTTO"))
    assert desk.open().key == "PARTIFUL-1"


def test_an_absence_that_the_primary_announced_gives_it_to_the_secondary(desk: Desk) -> None:
    march_3 = date(2026, 3, 3)
    desk.services.absences.announce(desk.cierra, "U0CIERRA", [WholeDays(march_3, march_3)])
    opened = desk.open()
    card = desk.card(opened)
    assert (card.line.assignee.role, card.line.assignee.name) == (Role.SECONDARY, "Kirk McCalla")
    assert desk.why(opened)[1] == (
        "Cierra Simms, primary TAM, is absent through Tue, Mar 3; back Wed, Mar 4, 9:00 AM ET."
    )
    assert card.line.due_at == new_york("2026-03-03 13:00"), "an absence moves no clock"


def test_an_absence_over_at_midnight_is_over(story: Desk) -> None:
    march_3 = date(2026, 3, 3)
    story.services.absences.announce(story.cierra, "U0CIERRA", [WholeDays(march_3, march_3)])
    story.clock.set(new_york("2026-03-04 09:00"))
    assert story.card(story.open()).line.assignee.name == "Cierra Simms"


def test_an_absence_in_the_runbook_counts_the_same(
    sqlite: Database, clock: FakeClock, slack: FakeSlack, tmp_path: Path
) -> None:
    away = "absences: [{who: primary, from: 2026-03-02, to: 2026-03-06}]"
    desk = Desk(sqlite, clock, slack, edited(tmp_path, partiful=("absences: []", away)))
    opened = desk.open()
    assert desk.card(opened).line.assignee.name == "Kirk McCalla"
    assert "absent through Fri, Mar 6" in desk.why(opened)[1]


@pytest.mark.parametrize(
    ("at", "why", "back"),
    [
        ("2026-03-07 11:00", "is outside working hours (Mon-Fri 09:00-18:00 ET)", "Mon, Mar 9, 9:00 AM ET"),
        ("2026-03-03 18:00", "is outside working hours (Mon-Fri 09:00-18:00 ET)", "Wed, Mar 4, 9:00 AM ET"),
        (
            "2026-05-25 10:00",
            "is off: Mon, May 25 is a holiday (Memorial Day)",
            "Tue, May 26, 9:00 AM ET",
        ),
        ("2026-11-26 10:00", "is off: Thu, Nov 26 is a holiday", "Fri, Nov 27, 9:00 AM ET"),
    ],
)
def test_when_no_tam_is_on_duty_the_24x7_team_has_it_and_the_ticket_says_why(
    story: Desk, at: str, why: str, back: str
) -> None:
    story.clock.set(new_york(at))
    opened = story.open()
    card = story.card(opened)
    assert card.line.assignee.role is Role.PSE
    for name in ("Cierra Simms", "Kirk McCalla"):
        passed_over = next(sentence for sentence in story.why(opened) if sentence.startswith(name))
        assert why in passed_over
        assert passed_over.endswith(f"back {back}.")
    [assigned] = [event.what for event in story.history(opened, "assigned")]
    assert isinstance(assigned, TicketAssigned)
    assert assigned.why == card.why


@pytest.mark.parametrize("priority", [Priority.P2, Priority.P3])
def test_on_a_saturday_nobody_is_pinged_for_what_can_wait_and_that_is_recorded(
    story: Desk, priority: Priority
) -> None:
    story.clock.set(new_york("2026-03-07 11:00"))
    opened = story.open(priority=priority)
    assert "<" not in story.said(TRIAGE)[0]
    held_back = story.history(opened, "ping_held_back")
    assert [event.what for event in held_back] == [PingHeldBack(HeldBack.OUTSIDE_HOURS)]


def test_at_two_in_the_night_a_p1_pings_the_24x7_team(desk: Desk) -> None:
    desk.clock.set(new_york("2026-03-04 02:00"))
    opened = desk.open(priority=Priority.P1)
    assert PSE_PINGED in desk.said(TRIAGE)[0]
    assert desk.history(opened, "ping_held_back") == []
    assert desk.card(opened).line.due_at == new_york("2026-03-04 03:00")
    assert "The 24x7 PSE team answers by 3:00 AM ET." in lines(desk.said(CHANNEL)[0])


def test_in_hours_with_both_tams_away_the_24x7_team_is_pinged(story: Desk) -> None:
    march_3 = date(2026, 3, 3)
    for user in ("U0CIERRA", "U0KIRK"):
        story.services.absences.announce(story.actor(user), user, [WholeDays(march_3, march_3)])
    opened = story.open()
    assert PSE_PINGED in story.said(TRIAGE)[0]
    assert story.card(opened).line.due_at == new_york("2026-03-03 13:00")


def test_a_ticket_from_chat_keeps_its_thread_and_author(desk: Desk) -> None:
    thread = desk.say("U0DEV", "SMS is failing")
    opened = desk.open(thread_ts=thread, requester=desk.actor("U0DEV"), opened_by=desk.cierra)
    ticket = desk.ticket(opened)
    assert (ticket.requester_name, ticket.thread_ts) == ("Dev Patel", thread)
    assert opened.permalink == f"https://twilio.slack.com/archives/{CHANNEL}/p{thread.replace('.', '')}"
    posted = [message for message in desk.slack.messages[CHANNEL] if message.get("thread_ts") == thread]
    assert any("PARTIFUL-1" in message["text"] for message in posted)


def test_a_ticket_given_to_somebody_off_duty_says_until_when(desk: Desk) -> None:
    opened = desk.open()
    desk.clock.set(new_york("2026-03-07 12:00"))
    desk.services.lifecycle.assign_to_person(opened.ticket_id, "U0KIRK", desk.cierra)
    why = "Cierra Simms assigned it to Kirk McCalla by hand, off duty until Mon, Mar 9, 9:00 AM ET."
    assert desk.why(opened) == (why,)
