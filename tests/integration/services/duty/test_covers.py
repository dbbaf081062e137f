"""Turns that change hands: covers and swaps, accepted or refused, undone, told to those concerned."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.blocks.answers import covers as words
from bot.blocks.answers.schedules import schedules
from bot.clock import FakeClock
from bot.domain.commands.times.spans import Hours, WholeDays
from bot.domain.permission import Actor
from bot.domain.sla import Priority
from bot.errors import NotAllowed, WrongInput
from models.store.database import Database
from tests.fixtures.desk import TRIAGE, Desk, new_york
from tests.fixtures.fake_slack import FakeSlack
from tests.integration.services.duty.test_schedules import NIGHTS, PEOPLE, PSE
from tests.integration.services.runbooks import edited

LUNCH = Hours(new_york("2026-03-03 13:00"), new_york("2026-03-03 15:00"))
TONIGHT = Hours(new_york("2026-03-03 18:00"), new_york("2026-03-04 09:00"))


@pytest.fixture
def nights(sqlite: Database, clock: FakeClock, slack: FakeSlack, tmp_path: Path) -> Desk:
    """Give a desk whose 24x7 team is Omar and Petra, night by night: Omar has tonight's."""
    return Desk(sqlite, clock, slack, edited(tmp_path, provider=(PSE, PEOPLE + NIGHTS)))


def answers(desk: Desk, at: str) -> str:
    """Return who answers then."""
    return desk.services.oncall.at("partiful", desk.kirk, new_york(at)).answers.name


def on_call(desk: Desk, at: str) -> str | None:
    """Return who of the 24x7 team is on call then."""
    return desk.services.oncall.at("partiful", desk.kirk, new_york(at)).pse_now


def told(desk: Desk, user: str) -> list[str]:
    """Return what the bot said to somebody alone."""
    desk.settle()
    return [message["text"] for message in desk.slack.messages.get(f"D{user}", [])]


def test_somebody_covers_for_a_tam_in_the_hours_of_the_role(desk: Desk) -> None:
    taken = desk.services.covers.cover(desk.cierra, "U0RALPH", [LUNCH], "U0CIERRA")
    assert words.covered(taken).text == (
        "These turns change hands:\n"
        "Tue, Mar 3, 1:00 PM ET to 3:00 PM ET: "
        "Ralph Esposito in place of Cierra Simms, primary TAM of Partiful"
    )
    assert [answers(desk, f"2026-03-03 {time}") for time in ("12:59", "13:00", "15:00")] == [
        "Cierra Simms",
        "Ralph Esposito",
        "Cierra Simms",
    ]
    desk.clock.set(new_york("2026-03-03 13:30"))
    assert desk.ticket(desk.open(priority=Priority.P2)).assignee_name == "Ralph Esposito"
    assert "<@U0RALPH>" in desk.said(TRIAGE)[-1]


def test_whoever_is_put_on_call_by_another_is_told_and_may_undo_it(desk: Desk) -> None:
    taken = desk.services.covers.cover(desk.cierra, "U0RALPH", [LUNCH], "U0CIERRA")
    [said] = told(desk, "U0RALPH")
    assert said.splitlines()[0] == "Cierra Simms put you on call:"
    undone = desk.services.covers.undo(desk.actor("U0RALPH"), taken.act)
    assert words.undone(undone).text.splitlines()[0] == "That is undone. It was about:"
    assert answers(desk, "2026-03-03 13:30") == "Cierra Simms"
    assert told(desk, "U0CIERRA")[-1].splitlines()[0] == (
        "Ralph Esposito undid this. These turns do not change hands after all:"
    )
    again = desk.services.covers.undo(desk.cierra, taken.act)
    assert words.undone(again).text.splitlines()[0] == "That was undone already. It was about:"


def test_a_cover_that_has_begun_ends_now_and_was_until_then(desk: Desk) -> None:
    taken = desk.services.covers.cover(desk.cierra, "U0RALPH", [LUNCH], "U0CIERRA")
    desk.clock.set(new_york("2026-03-03 14:00"))
    undone = desk.services.covers.undo(desk.cierra, taken.act)
    assert words.undone(undone).text.splitlines()[0] == "That had begun: it ends now. It was about:"
    assert [answers(desk, f"2026-03-03 {time}") for time in ("13:59", "14:00")] == [
        "Ralph Esposito",
        "Cierra Simms",
    ]


