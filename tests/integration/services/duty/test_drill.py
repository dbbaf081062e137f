"""The monthly drill: a P1 that is none goes the way of any other, and leaves no trace in any figure."""

from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from bot.clock import FakeClock
from bot.domain import drill
from bot.domain.events.drill import DrillEnded
from bot.domain.search.ticket_filter import TicketFilter
from bot.domain.ticket import Status
from bot.runbook import Runbook
from bot.runbook.integrations.webhooks import WebhookRow
from bot.steps import recomputed
from bot.steps.work import Work
from models.queues.outbox import MessageSlot, Method, OutboxRow
from models.response_clock import ResponseClock
from models.ticket import Ticket
from models.ticket_event import TicketEvent
from tests.fixtures.desk import CHANNEL, TRIAGE, Desk
from tests.fixtures.fake_pagers import FakePagers
from tests.fixtures.kills import until_it_lives
from tests.integration.services.duty.asked import Outside
from tests.integration.services.duty.conftest import NIGHT
from tests.integration.services.runbooks import reaching
from tests.integration.web.knocking import reader

ZONE = "America/New_York"
BEGINS = drill.instant("partiful", NIGHT.date().replace(day=1), ZONE)
KEY = "PARTIFUL-drill-2026-03"
SUBJECT = "This is a drill, nothing is wrong. Take it as you would a real P1"


@pytest.fixture
def book(tmp_path: Path) -> Runbook:
    """Give the runbook of the night, with drills."""
    return reaching(tmp_path, "drill: monthly\n")


@pytest.fixture
def drilled(night: Desk, clock: FakeClock) -> Desk:
    """Give a desk a moment before the month's drill begins, its calendar kept since the month began."""
    clock.set(BEGINS - timedelta(days=1))
    night.services.falling_due.keep_calendar()
    clock.set(BEGINS - timedelta(seconds=1))
    return night


def the_drill(desk: Desk) -> Ticket:
    """Return the one drill there is."""
    with desk.database.read() as session:
        ticket = Ticket.numbered(session, "partiful", drill.number_of(BEGINS.date()))
    assert ticket is not None
    return ticket


def ended(desk: Desk) -> DrillEnded:
    """Return how it ended."""
    with desk.database.read() as session:
        event = TicketEvent.latest(session, the_drill(desk).id, DrillEnded)
    assert event is not None
    assert isinstance(event.what, DrillEnded)
    return event.what


def test_whoever_is_on_call_is_reached_as_by_a_real_one_and_told_what_it_is(
    drilled: Desk, pagers: FakePagers
) -> None:
    in_the_channel = len(drilled.posted(CHANNEL))
    drilled.pass_time(timedelta(minutes=6))
    assert [what for _, what, _ in pagers.told] == ["trigger", "sms", "call"]
    assert all(text.startswith(f"{KEY} P1 Partiful: {SUBJECT}. ") for text in pagers.texts)
    [direct] = drilled.posted("U0PETRA")
    assert SUBJECT in direct
    assert len(drilled.posted(CHANNEL)) == in_the_channel


def test_a_key_in_the_call_ends_it_and_says_how_long_it_took(drilled: Desk, pagers: FakePagers) -> None:
    drilled.pass_time(timedelta(minutes=6))
    assert Outside(drilled).call(Digits="1").status == "200 OK"
    assert (the_drill(drilled).status, ended(drilled).by) == (Status.SOLVED, "Petra Novak")
    assert 300 <= ended(drilled).after_seconds <= 400
    drilled.pass_time(timedelta(hours=2))
    assert [what for _, what, _ in pagers.told][-2:] == ["acknowledge", "resolve"]
    over = f"{KEY} · The drill is over: Petra Novak took it after 5 min. Thank you, nothing is left to do."
    assert drilled.posted(TRIAGE)[-1] == over


def test_a_drill_that_nobody_takes_ends_before_it_is_overdue(drilled: Desk) -> None:
    drilled.pass_time(timedelta(hours=3))
    assert ended(drilled) == DrillEnded(None, 59 * 60)
    assert drilled.posted(TRIAGE)[-1] == f"{KEY} · The drill is over: nobody took it within 59 min."
    assert not [text for text in drilled.posted() if "overdue" in text]


