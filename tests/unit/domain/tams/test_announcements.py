"""Whatever is announced, taken back and undone: what is in force agrees with a walk along the minutes."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.tams.announcements import Announcement, common, imported_act, in_force
from tests.unit.domain.samples import at

START = at("2026-03-07T22:00-05:00")
MINUTE = timedelta(minutes=1)
LENGTH = 60


def minute(number: int) -> datetime:
    return START + number * MINUTE


@st.composite
def announced(draw: st.DrawFn) -> list[Announcement]:
    """Draw absences, and times in which some of them do not hold; some of either are undone."""
    found: list[Announcement] = []
    for number in range(draw(st.integers(1, 7))):
        start = draw(st.integers(0, LENGTH - 2))
        end = draw(st.integers(start + 1, LENGTH))
        absences = [None, *(one.id for one in found if one.takes_back is None)]
        undone = draw(st.none() | st.integers(0, LENGTH).map(minute))
        takes_back = draw(st.sampled_from(absences))
        found.append(Announcement(number, minute(start), minute(end), takes_back, undone))
    return found


def holds(one: Announcement, t: datetime) -> bool:
    return one.start <= t < one.end and (one.undone_at is None or t < one.undone_at)


def test_what_is_taken_back_parts_an_absence() -> None:
    left = in_force(
        [Announcement(1, minute(0), minute(60)), Announcement(2, minute(20), minute(30), takes_back=1)]
    )
    assert left == {1: [(minute(0), minute(20)), (minute(30), minute(60))]}


def test_what_a_calendar_tells_is_named_by_the_calendar() -> None:
    assert imported_act("team", "U0CIERRA/1") == "calendar/team/U0CIERRA/1"


def test_what_was_undone_held_until_then() -> None:
    left = in_force(
        [
            Announcement(1, minute(0), minute(60), undone_at=minute(10)),
            Announcement(2, minute(20), minute(30), undone_at=minute(10)),
        ]
    )
    assert left == {1: [(minute(0), minute(10))], 2: []}


@pytest.mark.parametrize(("other", "both"), [((30, 90), (30, 60)), ((60, 90), None)])
def test_two_stretches_have_a_time_in_common_or_none(
    other: tuple[int, int], both: tuple[int, int] | None
) -> None:
    found = common((minute(0), minute(60)), (minute(other[0]), minute(other[1])))
    assert found == (both and (minute(both[0]), minute(both[1])))


@given(announced())
def test_at_each_minute_an_absence_holds_unless_that_minute_is_taken_back(said: list[Announcement]) -> None:
    left = in_force(said)
    assert set(left) == {one.id for one in said if one.takes_back is None}
    for number in range(LENGTH):
        t = minute(number)
        for one in said:
            if one.takes_back is None:
                out = any(other.takes_back == one.id and holds(other, t) for other in said)
                found = sum(start <= t < end for start, end in left[one.id])
                assert found == (holds(one, t) and not out)


@given(announced(), st.data())
def test_undoing_changes_nothing_that_was(said: list[Announcement], data: st.DataObject) -> None:
    now = minute(data.draw(st.integers(0, LENGTH)))
    undone = data.draw(st.sampled_from(said))
    later = [
        Announcement(one.id, one.start, one.end, one.takes_back, min(one.undone_at or now, now))
        if one is undone
        else one
        for one in said
    ]
    if undone.undone_at is not None and undone.undone_at < now:
        later = said
    before, after = in_force(said), in_force(later)
    for id_, stretches in before.items():
        for number in range(LENGTH):
            t = minute(number)
            if t < now:
                was = any(start <= t < end for start, end in stretches)
                assert was == any(start <= t < end for start, end in after[id_])
