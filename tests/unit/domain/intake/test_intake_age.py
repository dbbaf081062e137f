"""How old examples may be: asked for, held against the product's window, never guessed from an ID."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.intake.age import check_age, kept
from bot.domain.intake.findings import Check
from tests.unit.domain.intake.test_intake_examples import asked_by

NOW = datetime(2026, 3, 3, 15, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)
BEYOND_24 = "What is older than 24 hours is mostly gone from their systems."
BEYOND_72 = "What is older than 72 hours is mostly gone from their systems."
BEYOND_48 = "What is older than 48 hours is mostly gone from their systems."


@pytest.mark.parametrize(
    ("form", "hours", "found", "reason"),
    [
        ("voice", 0, None, ""),
        ("voice", 24, None, ""),
        ("voice", 25, Check.BEST_EFFORT, BEYOND_24),
        ("voice", 48, Check.BEST_EFFORT, "Up to 48 hours we make best effort, without a promise."),
        ("voice", 49, Check.TOO_OLD, BEYOND_24),
        ("voice abridged", 24, None, ""),
        ("voice abridged", 30, Check.BEST_EFFORT, "no older than 24 hours"),
        ("voice abridged", 50, Check.TOO_OLD, "no older than 24 hours"),
        ("messaging", 72, None, ""),
        ("messaging", 73, Check.TOO_OLD, BEYOND_72),
        ("messaging abridged", 48, None, ""),
        ("messaging abridged", 49, Check.TOO_OLD, "no older than 48 hours"),
        ("authy", 49, Check.TOO_OLD, BEYOND_48),
        ("authy abridged", 1000, None, ""),
        ("studio", 48, None, ""),
        ("studio", 49, Check.TOO_OLD, "2-3 example SIDs, no older than 48 hours"),
        ("flex", 1000, None, ""),
        ("video", 1000, None, ""),
        ("email", 1000, None, ""),
    ],
)
def test_the_window_is_the_product_s(form: str, hours: int, found: Check | None, reason: str) -> None:
    findings = check_age(NOW - timedelta(hours=hours), asked_by(form), NOW, has_examples=True)
    assert [finding.check for finding in findings] == ([found] if found else [])
    assert all(reason in finding.sentence for finding in findings)


def test_a_second_beyond_the_window_is_beyond_it() -> None:
    at = NOW - timedelta(hours=24)
    assert check_age(at, asked_by("voice"), NOW, has_examples=True) == []
    assert check_age(at - SECOND, asked_by("voice"), NOW, has_examples=True) != []


def test_the_time_is_asked_for_where_there_are_examples_and_a_window() -> None:
    (finding,) = check_age(None, asked_by("voice"), NOW, has_examples=True)
    assert finding.check is Check.NO_TIME
    assert "an ID carries no time" in finding.sentence
    assert BEYOND_24 in finding.sentence
    assert check_age(None, asked_by("voice"), NOW, has_examples=False) == []
    assert check_age(None, asked_by("video"), NOW, has_examples=True) == []


def test_records_are_kept_from_when_it_happened() -> None:
    voice = kept(NOW, asked_by("voice"))
    assert voice is not None
    assert (voice.until - NOW, (voice.perhaps_until or NOW) - NOW) == (timedelta(days=1), timedelta(days=2))
    messaging = kept(NOW, asked_by("messaging"))
    assert messaging is not None
    assert (messaging.until - NOW, messaging.perhaps_until) == (timedelta(days=3), None)
    assert kept(None, asked_by("voice")) is None
    assert kept(NOW, asked_by("flex")) is None


def test_the_longest_window_is_as_far_as_best_effort_goes() -> None:
    assert asked_by("voice").longest == timedelta(days=2)
    assert asked_by("messaging").longest == timedelta(days=3)