def test_only_those_concerned_undo_it(desk: Desk) -> None:
    taken = desk.services.covers.cover(desk.cierra, "U0RALPH", [LUNCH], "U0CIERRA")
    with pytest.raises(NotAllowed) as refused:
        desk.services.covers.undo(desk.kirk, taken.act)
    assert str(refused.value) == "Only those whose turns they are, and whoever announced it, can undo that."


def test_a_night_of_the_24x7_team_is_covered_and_shown_everywhere(nights: Desk) -> None:
    assert on_call(nights, "2026-03-04 02:00") == "Omar Haddad"
    nights.services.covers.cover(nights.petra, "U0PETRA", [TONIGHT], "U0OMAR")
    assert [on_call(nights, f"2026-03-{time}") for time in ("03 17:59", "03 18:00", "04 09:00")] == [
        "Petra Novak",
        "Petra Novak",
        "Omar Haddad",
    ]
    week = schedules(nights.services.oncall.week("partiful", nights.kirk)).text.splitlines()
    assert week[1:4] == [
        "Tue, Mar 3, 10:00 AM ET to 6:00 PM ET: Petra Novak (nights)",
        "Tue, Mar 3, 6:00 PM ET to Wed, Mar 4, 9:00 AM ET: Petra Novak (override)",
        "Wed, Mar 4, 9:00 AM ET to 6:00 PM ET: Omar Haddad (nights)",
    ]
    nights.clock.set(new_york("2026-03-04 02:00"))
    triage = nights.new_in()
    nights.open(priority=Priority.P1)
    assert triage.texts[0].splitlines()[2] == "Assignee: <@U0PETRA> (24x7 PSE team)"


def test_without_in_whose_place_the_one_schedule_of_whoever_covers_is_theirs(nights: Desk) -> None:
    taken = nights.services.covers.cover(nights.petra, "U0PETRA", [TONIGHT], None)
    assert [line.duty for line in taken.lines] == ["Personalized Support Engineers"]
    assert on_call(nights, "2026-03-04 02:00") == "Petra Novak"


Ask = Callable[[Desk], object]


@pytest.mark.parametrize(
    ("ask", "why"),
    [
        (
            lambda desk: desk.services.covers.cover(desk.kirk, "U0KIRK", [LUNCH], None),
            "Say whose turns Kirk McCalla takes: `/oncall cover @who FROM..TO for @whose`. "
            "Without that, only people of exactly one schedule can cover.",
        ),
        (
            lambda desk: desk.services.covers.cover(desk.kirk, "U0KIRK", [LUNCH], "U0KIRK"),
            "Kirk McCalla cannot cover for Kirk McCalla.",
        ),
        (
            lambda desk: desk.services.covers.cover(desk.kirk, "U0KIRK", [TONIGHT], "U0CIERRA"),
            "Cierra Simms has no turn in that time, so nothing was changed.",
        ),
        (
            lambda desk: desk.services.covers.cover(desk.kirk, "U0KIRK", [TONIGHT], "U0OMAR"),
            "Kirk McCalla is not among the runbook's `people`, so cannot take turns in "
            "Personalized Support Engineers.",
        ),
        (
            lambda desk: desk.services.covers.cover(
                desk.kirk, "U0KIRK", [WholeDays(date(2026, 3, 2), date(2026, 3, 2))], "U0CIERRA"
            ),
            "That time is over already. A turn changes hands from now on.",
        ),
        (
            lambda desk: desk.services.covers.swap(desk.kirk, "U0KIRK", [LUNCH]),
            "A swap takes two: write `/oncall swap @who FROM..TO`.",
        ),
        (
            lambda desk: desk.services.covers.swap(desk.kirk, "U0CIERRA", [TONIGHT]),
            "Neither Kirk McCalla nor Cierra Simms has a turn in that time, so nothing was asked.",
        ),
    ],
)
def test_what_cannot_be_is_refused_in_words_and_changes_nothing(nights: Desk, ask: Ask, why: str) -> None:
    with pytest.raises(WrongInput) as refused:
        ask(nights)
    assert str(refused.value) == why
    assert on_call(nights, "2026-03-04 02:00") == "Omar Haddad"


def test_strangers_and_customers_are_never_on_call(desk: Desk) -> None:
    with pytest.raises(NotAllowed) as refused:
        desk.services.covers.cover(desk.cierra, "U0MAYA", [LUNCH], "U0CIERRA")
    assert str(refused.value) == "Maya Chen is not of the support team, so cannot be on call."
    with pytest.raises(NotAllowed):
        desk.services.covers.cover(desk.maya, "U0CIERRA", [LUNCH], None)


