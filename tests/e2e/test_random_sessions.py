"""Whatever a visitor does in the playground, saved as a scenario it does the same again."""

import pytest

from bot.cli.box.boxed import running
from bot.cli.box.scenarios import perform
from playground.scenarios.reader import ScenarioReader
from tests.e2e.random_sessions import Visitor
from tests.e2e.stage import TUESDAY
from tests.fixtures.examples import many


@pytest.mark.drawn
@pytest.mark.parametrize("number", range(many(4)))
def test_a_saved_session_does_the_same_again(number: int) -> None:
    with running(start=TUESDAY) as first:
        Visitor(first, number).visit(actions=8)
        saved = first.playground.recorded
    told: list[str] = []
    perform(ScenarioReader(f"session {number}").scenario(saved), told.append)
    assert any("PARTIFUL-1" in line for line in told)
