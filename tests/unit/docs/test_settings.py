"""`.env.example` names every variable that is read, explains it, and holds nobody's secret."""

from itertools import pairwise

from dotenv import dotenv_values

from bot.settings import PAGERDUTY_EVENTS, SLACK_API, SQLITE, TWILIO_API
from tests.unit.docs import ROOT, read_variables

EXAMPLE = ROOT / ".env.example"


def test_the_example_names_exactly_what_settings_and_sample_runbook_read() -> None:
    assert set(dotenv_values(EXAMPLE)) == read_variables()


def test_the_example_sets_only_what_is_the_default_anyway() -> None:
    assert {name: value for name, value in dotenv_values(EXAMPLE).items() if value} == {
        "SLACK_API_URL": SLACK_API,
        "DATABASE_URL": SQLITE,
        "TWILIO_API_URL": TWILIO_API,
        "PAGERDUTY_EVENTS_URL": PAGERDUTY_EVENTS,
        "TAM_RUNBOOK": "runbook",
    }


def test_each_variable_is_explained_right_above_it() -> None:
    lines = EXAMPLE.read_text(encoding="utf-8").splitlines()
    for above, line in pairwise(lines):
        if line and not line.startswith("#"):
            assert above.startswith("# "), line
