"""Whoever asks for phone numbers that a runbook does not list reads so where they asked."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from slack_bolt import BoltResponse

from bot.blocks.kit import ids
from bot.clock import FakeClock
from models.store.database import Database
from tests.fixtures.desk import sample
from tests.fixtures.fake_slack import FakeSlack
from tests.integration.connect.front import Front, button, front_door

NO_NUMBER = (
    "No phone number is listed; to be answered sooner, escalate: write `@tam escalate` "
    "in the ticket's thread."
)
ASKED: dict[str, Callable[[Front], BoltResponse]] = {
    "mention": lambda front: front.mention("U0MAYA", "phone"),
    "command": lambda front: front.command("U0MAYA", "/ticket phone"),
    "button of an older notice": lambda front: front.click("U0MAYA", button(ids.PHONE_NUMBERS, "partiful")),
}


@pytest.fixture
def front(clock: FakeClock, slack: FakeSlack, tmp_path: Path) -> Iterator[Front]:
    """Give the front door of a bot whose runbook lists no number."""
    provider = sample().provider.model_copy(update={"phones": ()})
    url = f"sqlite:///{tmp_path / 'front.db'}"
    Database(url).migrate()
    with front_door(url, replace(sample(), provider=provider), clock, slack) as front:
        yield front


@pytest.mark.parametrize("ask", ASKED.values(), ids=ASKED)
def test_it_is_said_in_place(front: Front, ask: Callable[[Front], BoltResponse]) -> None:
    since = front.said()
    told = front.told(ask(front), since)
    assert NO_NUMBER in told
    assert "sent you" not in told
