"""The control API: names for ids, labels for action ids, and everything that a test may turn."""

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

import pytest
from aiohttp import ClientSession
from slack_sdk import WebClient

from playground import UNHURRIED, Playground, demo_seed
from tests.fixtures.patience import PATIENCE_S
from tests.integration.playground import raw_apps
from tests.integration.playground.clocks import Machine, StandingClock
from tests.integration.playground.control import Control
from tests.integration.playground.poll_app import FORM, PollApp, manifest, plain
from tests.integration.playground.test_web_api import error_of

CHANNEL = "tam-partiful"


@pytest.fixture
def playground(clock: StandingClock) -> Iterator[Playground]:
    timing = replace(UNHURRIED, redeliver_after=(), refresh_grace=0.05)
    with Playground(demo_seed(manifest()), clock, time_machine=Machine(clock), timing=timing) as running:
        yield running


@pytest.fixture
def control(playground: Playground) -> Control:
    return Control(f"{playground.url}control/")


def test_people_speak_edit_react_and_delete(control: Control) -> None:
    ts = control.post("say", who="Maya Chen", channel="#tam-partiful", text="Is @tam here?")["ts"]
    control.post("edit", who="maya", channel=CHANNEL, ts=ts, text="Is @Kirk McCalla here?")
    control.post("react", who="U0DEV", channel="C0PARTIFUL", ts=ts, name="eyes")
    control.post("pin", who="dev", channel=CHANNEL, ts=ts)
    reply = control.post("mention", who="cierra", channel=CHANNEL, thread_ts=ts, text="help")["ts"]
    first, second = control.get("messages", channel=CHANNEL, thread=ts)["messages"]
    assert (first["words"], first["reactions"][0]["name"]) == ("Is @Kirk McCalla here?", "eyes")
    assert (second["ts"], second["words"]) == (reply, "@tam help")
    assert [one["ts"] for one in control.get("pins", channel=CHANNEL)["messages"]] == [ts]
    control.post("delete", who="cierra", channel=CHANNEL, ts=reply)
    assert len(control.get("messages", channel=CHANNEL, thread=ts)["messages"]) == 1


def test_a_form_is_filled_in_by_its_labels(control: Control, poll: PollApp) -> None:
    assert control.post("slash", who="cierra", channel=CHANNEL, line="/poll form")["ok"]
    modal = control.get("modal", who="cierra", wait=PATIENCE_S)["modal"]
    assert modal["words"].startswith("New poll\nQuestion:")
    values = {"Question": "Who is in?", "Owner": "Kirk McCalla", "Place": "Kitchen", "day": "2026-03-12"}
    assert control.post("fill", who="cierra", values=values) == {"ok": True}
    assert control.post("submit", who="cierra") == {"ok": True}
    sent = poll.wait_for("submitted")[0]["view"]["state"]["values"]
    assert sent["owner"]["who"]["selected_user"] == "U0KIRK"
    assert sent["place"]["place"]["selected_option"]["value"] == "kitchen"
    assert control.said("Who is in?")
    assert control.get("modal", who="cierra")["modal"] is None


def test_what_is_not_there_is_said_with_what_is(control: Control, poll: PollApp) -> None:
    control.post("slash", who="cierra", channel=CHANNEL, line="/poll form")
    control.get("modal", who="cierra", wait=PATIENCE_S)
    answer = control.post("fill", who="cierra", values={"Colour": "red"})
    assert answer["shown"] == "there is no field 'Colour'; there is 'Question', 'day', 'Owner', 'Place'"
    answer = control.post("click", who="cierra", what="Less")
    assert answer["shown"].startswith("there is no 'Less' to click; there is ")
    assert control.post("submit", who="maya") == {
        "ok": False,
        "shown": "That did not work: view_not_found.",
        "error": "view_not_found",
    }
    assert control.post("click", who="cierra", what="More")["ok"]
    assert poll.wait_for("deeper")


