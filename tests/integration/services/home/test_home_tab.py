"""The Home tab: drawn when it is opened and, for an hour, when something changes; each for its reader."""

from datetime import timedelta

from sqlalchemy import update

from bot.domain.commands.times.spans import WholeDays
from bot.domain.sla import Priority
from models.ticket import Ticket
from tests.fixtures.desk import Desk
from tests.fixtures.shown import lines, words_of
from tests.fixtures.statements import recorded


def _open(desk: Desk, user: str, team: str = "T0PROVIDER") -> list[str]:
    """Have somebody open their tab; return what they see."""
    desk.services.homes.opened(user, team, has_page=False)
    desk.settle()
    return _seen(desk, user)


def _seen(desk: Desk, user: str) -> list[str]:
    drawn = [call for call in desk.slack.called("views.publish") if call["user_id"] == user]
    return lines(words_of(drawn[-1]["view"]))


def _drawn(desk: Desk) -> int:
    desk.settle()
    return len(desk.slack.called("views.publish"))


def _follow(desk: Desk, after: timedelta) -> int:
    """Let time pass and look once; return how many pages have been published by then."""
    desk.clock.advance(after)
    desk.services.homes_following.follow()
    return _drawn(desk)


def test_staff_see_what_burns_and_what_is_theirs(desk: Desk) -> None:
    late = desk.open(priority=Priority.P1, subject="Calls drop")
    desk.clock.advance(timedelta(hours=2))
    alarmed = desk.open(subject="SMS is failing")
    desk.escalate(alarmed)
    desk.open(subject="Numbers are wrong")
    desk.services.lifecycle.assign_to_person(late.ticket_id, "U0KIRK", desk.cierra)
    seen = _open(desk, "U0CIERRA")
    assert seen[0] == "1 escalated · 1 overdue · 1 yours"
    assert [line.rpartition(" · ")[2] for line in seen if "PARTIFUL-" in line] == [
        "SMS is failing",
        "Calls drop",
        "Numbers are wrong",
    ]
    assert "Partiful: Cierra Simms (primary TAM), until 6:00 PM ET" in seen


def test_a_night_s_ticket_is_taken_by_nobody(desk: Desk) -> None:
    desk.clock.advance(timedelta(hours=10))
    desk.open(subject="Late call")
    assert _open(desk, "U0PETRA")[0] == "1 taken by nobody"


def test_customers_and_colleagues_see_no_ticket(desk: Desk) -> None:
    desk.open(subject="A secret matter")
    for user, team, title in (
        ("U0MAYA", "T0PARTIFUL", "Your tickets"),
        ("U0COLLEEN", "T0PROVIDER", "The support team's desk"),
        ("U0MALLORY", "T0MALLORY", "The support team's desk"),
    ):
        seen = _open(desk, user, team)
        assert seen[0] == title
        assert not any("secret" in line or "PARTIFUL-" in line for line in seen)


def test_a_tab_follows_what_changes_at_most_twice_a_minute(desk: Desk) -> None:
    _open(desk, "U0CIERRA")
    desk.open()
    assert _follow(desk, timedelta(seconds=29)) == 1
    assert _follow(desk, timedelta(seconds=1)) == 2
    assert "1 yours" in _seen(desk, "U0CIERRA")
    assert _follow(desk, timedelta(seconds=30)) == 2


def test_a_tab_follows_for_an_hour_and_what_is_left_of_times_is_kept_fresh(desk: Desk) -> None:
    _open(desk, "U0CIERRA")
    assert _follow(desk, timedelta(minutes=5)) == 2
    desk.open()
    assert _follow(desk, timedelta(minutes=55)) == 2
    assert _open(desk, "U0CIERRA")[0] == "1 yours"


def test_who_sees_no_desk_is_not_drawn_for_each_change_on_it(desk: Desk) -> None:
    _open(desk, "U0MAYA", "T0PARTIFUL")
    desk.open()
    assert _follow(desk, timedelta(minutes=1)) == 1
    assert _follow(desk, timedelta(minutes=4)) == 2


def test_tickets_of_an_account_that_left_the_runbook_are_not_counted(desk: Desk) -> None:
    desk.open()
    gone = desk.open()
    with desk.database.begin() as session:
        session.execute(update(Ticket).where(Ticket.id == gone.ticket_id).values(account="gone"))
    assert _open(desk, "U0CIERRA")[0] == "1 yours"


def test_a_change_of_who_is_on_call_is_followed(desk: Desk) -> None:
    _open(desk, "U0CIERRA")
    today = desk.clock.now().date()
    desk.services.absences.announce(desk.cierra, "U0CIERRA", [WholeDays(today, today)])
    _follow(desk, timedelta(minutes=1))
    assert any(line.startswith("Partiful: Kirk McCalla (secondary TAM)") for line in _seen(desk, "U0CIERRA"))


def test_opening_twice_in_a_moment_draws_once_unless_slack_has_no_page(desk: Desk) -> None:
    _open(desk, "U0CIERRA")
    desk.services.homes.opened("U0CIERRA", "T0PROVIDER")
    assert _drawn(desk) == 1
    desk.services.homes.opened("U0CIERRA", "T0PROVIDER", has_page=False)
    assert _drawn(desk) == 2


def test_whoever_clicks_sees_what_it_did_at_once(desk: Desk) -> None:
    _open(desk, "U0CIERRA")
    desk.open()
    desk.services.homes.acted("U0CIERRA")
    desk.services.homes.acted("U0STRANGER")
    assert _drawn(desk) == 2
    assert _seen(desk, "U0CIERRA")[0] == "1 yours"


def test_pages_that_wait_give_way_to_the_newest(desk: Desk) -> None:
    desk.slack.refuse("views.publish", "internal_error")
    desk.services.homes.opened("U0CIERRA", "T0PROVIDER", has_page=False)
    desk.open()
    desk.services.homes.acted("U0CIERRA")
    desk.services.homes.acted("U0CIERRA")
    desk.settle()
    desk.clock.advance(timedelta(minutes=1))
    desk.settle()
    assert _seen(desk, "U0CIERRA")[0] == "1 yours"
    assert len(desk.slack.called("views.publish")) <= 3


def test_a_home_that_the_app_has_not_switched_on_is_given_up_quietly(desk: Desk) -> None:
    desk.slack.refuse("views.publish", "not_enabled")
    desk.services.homes.opened("U0CIERRA", "T0PROVIDER", has_page=False)
    assert _drawn(desk) == 1
    assert _follow(desk, timedelta(minutes=5)) == 2


def test_while_nothing_changes_many_tabs_cost_no_more_than_one(desk: Desk) -> None:
    asked: list[int] = []
    for user in ("U0CIERRA", "U0KIRK", "U0PETRA"):
        _open(desk, user)
        _follow(desk, timedelta(seconds=31))
        desk.clock.advance(timedelta(seconds=31))
        with recorded(desk.database) as ran:
            desk.services.homes_following.follow()
        asked.append(len(ran))
    assert asked == [asked[0]] * 3
