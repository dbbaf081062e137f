"""The app in two companies at once, and people who come and change."""

from typing import Any

import pytest
from slack_sdk import WebClient

from playground import Playground, demo_seed
from playground.workspace.state import SlackError
from tests.integration.playground.conftest import REPEATS_SOON
from tests.integration.playground.poll_app import FORM, PollApp, manifest, plain
from tests.integration.playground.test_web_api import error_of

CHANNEL, OURS, THEIRS = "C0PARTIFUL", "U0TAMBOT", "U0TAMBOTPARTIFUL"


@pytest.fixture
def playground(clock: Any) -> Any:
    data = manifest()
    hears = data["settings"]["event_subscriptions"]["bot_events"]
    hears += ["user_change", "team_join", "app_uninstalled", "tokens_revoked", "message.mpim"]
    data["oauth_config"]["scopes"]["bot"] += ["mpim:write", "mpim:history", "mpim:read"]
    with Playground(demo_seed(data), clock, timing=REPEATS_SOON) as running:
        yield running


@pytest.fixture
def theirs(playground: Playground) -> WebClient:
    """The bot's client in the customer's workspace."""
    made = playground.install("T0PARTIFUL")
    playground.invite_bot(CHANNEL, team="T0PARTIFUL")
    return WebClient(made["bot_token"], base_url=playground.api_url)


def test_each_install_is_somebody_else_in_its_own_workspace(theirs: WebClient, slack: WebClient) -> None:
    here, there = slack.auth_test(), theirs.auth_test()
    assert (here["team_id"], here["user_id"]) == ("T0PROVIDER", OURS)
    assert (there["team_id"], there["user_id"], there["bot_id"]) == (
        "T0PARTIFUL",
        THEIRS,
        "B0TAMBOTPARTIFUL",
    )
    assert "tz" in theirs.users_info(user="U0MAYA")["user"]
    assert "tz" not in theirs.users_info(user="U0CIERRA")["user"]
    assert [one["id"] for one in theirs.users_list()["members"]] == ["USLACKBOT", "U0MAYA", "U0DEV", THEIRS]
    assert theirs.conversations_info(channel=CHANNEL)["channel"]["context_team_id"] == "T0PARTIFUL"
    assert theirs.usergroups_list()["usergroups"] == []
    assert theirs.bots_info(bot="B0TAMBOT")["bot"]["user_id"] == OURS


def test_one_bot_neither_changes_the_other_s_messages_nor_sees_its_channels(
    theirs: WebClient, slack: WebClient
) -> None:
    ts = slack.chat_postMessage(channel=CHANNEL, text="ours")["ts"]
    assert error_of(theirs.chat_update, channel=CHANNEL, ts=ts, text="x") == "cant_update_message"
    assert error_of(theirs.conversations_info, channel="C0TRIAGE") == "channel_not_found"
    assert error_of(theirs.conversations_info, channel="C0GENERAL") == "channel_not_found"
    assert theirs.chat_postMessage(channel=CHANNEL, text="theirs")["message"]["bot_id"] == "B0TAMBOTPARTIFUL"


def test_where_both_bots_are_an_event_comes_once_with_one_authorization(
    playground: Playground, theirs: WebClient, poll: PollApp
) -> None:
    playground.acting_as("U0CIERRA").say(CHANNEL, "one delivery")
    playground.workspace.wait_until_quiet()
    (body,) = poll.wait_for("message")
    assert [one["user_id"] for one in body["authorizations"]] == [THEIRS]  # the one added last
    assert body["context_team_id"] == "T0PARTIFUL"
    listed = poll.client.apps_event_authorizations_list(
        token="xapp-playground", event_context=body["event_context"]
    )
    assert [one["user_id"] for one in listed["authorizations"]] == [OURS, THEIRS]


def test_with_the_app_on_their_side_customers_have_its_commands_and_shortcuts(
    playground: Playground, theirs: WebClient, poll: PollApp
) -> None:
    maya = playground.acting_as("U0MAYA")
    assert maya.slash("/poll", "hello", CHANNEL)
    assert poll.bodies("poll")[0]["team_id"] == "T0PARTIFUL"
    (answer,) = maya.ephemerals(CHANNEL)
    assert answer["bot_id"] == "B0TAMBOTPARTIFUL"
    assert maya.message_shortcut("from_message", CHANNEL, maya.say(CHANNEL, "lunch?"))
    maya.wait_for_modal("New poll")
    playground.uninstall("T0PARTIFUL")
    assert "is not a valid command" in maya.slash("/poll", "x", CHANNEL).shown


