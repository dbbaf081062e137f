"""Events as the app gets them: Slack Connect's fields, edits, redelivery, one socket each."""

import pytest
from slack_sdk import WebClient

from playground import Playground
from tests.integration.playground.conftest import GIVES_UP_SOON
from tests.integration.playground.poll_app import PollApp

CHANNEL = "C0PARTIFUL"


def test_a_customers_message_says_who_owns_it_and_where_the_app_lives(
    playground: Playground, poll: PollApp
) -> None:
    ts = playground.acting_as("U0MAYA").say(
        CHANNEL, "SMS <fails> & @tam knows, see https://status.example/x."
    )
    body, mention = poll.wait_for("message")[0], poll.wait_for("app_mention")[0]
    assert (body["team_id"], body["context_team_id"]) == ("T0PARTIFUL", "T0PROVIDER")
    assert body["authorizations"][0] == {
        "enterprise_id": None,
        "team_id": "T0PROVIDER",
        "user_id": "U0TAMBOT",
        "is_bot": True,
        "is_enterprise_install": False,
    }
    assert body["is_ext_shared_channel"] is True
    event = body["event"]
    text = "SMS &lt;fails&gt; &amp; <@U0TAMBOT> knows, see <https://status.example/x>."
    assert (event["ts"], event["team"], event["channel_type"]) == (ts, "T0PARTIFUL", "channel")
    assert (event["text"], "user_team" in event) == (text, False)
    assert mention["team_id"] == mention["event"]["team"] == "T0PROVIDER"
    assert mention["event"]["user_team"] == mention["event"]["source_team"] == "T0PARTIFUL"


def test_a_reaction_does_not_tell_whose_team_it_is(playground: Playground, poll: PollApp) -> None:
    maya = playground.acting_as("U0MAYA")
    ts = maya.say(CHANNEL, "help")
    maya.react(CHANNEL, ts, "ticket")
    body = poll.wait_for("reaction_added")[0]
    assert body["team_id"] == "T0PROVIDER"
    assert not {"team", "user_team"} & set(body["event"])
    assert body["event"]["item"] == {"type": "message", "channel": CHANNEL, "ts": ts}


def test_the_apps_own_message_comes_back_marked_as_its_own(playground: Playground, slack: WebClient) -> None:
    slack.chat_postMessage(channel=CHANNEL, text="hello <@U0MAYA> & all")
    (entry,) = playground.workspace.wait_for(lambda: playground.workspace.traffic("message")[-1:])
    sent = entry.request["event"]
    assert (sent["bot_id"], sent["app_id"], sent["user"]) == ("B0TAMBOT", "A0TAMBOT", "U0TAMBOT")
    assert sent["text"] == "hello <@U0MAYA> &amp; all"
    assert "subtype" not in sent


def test_edits_and_deletes_carry_the_message_before(playground: Playground, poll: PollApp) -> None:
    maya = playground.acting_as("U0MAYA")
    ts = maya.say(CHANNEL, "fail")
    maya.edit(CHANNEL, ts, "failing")
    maya.delete(CHANNEL, ts)
    events = [one["event"] for one in poll.wait_for("message", 3)]
    changed = next(one for one in events if one.get("subtype") == "message_changed")
    deleted = next(one for one in events if one.get("subtype") == "message_deleted")
    assert (changed["previous_message"]["text"], changed["message"]["text"]) == ("fail", "failing")
    assert changed["message"]["edited"]["user"] == "U0MAYA"
    assert (deleted["deleted_ts"], deleted["previous_message"]["text"]) == (ts, "failing")
    assert playground.workspace.messages(CHANNEL) == []


def test_a_thread_keeps_a_tombstone_when_its_parent_is_deleted(playground: Playground) -> None:
    maya = playground.acting_as("U0MAYA")
    ts = maya.say(CHANNEL, "parent")
    maya.say(CHANNEL, "reply", ts, broadcast=True)
    assert [one.get("subtype") for one in playground.workspace.messages(CHANNEL)] == [
        None,
        "thread_broadcast",
    ]
    maya.delete(CHANNEL, ts)
    assert [one.get("subtype") for one in playground.workspace.thread(CHANNEL, ts)] == [
        "tombstone",
        "thread_broadcast",
    ]


def test_a_file_in_a_shared_channel_comes_as_a_stub(playground: Playground, poll: PollApp) -> None:
    playground.acting_as("U0MAYA").upload(CHANNEL, "log.txt", b"SM1", text="see")
    event = poll.wait_for("message")[0]["event"]
    assert (event["subtype"], event["files"][0]["file_access"]) == ("file_share", "check_file_info")
    info = poll.client.files_info(file=event["files"][0]["id"])["file"]
    assert (info["name"], info["size"], info["user_team"]) == ("log.txt", 3, "T0PARTIFUL")


