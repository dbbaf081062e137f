"""Days and hours off: announced whole or not at all, listed, taken back in part, ended."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

import pytest

from bot.blocks.answers import absences as words
from bot.blocks.messages.why_words import sentences
from bot.blocks.values.absences import AbsenceAnswer
from bot.domain.commands.times.spans import Hours, Span, WholeDays
from bot.domain.sla import Priority
from bot.domain.tams import FOR_EVER
from bot.errors import WrongInput
from tests.fixtures.desk import Desk, new_york

LUNCH = Hours(new_york("2026-03-03 13:00"), new_york("2026-03-03 15:00"))


def march(first: int, last: int | None = None) -> WholeDays:
    """Return days of March 2026; the story begins on the 3rd, a Tuesday, at 10:00."""
    return WholeDays(date(2026, 3, first), date(2026, 3, last or first))


def announce(desk: Desk, *spans: Span) -> AbsenceAnswer:
    """Have Cierra announce that she is away."""
    return desk.services.absences.announce(desk.cierra, "U0CIERRA", spans)


def planned(desk: Desk) -> list[Span]:
    """Return what is announced, as it could have been written."""
    found = [one.absences[0] for one in desk.services.absences.planned(desk.cierra)]
    return [WholeDays(*one.days) if one.days else Hours(one.start, one.end) for one in found]


def answers(desk: Desk, at: str | None = None) -> str:
    """Return who answers, now or then."""
    then: datetime | None = new_york(at) if at else None
    return desk.services.oncall.at("partiful", desk.cierra, then).answers.name


@pytest.mark.parametrize("impossible", [march(1), WholeDays(march(12).first, march(11).last)])
def test_of_several_days_off_all_are_announced_or_none(desk: Desk, impossible: Span) -> None:
    with pytest.raises(WrongInput):
        announce(desk, march(9, 10), impossible)
    assert planned(desk) == []


def test_the_same_days_again_are_known_already(desk: Desk) -> None:
    announce(desk, march(9, 10))
    again = announce(desk, march(9, 10))
    assert words.announced(again).text == (
        "Cierra Simms is away Mon, Mar 9 to Tue, Mar 10 (ET) already. "
        "Tickets of those days go to whoever is next."
    )
    assert again.act is None
    assert planned(desk) == [march(9, 10)]


def test_hours_off_send_tickets_on_for_those_hours_and_are_told_by_the_clock(desk: Desk) -> None:
    told = announce(desk, LUNCH)
    assert words.announced(told).text == (
        "Cierra Simms is away Tue, Mar 3, 1:00 PM ET to 3:00 PM ET. "
        "Tickets of that time go to whoever is next."
    )
    assert [answers(desk, f"2026-03-03 {time}") for time in ("12:59", "13:00", "14:59", "15:00")] == [
        "Cierra Simms",
        "Kirk McCalla",
        "Kirk McCalla",
        "Cierra Simms",
    ]
    desk.clock.set(new_york("2026-03-03 13:30"))
    opened = desk.open(priority=Priority.P2)
    assert desk.card(opened).line.assignee.name == "Kirk McCalla"
    assert desk.why(opened)[1] == "Cierra Simms, primary TAM, is absent; back 3:00 PM ET."


def test_what_would_happen_counts_the_hours_off(desk: Desk) -> None:
    announce(desk, LUNCH)
    found = desk.services.oncall.what_if("partiful", desk.cierra, Priority.P2, new_york("2026-03-03 12:30"))
    assert [(at, to.name) for at, to in found.nudges] == [
        (new_york("2026-03-03 13:30"), "Kirk McCalla"),
        (new_york("2026-03-03 14:06"), "Kirk McCalla"),
        (new_york("2026-03-03 14:30"), "Kirk McCalla"),
    ]


def test_the_answer_about_who_is_on_call_names_hours_off_to_come(desk: Desk) -> None:
    announce(desk, LUNCH)
    [primary, _] = desk.services.oncall.at("partiful", desk.cierra).people
    assert [one.start for one in primary.coming_absences] == [LUNCH.starts]
    following = desk.services.oncall.next_change("partiful", desk.cierra)
    assert (following.at, following.answers.name) == (LUNCH.starts, "Kirk McCalla")


@pytest.mark.parametrize(
    ("taken", "left"),
    [
        ([march(10)], [march(9), march(11, 12)]),
        ([march(9, 10)], [march(11, 12)]),
        ([march(12, 20)], [march(9, 11)]),
        ([march(9), march(12)], [march(10, 11)]),
        ([], []),
        (
            [Hours(new_york("2026-03-09 00:00"), new_york("2026-03-12 13:00"))],
            [Hours(new_york("2026-03-12 13:00"), new_york("2026-03-13 00:00"))],
        ),
    ],
)
def test_what_is_taken_out_of_an_absence_leaves_the_rest(
    desk: Desk, taken: Sequence[Span], left: list[Span]
) -> None:
    announce(desk, march(9, 12))
    desk.services.absences.cancel(desk.cierra, "U0CIERRA", taken)
    assert planned(desk) == left


def test_which_of_two_absences_is_taken_back_has_to_be_said(desk: Desk) -> None:
    announce(desk, march(9), LUNCH)
    with pytest.raises(WrongInput) as refused:
        desk.services.absences.cancel(desk.cierra, "U0CIERRA")
    assert str(refused.value) == (
        "Announced for Cierra Simms: Tue, Mar 3, 1:00 PM ET to 3:00 PM ET; Mon, Mar 9. "
        "Write `off cancel` and the days or times."
    )
    assert planned(desk) == [LUNCH, march(9)]


def test_an_absence_that_was_announced_twice_is_named_once_as_it_ends(desk: Desk) -> None:
    for _ in range(2):
        announce(desk, Hours(desk.clock.now(), new_york("2026-03-03 15:00")))
        desk.pass_time(timedelta(seconds=20))
    told = desk.services.absences.end(desk.cierra, "U0CIERRA")
    assert words.ended(told).text == "Cierra Simms is back: Tue, Mar 3, 10:00 AM ET to 3:00 PM ET ends now."


def test_whoever_is_back_is_asked_again_and_the_time_before_stays_as_it_was(desk: Desk) -> None:
    announce(desk, march(3, 6))
    assert answers(desk) == "Kirk McCalla"
    desk.pass_time(timedelta(days=1))
    told = desk.services.absences.end(desk.cierra, "U0CIERRA")
    assert words.ended(told).text == "Cierra Simms is back: Tue, Mar 3 to Fri, Mar 6 (ET) ends now."
    assert answers(desk) == "Cierra Simms"
    assert answers(desk, "2026-03-03 16:00") == "Kirk McCalla"
    with pytest.raises(WrongInput) as refused:
        desk.services.absences.end(desk.cierra, "U0CIERRA")
    assert str(refused.value) == (
        "Cierra Simms is not away now. No absence of Cierra Simms is announced, so nothing was changed."
    )


def test_whoever_is_away_until_told_back_is_so_until_then_and_no_longer(desk: Desk) -> None:
    announce(desk, march(9))
    told = announce(desk, Hours(desk.clock.now(), FOR_EVER))
    assert words.announced(told).text == (
        "Cierra Simms is away Tue, Mar 3, 10:00 AM ET until told back. "
        "Tickets of that time go to whoever is next."
    )
    answer = desk.services.oncall.at("partiful", desk.cierra)
    assert sentences(answer.why, answer.wall_clock)[1] == (
        "Cierra Simms, primary TAM, is absent; no return is planned."
    )
    desk.pass_time(timedelta(hours=2))
    desk.services.absences.end(desk.cierra, "U0CIERRA")
    assert answers(desk) == "Cierra Simms"
    assert planned(desk) == [march(9)]


def test_an_absence_holds_from_when_it_is_announced(desk: Desk) -> None:
    announce(desk, march(3))
    assert answers(desk, "2026-03-03 09:30") == "Cierra Simms"
    assert answers(desk, "2026-03-03 10:00") == "Kirk McCalla"
