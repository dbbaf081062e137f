"""The Web API as the SDK's client meets it, with Slack's error names."""

from datetime import timedelta
from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook import WebhookClient

from playground import Playground
from tests.fixtures.loops import run_async
from tests.integration.playground.conftest import StandingClock
from tests.integration.playground.poll_app import PollApp, plain

CHANNEL = "C0PARTIFUL"


def refused(call: Any, **arguments: Any) -> Any:
    with pytest.raises(SlackApiError) as caught:
        call(**arguments)
    return caught.value.response


def error_of(call: Any, **arguments: Any) -> Any:
    return refused(call, **arguments)["error"]


def test_it_says_who_the_bot_is_and_what_it_may(slack: WebClient) -> None:
    answer = slack.auth_test()
    assert (answer["team_id"], answer["user_id"], answer["bot_id"]) == ("T0PROVIDER", "U0TAMBOT", "B0TAMBOT")
    assert "chat:write" in answer.headers["X-OAuth-Scopes"]


def test_tokens_and_scopes_are_minded(playground: Playground, slack: WebClient) -> None:
    assert error_of(WebClient(base_url=playground.api_url).auth_test) == "not_authed"
    assert error_of(WebClient("xoxb-other", base_url=playground.api_url).auth_test) == "invalid_auth"
    assert error_of(slack.apps_connections_open, app_token="xoxb-playground") == "not_allowed_token_type"
    answer = refused(slack.bookmarks_list, channel_id=CHANNEL)
    assert (answer["error"], answer["req_method"]) == ("unknown_method", "bookmarks.list")
    answer = refused(slack.conversations_join, channel="C0GENERAL")
    assert (answer["error"], answer["needed"]) == ("missing_scope", "channels:join")


def test_where_the_bot_may_not_post(slack: WebClient) -> None:
    assert error_of(slack.chat_postMessage, channel="C0GENERAL", text="x") == "not_in_channel"
    assert error_of(slack.chat_postMessage, channel="C0NOWHERE", text="x") == "channel_not_found"
    assert error_of(slack.api_call, api_method="chat.postMessage", json={"channel": CHANNEL}) == "no_text"
    assert slack.chat_postMessage(channel="#tam-partiful", text="by name")["channel"] == CHANNEL


def test_invalid_blocks_are_refused_with_their_place(slack: WebClient) -> None:
    answer = refused(slack.chat_postMessage, channel=CHANNEL, text="x", blocks=[{"type": "sektion"}])
    assert answer["error"] == "invalid_blocks"
    assert answer["response_metadata"]["messages"] == [
        "[ERROR] unsupported type: sektion [json-pointer:/blocks/0/type]"
    ]
    long = [{"type": "section", "text": plain("x" * 3000)}] * 5
    assert error_of(slack.chat_postMessage, channel=CHANNEL, text="x", blocks=long) == "msg_blocks_too_long"
    assert error_of(slack.blocks_validate, blocks=[{"type": "sektion"}]) == "invalid_blocks"


def test_ids_are_filled_in_where_the_app_gave_none(slack: WebClient) -> None:
    button = {"type": "button", "text": plain("x")}
    blocks = [{"type": "actions", "elements": [button]}]
    block = slack.chat_postMessage(channel=CHANNEL, text="x", blocks=blocks)["message"]["blocks"][0]
    assert block["block_id"]
    assert block["elements"][0]["action_id"]


def test_messages_get_times_of_their_own_even_while_the_clock_stands(slack: WebClient) -> None:
    times = [slack.chat_postMessage(channel=CHANNEL, text="x")["ts"] for _ in range(3)]
    assert times == ["1773151200.000000", "1773151200.000001", "1773151200.000002"]


def test_what_comes_later_stands_later_though_the_clock_went_back_a_little(
    slack: WebClient, clock: StandingClock
) -> None:
    first = slack.chat_postMessage(channel=CHANNEL, text="x")["ts"]
    clock.instant -= timedelta(milliseconds=20)
    assert slack.chat_postMessage(channel=CHANNEL, text="y")["ts"] == "1773151200.000001" > first


