"""Calls at once, and requests of one call at once: as if one had come after the other."""

from collections.abc import Callable
from functools import partial

from sqlalchemy import select

from bot.domain.phone.line_call import CallOutcome
from bot.domain.phone.pin_tries import SHOWN_NUMBER, Tried
from models.phone.line_call import LineCallRow
from models.phone.pin_tries import PinTries
from models.ticket import Ticket
from tests.fixtures.desk import CHANNEL, Desk
from tests.integration.rivals import at_one_instant
from tests.integration.services.phone.ringing import MAYA, Line

AT_ONCE, RIGHT, WRONG = 4, "4711", "8642"


def outcomes(desk: Desk) -> list[CallOutcome | None]:
    """Return how all calls went."""
    with desk.database.read() as session:
        return [row.state.outcome for row in session.scalars(select(LineCallRow).order_by(LineCallRow.id))]


def tickets(desk: Desk) -> list[Ticket]:
    """Return all tickets that are open."""
    with desk.database.read() as session:
        return list(Ticket.unsolved(session, "partiful"))


def each(line: Line, calls: int, act: Callable[[str], object]) -> None:
    """Have several callers do something at once."""
    at_one_instant(*[partial(act, line.call().sid) for _ in range(calls)])


def test_of_wrong_pins_typed_in_many_calls_at_once_none_goes_uncounted(line: Line, day: Desk) -> None:
    service = day.services.support_line
    calls = [line.call().sid for _ in range(AT_ONCE)]
    for step in (1, 2):
        at_one_instant(*[partial(service.typed, sid, step, WRONG) for sid in calls])
    with day.database.begin() as session:
        assert PinTries.held(session, MAYA, day.clock.now()) == Tried(SHOWN_NUMBER.tries, day.clock.now())
    assert outcomes(day).count(CallOutcome.LOCKED_OUT) == AT_ONCE * 2 - SHOWN_NUMBER.tries
    assert line.call().heard[-1].startswith("Too many wrong PINs came from your number.")


def test_a_call_that_is_begun_by_two_requests_at_once_is_one(line: Line, day: Desk) -> None:
    service = day.services.support_line
    answers = at_one_instant(*[lambda: service.called("CA1", MAYA)] * AT_ONCE)
    assert len(outcomes(day)) == 1
    assert [answer.step for answer in answers] == [1] * AT_ONCE


def test_a_call_of_which_two_things_are_told_at_once_opens_one_ticket(line: Line, day: Desk) -> None:
    service = day.services.support_line
    call = line.call().types(RIGHT)
    while call.rings != "+14155550104":
        call.ring_ends("no-answer")
    step = int(call.rung["action"].rpartition("=")[2])
    gone = partial(service.ended, call.sid, step, talked=False, gone=True)
    at_one_instant(gone, gone, partial(service.hung_up, call.sid), partial(service.hung_up, call.sid))
    day.settle()
    assert len(tickets(day)) == 1
    assert len([text for text in day.said(CHANNEL) if " called at " in text]) == 1


def test_callers_at_once_each_get_a_ticket_of_their_own(line: Line, day: Desk) -> None:
    service = day.services.support_line
    each(line, AT_ONCE, lambda sid: service.typed(sid, 1, RIGHT))
    with day.database.read() as session:
        calls = {row.sid: row.state for row in session.scalars(select(LineCallRow))}
    at_one_instant(*[partial(service.hung_up, sid) for sid in calls])
    assert sorted(ticket.number for ticket in tickets(day)) == [*range(1, AT_ONCE + 1)]


def test_the_one_ticket_that_many_callers_choose_at_once_hears_of_each(line: Line, day: Desk) -> None:
    day.open()
    service = day.services.support_line
    calls = [line.call().types(RIGHT).sid for _ in range(AT_ONCE)]
    at_one_instant(*[partial(service.chose, sid, 2, "1") for sid in calls])
    at_one_instant(*[partial(service.hung_up, sid) for sid in calls])
    day.settle()
    assert len(tickets(day)) == 1
    assert len([text for text in day.said(CHANNEL) if " called at " in text]) == AT_ONCE
