"""Schedules at work: whoever is on call is pinged, tickets follow the turns, days off count."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.blocks.answers import on_call
from bot.blocks.answers.schedules import schedules
from bot.clock import FakeClock
from bot.domain.commands.times.spans import WholeDays
from bot.domain.routing import Role
from bot.domain.sla import Priority
from bot.errors import NotAllowed, NotFound
from models.store.database import Database
from tests.fixtures.desk import Desk, new_york
from tests.fixtures.fake_slack import FakeSlack
from tests.integration.services.runbooks import edited

PSE = "pse: {name: Personalized Support Engineers, usergroup: S0PSE}"
PEOPLE = """\
people:
  omar: {name: Omar Haddad, slack: U0OMAR}
  petra: {name: Petra Novak, slack: U0PETRA}
  mei: {name: Mei Lin}
"""
NIGHTS = """\
pse:
  name: Personalized Support Engineers
  usergroup: S0PSE
  schedule:
    layers: [{name: nights, people: [omar, petra], every: 1 day, handoff: "18:00", from: 2026-03-01}]
"""
NOBODY_IN_SLACK = """\
pse:
  name: Personalized Support Engineers
  usergroup: S0PSE
  schedule: {layers: [{name: nights, people: [mei]}]}
"""
CIERRA = 'primary: {name: Cierra Simms, slack: U0CIERRA, hours: "Mon-Fri 09:00-18:00"}'
BY_TURNS = """\
primary:
    schedule:
      layers:
        - name: TAMs
          people: [omar, petra]
          every: 1 day
          handoff: "12:00"
          from: 2026-03-01
          hours: "Mon-Fri 09:00-18:00"