def test_a_file_of_the_apps_is_shared_as_a_message_of_its_own_and_told_of(
    playground: Playground, slack: WebClient
) -> None:
    root = slack.chat_postMessage(channel=CHANNEL, text="x")["ts"]
    slack.files_upload_v2(
        channel=CHANNEL, content=b"a,b", filename="a.csv", thread_ts=root, initial_comment="From Maya"
    )
    [_, shared] = slack.conversations_replies(channel=CHANNEL, ts=root)["messages"]
    assert (shared["subtype"], shared["text"], shared["user"]) == ("file_share", "From Maya", "U0TAMBOT")
    [file] = shared["files"]
    info = slack.files_info(file=file["id"])["file"]
    assert info["shares"]["public"][CHANNEL][0]["ts"] == shared["ts"]


def test_an_update_without_blocks_takes_them_away_and_keeps_the_metadata(slack: WebClient) -> None:
    metadata = {"event_type": "card", "event_payload": {"key": "PARTIFUL-12"}}
    ts = slack.chat_postMessage(channel=CHANNEL, text="a", blocks=[{"type": "divider"}], metadata=metadata)[
        "ts"
    ]
    slack.chat_update(channel=CHANNEL, ts=ts, text="b")
    (message,) = slack.conversations_history(channel=CHANNEL, include_all_metadata=True)["messages"]
    assert (message["text"], message["metadata"]) == ("b", metadata)
    assert [block["type"] for block in message["blocks"]] == ["rich_text"]
    assert "metadata" not in slack.conversations_history(channel=CHANNEL)["messages"][0]
    assert error_of(slack.chat_update, channel=CHANNEL, ts=ts, text="x" * 4001) == "msg_too_long"
    assert error_of(slack.chat_update, channel=CHANNEL, ts="1.000000", text="x") == "message_not_found"


def test_only_its_own_messages_can_be_changed(playground: Playground, slack: WebClient) -> None:
    ts = playground.acting_as("U0MAYA").say(CHANNEL, "mine")
    assert error_of(slack.chat_update, channel=CHANNEL, ts=ts, text="x") == "cant_update_message"
    assert error_of(slack.chat_delete, channel=CHANNEL, ts=ts) == "cant_delete_message"


def test_ephemerals_are_seen_by_one_member_until_the_reload_and_stand_in_no_history(
    playground: Playground, slack: WebClient
) -> None:
    maya = playground.acting_as("U0MAYA")
    ts = slack.chat_postEphemeral(channel=CHANNEL, user="U0MAYA", text="psst")["message_ts"]
    assert [one["ts"] for one in maya.ephemerals(CHANNEL)] == [ts]
    assert slack.conversations_history(channel=CHANNEL)["messages"] == []
    assert error_of(slack.chat_update, channel=CHANNEL, ts=ts, text="x") == "message_not_found"
    assert (
        error_of(slack.chat_postEphemeral, channel=CHANNEL, user="U0OTTO", text="x") == "user_not_in_channel"
    )
    maya.reload()
    assert maya.ephemerals(CHANNEL) == []


def test_history_is_newest_first_and_comes_in_pages(playground: Playground, slack: WebClient) -> None:
    maya = playground.acting_as("U0MAYA")
    times = [maya.say(CHANNEL, f"{number}") for number in range(5)]
    maya.say(CHANNEL, "reply", times[0])
    first = slack.conversations_history(channel=CHANNEL, limit=3)
    assert [one["text"] for one in first["messages"]] == ["4", "3", "2"]
    assert first["has_more"]
    cursor = first["response_metadata"]["next_cursor"]
    rest = slack.conversations_history(channel=CHANNEL, limit=3, cursor=cursor)
    assert [one["text"] for one in rest["messages"]] == ["1", "0"]
    assert rest["messages"][-1]["reply_count"] == 1
    between = slack.conversations_history(channel=CHANNEL, oldest=times[1], latest=times[3])
    assert [one["text"] for one in between["messages"]] == ["2"]
    inclusive = slack.conversations_history(channel=CHANNEL, oldest=times[1], latest=times[3], inclusive=True)
    assert [one["text"] for one in inclusive["messages"]] == ["3", "2", "1"]
    thread = slack.conversations_replies(channel=CHANNEL, ts=times[0])["messages"]
    assert [one["text"] for one in thread] == ["0", "reply"]
    assert error_of(slack.conversations_history, channel=CHANNEL, cursor="x") == "invalid_cursor"


