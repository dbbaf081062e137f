"""Calendar feeds: what stands in them, who can read them, and the commands that make and revoke them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path
from wsgiref.util import setup_testing_defaults

import pytest
from icalendar import Calendar

from bot.cli import main
from bot.clock import FakeClock
from bot.domain.commands.times.spans import Hours
from bot.runbook import load
from bot.steps.people import feeds
from bot.steps.work import Work
from bot.web.oncall_feed import FeedPage
from models.store.database import Database
from tests.fixtures.desk import Desk, new_york
from tests.fixtures.fake_slack import FakeSlack
from tests.integration.services.duty.test_schedules import NIGHTS, PEOPLE, PSE
from tests.integration.services.runbooks import edited
from tests.unit.cli.books import edit, use_sample_runbook

TONIGHT = Hours(new_york("2026-03-03 18:00"), new_york("2026-03-04 18:00"))


@pytest.fixture
def nights(sqlite: Database, clock: FakeClock, slack: FakeSlack, tmp_path: Path) -> Desk:
    """Give a desk whose 24x7 team is Omar and Petra, night by night."""
    return Desk(sqlite, clock, slack, edited(tmp_path, provider=(PSE, PEOPLE + NIGHTS)))


@dataclass(frozen=True)
class Shown:
    """A shift as a calendar shows it."""

    uid: str
    summary: str
    description: str
    start: datetime
    end: datetime


def events(content: bytes | None) -> list[Shown]:
    """Read a feed as calendars do."""
    assert content is not None
    return [
        Shown(
            str(event["uid"]),
            str(event["summary"]),
            str(event["description"]),
            event.decoded("dtstart"),
            event.decoded("dtend"),
        )
        for event in Calendar.from_ical(content).walk("VEVENT")
    ]


def made(desk: Desk, user: str | None = None) -> str:
    """Make a feed; return its token."""
    with desk.database.begin() as session:
        return feeds.make(Work(session, desk.runbook, desk.clock.now(), ""), user)


def found(desk: Desk, token: str) -> bytes | None:
    """Return what a token opens."""
    with desk.database.read() as session:
        return feeds.of_token(Work(session, desk.runbook, desk.clock.now(), ""), token)


def test_the_team_s_feed_tiles_the_time_without_gap_and_names_each_shift_once(nights: Desk) -> None:
    shifts = events(found(nights, made(nights)))
    assert all(one.end == other.start for one, other in pairwise(shifts))
    assert shifts[0].start.utcoffset() == timedelta(0)
    assert len({shift.uid for shift in shifts}) == len(shifts)


def test_what_was_said_in_slack_is_in_it_and_a_person_s_feed_is_theirs_alone(nights: Desk) -> None:
    token = made(nights, "U0PETRA")
    before = len(events(found(nights, token)))
    nights.services.covers.cover(nights.petra, "U0PETRA", [TONIGHT], "U0OMAR")
    shifts = events(found(nights, token))
    assert len(shifts) == before + 1
    assert {shift.summary for shift in shifts} == {"On call: Petra Novak (Personalized Support Engineers)"}
    [taken] = [shift for shift in shifts if shift.start == TONIGHT.starts]
    assert (taken.end, taken.description) == (TONIGHT.ends, "override")


def test_a_revoked_token_and_a_guessed_one_open_nothing_and_no_token_is_stored(nights: Desk) -> None:
    token = made(nights)
    with nights.database.begin() as session:
        work = Work(session, nights.runbook, nights.clock.now(), "")
        assert feeds.revoke(work, token)
        assert not feeds.revoke(work, token)
    assert found(nights, token) is None
    assert found(nights, "x" * 43) is None


@pytest.mark.parametrize(
    ("method", "path", "status", "body"),
    [
        ("GET", f"/oncall/{'a' * 43}.ics", "200 OK", b"BEGIN"),
        ("HEAD", f"/oncall/{'a' * 43}.ics", "200 OK", b""),
        ("GET", f"/oncall/{'b' * 43}.ics", "404 Not Found", b"no such feed\n"),
        ("GET", "/oncall/../etc.ics", "404 Not Found", b"no such feed\n"),
        ("GET", f"/oncall/{'a' * 5000}.ics", "404 Not Found", b"no such feed\n"),
        ("POST", f"/oncall/{'a' * 43}.ics", "405 Method Not Allowed", b"GET, HEAD only\n"),
    ],
)
def test_the_page_answers_its_tokens_and_nothing_else(
    method: str, path: str, status: str, body: bytes
) -> None:
    page = FeedPage(lambda token: b"BEGIN" if token == "a" * 43 else None)
    environ: dict[str, object] = {"REQUEST_METHOD": method, "PATH_INFO": path}
    setup_testing_defaults(environ)
    told: list[str] = []

    def start_response(line: str, headers: list[tuple[str, str]], exc_info: object = None) -> object:
        told.append(line)
        return lambda data: None

    assert b"".join(page(environ, start_response)) == body  # type: ignore[arg-type]
    assert told == [status]


@pytest.fixture
def shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Database]:
    """Give the database of a folder in which commands are typed."""
    book = use_sample_runbook(tmp_path, monkeypatch)
    edit(book / "provider.yaml", PSE, PEOPLE + NIGHTS)
    monkeypatch.setenv("PUBLIC_URL", "https://bot.example/")
    database = Database(f"sqlite:///{tmp_path / 'tam-bot.db'}")
    database.migrate()
    assert load(book, None).pse_rota is not None
    yield database
    database.dispose()


def test_the_commands_make_write_and_revoke(
    shell: Database, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["oncall-feed", "make", "--who", "omar haddad"]) == 0
    address = capsys.readouterr().out.strip()
    assert address.startswith("https://bot.example/oncall/")
    assert main(["oncall-feed", "write", str(tmp_path / "omar.ics"), "--who", "U0OMAR"]) == 0
    assert events((tmp_path / "omar.ics").read_bytes())
    assert main(["oncall-feed", "revoke", address]) == 0
    assert main(["oncall-feed", "revoke", address]) == 2
    assert main(["oncall-feed", "make", "--who", "nobody"]) == 2
    assert "does not name exactly one person" in capsys.readouterr().err
