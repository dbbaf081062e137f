"""Socket Mode, HTTP requests and rate limits as facts seen on the wire."""

import asyncio
import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from aiohttp import ClientSession
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.signature import SignatureVerifier

from bot.clock import SystemClock
from playground import Playground, Timing, demo_seed
from tests.fixtures.patience import PATIENCE_S
from tests.integration.playground import raw_apps
from tests.integration.playground.conftest import REPEATS_SOON
from tests.integration.playground.poll_app import manifest
from tests.integration.playground.raw_apps import RawHttpApp

SHARED, CIERRA, MAYA = "C0PARTIFUL", "U0CIERRA", "U0MAYA"
SECRET = "playground-signing-secret"

QUICK = replace(REPEATS_SOON, refresh_grace=0.05, ping_every=0.05)
nobody_answers = pytest.mark.parametrize("timing", [replace(QUICK, ack_within=0.15)])


@pytest.fixture
def timing() -> Timing:
    return QUICK


@pytest.fixture
def playground(timing: Timing) -> Iterator[Playground]:
    with Playground(demo_seed(manifest()), SystemClock(), timing=timing) as running:
        yield running


@pytest.fixture
def app(playground: Playground) -> Iterator[RawHttpApp]:
    with raw_apps.http_app() as running:
        assert playground.set_request_url(running.url)
        running.requests.clear()
        yield running
        playground.set_request_url("")


def say(playground: Playground) -> None:
    playground.acting_as(MAYA).say(SHARED, "hello")
    playground.workspace.wait_until_quiet()


class TestSocketMode:
    """Facts of Socket Mode."""

    def test_sm_a_ticket_is_good_for_one_connection(self, playground: Playground) -> None:
        async def work(session: ClientSession) -> list[int]:
            url = await raw_apps.address(playground, session)
            first = await session.ws_connect(url)
            again = [await raw_apps.refused(session, url), await raw_apps.refused(session, url + "x")]
            await first.close()
            return again

        assert raw_apps.run(work) == [403, 403]

    def test_traps_the_address_is_plain_ws(self, playground: Playground) -> None:
        url = raw_apps.run(lambda session: raw_apps.address(playground, session))
        assert url.startswith("ws://127.0.0.1:")

    def test_sm_hello_counts_the_connections(self, playground: Playground) -> None:
        async def work(session: ClientSession) -> list[Any]:
            found = [await raw_apps.connect(playground, session) for _ in range(2)]
            return [(hello["type"], hello["num_connections"]) for _, hello in found]

        assert raw_apps.run(work) == [("hello", 1), ("hello", 2)]

    def test_sm_the_eleventh_socket_is_one_too_many(self, playground: Playground) -> None:
        async def work(session: ClientSession) -> list[Any]:
            found = [await raw_apps.connect(playground, session) for _ in range(11)]
            return [first.get("reason") for _, first in found]

        assert raw_apps.run(work) == [None] * 10 + ["too_many_websockets"]

    def test_sm_slack_pings(self, playground: Playground) -> None:
        async def work(session: ClientSession) -> bytes:
            url = await raw_apps.address(playground, session)
            socket = await session.ws_connect(url, autoping=False)
            await socket.receive()
            return bytes((await socket.receive(timeout=PATIENCE_S)).data)

        assert raw_apps.run(work).startswith(b"Ping from")

    def test_sm_a_refresh_is_announced_and_then_done(self, playground: Playground) -> None:
        async def work(session: ClientSession) -> list[Any]:
            socket, _ = await raw_apps.connect(playground, session)
            await asyncio.to_thread(playground.refresh_sockets)
            announced = await socket.receive_json(timeout=PATIENCE_S)
            closed = await socket.receive(timeout=PATIENCE_S)
            return [announced["type"], announced["reason"], closed.type.name]

        assert raw_apps.run(work) == ["disconnect", "refresh_requested", "CLOSE"]

    @nobody_answers
    def test_sm_an_unacknowledged_event_comes_again_three_times_with_attempt_and_reason(
        self, playground: Playground
    ) -> None:
        async def work(session: ClientSession) -> list[Any]:
            socket, _ = await raw_apps.connect(playground, session)
            await asyncio.to_thread(playground.acting_as(MAYA).say, SHARED, "hello")
            return [await socket.receive_json(timeout=PATIENCE_S) for _ in range(4)]

        seen = raw_apps.run(work)
        assert [(one["retry_attempt"], one["retry_reason"]) for one in seen] == [
            (0, ""),
            *((attempt, "timeout") for attempt in (1, 2, 3)),
        ]
        assert len({one["payload"]["event_id"] for one in seen}) == 1
        assert len({one["envelope_id"] for one in seen}) == 4

    def test_sm_an_acknowledged_event_comes_once(self, playground: Playground) -> None:
        async def work(session: ClientSession) -> dict[str, Any]:
            socket, _ = await raw_apps.connect(playground, session)
            await asyncio.to_thread(playground.acting_as(MAYA).say, SHARED, "hello")
            envelope = await socket.receive_json(timeout=PATIENCE_S)
            await socket.send_json({"envelope_id": envelope["envelope_id"]})
            await asyncio.to_thread(playground.workspace.wait_until_quiet)
            return dict(envelope)

        envelope = raw_apps.run(work)
        assert (envelope["type"], envelope["accepts_response_payload"]) == ("events_api", False)
        assert len(playground.workspace.traffic("message")) == 1

    @nobody_answers
    def test_python_slack_sdk_1940_a_command_is_not_repeated(self, playground: Playground) -> None:
        async def work(session: ClientSession) -> list[Any]:
            socket, _ = await raw_apps.connect(playground, session)
            cierra = playground.acting_as(CIERRA)
            outcome = await asyncio.to_thread(cierra.slash, "/poll", "x", SHARED)
            envelope = await socket.receive_json(timeout=PATIENCE_S)
            return [outcome.shown, envelope["type"], envelope["accepts_response_payload"]]

        assert raw_apps.run(work) == [
            '/poll failed with the error "operation_timeout"',
            "slash_commands",
            True,
        ]
        assert len(playground.workspace.traffic("/poll")) == 1

    @pytest.mark.parametrize("timing", [Timing(ack_within=0.15, redeliver_after=())])
    def test_sm_one_payload_goes_to_exactly_one_connection(self, playground: Playground) -> None:
        async def work(session: ClientSession) -> list[str]:
            sockets = [(await raw_apps.connect(playground, session))[0] for _ in range(3)]
            await asyncio.to_thread(say, playground)
            await asyncio.to_thread(playground.close_sockets)
            return sorted([(await one.receive(timeout=PATIENCE_S)).type.name for one in sockets])

        assert raw_apps.run(work) == ["CLOSE", "CLOSE", "TEXT"]


