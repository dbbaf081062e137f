"""A call to the support line: whatever happens in whatever order, it ends in exactly one way."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.phone.line_answer import Heard, heard_next
from bot.domain.phone.line_call import (
    TRIES,
    Callee,
    CallOutcome,
    LineCall,
    Stage,
    accepted,
    chosen,
    hung_up,
    locked_out,
    recognised,
    recorded,
    rings,
    talked,
    wrong_pin,
)
from bot.domain.tams import Role

NOW = datetime(2026, 3, 3, 15, tzinfo=UTC)
CIERRA = Callee(Role.PRIMARY, "Cierra Simms", "cierra")
PETRA = Callee(Role.PSE, "Petra Novak", "petra")
RINGING = rings(recognised(LineCall(), "partiful", ()), CIERRA)


def test_three_pins_that_nobody_has_end_a_call() -> None:
    call = LineCall()
    for left in reversed(range(TRIES)):
        call = wrong_pin(call, typed=True)
        assert call.is_over is (left == 0)
    assert (call.outcome, call.wrong, call.step) == (CallOutcome.REFUSED, 3, 4)


def test_a_pin_that_was_not_typed_is_a_try_but_no_guess() -> None:
    assert (wrong_pin(LineCall(), typed=False).tries, wrong_pin(LineCall(), typed=False).wrong) == (1, 0)


@pytest.mark.parametrize(
    ("pressed", "ticket"),
    [("1", 12), ("2", 9), ("3", None), ("", None), ("0", None), ("²", None), ("*", None), ("٣", None)],
)
def test_a_key_chooses_its_ticket_and_any_other_something_new(pressed: str, ticket: int | None) -> None:
    call = chosen(recognised(LineCall(), "partiful", [12, 9]), pressed)
    assert (call.ticket, call.stage) == (ticket, Stage.RINGING)


def test_a_choice_is_offered_only_where_tickets_are_open() -> None:
    assert recognised(LineCall(), "partiful", [12]).stage is Stage.CHOICE
    assert recognised(LineCall(), "partiful", []).stage is Stage.RINGING


def test_whoever_is_rung_accepts_once_and_only_the_call_that_rings() -> None:
    call = accepted(RINGING, RINGING.step, NOW)
    assert call.accepted_at == NOW
    assert accepted(call, call.step, NOW.replace(hour=16)) == call
    assert accepted(RINGING, RINGING.step - 1, NOW) == RINGING
    assert accepted(hung_up(RINGING), RINGING.step, NOW).accepted_at is None


def test_who_accepted_and_was_not_connected_has_accepted_nothing_of_the_next_ringing() -> None:
    call = rings(accepted(RINGING, RINGING.step, NOW), PETRA)
    assert (call.accepted_at, call.rung, call.callee) == (None, (CIERRA, PETRA), PETRA)


def test_with_nobody_left_to_ring_a_message_can_be_left() -> None:
    call = rings(RINGING, None)
    assert (call.stage, call.outcome) == (Stage.VOICEMAIL, CallOutcome.MISSED)
    assert (recorded(call).stage, recorded(call).outcome) == (Stage.OVER, CallOutcome.MISSED)


@pytest.mark.parametrize(
    ("call", "outcome"),
    [
        (LineCall(), CallOutcome.REFUSED),
        (recognised(LineCall(), "partiful", [12]), CallOutcome.ABANDONED),
        (RINGING, CallOutcome.ABANDONED),
        (talked(RINGING), CallOutcome.ANSWERED),
        (recorded(rings(RINGING, None)), CallOutcome.MISSED),
        (locked_out(LineCall()), CallOutcome.LOCKED_OUT),
    ],
)
def test_a_caller_who_hangs_up_leaves_it_as_far_as_it_came(call: LineCall, outcome: CallOutcome) -> None:
    assert (hung_up(call).stage, hung_up(call).outcome) == (Stage.OVER, outcome)


def test_a_caller_who_hangs_up_may_have_left_a_message_of_which_is_told_later() -> None:
    message = rings(RINGING, None)
    assert hung_up(message) == message


@pytest.mark.parametrize("outcome", CallOutcome)
def test_only_a_customer_with_whom_nobody_spoke_waits(outcome: CallOutcome) -> None:
    assert outcome.waits is (outcome in (CallOutcome.MISSED, CallOutcome.ABANDONED))


def test_nobody_was_rung_in_a_call_that_has_just_begun() -> None:
    assert LineCall().callee is None


HAPPENINGS: dict[Stage, list[Callable[[LineCall], LineCall]]] = {
    Stage.PIN: [
        lambda call: wrong_pin(call, typed=True),
        lambda call: wrong_pin(call, typed=False),
        lambda call: recognised(call, "partiful", [12]),
        lambda call: recognised(call, "partiful", []),
        locked_out,
        hung_up,
    ],
    Stage.CHOICE: [lambda call: chosen(call, "1"), lambda call: chosen(call, ""), hung_up],
    Stage.RINGING: [
        lambda call: rings(call, PETRA),
        lambda call: rings(call, None),
        lambda call: accepted(call, call.step, NOW),
        talked,
        hung_up,
    ],
    Stage.VOICEMAIL: [recorded, hung_up],
    Stage.OVER: [hung_up],
}


@given(st.lists(st.integers(0, 5), max_size=20))
def test_every_way_through_a_call_goes_forward_and_ends_at_most_once(choices: list[int]) -> None:
    call, stages = LineCall(), list(Stage)
    for choice in choices:
        ways = HAPPENINGS[call.stage]
        after = ways[choice % len(ways)](call)
        assert stages.index(after.stage) >= stages.index(call.stage)
        assert after.step >= call.step
        if after.stage is not call.stage and not after.is_over:
            assert after.step > call.step  # a repetition of the earlier answer is known as one
        if call.outcome is not None:
            assert after.outcome is call.outcome
        assert (after.outcome is None) is (after.stage in (Stage.PIN, Stage.CHOICE, Stage.RINGING))
        assert after.account or after.outcome in (None, CallOutcome.REFUSED, CallOutcome.LOCKED_OUT)
        call = after


def test_a_question_is_answered_by_its_own_step_alone() -> None:
    assert RINGING.asks(Stage.RINGING, RINGING.step)
    assert not RINGING.asks(Stage.RINGING, RINGING.step - 1)
    assert not replace(RINGING, stage=Stage.OVER).asks(Stage.RINGING, RINGING.step)


UNTYPED = wrong_pin(wrong_pin(wrong_pin(LineCall(), typed=False), typed=False), typed=False)
TRIED_IN_VAIN = wrong_pin(wrong_pin(wrong_pin(LineCall(), typed=True), typed=True), typed=True)


@pytest.mark.parametrize(
    ("call", "is_hidden", "heard"),
    [
        (LineCall(), False, Heard.ASKS_PIN),
        (wrong_pin(LineCall(), typed=False), False, Heard.ASKS_PIN_NOT_TYPED),
        (wrong_pin(LineCall(), typed=True), False, Heard.ASKS_PIN_AGAIN),
        (wrong_pin(wrong_pin(LineCall(), typed=True), typed=False), False, Heard.ASKS_PIN_AGAIN),
        (UNTYPED, False, Heard.PIN_NOT_TYPED),
        (TRIED_IN_VAIN, False, Heard.REFUSED),
        (locked_out(LineCall()), False, Heard.LOCKED_OUT),
        (locked_out(LineCall()), True, Heard.LOCKED_OUT_HIDDEN),
        (recognised(LineCall(), "partiful", [12]), False, Heard.ASKS_TICKET),
        (RINGING, False, Heard.RINGS),
        (rings(RINGING, None), False, Heard.ASKS_MESSAGE),
        (recorded(rings(RINGING, None)), False, Heard.GOODBYE),
        (talked(RINGING), False, Heard.GOODBYE),
    ],
)
def test_what_is_heard_next_follows_from_how_the_call_stands(
    call: LineCall, is_hidden: bool, heard: Heard
) -> None:
    assert heard_next(call, is_hidden=is_hidden) is heard
