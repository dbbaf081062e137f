"""As shifts change, what cannot wait goes to whoever is next, who is asked for a word, and comes back."""

from datetime import timedelta
from pathlib import Path

import pytest

from bot.clock import FakeClock
from bot.domain.commands.times.spans import Hours
from bot.domain.escalation import Reason
from bot.domain.permission import Actor
from bot.domain.routing import Role
from bot.domain.sla import Priority
from bot.errors import AlreadySo, NotAllowed, NotFound
from bot.steps import recomputed
from bot.steps.new_ticket import Opened
from bot.steps.work import Work
from models.duty.brief import Brief
from models.store.database import Database
from tests.fixtures.desk import CHANNEL, Desk, new_york
from tests.fixtures.fake_slack import FakeSlack
from tests.integration.services.runbooks import edited

PSE = "pse: {name: Personalized Support Engineers, usergroup: S0PSE}"
TURNS = """\
people:
  petra: {name: Petra Novak, slack: U0PETRA, time_zone: America/New_York}
  omar: {name: Omar Haddad, slack: U0OMAR, time_zone: America/New_York}
pse:
  name: Personalized Support Engineers
  usergroup: S0PSE
  schedule:
    time_zone: America/New_York
    layers: [{name: all, people: [petra, omar], every: 12 hours, handoff: "00:00", from: 2026-03-02}]
"""
"""Petra is on call from midnight to noon, Omar from noon to midnight, until the clocks change."""
CLOSE = "2026-03-03 18:00"


@pytest.fixture
def turns(sqlite: Database, clock: FakeClock, slack: FakeSlack, tmp_path: Path) -> Desk:
    """Give a desk whose 24x7 team takes turns, on Tuesday at 5:50 PM."""
    desk = Desk(sqlite, clock, slack, edited(tmp_path, provider=(PSE, TURNS)))
    desk.services.people.meet("U0OMAR", "T0PROVIDER", "Omar Haddad")
    desk.clock.set(new_york("2026-03-03 17:50"))
    return desk


def briefs(desk: Desk) -> list[str]:
    """Return the briefs that stand."""
    return [text for text in desk.said() if "shift" in text.splitlines()[0]]


def newest(desk: Desk) -> str:
    """Return the id of the newest brief."""
    with desk.database.read() as session:
        found = Brief.lately_in(session, "C0TRIAGE", desk.clock.now() - timedelta(days=30))
    return str(found[-1].id)


def who(desk: Desk, opened: Opened) -> tuple[Role, str | None]:
    ticket = desk.ticket(opened)
    return ticket.assignee_role, ticket.assignee_slack


def same(desk: Desk, opened: Opened) -> bool:
    """Tell whether every decision comes to the same again."""
    with desk.database.read() as session:
        work = Work(session, desk.runbook, desk.clock.now(), "")
        return all(one.same for one in recomputed.decisions(work, work.peek(opened.ticket_id)))


def have_it(desk: Desk, user: str) -> None:
    desk.services.handovers.confirm(newest(desk), anywhere(desk, user))
    desk.settle()


def anywhere(desk: Desk, user: str) -> Actor:
    return desk.actor(user, None)


def test_at_the_close_a_p1_goes_to_whoever_is_on_call_in_one_brief(turns: Desk) -> None:
    opened = turns.open(priority=Priority.P1)
    turns.pass_time(timedelta(minutes=5))
    turns.reply(opened, "U0MAYA", "It is still failing.")
    turns.pass_time(new_york(CLOSE) - timedelta.resolution)
    assert who(turns, opened) == (Role.PRIMARY, "U0CIERRA")
    turns.pass_time(new_york(CLOSE))
    assert who(turns, opened) == (Role.PSE, None)
    assert briefs(turns) == [
        "<@U0OMAR> The shift has changed. This is yours from here on:\n"
        "• PARTIFUL-1 · P1 · SMS is failing\n"
        "Open since 5:50 PM ET. The answer is due by 6:50 PM ET.\n"
        "Said last: Maya Chen, 5:55 PM ET: It is still failing.\n"
        "Say that you have it; from 6:10 PM ET the next one is told."
    ]
    assert same(turns, opened)


def test_the_customer_is_told_once_that_the_24x7_team_has_it_whoever_of_it_takes_it(turns: Desk) -> None:
    turns.open(priority=Priority.P1)
    turns.pass_time(new_york("2026-03-03 18:03"))
    have_it(turns, "U0OMAR")
    turns.pass_time(new_york("2026-03-04 00:05"))
    assert [text for text in turns.said(CHANNEL) if "is now with" in text] == [
        "PARTIFUL-1 is now with the 24x7 PSE team. The answer is due by 6:50 PM ET."
    ]


