"""Wrong PINs: from one number only so many are looked at, and those who hide theirs are one."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.phone.pin_tries import (
    HIDDEN,
    HIDDEN_NUMBERS,
    SHOWN_NUMBER,
    Tried,
    account_of,
    after_wrong,
    caller_of,
    is_locked_out,
)

NOW, MAYA = datetime(2026, 3, 3, 15, tzinfo=UTC), "+14155559999"


@pytest.mark.parametrize(
    "number",
    [
        *("", " ", "anonymous", "Anonymous", "Restricted", "UNKNOWN", "+266696687", "266696687"),
        *("+86282452253", "+7378742833", "+2562533", "+8656696", "sip:Anonymous@anonymous.invalid"),
    ],
)
def test_whatever_stands_for_a_hidden_number_is_one_caller(number: str) -> None:
    assert caller_of(number) == HIDDEN


def test_a_shown_number_is_itself() -> None:
    assert caller_of(f" {MAYA} ") == MAYA
    assert caller_of("sip:maya@example.com") == "sip:maya@example.com"


@given(
    st.lists(st.integers(0, 20_000), max_size=60),
    st.sampled_from([(MAYA, SHOWN_NUMBER), (HIDDEN, HIDDEN_NUMBERS)]),
)
def test_within_any_time_that_counts_only_so_many_are_looked_at(waits: list[int], who: object) -> None:
    assert isinstance(who, tuple)
    caller, allowed = who
    now, tried, looked_at = NOW, None, list[datetime]()
    for seconds in waits:
        now += timedelta(seconds=seconds)
        if not is_locked_out(caller, tried, now):
            tried = after_wrong(caller, tried, now)
            looked_at.append(now)
        since = tried.since if tried else now
        assert len([at for at in looked_at if since <= at < since + allowed.within]) <= allowed.tries


def test_wrong_pins_are_counted_together_until_their_time_is_over() -> None:
    first = after_wrong(MAYA, None, NOW)
    soon, later = NOW + timedelta(seconds=1), NOW + SHOWN_NUMBER.within
    assert (first, after_wrong(MAYA, first, soon)) == (Tried(1, NOW), Tried(2, NOW))
    assert after_wrong(MAYA, first, later) == Tried(1, later)


def test_who_is_locked_out_is_let_in_again_after_the_time_is_over() -> None:
    tried = Tried(SHOWN_NUMBER.tries, NOW)
    assert is_locked_out(MAYA, tried, NOW + SHOWN_NUMBER.within - timedelta(seconds=1))
    assert not is_locked_out(MAYA, tried, NOW + SHOWN_NUMBER.within)
    assert not is_locked_out(MAYA, None, NOW)


def test_hidden_numbers_have_fewer_tries_in_a_day_than_one_that_is_shown() -> None:
    hidden, shown = (timedelta(days=1) / one.within * one.tries for one in (HIDDEN_NUMBERS, SHOWN_NUMBER))
    assert hidden < shown


PINS = {"partiful": "4711", "acme": "0815"}


@pytest.mark.parametrize(
    ("typed", "account"),
    [("4711", "partiful"), ("0815", "acme"), ("815", None), ("47110", None), ("", None), ("é", None)],
)
def test_a_pin_is_its_accounts_and_nobody_elses(typed: str, account: str | None) -> None:
    assert account_of(PINS, typed) == account
