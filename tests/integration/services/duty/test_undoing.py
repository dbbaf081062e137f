"""*Undo* under an announcement: by its author or its subject, once, and never backwards in time."""

from datetime import date, timedelta

import pytest

from bot.blocks.answers import absences as words
from bot.domain.commands.times.spans import Hours, Span, WholeDays
from bot.errors import NotAllowed, NotFound
from tests.fixtures.desk import Desk, new_york

LUNCH = Hours(new_york("2026-03-03 13:00"), new_york("2026-03-03 15:00"))
NINTH = WholeDays(date(2026, 3, 9), date(2026, 3, 9))
NOBODY = "No absence of Cierra Simms is announced."


def announced(desk: Desk, *spans: Span) -> str:
    """Have Kirk announce that Cierra is away; return what can be undone."""
    act = desk.services.absences.announce(desk.kirk, "U0CIERRA", spans).act
    assert act is not None
    return act


def undo(desk: Desk, act: str, user: str = "U0CIERRA") -> str:
    """Have somebody click *Undo*; return what they are told."""
    return words.undone(desk.services.absences.undo(desk.actor(user), act)).text


def answers(desk: Desk, at: str) -> str:
    """Return who answers then."""
    return desk.services.oncall.at("partiful", desk.kirk, new_york(at)).answers.name


@pytest.mark.parametrize("user", ["U0CIERRA", "U0KIRK"])
def test_the_author_and_whom_it_is_about_may_undo_it(desk: Desk, user: str) -> None:
    act = announced(desk, LUNCH, NINTH)
    assert undo(desk, act, user) == f"That is undone. {NOBODY}"
    assert answers(desk, "2026-03-03 14:00") == "Cierra Simms"


def test_nobody_else_may(desk: Desk) -> None:
    act = announced(desk, LUNCH)
    with pytest.raises(NotAllowed) as refused:
        undo(desk, act, "U0RALPH")
    assert str(refused.value) == (
        "Only Kirk McCalla or Cierra Simms can undo that. `/oncall off cancel` is for everybody."
    )
    assert answers(desk, "2026-03-03 14:00") == "Kirk McCalla"


def test_a_second_click_says_what_stands(desk: Desk) -> None:
    act = announced(desk, LUNCH)
    announced(desk, NINTH)
    stands = "Announced for Cierra Simms: Mon, Mar 9 (ET)."
    assert undo(desk, act) == f"That is undone. {stands}"
    assert undo(desk, act) == f"That was undone already. {stands}"


def test_an_absence_that_has_begun_ends_now_and_was_until_then(desk: Desk) -> None:
    act = announced(desk, LUNCH)
    desk.clock.set(new_york("2026-03-03 14:00"))
    assert undo(desk, act) == f"That had begun: it ends now. {NOBODY}"
    assert [answers(desk, f"2026-03-03 {time}") for time in ("13:59", "14:00")] == [
        "Kirk McCalla",
        "Cierra Simms",
    ]
    desk.pass_time(timedelta(minutes=30))
    assert undo(desk, act) == f"That was undone already. {NOBODY}"
    assert answers(desk, "2026-03-03 14:10") == "Cierra Simms"


def test_an_absence_that_is_over_stays(desk: Desk) -> None:
    act = announced(desk, LUNCH)
    desk.clock.set(new_york("2026-03-03 15:00"))
    assert undo(desk, act) == f"That is over already, so nothing was changed. {NOBODY}"
    assert answers(desk, "2026-03-03 14:00") == "Kirk McCalla"


def test_taking_back_can_be_undone_too(desk: Desk) -> None:
    announced(desk, LUNCH)
    act = desk.services.absences.cancel(desk.cierra, "U0CIERRA").act
    assert act is not None
    assert answers(desk, "2026-03-03 14:00") == "Cierra Simms"
    assert undo(desk, act) == (
        "That is undone. Announced for Cierra Simms: Tue, Mar 3, 1:00 PM ET to 3:00 PM ET."
    )
    assert answers(desk, "2026-03-03 14:00") == "Kirk McCalla"


def test_whoever_came_back_by_mistake_is_away_again_from_then_on(desk: Desk) -> None:
    announced(desk, LUNCH)
    desk.clock.set(new_york("2026-03-03 13:30"))
    act = desk.services.absences.end(desk.cierra, "U0CIERRA").act
    assert act is not None
    desk.clock.set(new_york("2026-03-03 14:00"))
    undo(desk, act)
    assert [answers(desk, f"2026-03-03 {time}") for time in ("13:15", "13:45", "14:15", "15:00")] == [
        "Kirk McCalla",
        "Cierra Simms",
        "Kirk McCalla",
        "Cierra Simms",
    ]


def test_what_was_never_announced_cannot_be_undone(desk: Desk) -> None:
    with pytest.raises(NotFound) as refused:
        undo(desk, "forged")
    assert str(refused.value) == "That announcement is not known any more."
