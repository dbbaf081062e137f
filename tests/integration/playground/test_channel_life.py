"""A channel's life as the app hears of it: renamed, archived, moved, shared and unshared, bot in and out."""

from typing import Any

import pytest
from slack_sdk import WebClient

from playground import Playground, demo_seed
from playground.workspace.state import SlackError
from tests.integration.playground.conftest import REPEATS_SOON
from tests.integration.playground.poll_app import manifest
from tests.integration.playground.test_web_api import error_of

CHANNEL, PRIVATE = "C0PARTIFUL", "C0TRIAGE"
_EVENTS = ("rename", "archive", "unarchive", "left")


@pytest.fixture
def told(playground: Playground) -> Any:
    """Return a way to see the events sent so far, oldest first."""

    def events() -> list[dict[str, Any]]:
        playground.workspace.wait_until_quiet()
        sent = [one for one in playground.workspace.traffic()[::-1] if one.to_app and one.attempt == 0]
        return [one.request["event"] for one in sent]

    return events


@pytest.fixture
def playground(clock: Any) -> Any:
    hears = [f"{kind}_{what}" for kind in ("channel", "group") for what in _EVENTS]
    hears += ["channel_id_changed", "channel_shared", "channel_unshared", "member_joined_channel"]
    data = manifest()
    data["settings"]["event_subscriptions"]["bot_events"] = hears
    with Playground(demo_seed(data), clock, timing=REPEATS_SOON) as running:
        yield running


def test_a_new_name_is_told(playground: Playground, slack: WebClient, told: Any) -> None:
    playground.channel_renamed(CHANNEL, "help-partiful")
    playground.channel_renamed(PRIVATE, "night-shift")
    assert [(one["type"], one["channel"]["id"], one["channel"]["name"]) for one in told()] == [
        ("channel_rename", CHANNEL, "help-partiful"),
        ("group_rename", PRIVATE, "night-shift"),
    ]
    assert slack.conversations_info(channel=CHANNEL)["channel"]["name"] == "help-partiful"


def test_an_archived_channel_takes_nothing_until_it_is_back(
    playground: Playground, slack: WebClient, told: Any
) -> None:
    ts = slack.chat_postMessage(channel=CHANNEL, text="x")["ts"]
    playground.archive(CHANNEL)
    assert slack.conversations_info(channel=CHANNEL)["channel"]["is_archived"]
    assert error_of(slack.chat_postMessage, channel=CHANNEL, text="x") == "is_archived"
    assert error_of(slack.chat_postEphemeral, channel=CHANNEL, user="U0MAYA", text="x") == "is_archived"
    assert error_of(slack.reactions_add, channel=CHANNEL, timestamp=ts, name="eyes") == "is_archived"
    assert error_of(slack.chat_update, channel=CHANNEL, ts=ts, text="y") == "is_inactive"
    with pytest.raises(AssertionError, match="is_archived"):
        playground.acting_as("U0MAYA").say(CHANNEL, "hello?")
    with pytest.raises(SlackError, match="already_archived"):
        playground.archive(CHANNEL)
    playground.unarchive(CHANNEL)
    assert slack.chat_postMessage(channel=CHANNEL, text="x")["ok"]
    with pytest.raises(SlackError, match="not_archived"):
        playground.unarchive(CHANNEL)
    playground.archive(PRIVATE)
    assert [(one["type"], one["channel"]) for one in told() if one["type"] != "message"] == [
        ("channel_archive", CHANNEL),
        ("channel_unarchive", CHANNEL),
        ("group_archive", PRIVATE),
    ]


def test_another_id_takes_the_old_one_s_place(playground: Playground, slack: WebClient, told: Any) -> None:
    ts = slack.chat_postMessage(channel=CHANNEL, text="before")["ts"]
    playground.change_channel_id(CHANNEL, "C0SHARED")
    (event,) = told()
    assert (event["type"], event["old_channel_id"], event["new_channel_id"]) == (
        "channel_id_changed",
        CHANNEL,
        "C0SHARED",
    )
    assert error_of(slack.chat_postMessage, channel=CHANNEL, text="x") == "channel_not_found"
    assert slack.conversations_history(channel="C0SHARED")["messages"][0]["ts"] == ts


def test_a_host_keeps_its_id_when_the_companies_part(
    playground: Playground, slack: WebClient, told: Any
) -> None:
    assert playground.disconnect(CHANNEL) == CHANNEL
    (event,) = told()
    assert (event["type"], event["previously_connected_team_id"], event["is_ext_shared"]) == (
        "channel_unshared",
        "T0PARTIFUL",
        False,
    )
    assert not slack.conversations_info(channel=CHANNEL)["channel"]["is_ext_shared"]
    assert "U0MAYA" not in slack.conversations_members(channel=CHANNEL)["members"]
    playground.reconnect(CHANNEL)
    assert (told()[-1]["type"], told()[-1]["connected_team_id"]) == ("channel_shared", "T0PARTIFUL")
    assert slack.conversations_info(channel=CHANNEL)["channel"]["is_ext_shared"]
    assert "U0MAYA" in slack.conversations_members(channel=CHANNEL)["members"]
    with pytest.raises(SlackError, match="team_not_found"):
        playground.reconnect(CHANNEL, "T0PARTIFUL")


def test_a_guest_s_copy_gets_a_new_id(playground: Playground, slack: WebClient, told: Any) -> None:
    playground._state.conversations[CHANNEL].team_id = "T0PARTIFUL"  # the customer hosts it
    new = playground.disconnect(CHANNEL)
    assert new != CHANNEL
    assert [one["type"] for one in told()] == ["channel_unshared", "channel_id_changed"]
    assert error_of(slack.conversations_info, channel=CHANNEL) == "channel_not_found"
    assert slack.conversations_info(channel=new)["channel"]["conversation_host_id"] == "T0PROVIDER"


def test_the_bot_is_told_when_it_is_shown_the_door_and_when_it_is_back(
    playground: Playground, slack: WebClient, told: Any
) -> None:
    playground.remove_bot(CHANNEL)
    assert error_of(slack.chat_postMessage, channel=CHANNEL, text="x") == "not_in_channel"
    playground.acting_as("U0MAYA").say(CHANNEL, "unheard")
    playground.remove_bot(PRIVATE)
    playground.invite_bot(CHANNEL)
    assert [one["type"] for one in told()] == ["channel_left", "group_left", "member_joined_channel"]
    assert (told()[-1]["user"], told()[-1]["inviter"]) == ("U0TAMBOT", "U0CIERRA")
    assert slack.chat_postMessage(channel=CHANNEL, text="x")["ok"]
    with pytest.raises(SlackError, match="not_in_channel"):
        playground.remove_bot(PRIVATE)
