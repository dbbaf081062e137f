"""An age limit that the guideline gives for some matters only holds for those alone."""

from datetime import timedelta

import pytest

from bot.runbook import intake_rules
from tests.fixtures.desk import sample

AUTHY, VOICE = (sample().provider.product(name) for name in ("authy", "voice"))
TWO_DAYS = timedelta(hours=48)


@pytest.mark.parametrize(
    "about",
    [
        "Unable to Receive SMS Tokens",
        "sms codes do not arrive",
        "The code by text message never comes",
        "Voice OTP is silent",
        "No call comes",
        "Users get no CALLS.",
    ],
)
def test_authy_s_48_hours_are_for_delivery_by_sms_and_voice(about: str) -> None:
    assert intake_rules.asked(AUTHY, about=about).within == TWO_DAYS


@pytest.mark.parametrize(
    "about",
    [
        "",
        "The app shows an expired code",
        "Users are asked to recall their device",
        "API returns 60003 for all users",
        "The dashboard does not load",
    ],
)
def test_other_matters_of_authy_have_no_age_limit(about: str) -> None:
    assert intake_rules.asked(AUTHY, about=about).within is None


def test_its_abridged_form_has_none_at_all() -> None:
    assert intake_rules.asked(AUTHY, abridged=True, about="No SMS comes").within is None


def test_a_limit_without_words_holds_for_every_ticket() -> None:
    asked = intake_rules.asked(VOICE, about="")
    assert (asked.within, asked.best_effort) == (timedelta(hours=24), TWO_DAYS)