"""
Scheduled = Callable[..., Desk]


@pytest.fixture
def scheduled(sqlite: Database, clock: FakeClock, slack: FakeSlack, tmp_path: Path) -> Scheduled:
    """Give a maker of desks whose runbook has people, and schedules where a test wants them."""

    def desk(pse: str = PSE, primary: str = CIERRA) -> Desk:
        changes = {"provider": (PSE, PEOPLE + pse), "partiful": (CIERRA, primary)}
        return Desk(sqlite, clock, slack, edited(tmp_path, **changes))

    return desk


def test_who_is_on_call_is_pinged_for_a_p1_at_night(scheduled: Scheduled) -> None:
    desk = scheduled(NIGHTS)
    desk.clock.set(new_york("2026-03-03 02:00"))
    triage = desk.new_in()
    desk.open(priority=Priority.P1)
    assert triage.texts[0].splitlines()[2] == "Assignee: <@U0PETRA> (24x7 PSE team)"
    desk.pass_time(timedelta(minutes=30))
    assert triage.texts[-1].startswith("<@U0PETRA> PARTIFUL-1 · P1 · ")


def test_a_ticket_at_night_is_the_team_s_whoever_is_on_call(scheduled: Scheduled) -> None:
    desk = scheduled(NIGHTS)
    desk.clock.set(new_york("2026-03-03 02:00"))
    opened = desk.open(priority=Priority.P1)
    ticket = desk.ticket(opened)
    assert (ticket.assignee_role, ticket.assignee_slack) == (Role.PSE, None)


def test_an_absent_person_s_night_pings_the_next(scheduled: Scheduled) -> None:
    desk = scheduled(NIGHTS)
    petra = desk.actor("U0PETRA")
    desk.clock.set(new_york("2026-03-03 02:00"))
    desk.services.absences.announce(petra, "U0PETRA", [WholeDays(date(2026, 3, 3), date(2026, 3, 3))])
    triage = desk.new_in()
    desk.open(priority=Priority.P1)
    assert triage.texts[0].splitlines()[2] == "Assignee: <@U0OMAR> (24x7 PSE team)"


def test_the_team_as_a_whole_is_pinged_where_nobody_on_call_is_in_slack(scheduled: Scheduled) -> None:
    desk = scheduled(NOBODY_IN_SLACK)
    desk.clock.set(new_york("2026-03-03 02:00"))
    triage = desk.new_in()
    desk.open(priority=Priority.P1)
    assert triage.texts[0].splitlines()[2] == "Assignee: <!subteam^S0PSE> (24x7 PSE team)"


def test_an_unanswered_ticket_follows_the_turn_of_the_tams(scheduled: Scheduled) -> None:
    desk = scheduled(primary=BY_TURNS)
    desk.clock.set(new_york("2026-03-03 11:00"))
    opened = desk.open(priority=Priority.P2)
    assert desk.ticket(opened).assignee_name == "Petra Novak"
    desk.pass_time(new_york("2026-03-03 12:01"))
    assert desk.ticket(opened).assignee_name == "Omar Haddad"
    assert desk.why(opened)[0] == (
        "Omar Haddad, primary TAM, is on duty at 12:00 PM ET on Tue, Mar 3 (by the schedule, TAMs)."
    )


def test_within_a_turn_nothing_moves(scheduled: Scheduled) -> None:
    desk = scheduled(primary=BY_TURNS)
    desk.clock.set(new_york("2026-03-03 13:00"))
    opened = desk.open(priority=Priority.P2)
    before = len(desk.history(opened, "assigned"))
    desk.pass_time(new_york("2026-03-03 15:30"))
    assert len(desk.history(opened, "assigned")) == before


def test_whoever_takes_a_ticket_off_their_turn_keeps_it(scheduled: Scheduled) -> None:
    desk = scheduled(primary=BY_TURNS)
    desk.clock.set(new_york("2026-03-03 11:00"))
    opened = desk.open(priority=Priority.P2)
    desk.services.lifecycle.take(
        opened.ticket_id, desk.services.people.actor("partiful", "U0OMAR", "T0PROVIDER")
    )
    ticket = desk.ticket(opened)
    assert (ticket.assignee_role, ticket.assignee_name, ticket.assignee_off_duty) == (
        Role.PRIMARY,
        "Omar Haddad",
        True,
    )
    assert desk.why(opened) == ("Omar Haddad took it, off duty.",)


def test_the_role_is_given_to_whoever_has_the_turn(scheduled: Scheduled) -> None:
    desk = scheduled(primary=BY_TURNS)
    desk.clock.set(new_york("2026-03-03 20:00"))
    opened = desk.open(priority=Priority.P2)
    desk.services.lifecycle.assign_to_role(opened.ticket_id, Role.PRIMARY, desk.kirk)
    assert desk.ticket(opened).assignee_name == "Omar Haddad"
    assert desk.why(opened) == (
        "Kirk McCalla assigned it to Omar Haddad by hand, off duty until Wed, Mar 4, 9:00 AM ET.",
    )


def test_only_people_whose_presence_decides_something_announce_days_off(scheduled: Scheduled) -> None:
    desk, days = scheduled(NIGHTS), [WholeDays(date(2026, 3, 9), date(2026, 3, 10))]
    absent = desk.services.absences.announce(desk.kirk, "U0OMAR", days)
    assert absent.name == "Omar Haddad"
    with pytest.raises(NotAllowed):
        desk.services.absences.announce(desk.kirk, "U0RALPH", days)


def test_contacts_name_whoever_has_the_turn(scheduled: Scheduled) -> None:
    desk = scheduled(primary=BY_TURNS)
    first = desk.services.directory.contacts("partiful", desk.maya).people[0]
    assert (first.name, first.hours) == ("Petra Novak", "Mon-Fri 09:00-18:00")


def test_a_week_shows_each_schedule_that_concerns_the_account(scheduled: Scheduled) -> None:
    desk = scheduled(NIGHTS, BY_TURNS)
    said = schedules(desk.services.oncall.week("partiful", desk.kirk)).text.splitlines()
    assert said[:3] == [
        "Personalized Support Engineers",
        "Tue, Mar 3, 10:00 AM ET to 6:00 PM ET: Petra Novak (nights)",
        "Tue, Mar 3, 6:00 PM ET to Wed, Mar 4, 6:00 PM ET: Omar Haddad (nights)",
    ]
    first = said.index("primary TAM")
    assert said[first + 1 : first + 4] == [
        "Tue, Mar 3, 10:00 AM ET to 12:00 PM ET: Petra Novak (TAMs)",
        "Tue, Mar 3, 12:00 PM ET to 6:00 PM ET: Omar Haddad (TAMs)",
        "Tue, Mar 3, 6:00 PM ET to Wed, Mar 4, 9:00 AM ET: nobody by name",
    ]


def test_without_a_schedule_a_week_says_so(scheduled: Scheduled) -> None:
    desk = scheduled()
    said = schedules(desk.services.oncall.week("partiful", desk.kirk)).text
    assert said == "No schedule is written down: the 24x7 team answers as a whole."


def test_a_person_s_shifts_are_theirs_alone(scheduled: Scheduled) -> None:
    desk = scheduled(NIGHTS)
    said = schedules(desk.services.oncall.shifts_of("partiful", desk.kirk, "U0PETRA")).text.splitlines()
    assert said[:3] == [
        "Personalized Support Engineers",
        "Tue, Mar 3, 10:00 AM ET to 6:00 PM ET (nights)",
        "Wed, Mar 4, 6:00 PM ET to Thu, Mar 5, 6:00 PM ET (nights)",
    ]


def test_a_person_without_a_shift_is_told_so_and_a_stranger_is_none(scheduled: Scheduled) -> None:
    desk = scheduled(NIGHTS)
    said = schedules(desk.services.oncall.shifts_of("partiful", desk.kirk, "U0KIRK")).text
    assert said == "Kirk McCalla has no shift until Tue, Mar 31, 11:00 AM ET."
    with pytest.raises(NotFound):
        desk.services.oncall.shifts_of("partiful", desk.kirk, "U0MAYA")


def test_who_is_on_call_is_told_with_the_account_s_people(scheduled: Scheduled) -> None:
    desk = scheduled(NIGHTS)
    said = on_call.oncall(desk.services.oncall.at("partiful", desk.kirk)).text
    assert (
        "24x7 PSE team: Personalized Support Engineers, Petra Novak is on call until 6:00 PM ET"
        in said.splitlines()
    )


def test_a_long_schedule_is_cut_where_a_phone_ends(scheduled: Scheduled) -> None:
    hourly = NIGHTS.replace("every: 1 day", "every: 1 hour")
    desk = scheduled(hourly)
    [block] = schedules(desk.services.oncall.week("partiful", desk.kirk)).blocks
    shown = block["elements"][1]["elements"]
    assert len(shown) == 41
    assert shown[-1]["elements"][0]["text"] == "and 128 more"
