"""Shifts and absences from calendars: announced once, taken back when gone, kept when a feed fails."""

from datetime import timedelta
from pathlib import Path

import pytest

from bot.clock import FakeClock
from bot.domain.commands.times.spans import Hours
from bot.domain.sla import Priority
from bot.errors import WrongInput
from bot.jobs.calendars import CalendarReader
from bot.runbook.roster.calendars import CalendarRow
from bot.steps import recomputed
from bot.steps.people import roster
from bot.steps.work import Work
from models.absence import AnnouncedAbsence
from models.store.database import Database
from tests.fixtures.desk import Desk, new_york
from tests.fixtures.fake_slack import FakeSlack
from tests.integration.services.runbooks import edited
from tests.unit.calendars.written import calendar, event, utc

PSE = "pse: {name: Personalized Support Engineers, usergroup: S0PSE}"
IMPORTING = """\
people:
  petra: {name: Petra Novak, slack: U0PETRA, email: petra@twilio.example, time_zone: America/New_York}
  omar: {name: Omar Haddad, slack: U0OMAR, email: omar@twilio.example, time_zone: America/New_York}
pse:
  name: Personalized Support Engineers
  usergroup: S0PSE
  schedule: {layers: [{name: all, people: [petra], from: 2026-01-01}]}
calendars:
  - {name: rota, file: rota.ics, shifts: pse, names: {"O. Haddad": omar}}
  - {name: leave, file: leave.ics, absences: true}
"""
BY_OMAR = event(*utc(4), "SUMMARY:On Call", "ATTENDEE:mailto:OMAR@twilio.example", uid="a")
LATER = event(*utc(5), "SUMMARY:O. Haddad (primary)", uid="b")
CIERRA_OFF = event(
    "DTSTART;VALUE=DATE:20260304", "DTEND;VALUE=DATE:20260305", "SUMMARY:Cierra Simms - vacation", uid="c"
)


@pytest.fixture
def importing(sqlite: Database, clock: FakeClock, slack: FakeSlack, tmp_path: Path) -> Desk:
    """Give a desk whose shifts and absences come from calendars too."""
    desk = Desk(sqlite, clock, slack, edited(tmp_path, provider=(PSE, IMPORTING)))
    desk.services.people.meet("U0OMAR", "T0PROVIDER", "Omar Haddad")
    return desk


def named(desk: Desk, name: str) -> CalendarRow:
    return next(one for one in desk.runbook.provider.calendars if one.name == name)


def take_in(desk: Desk, name: str, *events: str) -> tuple[int, int, int]:
    """Take in a calendar; return how many times stand, are new, are gone."""
    found = desk.services.calendars.take_in(named(desk, name), calendar(*events))
    desk.settle()
    assert found is not None
    return found.standing, found.new, found.gone


def on_call(desk: Desk, at: str) -> str | None:
    with desk.database.read() as session:
        turn = roster.pse_turn(Work(session, desk.runbook, desk.clock.now(), ""), new_york(at))
    assert turn is not None
    return turn.person.name if turn.person else None


def test_whoever_a_shift_names_is_on_call_and_nothing_is_said_twice(importing: Desk) -> None:
    assert take_in(importing, "rota", BY_OMAR, LATER) == (2, 2, 0)
    assert take_in(importing, "rota", BY_OMAR, LATER) == (2, 0, 0)
    assert [on_call(importing, f"2026-03-0{day} 04:00") for day in (3, 4, 5, 6)] == [
        "Petra Novak",
        "Omar Haddad",
        "Omar Haddad",
        "Petra Novak",
    ]


def test_what_a_calendar_says_no_more_is_taken_back_and_comes_again(importing: Desk) -> None:
    take_in(importing, "rota", BY_OMAR, LATER)
    assert take_in(importing, "rota", BY_OMAR) == (1, 0, 1)
    assert on_call(importing, "2026-03-05 04:00") == "Petra Novak"
    assert take_in(importing, "rota", BY_OMAR, LATER) == (2, 1, 0)
    assert on_call(importing, "2026-03-05 04:00") == "Omar Haddad"


def test_what_people_say_in_slack_counts_more(importing: Desk) -> None:

    span = Hours(new_york("2026-03-05 02:00"), new_york("2026-03-05 13:00"))
    importing.services.covers.cover(importing.actor("U0PETRA", None), "U0PETRA", [span], None)
    take_in(importing, "rota", LATER)
    assert on_call(importing, "2026-03-05 04:00") == "Petra Novak"


