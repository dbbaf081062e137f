"""Feeds are fetched over HTTPS with care: few redirects, none inwards, nothing twice that is unchanged."""

from collections.abc import Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from bot.clock import FakeClock
from bot.errors import WrongInput
from bot.jobs.calendars import CalendarReader
from bot.runbook.roster.calendars import CalendarRow
from bot.services import Services
from models.store.database import Database
from tests.fixtures.desk import sample
from tests.fixtures.listening import listening
from tests.unit.domain.samples import whole

FEED = CalendarRow(name="rota", url="${ROTA}", shifts="pse")


class Feeds(BaseHTTPRequestHandler):
    """Answers a feed with a tag, one that leads elsewhere, one that leads to itself, and a broken one."""

    def do_GET(self) -> None:
        if self.path == "/feed" and self.headers.get("If-None-Match") == '"1"':
            self._answer(304)
        elif self.path == "/feed":
            self._answer(200, ETag='"1"')
        elif self.path in ("/moved", "/loop"):
            self._answer(302, Location="/feed" if self.path == "/moved" else "/loop")
        else:
            self._answer(500)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""

    def _answer(self, status: int, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        if status == 200:
            self.wfile.write(b"BEGIN:VCALENDAR")


@pytest.fixture
def address() -> Iterator[str]:
    with listening(Feeds) as served:
        yield served


def reader(database: Database, clock: FakeClock, address: str) -> CalendarReader:
    return CalendarReader(Services.over(database, sample(), clock, ""), {"ROTA": address}, Path())


class HurriedClock(FakeClock):
    """A clock on which more than a minute goes by each time that it is looked at."""

    def monotonic(self) -> float:
        """Return a later time than before."""
        self.advance(timedelta(seconds=61))
        return super().monotonic()


def test_a_server_that_takes_ever_so_long_is_left(database: Database, clock: FakeClock, address: str) -> None:
    with pytest.raises(WrongInput, match=whole("Its server takes longer than a minute.")):
        reader(database, HurriedClock(clock.now()), f"{address}/feed").content(FEED)


def test_what_is_unchanged_is_not_read_again(database: Database, clock: FakeClock, address: str) -> None:
    found = reader(database, clock, f"{address}/feed")
    assert [found.content(FEED), found.content(FEED)] == [b"BEGIN:VCALENDAR", None]


def test_a_feed_that_moved_is_followed(database: Database, clock: FakeClock, address: str) -> None:
    assert reader(database, clock, f"{address}/moved").content(FEED) == b"BEGIN:VCALENDAR"


@pytest.mark.parametrize(
    ("path", "why"),
    [("/broken", "Its server answers 500."), ("/loop", "Its server answers 302.")],
    ids=["broken", "a loop"],
)
def test_what_a_server_does_not_give_is_said_without_its_address(
    database: Database, clock: FakeClock, address: str, path: str, why: str
) -> None:
    with pytest.raises(WrongInput, match=whole(why)):
        reader(database, clock, address + path).content(FEED)


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("http://calendar.example/secret", "Its address is not encrypted: it must start with https://."),
        ("ftp://calendar.example/secret", "Its address starts with neither https:// nor webcal://."),
        ("secret", "Its address starts with neither https:// nor webcal://."),
    ],
)
def test_an_address_that_is_not_to_be_asked_is_refused(
    database: Database, clock: FakeClock, written: str, why: str
) -> None:
    with pytest.raises(WrongInput, match=whole(why)):
        reader(database, clock, written).content(FEED)
