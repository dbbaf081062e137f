"""Over HTTP nothing is understood before it is known to be Slack's; the rest makes no error of ours."""

import io
import json
import time
from collections.abc import Iterable
from typing import Any
from wsgiref.types import StartResponse, WSGIEnvironment

import pytest
from slack_sdk.signature import SignatureVerifier

from bot.cli.http.signed import signed_only
from bot.cli.running.host_clock import HostClockAlarm

SECRET = "a secret of the tests"


def reads_json(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    """Answer as Bolt does: with the body read, whatever is in it."""
    source = environ["wsgi.input"]
    assert isinstance(source, io.BytesIO)
    told = json.loads(source.read())
    start_response("200 OK", [])
    return [str(told).encode()]


def asked(body: bytes, headers: dict[str, str], alarm: HostClockAlarm | None = None) -> str:
    """Return the status with which a request is answered."""
    answers: list[str] = []
    environ: dict[str, Any] = {"CONTENT_LENGTH": str(len(body)), "wsgi.input": io.BytesIO(body), **headers}

    def start(status: str, headers: list[tuple[str, str]], exc_info: object = None, /) -> Any:
        answers.append(status)

    list(signed_only(reads_json, SECRET, alarm or HostClockAlarm(str))(environ, start))
    return answers[0]


def signed(body: str, seconds_ago: int = 0) -> dict[str, str]:
    """Return the headers with which Slack signs a body."""
    stamp = str(int(time.time()) - seconds_ago)
    signature = SignatureVerifier(SECRET).generate_signature(timestamp=stamp, body=body)
    return {"HTTP_X_SLACK_REQUEST_TIMESTAMP": stamp, "HTTP_X_SLACK_SIGNATURE": str(signature)}


def test_what_slack_signed_is_heard() -> None:
    assert asked(b'{"type": "x"}', signed('{"type": "x"}')) == "200 OK"


@pytest.mark.parametrize("body", [b"", b"{", b"payload=%7B", b"\xff\xfe", b"{}" * 10_000])
@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"HTTP_X_SLACK_REQUEST_TIMESTAMP": "soon", "HTTP_X_SLACK_SIGNATURE": "v0=1"},
        {"HTTP_X_SLACK_REQUEST_TIMESTAMP": str(int(time.time())), "HTTP_X_SLACK_SIGNATURE": "v0=ÿ"},
        signed("something else"),
        signed("", seconds_ago=600),
    ],
)
def test_anything_else_is_refused_without_a_look_inside(body: bytes, headers: dict[str, str]) -> None:
    assert asked(body, headers) == "401 Unauthorized"


def test_what_is_signed_and_yet_no_payload_is_refused_too() -> None:
    assert asked(b"{", signed("{")) == "400 Bad Request"


@pytest.mark.parametrize("length", ["", "-1", "many", "²"])
def test_a_length_that_is_none_reads_nothing(length: str) -> None:
    assert asked(b"{}", signed("{}") | {"CONTENT_LENGTH": length}) == "401 Unauthorized"


@pytest.mark.parametrize(("seconds", "when"), [(600, "10 min ago"), (-600, "9 min from now")])
def test_what_slack_signed_ten_minutes_off_is_refused_and_the_operator_told_once(
    seconds: int, when: str
) -> None:
    said: list[str] = []
    alarm = HostClockAlarm(said.append)
    for _ in range(50):
        assert asked(b"{}", signed("{}", seconds_ago=seconds), alarm) == "401 Unauthorized"
    assert said == [
        f"A request that Slack signed was refused: by this machine's clock it was sent {when}, and a "
        "signature counts for 5 min. Set this machine's clock right (NTP): while it is wrong, nothing that "
        "Slack sends is heard."
    ]
    assert asked(b"{}", signed("{}"), alarm) == "200 OK"
    asked(b"{}", signed("{}", seconds_ago=seconds), alarm)
    assert len(said) == 2


def test_a_forged_request_raises_no_alarm() -> None:
    said: list[str] = []
    old = signed("{}", seconds_ago=600) | {"HTTP_X_SLACK_SIGNATURE": "v0=" + "0" * 64}
    assert asked(b"{}", old, HostClockAlarm(said.append)) == "401 Unauthorized"
    assert said == []