def test_people_of_other_companies_come_trimmed(slack: WebClient) -> None:
    home, guest = slack.users_info(user="U0CIERRA")["user"], slack.users_info(user="U0MAYA")["user"]
    assert home["tz"] == "America/New_York"
    assert (guest["team_id"], guest["is_stranger"], "tz" in guest) == ("T0PARTIFUL", False, False)
    assert slack.users_info(user="U0OTTO")["user"]["is_stranger"] is True
    assert "U0MAYA" not in [one["id"] for one in slack.users_list()["members"]]
    assert "U0MAYA" in slack.conversations_members(channel=CHANNEL)["members"]
    assert error_of(slack.users_info, user="U0NOBODY") == "user_not_found"


def test_channels_groups_and_companies_can_be_looked_up(slack: WebClient) -> None:
    channel = slack.conversations_info(channel=CHANNEL)["channel"]
    assert (channel["is_ext_shared"], channel["conversation_host_id"]) == (True, "T0PROVIDER")
    listed = slack.conversations_list(types="public_channel,private_channel")["channels"]
    assert [one["id"] for one in listed] == [CHANNEL, "C0TRIAGE", "C0GENERAL"]
    assert slack.usergroups_users_list(usergroup="S0PSE")["users"] == ["U0PETRA"]
    assert slack.usergroups_list(include_users=True)["usergroups"][0]["users"] == ["U0PETRA"]
    assert slack.team_info(team="T0PARTIFUL")["team"]["name"] == "Partiful"
    assert slack.bots_info(bot="B0TAMBOT")["bot"]["user_id"] == "U0TAMBOT"


def test_direct_messages_are_opened_by_posting_to_a_person(playground: Playground, slack: WebClient) -> None:
    opened = slack.conversations_open(users=["U0MAYA"])["channel"]["id"]
    posted = slack.chat_postMessage(channel="U0MAYA", text="your PIN")
    assert posted["channel"] == opened == "D0MAYA"
    assert [one["text"] for one in playground.acting_as("U0MAYA").direct_messages()] == ["your PIN"]


def test_reactions_and_pins(playground: Playground, slack: WebClient) -> None:
    ts = slack.chat_postMessage(channel=CHANNEL, text="x")["ts"]
    slack.reactions_add(channel=CHANNEL, timestamp=ts, name="ticket")
    assert error_of(slack.reactions_add, channel=CHANNEL, timestamp=ts, name="ticket") == "already_reacted"
    got = slack.reactions_get(channel=CHANNEL, timestamp=ts)["message"]["reactions"]
    assert got == [{"name": "ticket", "users": ["U0TAMBOT"], "count": 1}]
    slack.reactions_remove(channel=CHANNEL, timestamp=ts, name="ticket")
    assert error_of(slack.reactions_remove, channel=CHANNEL, timestamp=ts, name="ticket") == "no_reaction"
    slack.pins_add(channel=CHANNEL, timestamp=ts)
    assert error_of(slack.pins_add, channel=CHANNEL, timestamp=ts) == "already_pinned"
    assert slack.pins_list(channel=CHANNEL)["items"][0]["message"]["ts"] == ts
    assert playground.workspace.pins(CHANNEL) == [ts]


def test_permalinks_lead_into_threads(slack: WebClient) -> None:
    ts = slack.chat_postMessage(channel=CHANNEL, text="x")["ts"]
    reply = slack.chat_postMessage(channel=CHANNEL, text="y", thread_ts=ts)["ts"]
    link = slack.chat_getPermalink(channel=CHANNEL, message_ts=ts)["permalink"]
    assert link == "https://twilio-support.slack.com/archives/C0PARTIFUL/p1773151200000000"
    below = slack.chat_getPermalink(channel=CHANNEL, message_ts=reply)["permalink"]
    assert below.endswith(f"?thread_ts={ts}&cid={CHANNEL}")


def test_files_are_uploaded_in_three_steps(playground: Playground, slack: WebClient) -> None:
    slack.files_upload_v2(channel=CHANNEL, filename="report.csv", content="a,b", initial_comment="here")
    (message,) = playground.workspace.messages(CHANNEL)
    assert (message["text"], message["files"][0]["name"], message["files"][0]["size"]) == (
        "here",
        "report.csv",
        3,
    )