def test_whoever_says_so_has_it_and_nobody_else_is_told(turns: Desk) -> None:
    opened = turns.open(priority=Priority.P1)
    turns.pass_time(new_york("2026-03-03 18:03"))
    have_it(turns, "U0OMAR")
    assert who(turns, opened) == (Role.PSE, "U0OMAR")
    [told] = briefs(turns)
    assert told.splitlines()[-1] == "Omar Haddad has it, 6:03 PM ET."
    turns.pass_time(new_york("2026-03-03 18:40"))
    assert briefs(turns) == [told]
    with pytest.raises(AlreadySo, match=r"\AOmar Haddad has it already\.\Z"):
        have_it(turns, "U0PETRA")
    assert same(turns, opened)


def test_unconfirmed_it_climbs_every_ten_minutes_and_one_message_stands(turns: Desk) -> None:
    opened = turns.open(priority=Priority.P1)
    turns.pass_time(new_york("2026-03-03 18:10"))
    [told] = briefs(turns)
    assert told.splitlines()[0] == (
        "<!subteam^S0MGMT> The shift changed at 6:00 PM ET, and nobody says that they have this:"
    )
    turns.pass_time(new_york("2026-03-03 18:20"))
    assert [text.splitlines()[0] for text in briefs(turns)] == [
        "<@U0RALPH> The shift changed at 6:00 PM ET, and nobody says that they have this:"
    ]
    assert same(turns, opened)


@pytest.mark.parametrize("ends", ["taken", "answered", "solved"])
def test_once_somebody_is_on_it_nobody_is_told_and_the_brief_goes(turns: Desk, ends: str) -> None:
    opened = turns.open(priority=Priority.P1)
    turns.pass_time(new_york("2026-03-03 18:02"))
    if ends == "taken":
        turns.services.lifecycle.take(opened.ticket_id, turns.petra)
    elif ends == "answered":
        turns.reply(opened, "U0PETRA", "We are on it.")
    else:
        turns.solve(opened, "U0PETRA")
    turns.pass_time(new_york("2026-03-03 18:11"))
    assert briefs(turns) == []


def test_in_the_morning_the_tam_gets_it_back_with_what_happened(turns: Desk) -> None:
    opened = turns.open(priority=Priority.P1)
    turns.pass_time(new_york("2026-03-03 18:03"))
    have_it(turns, "U0OMAR")
    turns.reply(opened, "U0OMAR", "We found it and are mending it.")
    turns.pass_time(new_york("2026-03-04 08:30"))
    turns.reply(opened, "U0MAYA", "When will it be mended?")
    turns.pass_time(new_york("2026-03-04 09:00"))
    assert who(turns, opened) == (Role.PRIMARY, "U0CIERRA")
    assert briefs(turns)[-1] == (
        "<@U0CIERRA> The shift has changed. This is yours from here on:\n"
        "• PARTIFUL-1 · P1 · SMS is failing\n"
        "Open since Tue, Mar 3, 5:50 PM ET. The answer is due by 9:30 AM ET.\n"
        "Said last: Maya Chen, 8:30 AM ET: When will it be mended?\n"
        "Meanwhile: Tue, Mar 3, 6:03 PM ET staff answered; 8:30 AM ET customer replied.\n"
        "Say that you have it; from 9:10 AM ET the next one is told."
    )
    assert same(turns, opened)


def test_what_was_opened_at_night_stays_where_it_is(turns: Desk) -> None:
    turns.clock.set(new_york("2026-03-03 20:00"))
    opened = turns.open(priority=Priority.P1)
    turns.reply(opened, "U0OMAR", "We are on it.")
    turns.pass_time(new_york("2026-03-04 12:00"))
    assert who(turns, opened) == (Role.PSE, None)
    assert briefs(turns) == []


def test_engineers_hand_over_to_each_other_what_still_burns(turns: Desk) -> None:
    turns.clock.set(new_york("2026-03-03 23:30"))
    taken, left = turns.open(priority=Priority.P1), turns.open(priority=Priority.P1)
    quiet = turns.open(priority=Priority.P2)
    turns.services.lifecycle.take(taken.ticket_id, turns.actor("U0OMAR"))
    turns.pass_time(new_york("2026-03-04 00:00"))
    [told] = briefs(turns)
    assert told.splitlines()[:2] == [
        "<@U0PETRA> The shift has changed. This is yours from here on:",
        "• PARTIFUL-1 · P1 · SMS is failing",
    ]
    assert who(turns, taken) == who(turns, left) == who(turns, quiet) == (Role.PSE, None)
    assert turns.why(taken) == ("The shift of Omar Haddad is over; whoever is next has it.",)
    assert [one.kind for one in turns.history(quiet, "handed_over")] == []
    assert same(turns, taken)
    assert same(turns, left)


def test_an_escalation_goes_over_too_and_keeps_its_own_ladder(turns: Desk) -> None:
    opened = turns.open(priority=Priority.P3)
    turns.escalate(opened, Reason.BLOCKER)
    turns.pass_time(new_york(CLOSE))
    assert who(turns, opened) == (Role.PSE, None)
    [told] = briefs(turns)
    assert told.splitlines()[2] == (
        "Open since 5:50 PM ET, escalated 5:50 PM ET. The answer is due by Wed, Mar 4, 11:50 AM ET."
    )
    assert turns.waiting("climb") == [new_york("2026-03-03 18:05")]


