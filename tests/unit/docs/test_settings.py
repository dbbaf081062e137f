"""`.env.example` names every variable that is read, explains it, and holds nobody's secret."""

from collections.abc import Iterator, Mapping
from itertools import pairwise

from dotenv import dotenv_values

from bot.resources import sample_runbook
from bot.runbook import load
from bot.settings import SLACK_API, SQLITE, Settings
from tests.unit.docs import ROOT

EXAMPLE = ROOT / ".env.example"


class Watched(Mapping[str, str]):
    """An environment in which everything is set, that remembers what it was asked for."""

    def __init__(self) -> None:
        self.asked: set[str] = set()

    def __getitem__(self, name: str) -> str:
        self.asked.add(name)
        return "0000"

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 1  # an empty one would be passed over


def test_the_example_names_exactly_what_settings_and_sample_runbook_read() -> None:
    environment = Watched()
    Settings.read(environment)
    load(sample_runbook(), environment)
    assert set(dotenv_values(EXAMPLE)) == environment.asked


def test_the_example_sets_only_what_is_the_default_anyway() -> None:
    assert {name: value for name, value in dotenv_values(EXAMPLE).items() if value} == {
        "SLACK_API_URL": SLACK_API,
        "DATABASE_URL": SQLITE,
        "TAM_RUNBOOK": "runbook",
    }


def test_each_variable_is_explained_right_above_it() -> None:
    lines = EXAMPLE.read_text(encoding="utf-8").splitlines()
    for above, line in pairwise(lines):
        if line and not line.startswith("#"):
            assert above.startswith("# "), line
