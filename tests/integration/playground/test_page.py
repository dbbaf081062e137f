"""The page API: what a person sees and does over plain HTTP, the clock, the live stream."""

import json
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from slack_sdk import WebClient

from playground import Playground, demo_seed
from tests.fixtures.patience import PATIENCE_S
from tests.integration.playground.conftest import StandingClock
from tests.integration.playground.poll_app import PollApp, manifest, plain

CHANNEL = "C0PARTIFUL"


class Machine:
    """A time machine that writes down its journeys."""

    def __init__(self, clock: StandingClock) -> None:
        self.clock, self.journeys = clock, list[datetime]()

    def now(self) -> datetime:
        return self.clock.now()

    def move_to(self, instant: datetime) -> None:
        self.journeys.append(instant)
        self.clock.instant = instant

    def due(self) -> list[dict[str, Any]]:
        return [
            {"at": "2026-03-10T15:00:00+00:00", "what": "nudge 50 %", "to": "Cierra Simms", "ticket": None}
        ]


@pytest.fixture
def machine(clock: StandingClock) -> Machine:
    return Machine(clock)


@pytest.fixture
def playground(clock: StandingClock, machine: Machine) -> Iterator[Playground]:
    with Playground(demo_seed(manifest()), clock, time_machine=machine) as running:
        yield running


def get(playground: Playground, path: str) -> Any:
    with urllib.request.urlopen(playground.url + path) as answer:
        return json.load(answer)