class TestHttp:
    """Facts of HTTP mode."""

    def test_sdk_signature_requests_are_signed(self, playground: Playground, app: RawHttpApp) -> None:
        say(playground)
        headers, body = app.last
        assert SignatureVerifier(SECRET).is_valid_request(body, headers)
        assert not SignatureVerifier("another").is_valid_request(body, headers)

    def test_ev_events_are_json(self, playground: Playground, app: RawHttpApp) -> None:
        say(playground)
        headers, body = app.last
        assert headers["Content-Type"] == "application/json"
        assert json.loads(body)["event"]["text"] == "hello"
        assert "X-Slack-Retry-Num" not in headers

    @pytest.mark.parametrize("status", [300, 404, 500])
    def test_ev_a_refused_event_comes_again_with_headers(
        self, playground: Playground, app: RawHttpApp, status: int
    ) -> None:
        app.status = status
        say(playground)
        tries = [(one.get("X-Slack-Retry-Num"), one.get("X-Slack-Retry-Reason")) for one, _ in app.requests]
        assert tries == [(None, None), ("1", "http_error"), ("2", "http_error"), ("3", "http_error")]

    def test_ev_any_2xx_will_do(self, playground: Playground, app: RawHttpApp) -> None:
        app.status = 202
        say(playground)
        assert len(app.requests) == 1

    def test_ev_no_retry_stops_the_repetition(self, playground: Playground, app: RawHttpApp) -> None:
        app.status, app.headers = 500, {"X-Slack-No-Retry": "1"}
        say(playground)
        assert len(app.requests) == 1

    def test_ev_nobody_there_is_connection_failed(self, playground: Playground) -> None:
        playground.set_request_url("http://127.0.0.1:9/slack/events")
        say(playground)
        entries = [one for one in playground.workspace.traffic("message") if one.to_app]
        assert [one.ok for one in entries] == [False] * 4

    def test_int_a_command_is_a_form(self, playground: Playground, app: RawHttpApp) -> None:
        app.body = json.dumps({"response_type": "in_channel", "text": "All of you"})
        assert playground.acting_as(CIERRA).slash("/poll", "x & y", SHARED)
        assert (app.form["command"], app.form["text"]) == ("/poll", "x &amp; y")
        assert app.last_form[0]["Content-Type"] == "application/x-www-form-urlencoded"
        assert [one["text"] for one in playground.workspace.messages(SHARED)] == ["All of you"]

    def test_int_plain_words_answer_a_command(self, playground: Playground, app: RawHttpApp) -> None:
        app.body = "Just you"
        cierra = playground.acting_as(CIERRA)
        assert cierra.slash("/poll", "x", SHARED)
        assert [one["text"] for one in cierra.ephemerals(SHARED)] == ["Just you"]

    def test_int_an_interaction_is_a_form_with_a_payload(
        self, playground: Playground, app: RawHttpApp
    ) -> None:
        assert playground.acting_as(CIERRA).global_shortcut("anywhere")
        assert json.loads(app.form["payload"])["callback_id"] == "anywhere"

    def test_int_a_refused_command_is_not_repeated(self, playground: Playground, app: RawHttpApp) -> None:
        app.status = 500
        outcome = playground.acting_as(CIERRA).slash("/poll", "x", SHARED)
        assert outcome.shown == '/poll failed with the error "dispatch_failed"'
        assert len(app.requests) == 1

    def test_ev_a_url_is_verified_by_a_challenge(self, playground: Playground, app: RawHttpApp) -> None:
        assert playground.set_request_url(app.url)
        assert json.loads(app.last[1])["type"] == "url_verification"


