"""One small app for each thing that apps feel of Slack, over Socket Mode and over HTTP."""

import base64
import queue
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from socketserver import ThreadingMixIn
from typing import Any
from urllib.request import Request, urlopen
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_bolt.adapter.wsgi import SlackRequestHandler
from slack_sdk import WebClient

from bot.cli.socket_mode import disconnect
from bot.clock import SystemClock
from playground import UNHURRIED, Playground, demo_seed
from tests.fixtures.patience import PATIENCE_S
from tests.integration.playground.clocks import Machine, StandingClock
from tests.integration.playground.control import Control
from tests.integration.playground.foreign import small_apps
from tests.integration.playground.poll_app import manifest

SHARED = "tam-partiful"
_SCOPES = (
    "chat:write.customize",
    "metadata.message:read",
    "users:read.email",
    "users.profile:read",
    "usergroups:write",
)


class World:
    """The small apps, a playground around them, and what they noted."""

    def __init__(self, playground: Playground, clock: StandingClock) -> None:
        self.playground, self.clock = playground, clock
        self.control = Control(f"{playground.url}control/")
        self._noted: queue.Queue[tuple[str, object]] = queue.Queue()

    def note(self, about: str, what: object) -> None:
        """Keep what an app found out."""
        self._noted.put((about, what))

    def noted(self) -> tuple[str, object]:
        """Wait for the next thing that an app found out."""
        return self._noted.get(timeout=PATIENCE_S)

    def say(self, text: str, **more: Any) -> str:
        """Write as the customer; return the ts."""
        return str(self.control.post("say", who="maya", channel=SHARED, text=text, **more)["ts"])

    def click(self, shown: str, what: str, **more: Any) -> None:
        """Click in the message that shows something, once it is there."""
        ts = self.control.said(shown)[-1]["ts"]
        assert self.control.post("click", who="maya", channel=SHARED, ts=ts, what=what, **more)["ok"]


class _Server(ThreadingMixIn, WSGIServer):
    """Answers several requests at once: an app calls Slack while it answers."""

    daemon_threads = True


class _Quiet(WSGIRequestHandler):
    """Says nothing of requests."""

    def log_message(self, format: str, *args: object) -> None:
        """Keep the test's output clean."""


@pytest.fixture(scope="module", params=["socket", "http"])
def world(request: pytest.FixtureRequest) -> Iterator[World]:
    """Give the small apps, connected in one of the two ways."""
    data, clock = manifest(), StandingClock()
    data["oauth_config"]["scopes"]["bot"] += _SCOPES
    events = data["settings"]["event_subscriptions"]
    events["bot_events"] += ("file_shared", "message_metadata_posted")
    events["metadata_subscriptions"] = [{"app_id": "*", "event_type": "ordered"}]
    with Playground(
        demo_seed(data), clock, timing=UNHURRIED, time_machine=Machine(clock), wall=SystemClock()
    ) as playground:
        made = World(playground, clock)
        client = WebClient("xoxb-playground", base_url=playground.api_url)
        secret = playground.seed.app.signing_secret
        app = App(client=client, signing_secret=secret, ignoring_self_events_enabled=False)
        for install in small_apps.ALL:
            install(app, made.note)
        with {"socket": over_a_socket, "http": over_http}[request.param](app, playground):
            yield made


@contextmanager
def over_a_socket(app: App, playground: Playground) -> Iterator[None]:
    """Connect the app over Socket Mode."""
    handler = SocketModeHandler(app, playground.seed.app.app_token)
    handler.connect()
    playground.workspace.wait_for_connection()
    yield
    disconnect(handler)


@contextmanager
def over_http(app: App, playground: Playground) -> Iterator[None]:
    """Serve the app, and have the playground send there."""
    with make_server("127.0.0.1", 0, SlackRequestHandler(app), _Server, _Quiet) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        assert playground.set_request_url(f"http://127.0.0.1:{server.server_port}/slack/events")
        yield
        server.shutdown()
        thread.join()


def upload(world: World) -> None:
    content = base64.b64encode(b"12:00 fails").decode()
    world.control.post("upload", who="maya", channel=SHARED, filename="log.txt", content=content)


def forward(world: World) -> None:
    ts = world.say("SMS fails")
    told = {"channel": SHARED, "ts": ts, "into": SHARED, "text": "what do you make of it?"}
    assert world.control.post("forward", who="maya", **told)["ok"]


def answer_to_all(world: World) -> None:
    world.say("Which carrier?", thread_ts=world.say("SMS is down"), broadcast=True)


def deploy(world: World) -> None:
    world.say("deploy please")
    world.click("Deploy?", "Deploy")


def choose(world: World) -> None:
    world.say("choose please")
    world.click("[Room]", "room", value="Cellar")


def saying(text: str) -> Callable[[World], object]:
    return lambda world: world.say(text)


FACTS: list[tuple[str, Callable[[World], object], tuple[str, object]]] = [
    ("rich text of people", saying("assign @csimms and @dev"), ("assign", ["U0CIERRA", "U0DEV"])),
    ("links in an app's text", saying("links please"), ("links", ["https://a.example/x?a=1&b=2"])),
    ("defaults of text objects", saying("card please"), ("card", False)),
    ("clicks in attachments", deploy, ("deploy", ["message_attachment", 1])),
    ("forwarded messages", forward, ("forward", [("U0MAYA", "SMS fails")])),
    ("the root of a broadcast", answer_to_all, ("root", "SMS is down")),
    (
        "markdown, another name",
        saying("report please"),
        ("report", ["markdown", "Reporter", {"emoji": ":chart:"}]),
    ),
    ("an edit keeps what it was not given", saying("edit please"), ("edit", ["b", 1])),
    ("profiles, addresses, channels", saying("who is it"), ("who", [0, True, SHARED])),
    ("members of a user group", saying("rotate please"), ("rota", ["U0CIERRA"])),
    ("metadata of messages", saying("order please"), ("metadata", {"id": "7"})),
    ("options that only the app knows", choose, ("room", "cellar")),
    (
        "names of refusals",
        saying("too much"),
        ("refused", ["too_many_attachments", "invalid_name", "invalid_user_combination"]),
    ),
]


@pytest.mark.parametrize(("act", "noted"), [pytest.param(*fact, id=name) for name, *fact in FACTS])
def test_the_app_that_lives_by_it_runs(
    world: World, act: Callable[[World], object], noted: tuple[str, object]
) -> None:
    act(world)
    assert world.noted() == noted


def test_a_file_is_fetched_from_here_with_the_apps_token(world: World) -> None:
    upload(world)
    about, told = world.noted()
    assert isinstance(told, list)
    assert (about, told[:2]) == ("file", ["log.txt", ["C0PARTIFUL"]])
    with urlopen(Request(told[2], headers={"Authorization": "Bearer xoxb-playground"})) as answer:
        assert answer.read() == b"12:00 fails"


def test_what_is_scheduled_is_said_when_its_time_has_come(world: World) -> None:
    world.say("remind me")
    assert world.noted() == ("scheduled", True)
    assert not world.control.get("messages", channel=SHARED, text="It is time")["messages"]
    world.control.post("slack/time", by=61)
    assert world.control.said("It is time")
