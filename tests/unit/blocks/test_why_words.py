"""Why somebody has a ticket, in sentences."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from bot.blocks.messages import why_words
from bot.domain.routing import Role, Team, route
from bot.domain.tams import (
    ByLayer,
    ByOverride,
    InPlaceOf,
    OnDutyBy,
    OnLeave,
    PersonAway,
    PostedHours,
    RoleVacant,
)
from bot.domain.why import AsWritten, GivenByHand, OnDuty, OutsideOwnHours, Routed, TakenByHand, Why
from bot.domain.wording import TimeFormat, WallClock
from tests.unit.domain.samples import EASTERN, KING_DAY, OFFICE, at, away, office, team

TUESDAY_10AM = at("2026-03-10T10:00-04:00")
SATURDAY = at("2026-03-07T10:00-05:00")
WEEK_OFF = away("2026-03-09", "2026-03-12")
HOLIDAY_TEAM = team(primary=office(holidays=KING_DAY), secondary=office(holidays=KING_DAY))
LATE = office("Mon-Fri 12:00-21:00")
CLOCK = WallClock(EASTERN)


def said(people: Team, when: datetime) -> tuple[str, ...]:
    """Return why a team's rule gives a ticket to whoever gets it, as the team's clock tells times."""
    return why_words.sentences(route(people, when).why, people.wall_clock)


def test_in_hours_the_why_names_the_primarys_hours_and_who_follows() -> None:
    assert said(team(), TUESDAY_10AM) == (
        "Cierra Simms, primary TAM, is on duty at 10:00 AM ET on Tue, Mar 10 (Mon-Fri 09:00-18:00 ET).",
        "On duty until 6:00 PM ET, then the 24x7 PSE team; an unanswered P1 moves there then, any other "
        "ticket with a nudge while its clock runs.",
    )


def test_an_absence_is_said_with_its_last_day_and_the_return() -> None:
    assert said(team([WEEK_OFF]), TUESDAY_10AM)[:2] == (
        "Kirk McCalla, secondary TAM, is on duty at 10:00 AM ET on Tue, Mar 10 (Mon-Fri 09:00-18:00 ET).",
        "Cierra Simms, primary TAM, is absent through Thu, Mar 12; back Fri, Mar 13, 9:00 AM ET.",
    )


def test_on_a_saturday_everyone_passed_over_is_named_with_the_return() -> None:
    assert said(team(), SATURDAY) == (
        "No TAM is on duty at 10:00 AM ET on Sat, Mar 7, so the 24x7 PSE team has it.",
        "Cierra Simms, primary TAM, is outside working hours (Mon-Fri 09:00-18:00 ET); "
        "back Mon, Mar 9, 9:00 AM ET.",
        "Kirk McCalla, secondary TAM, is outside working hours (Mon-Fri 09:00-18:00 ET); "
        "back Mon, Mar 9, 9:00 AM ET.",
        "New tickets go to Cierra Simms from Mon, Mar 9, 9:00 AM ET.",
    )


def test_a_holiday_is_called_one_and_named() -> None:
    why = said(HOLIDAY_TEAM, at("2026-01-19T10:00-05:00"))
    assert why[1] == (
        "Cierra Simms, primary TAM, is off: Mon, Jan 19 is a holiday (Martin Luther King Jr. Day); "
        "back Tue, Jan 20, 9:00 AM ET."
    )


def test_a_holiday_without_a_name_is_still_called_one() -> None:
    people = team(primary=office(holidays=[date(2026, 1, 19)]), alone=True)
    assert "Mon, Jan 19 is a holiday; back" in said(people, at("2026-01-19T10:00-05:00"))[1]


def test_a_holiday_on_a_day_off_is_not_blamed() -> None:
    people = team(primary=office(holidays=[date(2026, 3, 7)]), alone=True)
    assert "outside working hours" in said(people, SATURDAY)[1]


def test_before_hours_the_return_is_said_without_a_date() -> None:
    assert said(team(), at("2026-03-10T02:00-04:00"))[1] == (
        "Cierra Simms, primary TAM, is outside working hours (Mon-Fri 09:00-18:00 ET); back 9:00 AM ET."
    )


def test_while_the_secondary_stays_on_duty_only_new_tickets_move_to_the_primary() -> None:
    people = team(primary=LATE)
    assert said(people, TUESDAY_10AM)[-1] == "New tickets go to Cierra Simms from 12:00 PM ET."


def test_whoever_left_for_good_is_not_promised_back() -> None:
    people = team([away("2026-03-01", "9999-12-31")], [away("2026-03-01", "9998-12-20")])
    why = said(people, TUESDAY_10AM)
    assert why[1] == "Cierra Simms, primary TAM, is absent through Fri, Dec 31, 9999; no return is planned."
    assert why[-1] == "Nothing is planned that would change this."


@pytest.mark.parametrize(
    ("by", "brackets"),
    [
        (PostedHours(OFFICE, "America/New_York"), "Mon-Fri 09:00-18:00 ET"),
        (PostedHours(OFFICE, "Europe/London"), "Mon-Fri 09:00-18:00 GMT"),
        (ByLayer("TAMs"), "by the schedule, TAMs"),
        (ByOverride(), "by an override of the schedule"),
        (
            InPlaceOf("Kirk McCalla", PostedHours(OFFICE, "America/New_York")),
            "in place of Kirk McCalla, Mon-Fri 09:00-18:00 ET",
        ),
    ],
)
def test_on_duty_is_by_hours_by_a_layer_or_by_an_override(by: OnDutyBy, brackets: str) -> None:
    why = Routed(TUESDAY_10AM, OnDuty(Role.PRIMARY, "Ana Cruz", by), (), None)
    assert why_words.sentences(why, CLOCK) == (
        f"Ana Cruz, primary TAM, is on duty at 10:00 AM ET on Tue, Mar 10 ({brackets}).",
        "Nothing is planned that would change this.",
    )


def test_an_absence_of_hours_says_when_it_ends_and_no_day() -> None:
    off = PersonAway(Role.PRIMARY, "Ana Cruz", OnLeave(date(2026, 3, 10), None), at("2026-03-10T13:00-04:00"))
    why = Routed(TUESDAY_10AM, None, (off, replace(off, covered_by="Ben Oh")), None)
    assert why_words.sentences(why, CLOCK)[1:3] == (
        "Ana Cruz, primary TAM, is absent; back 1:00 PM ET.",
        "Ana Cruz, primary TAM, is absent; Ben Oh covers from 1:00 PM ET.",
    )


@pytest.mark.parametrize(
    ("back", "sentence"),
    [
        ("2026-03-16T09:00-04:00", "; Ana Cruz is from Mon, Mar 16, 9:00 AM ET."),
        (None, ", and nobody is planned to be."),
    ],
)
def test_a_role_that_nobody_fills_says_who_is_next(back: str | None, sentence: str) -> None:
    vacant = RoleVacant(Role.PRIMARY, "Ana Cruz", at(back)) if back else RoleVacant(Role.PRIMARY, None, None)
    why = Routed(at("2026-03-14T10:00-04:00"), None, (vacant,), None)
    assert why_words.sentences(why, CLOCK)[1] == (
        f"Nobody is on duty as primary TAM by the schedule{sentence}"
    )


@pytest.mark.parametrize(
    ("why", "told"),
    [
        (TakenByHand("Kirk McCalla"), "Kirk McCalla took it."),
        (TakenByHand("Ben Oh", OutsideOwnHours(None, EASTERN)), "Ben Oh took it, off duty."),
        (
            GivenByHand("Personalized Support Engineers", "Ann Lee"),
            "Ann Lee assigned it to Personalized Support Engineers by hand.",
        ),
        (
            GivenByHand("Ben Oh", "Ann Lee", OutsideOwnHours(TUESDAY_10AM, "Europe/London")),
            "Ann Lee assigned it to Ben Oh by hand, off duty until Tue, Mar 10, 2:00 PM GMT.",
        ),
        (AsWritten(("Somebody had it.", "So it was.")), "Somebody had it. So it was."),
        (AsWritten(()), ""),
        (None, ""),
    ],
)
def test_what_no_rule_decided_has_its_words_too(why: Why | None, told: str) -> None:
    assert " ".join(why_words.sentences(why, CLOCK)) == told
    assert why_words.in_short(why, CLOCK) == told


def test_the_account_s_clock_tells_the_times_whenever_it_is_read() -> None:
    berlin = WallClock("Europe/Berlin", TimeFormat.WHOLE_DAY)
    assert why_words.sentences(route(team(), SATURDAY).why, berlin)[0] == (
        "No TAM is on duty at 16:00 CET on Sat, Mar 7, so the 24x7 PSE team has it."
    )