def test_a_p3_that_can_wait_stays_with_its_tam(turns: Desk) -> None:
    opened = turns.open(priority=Priority.P3)
    turns.pass_time(new_york("2026-03-04 09:30"))
    assert who(turns, opened) == (Role.PRIMARY, "U0CIERRA")
    assert briefs(turns) == []


def test_of_examples_the_duty_moves_and_the_assignee_stays(turns: Desk) -> None:
    opened = turns.open(
        product="voice",
        priority=Priority.P3,
        happened_at=new_york("2026-03-03 04:00"),
        example_ids=["CA0123456789abcdef0123456789abcdef"],
    )
    turns.pass_time(new_york(CLOSE))
    assert who(turns, opened) == (Role.PRIMARY, "U0CIERRA")
    [told] = briefs(turns)
    assert told.splitlines()[2] == (
        "Open since 5:50 PM ET. The answer is due by Wed, Mar 4, 11:50 AM ET. "
        "Hand its examples on: the records end Wed, Mar 4, 4:00 AM ET."
    )
    have_it(turns, "U0OMAR")
    assert who(turns, opened) == (Role.PRIMARY, "U0CIERRA")
    assert same(turns, opened)


def test_going_away_for_an_hour_is_a_close_and_an_opening(turns: Desk) -> None:
    turns.clock.set(new_york("2026-03-03 10:00"))
    opened = turns.open(priority=Priority.P1)
    hour = Hours(starts=new_york("2026-03-03 10:05"), ends=new_york("2026-03-03 10:45"))
    turns.services.absences.announce(turns.cierra, "U0CIERRA", [hour])
    turns.pass_time(new_york("2026-03-03 10:05"))
    assert who(turns, opened) == (Role.SECONDARY, "U0KIRK")
    turns.pass_time(new_york("2026-03-03 10:45"))
    assert who(turns, opened) == (Role.PRIMARY, "U0CIERRA")
    assert turns.why(opened) == (
        "It was the primary TAM's when the shift closed, and the next one has begun.",
    )


def test_a_reply_at_night_on_a_p1_of_a_tam_who_has_gone_finds_somebody_at_once(turns: Desk) -> None:
    opened = turns.open(priority=Priority.P1)
    turns.reply(opened, "U0CIERRA", "Does it work now?")
    turns.pass_time(new_york("2026-03-03 22:00"))
    turns.reply(opened, "U0MAYA", "No, it still fails.")
    assert who(turns, opened) == (Role.PSE, None)
    turns.pass_time(new_york("2026-03-04 09:00"))
    assert who(turns, opened) == (Role.PRIMARY, "U0CIERRA")


def test_after_a_stop_over_the_close_it_is_handed_over_once(turns: Desk) -> None:
    opened = turns.open(priority=Priority.P1)
    turns.be_down_until(new_york("2026-03-03 19:30"))
    assert who(turns, opened) == (Role.PSE, None)
    assert len(briefs(turns)) == 1
    turns.services.falling_due.keep_calendar()
    turns.be_down_until(new_york("2026-03-03 19:31"))
    assert len(briefs(turns)) == 1


def test_a_runbook_edited_meanwhile_counts_from_its_start(
    turns: Desk, sqlite: Database, slack: FakeSlack, tmp_path: Path
) -> None:
    opened = turns.open(priority=Priority.P1)
    kept = edited(
        tmp_path / "new", provider=(PSE, TURNS), partiful=('"Mon-Fri 09:00-18:00"}', '"Mon-Fri 09:00-20:00"}')
    )
    later = Desk(sqlite, turns.clock, slack, kept)
    later.services.falling_due.keep_calendar()
    later.pass_time(new_york("2026-03-03 19:59"))
    assert who(later, opened) == (Role.PRIMARY, "U0CIERRA")
    later.pass_time(new_york("2026-03-03 20:00"))
    assert who(later, opened) == (Role.PSE, None)


def test_over_the_change_of_clocks_a_shift_ends_when_the_wall_clock_says(turns: Desk) -> None:
    turns.clock.set(new_york("2026-03-06 17:30"))
    opened = turns.open(priority=Priority.P1)
    turns.pass_time(new_york("2026-03-09 08:59"))
    assert who(turns, opened) == (Role.PSE, None)
    turns.pass_time(new_york("2026-03-09 09:00"))
    assert who(turns, opened) == (Role.PRIMARY, "U0CIERRA")
    standing = turns.said() + turns.said(CHANNEL)
    assert len(standing) <= 12, standing
    assert same(turns, opened)


def test_only_staff_who_serve_the_account_can_have_it(turns: Desk) -> None:
    turns.open(priority=Priority.P1)
    turns.pass_time(new_york(CLOSE))
    with pytest.raises(NotAllowed):
        turns.services.handovers.confirm(newest(turns), turns.maya)
    with pytest.raises(NotFound):
        turns.services.handovers.confirm("x", anywhere(turns, "U0OMAR"))