def post(playground: Playground, path: str, body: Any) -> Any:
    request = urllib.request.Request(
        playground.url + path, json.dumps(body).encode(), {"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(request) as answer:
        return json.load(answer)


def test_a_person_sees_their_channels_and_only_what_they_may_use(
    playground: Playground, slack: WebClient
) -> None:
    slack.chat_postEphemeral(channel=CHANNEL, user="U0MAYA", text="psst")
    post(playground, "page/act", {"as": "U0DEV", "do": "say", "channel": CHANNEL, "text": "hi @maya"})
    maya, cierra = get(playground, "page/state?as=U0MAYA"), get(playground, "page/state?as=U0CIERRA")
    assert [one["name"] for one in maya["channels"]] == ["tam-partiful"]
    assert [one["name"] for one in cierra["channels"]] == ["general", "tam-partiful", "tam-triage"]
    (channel,) = maya["channels"]
    assert [(one["text"], one["ephemeral"]) for one in channel["messages"]] == [
        ("psst", True),
        ("hi <@U0MAYA>", False),
    ]
    assert (channel["unread"], channel["mentions"]) == (1, 1)
    assert (maya["commands"], maya["app"]["installed_here"]) == ([], False)
    assert [one["command"] for one in cierra["commands"]] == ["/poll", "/mute"]
    assert {one["id"] for one in maya["people"] if one["external"]} >= {"U0CIERRA", "U0OTTO"}
    assert maya["time"] == {"can_travel": True, "travelling": False}
    assert maya["due"][0]["what"] == "nudge 50 %"
    post(playground, "page/act", {"as": "U0MAYA", "do": "read", "channel": CHANNEL})
    assert get(playground, "page/state?as=U0MAYA")["channels"][0]["unread"] == 0


def test_the_modal_shows_what_is_filled_in_and_which_field_is_wrong(
    playground: Playground, poll: PollApp
) -> None:
    line = {"as": "U0CIERRA", "do": "slash", "channel": CHANNEL, "line": "/poll form"}
    assert post(playground, "page/act", line) == {"ok": True}
    playground.acting_as("U0CIERRA").wait_for_modal()
    (view,) = get(playground, "page/state?as=U0CIERRA")["modal"]["views"]
    assert view["values"]["question"] == {"text": "Lunch?"}
    values = {"question": {"text": "No?"}}
    answer = post(playground, "page/act", {"as": "U0CIERRA", "do": "submit", "values": values})
    assert answer == {"ok": True, "errors": {"question": "Say more."}}
    (view,) = get(playground, "page/state?as=U0CIERRA")["modal"]["views"]
    assert (view["values"]["question"], view["errors"]) == ({"text": "No?"}, {"question": "Say more."})
    asked = "page/options?as=U0CIERRA&where=modal&block_id=place&action_id=place&value=roo"
    assert [one["value"] for one in get(playground, asked)["options"]] == ["roof"]
    asked = "page/options?as=U0CIERRA&where=modal&block_id=owner&action_id=who&value=maya"
    assert [one["value"] for one in get(playground, asked)["options"]] == ["U0MAYA"]


def test_what_concerns_somebody_is_counted_until_they_look(playground: Playground, slack: WebClient) -> None:
    def waiting() -> dict[str, int]:
        people = get(playground, "page/state?as=U0MAYA")["people"]
        return {one["id"]: one["waiting"] for one in people if one["waiting"]}

    ts = slack.chat_postMessage(channel=CHANNEL, text="<@U0CIERRA> and <!subteam^S0PSE|@pse>")["ts"]
    blocks = [{"type": "section", "text": {"type": "mrkdwn", "text": "<@U0CIERRA>"}}]
    slack.chat_postMessage(channel=CHANNEL, text="due", thread_ts=ts, blocks=blocks)
    slack.chat_postMessage(channel="U0DEV", text="your PIN")
    post(
        playground,
        "page/act",
        {"as": "U0MAYA", "do": "say", "channel": CHANNEL, "text": "I, @maya, and @otto"},
    )
    assert waiting() == {"U0CIERRA": 2, "U0PETRA": 1, "U0DEV": 1}
    post(playground, "page/act", {"as": "U0CIERRA", "do": "read", "channel": CHANNEL})
    assert waiting() == {"U0PETRA": 1, "U0DEV": 1}


def test_a_form_is_of_the_tab_that_asked_for_it_and_goes_with_its_reload(
    playground: Playground, poll: PollApp
) -> None:
    def tab() -> Any:
        modal = get(playground, "page/state?as=U0CIERRA")["modal"]
        return modal and modal["tab"]

    line = {"as": "U0CIERRA", "do": "slash", "channel": CHANNEL, "line": "/poll form", "tab": "left"}
    post(playground, "page/act", line)
    playground.acting_as("U0CIERRA").wait_for_modal()
    post(
        playground,
        "page/act",
        {"as": "U0CIERRA", "do": "say", "channel": CHANNEL, "text": "hm", "tab": "right"},
    )
    assert tab() == "left"
    post(playground, "page/act", {"as": "U0CIERRA", "do": "reload", "tab": "right"})
    assert tab() == "left"
    post(playground, "page/act", {"as": "U0CIERRA", "do": "reload", "tab": "left"})
    assert tab() is None


def test_what_slack_would_say_is_shown_and_senseless_requests_are_refused(playground: Playground) -> None:
    line = {"as": "U0MAYA", "do": "slash", "channel": CHANNEL, "line": "/poll"}
    answer = post(playground, "page/act", line)
    assert not answer["ok"]
    assert "is not a valid command" in answer["shown"]
    senseless: list[Any] = [{"as": "U0MAYA", "do": "fly"}, {"as": "nobody", "do": "say"}, {"do": "say"}, []]
    for body in senseless:
        with pytest.raises(urllib.error.HTTPError) as caught:
            post(playground, "page/act", body)
        assert caught.value.code == 400
        caught.value.close()


def test_a_choice_in_a_message_stays_chosen_for_the_one_who_chose(
    playground: Playground, poll: PollApp
) -> None:
    options = [{"text": plain(one), "value": one} for one in ("P1", "P2")]
    menu = {"type": "static_select", "action_id": "menu", "options": options}
    blocks = [{"type": "actions", "block_id": "b", "elements": [menu]}]
    ts = poll.client.chat_postMessage(channel=CHANNEL, text="?", blocks=blocks)["ts"]
    assert playground.acting_as("U0MAYA").click(CHANNEL, ts, "menu", "P2")
    body = poll.wait_for("menu")[0]
    assert body["actions"][0]["selected_option"]["value"] == "P2"
    assert body["state"]["values"]["b"]["menu"]["selected_option"]["value"] == "P2"
    message = get(playground, "page/state?as=U0MAYA")["channels"][0]["messages"][0]
    assert message["values"] == {"b": {"menu": "P2"}}


def test_the_clock_is_moved_by_whoever_owns_it(playground: Playground, machine: Machine) -> None:
    answer = post(playground, "page/time", {"by": 3600})
    assert answer == {"ok": True, "now": "2026-03-10T15:00:00+00:00"}
    goal = datetime.fromisoformat("2026-03-17T09:00:00-04:00")
    post(playground, "page/time", {"to": goal.isoformat()})
    playground.travel_to(goal + timedelta(days=1))
    assert machine.journeys[1:] == [goal, goal + timedelta(days=1)]
    past = {"ok": False, "shown": "That time is past; the clock only moves on."}
    assert post(playground, "page/time", {"to": "2026-03-17T09:00:00-04:00"}) == past
    assert post(playground, "page/time", {"by": -3600}) == past
    with pytest.raises(urllib.error.HTTPError) as caught:
        post(playground, "page/time", {"to": "2026-03-17T09:00:00"})
    caught.value.close()


def test_the_live_stream_tells_of_every_change(playground: Playground) -> None:
    revs: list[int] = []
    changed = threading.Event()
    stream = urllib.request.urlopen(playground.url + "page/live")

    def read() -> None:
        for line in stream:
            if line.startswith(b"data: "):
                revs.append(json.loads(line[6:])["rev"])
                changed.set()

    reader = threading.Thread(target=read)
    reader.start()
    assert changed.wait(PATIENCE_S)
    changed.clear()
    playground.acting_as("U0MAYA").say(CHANNEL, "hello")
    assert changed.wait(PATIENCE_S)
    assert revs == sorted(revs)
    assert len(revs) >= 2
    playground.stop()
    reader.join(PATIENCE_S)
    assert not reader.is_alive()
    stream.close()


def test_the_inspector_shows_the_traffic_with_what_was_wrong(
    playground: Playground, slack: WebClient
) -> None:
    post(playground, "page/act", {"as": "U0MAYA", "do": "say", "channel": CHANNEL, "text": "hi"})
    playground.workspace.wait_for(lambda: playground.workspace.traffic("message"))
    with pytest.raises(Exception, match="invalid_blocks"):
        slack.chat_postMessage(channel=CHANNEL, text="x", blocks=[{"type": "sektion"}])
    entries = {one["title"]: one for one in get(playground, "page/inspector")["entries"]}
    assert entries["message"]["to_app"]
    call = entries["chat.postMessage"]
    assert (call["ok"], call["problems"]) == (
        False,
        ["[ERROR] unsupported type: sektion [json-pointer:/blocks/0/type]"],
    )
    assert "token" not in call["request"]


def test_uploaded_files_can_be_fetched(playground: Playground) -> None:
    playground.acting_as("U0MAYA").upload(CHANNEL, "log.txt", b"SM123")
    (message,) = get(playground, "page/state?as=U0DEV")["channels"][0]["messages"]
    with urllib.request.urlopen(playground.url + message["files"][0]["url"].lstrip("/")) as answer:
        assert answer.read() == b"SM123"


def test_the_picker_knows_whom_one_may_act_as(playground: Playground) -> None:
    answer = get(playground, "page/people")
    assert answer["start_as"] == "U0MAYA"
    assert [one["id"] for one in answer["people"] if not one["can_act"]] == ["U0TAMBOT"]