def test_the_async_client_sends_its_arguments_in_the_query(playground: Playground, slack: WebClient) -> None:
    ts = slack.chat_postMessage(channel=CHANNEL, text="x")["ts"]

    async def react() -> None:
        client = AsyncWebClient("xoxb-playground", base_url=playground.api_url)
        await client.reactions_add(channel=CHANNEL, timestamp=ts, name="eyes")

    run_async(react())
    assert playground.workspace.messages(CHANNEL)[0]["reactions"][0]["name"] == "eyes"


def test_ordered_failures_come_as_slack_sends_them(playground: Playground, slack: WebClient) -> None:
    faults = playground.faults
    faults.fail("chat.postMessage", "fatal_error")
    assert error_of(slack.chat_postMessage, channel=CHANNEL, text="x") == "fatal_error"
    faults.fail("chat.postMessage", status=429, retry_after=7)
    answer = refused(slack.chat_postMessage, channel=CHANNEL, text="x")
    assert (answer.status_code, answer.headers["Retry-After"], answer["error"]) == (429, "7", "ratelimited")
    faults.fail("chat.postMessage", status=500)
    assert refused(slack.chat_postMessage, channel=CHANNEL, text="x").status_code == 500
    assert slack.chat_postMessage(channel=CHANNEL, text="x")["ok"]


def test_a_post_may_arrive_though_its_answer_is_lost(playground: Playground) -> None:
    playground.faults.lose_answer()
    client = WebClient("xoxb-playground", base_url=playground.api_url, retry_handlers=[])
    metadata = {"event_type": "outbox", "event_payload": {"key": "k1"}}
    with pytest.raises(ConnectionError):
        client.chat_postMessage(channel=CHANNEL, text="once", metadata=metadata)
    (found,) = client.conversations_history(channel=CHANNEL, include_all_metadata=True)["messages"]
    assert found["metadata"]["event_payload"]["key"] == "k1"


@pytest.mark.usefixtures("calls_take_no_time")
@pytest.mark.parametrize("playground", [{"rate_limits": True}], indirect=True)
def test_a_channel_takes_a_small_burst_and_then_one_message_a_second(slack: WebClient) -> None:
    for _ in range(5):
        slack.chat_postMessage(channel=CHANNEL, text="x")
    answer = refused(slack.chat_postMessage, channel=CHANNEL, text="x")
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "1")
    assert slack.chat_postMessage(channel="C0TRIAGE", text="another channel")["ok"]


def test_a_response_url_is_good_five_times_within_half_an_hour(
    playground: Playground, poll: PollApp, clock: StandingClock
) -> None:
    cierra = playground.acting_as("U0CIERRA")
    for _ in range(2):
        cierra.slash("/poll", "loudly", CHANNEL)
    first, second = (WebhookClient(one["response_url"]) for one in poll.bodies("poll"))
    assert [one["text"] for one in playground.workspace.messages(CHANNEL)] == ["Everyone: lunch?"] * 2
    assert [first.send(text="more").status_code for _ in range(6)] == [200] * 5 + [404]
    assert len(cierra.ephemerals(CHANNEL)) == 5
    clock.instant += timedelta(minutes=31)
    assert second.send(text="too late").body == '{"ok": false, "error": "expired_url"}'


def test_an_answer_can_replace_or_delete_the_message_that_was_clicked(
    playground: Playground, poll: PollApp
) -> None:
    button = {"type": "button", "action_id": "open_form", "text": plain("Open")}
    blocks = [{"type": "actions", "elements": [button]}]
    maya = playground.acting_as("U0MAYA")
    for channel_wide in (True, False):
        if channel_wide:
            ts = poll.client.chat_postMessage(channel=CHANNEL, text="x", blocks=blocks)["ts"]
        else:
            answer = poll.client.chat_postEphemeral(channel=CHANNEL, user="U0MAYA", text="x", blocks=blocks)
            ts = answer["message_ts"]
        assert maya.click(CHANNEL, ts, "open_form")
        body = poll.bodies("open_form")[-1]
        assert (body["container"]["is_ephemeral"], "message" in body) == (not channel_wide, channel_wide)
        hook = WebhookClient(body["response_url"])
        hook.send(text="done", replace_original=True)
        shown = playground.workspace.messages(CHANNEL) if channel_wide else maya.ephemerals(CHANNEL)
        assert [(one["ts"], one["text"]) for one in shown] == [(ts, "done")]
        hook.send_dict({"delete_original": True})
        assert (playground.workspace.messages(CHANNEL), maya.ephemerals(CHANNEL)) == ([], [])