def test_each_envelope_goes_to_exactly_one_socket(playground: Playground, poll: PollApp) -> None:
    poll.connect()
    poll.connect()
    maya = playground.acting_as("U0MAYA")
    for number in range(6):
        maya.say(CHANNEL, f"message {number}")
    poll.wait_for("message", 6)
    playground.workspace.wait_until_quiet()
    assert len(poll.bodies("message")) == 6


@pytest.mark.parametrize("timing", [GIVES_UP_SOON])
def test_an_unacknowledged_event_comes_again_with_the_attempt_and_the_reason(
    playground: Playground,
) -> None:
    app = PollApp(playground)
    app.app = type(app.app)(client=app.client, token_verification_enabled=False)  # it listens to nothing
    app.connect()
    playground.acting_as("U0MAYA").say(CHANNEL, "anyone?")
    playground.workspace.wait_until_quiet()
    tries = playground.workspace.traffic("message")[::-1]
    assert [(one.attempt, one.ok) for one in tries] == [(0, False), (1, False), (2, False), (3, False)]
    assert len({one.request["event_id"] for one in tries}) == 1
    app.close()


@pytest.mark.parametrize(("how", "ids"), [("same_id", 1), ("new_id", 2)])
def test_events_can_be_made_to_come_twice(playground: Playground, poll: PollApp, how: str, ids: int) -> None:
    playground.faults.events_twice(how)  # type: ignore[arg-type]
    playground.acting_as("U0MAYA").say(CHANNEL, "again")
    assert len({one["event_id"] for one in poll.wait_for("message", 2)}) == ids


def test_only_what_the_manifest_subscribes_is_sent_and_only_where_the_bot_is(
    playground: Playground, poll: PollApp
) -> None:
    cierra = playground.acting_as("U0CIERRA")
    cierra.say("C0GENERAL", "the bot is not here")
    ts = cierra.say(CHANNEL, "here it is")
    cierra.react(CHANNEL, ts, "eyes")
    cierra.unreact(CHANNEL, ts, "eyes")
    poll.wait_for("reaction_added")
    poll.wait_for("message")
    playground.workspace.wait_until_quiet()
    sent = {one.title for one in playground.workspace.traffic() if one.to_app}
    assert sent == {"message", "reaction_added"}
    assert len(poll.bodies("message")) == 1


def test_the_sockets_move_on_when_slack_refreshes_them(playground: Playground, poll: PollApp) -> None:
    playground.refresh_sockets()
    workspace = playground.workspace
    workspace.wait_for(lambda: len(workspace.traffic("apps.connections.open")) >= 2)
    workspace.wait_until_quiet()
    workspace.wait_for_connection()
    playground.acting_as("U0MAYA").say(CHANNEL, "still there?")
    poll.wait_for("message")


def test_opening_the_home_is_told(playground: Playground, poll: PollApp) -> None:
    playground.acting_as("U0MAYA").open_home()
    assert poll.wait_for("app_home_opened")[0]["event"]["tab"] == "home"


def test_a_changed_user_group_is_told(playground: Playground, poll: PollApp) -> None:
    playground.change_usergroup("S0PSE", ["U0PETRA", "U0COLLEEN"])
    event = poll.wait_for("subteam_members_changed")[0]["event"]
    assert (event["subteam_id"], event["added_users"], event["removed_users"]) == ("S0PSE", ["U0COLLEEN"], [])
    assert poll.client.usergroups_users_list(usergroup="S0PSE")["users"] == ["U0PETRA", "U0COLLEEN"]


def test_who_joins_a_channel_is_told_with_their_own_team(playground: Playground, poll: PollApp) -> None:
    maya = playground.acting_as("U0MAYA")
    maya.leave(CHANNEL)
    maya.join(CHANNEL)
    body = poll.wait_for("member_joined_channel")[0]
    assert (body["team_id"], body["event"]["team"]) == ("T0PROVIDER", "T0PARTIFUL")


def test_direct_messages_to_the_bot_are_events_too(playground: Playground, poll: PollApp) -> None:
    maya = playground.acting_as("U0MAYA")
    maya.say(maya.direct_channel, "hello?")
    event = poll.wait_for("message")[0]["event"]
    assert (event["channel_type"], event["channel"]) == ("im", "D0MAYA")
