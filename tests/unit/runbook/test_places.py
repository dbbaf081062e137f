"""Every fact and numbered guideline of the document is met by a person: in a form, a message or a command."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
import yaml

from bot.clock import FakeClock
from bot.runbook.rich_text import Text
from models.store.database import Database
from tests.fixtures.desk import Desk
from tests.fixtures.fake_slack import FakeSlack
from tests.unit.runbook.places import Places
from tests.unit.runbook.sample_facts import HERE, facts, values

ENTRIES: list[dict[str, Any]] = yaml.safe_load((HERE / "places.yaml").read_text(encoding="utf-8"))["places"]


@pytest.fixture
def desk(sqlite_url: str, clock: FakeClock, slack: FakeSlack) -> Iterator[Desk]:
    """Give a desk over one database: what people read does not depend on which."""
    database = Database(sqlite_url)
    yield Desk(database, clock, slack)
    database.dispose()


def entry_of(key: str) -> dict[str, Any] | None:
    """Return where a fact is met: the last entry that its key fits."""
    fitting = [entry for entry in ENTRIES if any(fits(pattern, key) for pattern in entry["keys"])]
    return fitting[-1] if fitting else None


def fits(pattern: str, key: str) -> bool:
    return re.fullmatch(re.escape(pattern).replace(r"\*", ".*"), key) is not None


def test_every_fact_names_the_place_where_it_is_met() -> None:
    assert [fact.key for fact in facts() if entry_of(fact.key) is None] == []


def test_no_entry_is_about_nothing() -> None:
    met = [entry_of(fact.key) for fact in facts()]
    assert [entry["keys"] for entry in ENTRIES if not any(entry is each for each in met)] == []


def test_every_place_says_what_it_is_named_for(desk: Desk) -> None:
    places, written = Places(desk), values()
    unsaid = {}
    for fact in facts():
        entry = entry_of(fact.key)
        assert entry is not None
        words = " ".join(str(entry.get("shows") or Text(written[fact.key])).split())
        if words not in places.words(entry["place"]):
            unsaid[fact.key] = (entry["place"], words)
    assert unsaid == {}