def test_days_off_are_those_of_the_person_s_zone_and_move_tickets(importing: Desk) -> None:
    assert take_in(importing, "leave", CIERRA_OFF) == (1, 1, 0)
    importing.pass_time(new_york("2026-03-04 10:00"))
    opened = importing.open(priority=Priority.P1)
    assert importing.ticket(opened).assignee_slack == "U0KIRK"
    with importing.database.read() as session:
        work = Work(session, importing.runbook, importing.clock.now(), "")
        assert all(one.same for one in recomputed.decisions(work, work.peek(opened.ticket_id)))


def test_what_somebody_undid_stays_undone(importing: Desk) -> None:
    take_in(importing, "leave", CIERRA_OFF)
    with importing.database.read() as session:
        [row] = AnnouncedAbsence.of_users(session, ["U0CIERRA"])
    importing.services.absences.undo(importing.cierra, row.act)
    assert take_in(importing, "leave", CIERRA_OFF) == (1, 0, 0)
    assert importing.services.absences.planned(importing.cierra) == ()


@pytest.mark.parametrize("content", [calendar(), b"<html>Sign in</html>"], ids=["emptied", "a page"])
def test_a_feed_that_fails_leaves_what_it_said_and_is_told_once(importing: Desk, content: bytes) -> None:
    take_in(importing, "rota", BY_OMAR)
    for _ in range(3):
        assert importing.services.calendars.take_in(named(importing, "rota"), content) is None
        importing.clock.set(importing.clock.now() + timedelta(hours=1))
    importing.settle()
    assert on_call(importing, "2026-03-04 04:00") == "Omar Haddad"
    why = {
        calendar(): "It holds none of the times that it held before.",
        b"<html>Sign in</html>": "That isn't a calendar: it has no BEGIN:VCALENDAR.",
    }[content]
    told = [text for text in importing.said() if "calendar" in text]
    assert told == [
        f"The calendar rota cannot be used: {why}\n"
        "What it said before stands. It is tried again; this is told once."
    ]
    take_in(importing, "rota", BY_OMAR)
    assert importing.said()[-1] == "The calendar rota can be used again."


def test_who_is_not_known_is_shown_and_not_guessed(importing: Desk) -> None:
    stranger = event(*utc(4), "SUMMARY:Petra Novak or Omar Haddad", uid="x")
    assert take_in(importing, "rota", BY_OMAR, stranger) == (1, 1, 0)
    assert importing.said()[-1] == (
        "The calendar rota has events that are about nobody I know, or about several:\n"
        "Petra Novak or Omar Haddad\n"
        "Say in the runbook who they are: calendars, names; or people, email."
    )


def test_a_file_is_read_from_the_runbook_s_folder_as_often_as_it_says(
    importing: Desk, tmp_path: Path
) -> None:
    reader = CalendarReader(importing.services, {}, tmp_path)
    (tmp_path / "rota.ics").write_bytes(calendar(BY_OMAR))
    (tmp_path / "leave.ics").write_bytes(calendar(CIERRA_OFF))
    reader.keep_up()
    assert on_call(importing, "2026-03-04 04:00") == "Omar Haddad"
    with pytest.raises(WrongInput, match=r"\Agone.ics cannot be read: No such file or directory.\Z"):
        reader.content(CalendarRow(name="gone", file="gone.ics", shifts="pse"))


def test_a_dry_run_changes_nothing(importing: Desk) -> None:
    found = importing.services.calendars.now(named(importing, "rota"), calendar(BY_OMAR), dry=True)
    assert (found.standing, found.new) == (1, 1)
    assert on_call(importing, "2026-03-04 04:00") == "Petra Novak"


def test_a_feed_that_names_people_by_mail_in_its_words_is_about_them(importing: Desk) -> None:
    by_words = BY_OMAR.replace("SUMMARY:On Call\nATTENDEE:mailto:OMAR@", "SUMMARY:primary (Omar@")
    assert take_in(importing, "rota", by_words.replace(".example", ".example)")) == (1, 1, 0)
    assert on_call(importing, "2026-03-04 04:00") == "Omar Haddad"


def test_a_feed_that_comes_in_half_takes_nothing_back(importing: Desk) -> None:
    take_in(importing, "rota", BY_OMAR, LATER)
    whole_feed = calendar(BY_OMAR, LATER)
    half = whole_feed[: whole_feed.index(b"END:VEVENT")]
    assert importing.services.calendars.take_in(named(importing, "rota"), half) is None
    assert on_call(importing, "2026-03-05 04:00") == "Omar Haddad"
