"""Fixtures for all tests: both databases, a clock that stands still, a Slack that is none."""

import gc
import logging
from collections.abc import Iterator
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import yaml
from slack_sdk.web.base_client import BaseClient

from bot.clock import FakeClock
from models.store.database import writes_here
from tests.fixtures.both_databases import OPTION, parametrize
from tests.fixtures.databases import (  # noqa: F401  (fixtures are found by being here)
    database,
    database_url,
    empty_postgres_url,
    empty_url,
    emptying,
    engines_suit_tests,
    migrated_postgres,
    postgres_server,
    postgres_url,
    shared_database,
    sqlite_template,
    sqlite_url,
    untouched_postgres_url,
)
from tests.fixtures.examples import register
from tests.fixtures.fake_slack import FakeSlack

register()

RULES = f"{Path(__file__).parent / 'unit' / 'domain'}/"
TUESDAY_MORNING = datetime(2026, 3, 3, 10, 0, tzinfo=ZoneInfo("America/New_York"))


def pytest_configure() -> None:
    """Look for no garbage while tests are collected: nearly all that is made there stays."""
    gc.disable()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option that runs the complete matrix."""
    words = "run every test that needs a database on SQLite and on PostgreSQL, whatever it is about"
    parser.addoption(OPTION, action="store_true", help=words)


def pytest_itemcollected(item: pytest.Item) -> None:
    """Mark the tests of the rules, whose plain examples the Makefile runs by themselves."""
    if str(item.path).startswith(RULES):
        item.add_marker("rule")


def pytest_collection_finish() -> None:
    """Have collections of garbage leave alone what was imported and collected, and come seldom."""
    gc.enable()
    gc.freeze()
    gc.set_threshold(100_000, 10, 10)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Choose the databases that a test runs on."""
    parametrize(metafunc)


class _Raise(logging.Handler):
    def emit(self, record: logging.LogRecord) -> None:
        raise AssertionError(record.getMessage())


@pytest.fixture(scope="session", autouse=True)
def a_text_of_yaml_is_parsed_once() -> Iterator[None]:
    """Keep the nodes of texts: most runbooks of tests are the sample, but for a line of one file."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(yaml, "compose", cache(yaml.compose))
        yield


@pytest.fixture(autouse=True)
def invalid_blocks_are_a_failure() -> Iterator[None]:
    """Have `enqueue` raise where it would send the text alone: blocks that Slack refuses are our bug."""
    logger, handler = logging.getLogger("bot.outbox.enqueue"), _Raise(logging.ERROR)
    logger.addHandler(handler)
    yield
    logger.removeHandler(handler)


@pytest.fixture(autouse=True)
def slack_is_never_called_in_a_transaction(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuse each call to Slack by a thread that has a write transaction open: Slack may take its time."""
    call = BaseClient.api_call

    def guarded(self: BaseClient, api_method: str, **given: Any) -> Any:
        assert not writes_here(), f"{api_method} was called within a write transaction"
        return call(self, api_method, **given)

    monkeypatch.setattr(BaseClient, "api_call", guarded)


@pytest.fixture
def clock() -> FakeClock:
    """Give a clock that stands at Tuesday, March 3, 2026, 10:00 AM in New York."""
    return FakeClock(TUESDAY_MORNING)


@pytest.fixture
def slack(clock: FakeClock) -> FakeSlack:
    """Give a Slack that is none, on the test's clock."""
    return FakeSlack(clock)
