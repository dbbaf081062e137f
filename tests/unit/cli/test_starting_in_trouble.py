"""Slack or the database away at the start is waited for; what an edit mends is not."""

import socket
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from urllib.error import URLError

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web import SlackResponse
from sqlalchemy.exc import OperationalError

from bot.app import not_let_in
from bot.cli.http.front import Front
from bot.cli.running.ending import ShutdownSignal
from bot.cli.running.patience import patiently
from bot.clock import FakeClock
from bot.errors import Away, DatabaseUnusable, SettingsMissing
from models.store import version
from models.store.engine import checked_url
from tests.unit.cli.commands import FINE, PASSWORD, Shell

POSTGRESQL = f"postgresql+psycopg://tam:{PASSWORD}@127.0.0.1:9/tam"
TEN_MINUTES = timedelta(minutes=10)
START = datetime(2026, 3, 3, 15, tzinfo=UTC)


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock(START)


@pytest.fixture
def waiting(clock: FakeClock) -> Callable[[float], object]:
    """Return a pause that takes no time."""
    return lambda seconds: clock.advance(timedelta(seconds=seconds))


def test_what_comes_back_after_hours_is_waited_for(
    clock: FakeClock, waiting: Callable[[float], object], caplog: pytest.LogCaptureFixture
) -> None:
    def attempt() -> str:
        if clock.now() < START + timedelta(hours=3):
            raise Away("Slack cannot be reached.")
        return "here"

    assert patiently(attempt, clock=clock, pause=waiting) == "here"
    assert set(caplog.messages) == {"Slack cannot be reached. Waiting until it can."}
    assert 120 <= len(caplog.messages) <= 180


def test_what_an_edit_mends_is_not_waited_for(clock: FakeClock, waiting: Callable[[float], object]) -> None:
    def attempt() -> None:
        raise SettingsMissing(["SLACK_BOT_TOKEN: Slack refuses it (invalid_auth)."])

    with pytest.raises(SettingsMissing):
        patiently(attempt, clock=clock, pause=waiting)
    assert clock.now() == START


@pytest.mark.parametrize("command", ["run", "serve", "migrate"])
def test_a_database_that_is_away_ends_nothing_but_what_does_one_thing(
    shell: Shell, command: str, clock: FakeClock, waiting: Callable[[float], object]
) -> None:
    patient = partial(patiently, clock=clock)
    patient = partial(patient, pause=waiting) if command == "migrate" else partial(patient, limit=TEN_MINUTES)
    shell.patch.setattr(ShutdownSignal, "pause", lambda end, seconds: waiting(seconds))
    shell.patch.setattr(f"bot.cli.{command}.patiently", patient)
    options = ["--port", "0"] if command == "serve" else []
    ended = shell.run(command, *options, environment=FINE | {"DATABASE_URL": POSTGRESQL})
    assert ended.code == 1
    assert "127.0.0.1" in ended.err
    assert clock.now() - START >= (timedelta(seconds=30) if command == "migrate" else TEN_MINUTES)


def test_a_slack_that_is_away_is_waited_for(
    shell: Shell, clock: FakeClock, waiting: Callable[[float], object]
) -> None:
    patient = partial(patiently, clock=clock, limit=TEN_MINUTES)
    shell.patch.setattr(ShutdownSignal, "pause", lambda end, seconds: waiting(seconds))
    shell.patch.setattr("bot.cli.run.patiently", patient)
    ended = shell.run("run")
    assert ended.code == 1
    said = "Slack cannot be reached at http://127.0.0.1:9/api/ (ConnectionRefusedError)."
    assert said in ended.err.splitlines()


def _answered(status: int, data: dict[str, object]) -> SlackApiError:
    answer = SlackResponse(
        client=None, http_verb="POST", api_url="", req_args={}, data=data, headers={}, status_code=status
    )
    return SlackApiError("no", answer)  # type: ignore[no-untyped-call]


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (_answered(200, {"ok": False, "error": "invalid_auth"}), SettingsMissing),
        (_answered(200, {"ok": False, "error": "token_revoked"}), SettingsMissing),
        (_answered(200, {"ok": False, "error": "not_allowed_token_type"}), SettingsMissing),
        (_answered(200, {"ok": False, "error": "internal_error"}), Away),
        (_answered(429, {"ok": False, "error": "ratelimited"}), Away),
        (_answered(503, {}), Away),
        (URLError(socket.gaierror(-3, "Temporary failure in name resolution")), Away),
        (ConnectionRefusedError(111, "Connection refused"), Away),
        (TimeoutError("timed out"), Away),
    ],
    ids=str,
)
def test_a_token_is_refused_but_a_server_in_trouble_is_away(error: Exception, kind: type[Exception]) -> None:
    assert type(not_let_in("SLACK_BOT_TOKEN", "https://slack.com/api/", error)) is kind


@pytest.mark.parametrize(
    ("cause", "kind"),
    [
        ("connection failed: Connection refused", Away),
        ("failed to resolve host 'db': [Errno -2] Name or service not known", Away),
        ("FATAL:  the database system is starting up", Away),
        ("FATAL:  sorry, too many clients already", Away),
        ('FATAL:  password authentication failed for user "tam"', DatabaseUnusable),
        ('FATAL:  database "tam" does not exist', DatabaseUnusable),
        ("fe_sendauth: no password supplied", DatabaseUnusable),
    ],
)
def test_a_database_in_trouble_is_away_but_a_wrong_address_is_not(cause: str, kind: type[Exception]) -> None:
    error = OperationalError("", {}, Exception(cause))
    assert type(version.unusable(checked_url(POSTGRESQL), error)) is kind


def test_http_says_that_it_lives_before_the_bot_is_there() -> None:
    front, seen = Front(), []

    def begin(status: str, headers: list[tuple[str, str]], info: object = None) -> Callable[[bytes], object]:
        seen.append(status)
        return bytes

    for path in ("/healthz", "/health", "/slack/events"):
        list(front({"PATH_INFO": path}, begin))
    front.open(lambda environ, begun: [b"slack"], lambda environ, begun: [b"feed"])
    assert list(front({"PATH_INFO": "/slack/events"}, begin)) == [b"slack"]
    assert list(front({"PATH_INFO": "/oncall/token.ics"}, begin)) == [b"feed"]
    assert seen == ["200 OK", "200 OK", "503 Service Unavailable"]