def test_a_click_tells_which_install_s_message_was_clicked(
    playground: Playground, theirs: WebClient, poll: PollApp
) -> None:
    button = {"type": "button", "action_id": "vote", "text": plain("Yes")}
    blocks = [{"type": "actions", "elements": [button]}]
    ts = theirs.chat_postMessage(channel=CHANNEL, text="?", blocks=blocks)["ts"]
    assert playground.acting_as("U0CIERRA").click(CHANNEL, ts, "vote")
    body = poll.bodies("vote")[0]
    assert (body["team"]["id"], body["user"]["team_id"]) == ("T0PARTIFUL", "T0PROVIDER")


def test_each_bot_has_direct_messages_and_a_home_of_its_own(
    playground: Playground, theirs: WebClient, slack: WebClient
) -> None:
    ours = slack.chat_postMessage(channel="U0MAYA", text="from ours")["channel"]
    there = theirs.chat_postMessage(channel="U0MAYA", text="from theirs")["channel"]
    assert (ours, there) == ("D0MAYA", "D0MAYAPARTIFUL")
    for client, name in ((slack, "ours"), (theirs, "theirs")):
        block = {"type": "section", "block_id": "b", "text": plain(name)}
        client.views_publish(user_id="U0MAYA", view={"type": "home", "blocks": [block]})
    home = playground.workspace.home("U0MAYA")
    assert home is not None
    assert home["blocks"][0]["text"]["text"] == "theirs"


def test_a_modal_knows_which_install_opened_it(
    playground: Playground, theirs: WebClient, poll: PollApp
) -> None:
    maya = playground.acting_as("U0MAYA")
    maya.slash("/poll", "later", CHANNEL)
    theirs.views_open(trigger_id=poll.bodies("poll")[0]["trigger_id"], view=FORM)
    modal = maya.modal
    assert modal is not None
    assert modal.view["app_installed_team_id"] == "T0PARTIFUL"


def test_removing_the_app_voids_its_token_and_is_told(
    playground: Playground, theirs: WebClient, slack: WebClient
) -> None:
    playground.uninstall("T0PARTIFUL")
    assert error_of(theirs.auth_test) == "account_inactive"
    assert slack.auth_test()["ok"]
    playground.workspace.wait_until_quiet()
    first = [one for one in playground.workspace.traffic()[::-1] if one.to_app and one.attempt == 0]
    assert [one.title for one in first] == [
        "member_joined_channel",
        "tokens_revoked",
        "app_uninstalled",
    ]
    with pytest.raises(SlackError, match="team_not_found"):
        playground.uninstall("T0PARTIFUL")


def test_members_who_change_or_come_are_told_of_those_of_other_companies_not(
    playground: Playground, slack: WebClient
) -> None:
    playground.change_person("U0CIERRA", real_name="Cierra Simms-Lee")
    playground.change_person("U0MAYA", real_name="Maya C.")
    new = playground.add_person("T0PROVIDER", "nils", "Nils Holm")
    playground.workspace.wait_until_quiet()
    events = [one.request["event"] for one in playground.workspace.traffic()[::-1] if one.attempt == 0]
    assert [(one["type"], one["user"]["real_name"]) for one in events] == [
        ("user_change", "Cierra Simms-Lee"),
        ("team_join", "Nils Holm"),
    ]
    assert slack.users_info(user=new)["user"]["name"] == "nils"
    assert slack.users_info(user="U0MAYA")["user"]["real_name"] == "Maya C."


def test_group_direct_messages(playground: Playground, slack: WebClient, poll: PollApp) -> None:
    opened = slack.conversations_open(users="U0MAYA,U0CIERRA")["channel"]["id"]
    assert slack.conversations_open(users="U0CIERRA,U0MAYA")["channel"]["id"] == opened
    channel = slack.conversations_info(channel=opened)["channel"]
    assert (channel["is_mpim"], channel["name"]) == (True, "mpdm-csimms--maya--tam-1")
    playground.acting_as("U0MAYA").say(opened, "just the three of us")
    assert poll.wait_for("message")[0]["event"]["channel_type"] == "mpim"
    assert [one["id"] for one in slack.conversations_list(types="mpim")["channels"]] == [opened]
    assert error_of(slack.conversations_open, users=",".join("ABCDEFGHI")) == "too_many_users"