@pytest.mark.usefixtures("calls_take_no_time")
class TestRateLimits:
    """Facts of the rate limits."""

    @pytest.fixture
    def playground(self) -> Iterator[Playground]:
        with Playground(demo_seed(manifest()), SystemClock(), rate_limits=True) as running:
            yield running

    def calls(self, playground: Playground, method: str, most: int, **arguments: Any) -> tuple[int, str, str]:
        """Call until it is too much; return how often it went, the error and Retry-After."""
        token = "xapp-playground" if method == "apps.connections.open" else "xoxb-playground"
        client = WebClient(token, base_url=playground.api_url)
        for went in range(most):
            try:
                client.api_call(method, json=arguments)
            except SlackApiError as refused:
                return went, refused.response["error"], refused.response.headers["Retry-After"]
        return most, "", ""

    @pytest.mark.parametrize(
        ("method", "arguments", "limit"),
        [
            pytest.param("apps.connections.open", {}, 1, id="[JT] tier 1: 1 a minute"),
            pytest.param("users.list", {}, 20, id="[JT] tier 2: 20 a minute"),
            pytest.param("conversations.info", {"channel": SHARED}, 50, id="[JT] tier 3: 50 a minute"),
            pytest.param("users.info", {"user": MAYA}, 100, id="[JT] tier 4: 100 a minute"),
        ],
    )
    def test_limit_by_tier(
        self, playground: Playground, method: str, arguments: dict[str, Any], limit: int
    ) -> None:
        went, error, after = self.calls(playground, method, limit + 1, **arguments)
        assert (went, error, after) == (limit, "ratelimited", "60")

    def test_rl_limit_of_one_method_leaves_the_others(self, playground: Playground) -> None:
        assert self.calls(playground, "users.list", 25)[0] == 20
        assert self.calls(playground, "auth.test", 25)[0] == 25

    def test_rl_limit_of_messages_is_one_a_second_and_channel(self, playground: Playground) -> None:
        went, _, after = self.calls(playground, "chat.postMessage", 10, channel=SHARED, text="x")
        assert (went, after) == (5, "1")
        assert self.calls(playground, "chat.postMessage", 2, channel="C0TRIAGE", text="x")[0] == 2
