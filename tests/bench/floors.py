"""What this machine can do at all: what bare libraries do a second; the bars of others are scaled by it."""

import sqlite3
import tempfile
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Final

import psycopg
from slack_bolt import Ack, App, BoltRequest
from slack_bolt.authorization import AuthorizeResult
from sqlalchemy import URL

from tests.bench.measure import seconds

BOLT_ON_THE_REFERENCE: Final = 11_460
"""Events a second that bare Bolt stored in SQLite on the machine that the bars were set for."""
POSTGRES_ON_THE_REFERENCE: Final = 2_800
_EVENTS, _ROUNDS = 2_000, 3


@cache
def bolt() -> float:
    """Return how many events a second bare Bolt takes in, with one INSERT into SQLite for each."""
    app = App(
        authorize=lambda: AuthorizeResult(enterprise_id=None, team_id="T0PROVIDER", bot_token="xoxb-bench"),
        signing_secret="none",
        process_before_response=True,
    )
    with tempfile.TemporaryDirectory(prefix="tam-bot-bench-") as folder:
        store = sqlite3.connect(Path(folder, "floor.db"), isolation_level=None, check_same_thread=False)
        store.execute("PRAGMA journal_mode=WAL")
        store.execute("PRAGMA synchronous=NORMAL")
        store.execute("CREATE TABLE said (ts TEXT)")

        @app.event("message")
        def hear(event: dict[str, str], ack: Ack) -> None:
            store.execute("INSERT INTO said VALUES (?)", (event["ts"],))
            ack()

        rate = _rate(lambda number: app.dispatch(BoltRequest(mode="socket_mode", body=_event(number))))
        store.close()
    return rate


@cache
def postgres(url: URL) -> float:
    """Return how many rows a second psycopg inserts and commits."""
    plain = url.set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(plain, autocommit=True) as connection:
        connection.execute("CREATE TABLE floor (ts text)")
        rate = _rate(lambda number: connection.execute("INSERT INTO floor VALUES (%s)", (str(number),)))
        connection.execute("DROP TABLE floor")
    return rate


def _rate(once: Callable[[int], object]) -> float:
    """Return how often a second something is done, in the best of a few rounds."""
    once(0)
    return max(_EVENTS / seconds(lambda: [once(n) for n in range(_EVENTS)]) for _ in range(_ROUNDS))


def _event(number: int) -> dict[str, object]:
    return {
        "type": "event_callback",
        "event_id": f"Ev{number}",
        "team_id": "T0PROVIDER",
        "event_time": int(time.time()),
        "event": {
            "type": "message",
            "ts": f"{number}.0",
            "text": "SMS is failing",
            "user": "U0MAYA",
            "channel": "C1",
        },
    }