def test_it_stands_in_no_list_and_no_figure_and_takes_no_number(drilled: Desk) -> None:
    drilled.pass_time(timedelta(minutes=6))
    for state in ("waiting", "over"):
        with drilled.database.read() as session:
            assert Ticket.unsolved(session, None) == [], state
            assert ResponseClock.awaited_since(session, BEGINS) == [], state
            assert ResponseClock.running_of_account(session, "partiful") == [], state
        solved = TicketFilter(solved_since=BEGINS - timedelta(days=1))
        for wanted in (TicketFilter(), solved):
            assert drilled.services.tickets.listed("partiful", wanted, drilled.cierra).tickets == (), state
        drilled.services.lifecycle.take(the_drill(drilled).id, drilled.petra) if state == "waiting" else None
    assert drilled.open().key == "PARTIFUL-1"


def test_no_emoji_and_no_mention_is_about_it_so_that_only_taking_it_ends_it(drilled: Desk) -> None:
    drilled.pass_time(timedelta(minutes=6))
    with drilled.database.read() as session:
        card = MessageSlot.at(session, the_drill(drilled).triage_slot)
    assert card is not None
    assert drilled.services.places.at(TRIAGE, card.ts) is None
    assert drilled.services.places.live_at(TRIAGE, card.ts) is None
    assert not drilled.services.places.may_be_unrecorded(TRIAGE, card.ts)


def test_started_again_it_begins_once_and_the_next_month_at_another_hour(drilled: Desk) -> None:
    for _ in range(3):
        drilled.services.falling_due.keep_calendar()
        drilled.pass_time(timedelta(minutes=1))
    april = drill.instant("partiful", drill.next_month(BEGINS.date()), ZONE)
    drilled.clock.set(april)
    drilled.pass_time(timedelta(minutes=1))
    with drilled.database.read() as session:
        numbers = [Ticket.numbered(session, "partiful", number) for number in (-202603, -202604)]
    assert all(numbers)


@pytest.mark.drawn
def test_killed_before_any_write_a_drill_is_taken_wholly_or_not_at_all(drilled: Desk) -> None:
    drilled.pass_time(timedelta(minutes=1))
    ticket = the_drill(drilled).id
    take = partial(drilled.services.lifecycle.take, ticket, drilled.petra)
    assert until_it_lives(drilled.database, take) > 1
    drilled.pass_time(timedelta(hours=2))
    assert len([text for text in drilled.posted(TRIAGE) if "The drill is over" in text]) == 1


def test_one_that_nobody_was_up_for_is_left_out(drilled: Desk, pagers: FakePagers) -> None:
    drilled.clock.set(BEGINS + timedelta(hours=3))
    drilled.pass_time(timedelta(minutes=10))
    assert pagers.told == []


def test_what_was_decided_about_it_comes_to_the_same_again(drilled: Desk) -> None:
    drilled.pass_time(timedelta(hours=2))
    with drilled.database.read() as session:
        work = Work(session, drilled.services.runbook, drilled.clock.now(), "")
        assert [one for one in recomputed.decisions(work, the_drill(drilled)) if not one.same] == []


class TestWithPrograms:
    """Other programs are told of real tickets alone: they count what they hear of."""

    @pytest.fixture
    def book(self, tmp_path: Path) -> Runbook:
        hooks = [
            WebhookRow(id=name, url="https://example.com/tam", secret="${TOLD}", account=account)
            for name, account in (("ops", None), ("crm", "partiful"))
        ]
        book = reaching(tmp_path, "drill: monthly\n")
        return replace(book, provider=book.provider.model_copy(update={"webhooks": tuple(hooks)}))

    def test_no_program_is_told_of_a_drill(self, drilled: Desk) -> None:
        for minutes in (30, 90):
            drilled.pass_time(timedelta(minutes=minutes))
            for program in (reader(drilled), reader(drilled, "partiful")):
                for page in ("tickets", "tickets?status=solved", "events"):
                    assert program.pages(f"/api/v1/{page}") == [], (minutes, page)
        drilled.open()
        with drilled.database.read() as session:
            told = OutboxRow.latest_by(session, Method.WEBHOOK, 100, None)
        assert {row.payload["data"]["ticket"] for row in told} == {"PARTIFUL-1"}
        assert {row.channel for row in told} == {"ops", "crm"}


class TestWithoutDrills:
    """As it is unless the runbook says otherwise."""

    @pytest.fixture
    def book(self, tmp_path: Path) -> Runbook:
        return reaching(tmp_path)

    def test_there_are_none(self, drilled: Desk, pagers: FakePagers) -> None:
        drilled.pass_time(timedelta(minutes=10))
        assert pagers.told == []
