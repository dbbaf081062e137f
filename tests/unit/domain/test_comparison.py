"""What an edited runbook would change: who answers when, and how answers are judged."""

from datetime import timedelta

from bot.domain.comparison import Answering, Judged, Moved, judge_response, times_moved
from bot.domain.routing import Role, Team
from bot.domain.schedules import Layer, Schedule
from bot.domain.tams import Member, Rota
from tests.unit.domain.samples import EASTERN, P2, at, away, office, tam, team

START, END = at("2026-03-10T00:00-04:00"), at("2026-03-11T00:00-04:00")
OMAR = Rota(Schedule([Layer("all", ("omar",))]), {"omar": Member("Omar Haddad", None, EASTERN)})
EMPTY = Rota(Schedule([]), {})
NINE, SIX = at("2026-03-10T09:00-04:00"), at("2026-03-10T18:00-04:00")


def alone(name: str, hours: str) -> Team:
    """Return a team of one TAM and the 24x7 team."""
    return Team(tam(Role.PRIMARY, name, calendar=office(hours)), None, "PSE", EASTERN)


def test_nothing_moves_where_nothing_changed() -> None:
    assert times_moved(Answering(team(), OMAR), Answering(team(), OMAR), START, END) == []


def test_an_absence_moves_the_hours_of_its_day() -> None:
    gone = team([away("2026-03-10", "2026-03-10")])
    assert times_moved(Answering(team(), None), Answering(gone, None), START, END) == [
        Moved(NINE, SIX, "Cierra Simms (primary TAM)", "Kirk McCalla (secondary TAM)")
    ]


def test_a_schedule_moves_the_nights_and_leaves_the_day() -> None:
    found = times_moved(Answering(team(), None), Answering(team(), OMAR), START, END)
    assert [(one.start, one.end, one.after) for one in found] == [
        (START, NINE, "Omar Haddad (24x7)"),
        (SIX, END, "Omar Haddad (24x7)"),
    ]
    assert found[0].before == "Personalized Support Engineers"


def test_what_moves_alike_through_several_hours_is_told_once() -> None:
    split = Team(
        tam(Role.PRIMARY, "Ada Lee", calendar=office("Tue 09:00-12:00 12:00-18:00")), None, "PSE", EASTERN
    )
    shorter = alone("Ada Lee", "Mon 09:00-18:00")
    other = alone("Bo Ray", "Mon 09:00-12:00")
    assert times_moved(Answering(split, None), Answering(shorter, None), START, END) == [
        Moved(NINE, SIX, "Ada Lee (primary TAM)", "PSE")
    ]
    assert len(times_moved(Answering(split, None), Answering(other, None), START, END)) == 1


def test_boundaries_of_a_schedule_that_change_nothing_are_no_boundaries() -> None:
    hours = office("Mon-Sun 12:00-13:00")
    busy = Rota(
        Schedule([Layer("noon", ("omar",), None, hours), Layer("rest", ("omar",))]), dict(OMAR.people)
    )
    off = alone("Ada Lee", "Mon 09:00-10:00")
    assert times_moved(Answering(off, None), Answering(off, busy), START, END) == [
        Moved(START, END, "PSE", "Omar Haddad (24x7)")
    ]


def test_a_schedule_with_nobody_is_the_team_as_a_whole() -> None:
    name, until = Answering(team(), EMPTY).at(START)
    assert (name, until) == ("Personalized Support Engineers (24x7)", NINE)


def test_an_answer_is_judged_by_the_edited_hours() -> None:
    early = alone("Ada Lee", "Mon-Fri 06:00-12:00")
    started = at("2026-03-10T09:00-04:00")
    assert judge_response(early, P2, started, started + timedelta(hours=2)) == Judged(
        started + timedelta(hours=2), False
    )
    assert judge_response(early, P2, started, started + timedelta(hours=3)).breached