def test_buttons_and_entries_of_menus_are_clicked_by_label(
    control: Control, poll: PollApp, slack: WebClient
) -> None:
    options = [{"text": plain(one), "value": one.lower()} for one in ("First", "Second")]
    elements = [
        {"type": "button", "action_id": "vote", "text": plain("Yes")},
        {"type": "static_select", "action_id": "menu", "options": options},
    ]
    blocks = [{"type": "actions", "elements": elements}]
    ts = slack.chat_postMessage(channel="C0PARTIFUL", text="?", blocks=blocks)["ts"]
    for what in ("Yes", "Second"):
        assert control.post("click", who="maya", channel=CHANNEL, ts=ts, what=what)["ok"]
    assert poll.wait_for("menu")[0]["actions"][0]["selected_option"]["value"] == "second"
    (answer,) = control.get("ephemerals", who="maya", channel=CHANNEL, wait=PATIENCE_S)["messages"]
    assert (answer["text"], answer["ephemeral"]) == ("Thanks for voting.", True)
    seen = control.get("messages", channel=CHANNEL, who="maya", text="Thanks for voting")["messages"]
    assert len(seen) == 1


def test_shortcuts_go_by_name(control: Control, poll: PollApp) -> None:
    ts = control.post("say", who="cierra", channel=CHANNEL, text="lunch?")["ts"]
    assert control.post("shortcut", who="cierra", what="Make a poll", channel=CHANNEL, ts=ts)["ok"]
    assert control.post("shortcut", who="cierra", what="New poll")["ok"]
    assert len(poll.wait_for("open_form", 2)) == 2
    assert not control.post("shortcut", who="maya", what="New poll")["ok"]


def test_direct_messages_and_homes(control: Control, slack: WebClient) -> None:
    slack.chat_postMessage(channel="U0MAYA", text="your PIN")
    assert [one["words"] for one in control.get("messages", channel="dm", who="maya")["messages"]] == [
        "your PIN"
    ]
    slack.views_publish(user_id="U0MAYA", view={"type": "home", "blocks": [{"type": "divider"}]})
    assert control.get("home", who="maya")["home"]["view"]["type"] == "home"
    assert control.get("home", who="dev")["home"] is None
    group = control.post("open_dm", who="maya", **{"with": ["cierra"]})["channel"]
    assert control.post("say", who="cierra", channel=group, text="the three of us")["ok"]


def test_administrators_do_their_work(control: Control, slack: WebClient) -> None:
    made = control.post("admin/add_channel", name="war-room", members=["U0MAYA", "U0TAMBOT"])["channel"]
    control.post("admin/rename", channel="war-room", name="peace-room")
    assert slack.conversations_info(channel=made)["channel"]["name"] == "peace-room"
    assert control.post("admin/archive", channel="peace-room") == {"ok": True}
    assert control.post("admin/archive", channel="peace-room") == {"ok": False, "error": "already_archived"}
    token = control.post("admin/install", team="Partiful")["bot_token"]
    assert token == "xoxb-playground-t0partiful"
    assert len(control.get("world")["app"]["installs"]) == 2
    control.post("admin/change_person", user="maya", real_name="Maya C.")
    assert slack.users_info(user="U0MAYA")["user"]["real_name"] == "Maya C."
    assert control.post("admin/fly")["status"] == 400


def test_administrators_say_names_wherever_ids_would_do(control: Control, slack: WebClient) -> None:
    told = {"members": ["tam", "Cierra Simms", "otto"], "connected_teams": ["Twilio", "Other Co"]}
    made = control.post("admin/add_channel", name="tam-other", **told)["channel"]
    assert slack.conversations_info(channel=made)["channel"]["shared_team_ids"] == ["T0PROVIDER", "T0OTHER"]
    assert slack.conversations_members(channel=made)["members"] == ["U0TAMBOT", "U0CIERRA", "U0OTTO"]
    assert control.post("admin/change_usergroup", usergroup="@pse", members=["kirk"])["ok"]
    assert slack.usergroups_users_list(usergroup="S0PSE")["users"] == ["U0KIRK"]
    nobody = control.post("admin/change_usergroup", usergroup="pse", members=["nobody"])
    assert nobody["shown"].startswith("there is no person 'nobody' here; there are colleen, csimms, ")


def test_the_clock_moves(control: Control) -> None:
    before = datetime.fromisoformat(control.get("time")["now"])
    after = datetime.fromisoformat(control.post("slack/time", by=3600)["now"])
    assert (after - before).total_seconds() == 3600
    assert control.post("slack/time", to="2026-03-17T09:00:00-04:00")["now"].startswith("2026-03-17T09:00")
    assert control.post("slack/time", to="2026-03-17T09:00:00")["status"] == 400