def omar_of(desk: Desk) -> Actor:
    """Return Omar."""
    return desk.services.people.actor("partiful", "U0OMAR", "T0PROVIDER")


def two_nights() -> WholeDays:
    """Return the days in which Omar has one night and Petra the next."""
    return WholeDays(date(2026, 3, 4), date(2026, 3, 5))


def test_a_swap_changes_nothing_until_it_is_accepted_then_each_takes_the_other_s(nights: Desk) -> None:
    omar = omar_of(nights)
    swap = nights.services.covers.swap(omar, "U0PETRA", [two_nights()])
    assert (
        words.asked(swap).text.splitlines()[0]
        == "Petra Novak is asked to swap. Nothing changes until they accept:"
    )
    assert told(nights, "U0PETRA")[0].splitlines()[0] == "Omar Haddad asks you to swap turns:"
    before = [on_call(nights, f"2026-03-{at}") for at in ("04 10:00", "05 02:00", "05 20:00")]
    assert before == ["Omar Haddad", "Petra Novak", "Omar Haddad"]
    accepted = nights.services.covers.accept(nights.petra, swap.act)
    assert words.answered(accepted).text.splitlines()[0] == "These turns change hands:"
    after = [on_call(nights, f"2026-03-{at}") for at in ("04 10:00", "05 02:00", "05 20:00", "06 02:00")]
    assert after == ["Petra Novak", "Omar Haddad", "Petra Novak", "Omar Haddad"]
    assert told(nights, "U0OMAR")[0].splitlines()[0] == (
        "Petra Novak accepted the swap. These turns change hands:"
    )
    again = nights.services.covers.refuse(nights.petra, swap.act)
    assert words.answered(again).text == "That swap was accepted already; it stands."
    nights.services.covers.undo(nights.petra, swap.act)
    assert on_call(nights, "2026-03-05 02:00") == "Petra Novak"


def test_two_tams_swap_their_roles(desk: Desk) -> None:
    swap = desk.services.covers.swap(desk.cierra, "U0KIRK", [LUNCH])
    desk.services.covers.accept(desk.kirk, swap.act)
    people = desk.services.oncall.at("partiful", desk.kirk, LUNCH.starts).people
    assert [one.name for one in people] == ["Kirk McCalla", "Cierra Simms"]


def test_a_swap_that_is_refused_changes_nothing_and_says_so(nights: Desk) -> None:
    swap = nights.services.covers.swap(omar_of(nights), "U0PETRA", [two_nights()])
    refused = nights.services.covers.refuse(nights.petra, swap.act)
    assert words.answered(refused).text == "You refused the swap. Nothing changed."
    assert told(nights, "U0OMAR")[0].splitlines()[0] == "Petra Novak refused the swap. Nothing changed:"
    late = nights.services.covers.accept(nights.petra, swap.act)
    assert words.answered(late).text == "That swap was refused already; nothing changed."
    assert on_call(nights, "2026-03-05 02:00") == "Petra Novak"


def test_a_swap_that_was_taken_back_or_whose_time_has_come_cannot_be_accepted(nights: Desk) -> None:
    omar = omar_of(nights)
    withdrawn = nights.services.covers.swap(omar, "U0PETRA", [two_nights()])
    nights.services.covers.undo(omar, withdrawn.act)
    answer = nights.services.covers.accept(nights.petra, withdrawn.act)
    assert words.answered(answer).text == "That swap was taken back; nothing changed."
    late = nights.services.covers.swap(omar, "U0PETRA", [two_nights()])
    nights.pass_time(timedelta(days=1))
    answer = nights.services.covers.accept(nights.petra, late.act)
    assert words.answered(answer).text == (
        "That swap has expired: its turns began before it was accepted. Nothing changed."
    )
    assert on_call(nights, "2026-03-05 02:00") == "Petra Novak"


def test_only_whoever_was_asked_accepts(nights: Desk) -> None:
    omar = omar_of(nights)
    swap = nights.services.covers.swap(omar, "U0PETRA", [two_nights()])
    with pytest.raises(NotAllowed) as refused:
        nights.services.covers.accept(omar, swap.act)
    assert str(refused.value) == "Only whoever was asked can answer that."