def test_a_clock_without_a_machine_stands(clock: StandingClock) -> None:
    with Playground(demo_seed(manifest()), clock) as fixed:
        answer = Control(f"{fixed.url}control/").post("slack/time", by=60)
    assert answer == {"ok": False, "error": "this_clock_cannot_be_moved"}


def test_things_go_wrong_on_order(control: Control, slack: WebClient) -> None:
    control.post("faults/fail", method="chat.postMessage", error="fatal_error")
    assert error_of(slack.chat_postMessage, channel="C0PARTIFUL", text="x") == "fatal_error"
    control.post("faults/events_twice", how="same_id")
    control.post("say", who="maya", channel=CHANNEL, text="twice")
    control.get("quiet")
    assert len(control.get("traffic", title="message")["entries"]) == 2
    assert control.post("faults/clear") == {"ok": True}
    assert control.post("faults/explode")["status"] == 400
    assert control.post("faults/fail", color="red")["status"] == 400


@pytest.mark.usefixtures("calls_take_no_time")
def test_limits_and_triggers_are_switched(control: Control, poll: PollApp, slack: WebClient) -> None:
    control.post("slack/rate_limits", on=True)
    for _ in range(5):
        slack.chat_postMessage(channel="C0PARTIFUL", text="x")
    assert error_of(slack.chat_postMessage, channel="C0PARTIFUL", text="x") == "ratelimited"
    control.post("slack/rate_limits", on=False)
    assert slack.chat_postMessage(channel="C0PARTIFUL", text="x")["ok"]
    control.post("slash", who="cierra", channel=CHANNEL, line="/poll x")
    control.post("slack/expire_triggers")
    trigger = poll.bodies("poll")[0]["trigger_id"]
    assert error_of(slack.views_open, trigger_id=trigger, view=FORM) == "expired_trigger_id"


def test_sockets_are_refreshed_and_closed(control: Control, playground: Playground) -> None:
    async def work(session: ClientSession) -> list[str]:
        first, _ = await raw_apps.connect(playground, session)
        await asyncio.to_thread(control.post, "slack/refresh")
        second, _ = await raw_apps.connect(playground, session)
        said = [
            await first.receive_json(timeout=PATIENCE_S),
            (await first.receive(timeout=PATIENCE_S)).type.name,
        ]
        await asyncio.to_thread(control.post, "slack/close_sockets")
        return [said[0]["reason"], said[1], (await second.receive(timeout=PATIENCE_S)).type.name]

    assert raw_apps.run(work) == ["refresh_requested", "CLOSE", "CLOSE"]


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("say", {"who": "nobody", "channel": CHANNEL, "text": "x"}),
        ("say", {"who": "maya", "channel": "no-such-channel", "text": "x"}),
        ("say", {"channel": CHANNEL, "text": "x"}),
        ("fly", {"who": "maya"}),
        ("fill", {"who": "maya", "values": "x"}),
        ("slack/weather", {}),
    ],
)
def test_what_makes_no_sense_is_said(control: Control, path: str, told: Any) -> None:
    answer = control.post(path, **told)
    assert answer["status"] == 400
    assert answer["shown"]


def test_looking_for_what_is_not_known_is_said(control: Control) -> None:
    for what, query in (("weather", {}), ("messages", {}), ("time", {"wait": "long"})):
        assert control.get(what, **query)["status"] == 400


def test_a_session_is_exported_as_a_scenario(control: Control) -> None:
    control.post("say", who="maya", channel=CHANNEL, text="hello")
    control.post("slack/time", by=7200)
    control.post("slash", who="maya", channel=CHANNEL, line="/poll x")
    text = control.get("export")["scenario"]
    assert "story: A recorded session" in text
    assert "say: hello" in text
    assert "at: '2026-03-10 12:00:00'" in text
    assert "refused: /poll is not a valid command" in text


def test_slacks_clock_is_set_apart_from_the_apps(
    control: Control, clock: StandingClock, slack: WebClient
) -> None:
    told = control.post("admin/skew_clock", seconds=-600)
    assert datetime.fromisoformat(told["now"]) == clock.now() - timedelta(minutes=10)
    dated = slack.auth_test().headers["Date"]
    assert parsedate_to_datetime(dated) == clock.now() - timedelta(minutes=10)
    control.post("slack/time", by=60)
    assert clock.now() == StandingClock().now() + timedelta(minutes=1)
