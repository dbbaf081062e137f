"""The Web API's rules as facts: who may call what, where one may post, what comes back."""

import json
from typing import Any
from urllib.request import Request, urlopen

from tests.integration.playground.conformance.facts import (
    BOT,
    CIERRA,
    GENERAL,
    GUEST,
    MAYA,
    OTTO,
    SHARED,
    TRIAGE,
    World,
    named,
)

JSON = dict[str, Any]
TOKEN = "xoxb-playground"


def raw(world: World, path: str, body: bytes | None = None, **headers: str) -> JSON:
    """Call without the SDK; the answer has its HTTP status as `status`."""
    request = Request(world.playground.api_url + path, body, headers)
    with urlopen(request) as answer:
        return {**json.load(answer), "status": answer.status, "headers": dict(answer.headers)}


def bearer(**headers: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {TOKEN}", **headers}


def part(name: str, value: str) -> str:
    return f'--b\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'


def reposted(world: World) -> list[str]:
    """Return the ts of three posts in one instant."""
    channel = world.channel()
    return [world.post(channel) for _ in range(3)]


def history(world: World, count: int = 5, **asked: Any) -> list[str]:
    """Return the words of a fresh channel's history, "0" being said first."""
    channel = world.channel()
    times = [world.say(str(number), channel=channel) for number in range(count)]
    world.say("a reply", channel=channel, thread_ts=times[0])
    asked = {name: times[value] if name in ("oldest", "latest") else value for name, value in asked.items()}
    return [
        one["text"] for one in world.answer("conversations.history", channel=channel, **asked)["messages"]
    ]


def paged(world: World) -> list[int]:
    """Return how many members each page of two has."""
    channel, cursor, sizes = world.channel(OTTO, "U0DEV"), "", []
    while True:
        page = world.answer("conversations.members", channel=channel, limit=2, cursor=cursor)
        sizes.append(len(page["members"]))
        cursor = page["response_metadata"]["next_cursor"]
        if not cursor:
            return sizes


def updated(world: World, **arguments: Any) -> JSON:
    metadata = {"event_type": "card", "event_payload": {"key": "1"}}
    ts = world.post(blocks=[{"type": "divider"}], metadata=metadata)
    assert world.error("chat.update", channel=SHARED, ts=ts, **arguments) == ""
    return world.message(ts)


def deleted_parent(world: World) -> list[Any]:
    ts = world.post()
    world.say("a reply", thread_ts=ts)
    world.answer("chat.delete", channel=SHARED, ts=ts)
    return [one.get("subtype") for one in world.playground.workspace.thread(SHARED, ts)]


def ephemeral(world: World) -> str:
    answer = world.answer("chat.postEphemeral", channel=SHARED, user=MAYA, text="psst")
    return str(answer["message_ts"])


def file_of(world: World, content: bytes = b"a,b") -> str:
    """Upload bytes in the first two steps; return the file's id."""
    asked = world.answer("files.getUploadURLExternal", filename="x.csv", length=len(content))
    with urlopen(Request(asked["upload_url"], content)):
        return str(asked["file_id"])


def shared_file(world: World) -> JSON:
    file = file_of(world)
    world.answer("files.completeUploadExternal", files=[{"id": file, "title": "T"}], channel_id=SHARED)
    with_files = [one for one in world.playground.workspace.messages(SHARED) if "files" in one]
    return dict(with_files[-1]["files"][0])


def replied_to_a_reply(world: World) -> bool:
    root = world.say("root")
    reply = world.say("reply", thread_ts=root)
    return bool(world.message(world.post(thread_ts=reply))["thread_ts"] == root)


def broadcast(world: World) -> list[Any]:
    root = world.say("root")
    ts = world.post(thread_ts=root, reply_broadcast=True)
    top = [one["ts"] for one in world.playground.workspace.messages(SHARED)]
    return [world.message(ts)["subtype"], ts in top]


def twice(world: World, method: str, undo: str | None = None) -> list[str]:
    ts = world.post()
    told = {"channel": SHARED, "timestamp": ts, "name": "eyes"}
    return [world.error(method, **told) for _ in range(2)] + ([world.error(undo, **told)] if undo else [])


FACTS = [
    ("[M:auth.test] says team, user and bot", lambda w: w.answer("auth.test")["user_id"], BOT),
    ("[1.5] a refusal has HTTP status 200", lambda w: raw(w, "nope")["status"], 200),
    ("[1.5] a refusal is ok: false", lambda w: raw(w, "nope")["ok"], False),
    ("[1.5] an unknown method is named", lambda w: w.answer("no.such")["req_method"], "no.such"),
    ("[1.5] without a token: not_authed", lambda w: raw(w, "auth.test")["error"], "not_authed"),
    (
        "[1.5] another token: invalid_auth",
        lambda w: raw(w, "auth.test", Authorization="Bearer xoxb-x")["error"],
        "invalid_auth",
    ),
    (
        "[SM] apps.connections.open wants the app's token",
        lambda w: w.error("apps.connections.open"),
        "not_allowed_token_type",
    ),
    (
        "[SM] the app's token is good for nothing else",
        lambda w: raw(w, "auth.test", Authorization="Bearer xapp-playground")["error"],
        "not_allowed_token_type",
    ),
    (
        "[1.5] a missing scope is named",
        lambda w: w.answer("conversations.join", channel=GENERAL)["needed"],
        "channels:join",
    ),
    (
        "[1.5] the granted scopes come in a header",
        lambda w: "chat:write" in raw(w, "auth.test", None, **bearer())["headers"]["X-OAuth-Scopes"],
        True,
    ),
    ("[1.5] arguments in the query", lambda w: raw(w, f"auth.test?token={TOKEN}")["ok"], True),
    ("[1.5] arguments in a form", lambda w: raw(w, "auth.test", f"token={TOKEN}".encode())["ok"], True),
    (
        "[1.5] arguments in multipart",
        lambda w: raw(
            w,
            "auth.test",
            f"{part('token', TOKEN)}--b--\r\n".encode(),
            **{"Content-Type": "multipart/form-data; boundary=b"},
        )["ok"],
        True,
    ),
    (
        "[1.5] arguments in JSON with a bearer",
        lambda w: raw(
            w, "users.info", b'{"user": "U0MAYA"}', **bearer(**{"Content-Type": "application/json"})
        )["ok"],
        True,
    ),
    (
        "[1.5] arguments in the query of a POST",
        lambda w: raw(w, "users.info?user=U0MAYA", b"", **bearer())["ok"],
        True,
    ),
    (
        "[1.5] blocks as JSON in a form",
        lambda w: raw(
            w,
            "chat.postMessage",
            b"channel=C0PARTIFUL&text=x&blocks=[{%22type%22:%22divider%22}]",
            **bearer(),
        )["message"]["blocks"][0]["type"],
        "divider",
    ),
    (
        "[1.5] blocks that are no JSON: invalid_blocks_format",
        lambda w: raw(w, "chat.postMessage", b"channel=C0PARTIFUL&text=x&blocks=[", **bearer())["error"],
        "invalid_blocks_format",
    ),
    ("[M:api.test] api.test echoes without a token", lambda w: raw(w, "api.test?a=1")["args"], {"a": "1"}),
    ("[M:api.test] and fails on demand", lambda w: raw(w, "api.test?error=my_error")["error"], "my_error"),
    # chat.postMessage
    (
        "[M:chat.postMessage] nothing to say: no_text",
        lambda w: w.error("chat.postMessage", channel=SHARED),
        "no_text",
    ),
    (
        "[M:chat.postMessage] text over 40,000 is cut",
        lambda w: len(w.message(w.post(text="x" * 40_001))["text"]),
        40_000,
    ),
    (
        "[M:chat.postMessage] an unknown channel: channel_not_found",
        lambda w: w.error("chat.postMessage", channel="C0NOWHERE", text="x"),
        "channel_not_found",
    ),
    (
        "[M:chat.postMessage] a channel without the bot: not_in_channel",
        lambda w: w.error("chat.postMessage", channel=GENERAL, text="x"),
        "not_in_channel",
    ),
    (
        "[M:chat.postMessage] a private channel without the bot is not there",
        lambda w: w.error(
            "chat.postMessage",
            channel=w.playground.administer("add_channel", name="secret", is_private=True, members=[CIERRA])[
                "channel"
            ],
            text="x",
        ),
        "channel_not_found",
    ),
    (
        "[M:chat.postMessage] a channel by its name",
        lambda w: w.answer("chat.postMessage", channel="#tam-triage", text="x")["channel"],
        TRIAGE,
    ),
    (
        "[M:chat.postMessage] a person's id opens direct messages",
        lambda w: w.answer("chat.postMessage", channel=MAYA, text="x")["channel"],
        "D0MAYA",
    ),
    (
        "[M:chat.postMessage] the answer has the message with bot_id and app_id",
        lambda w: [
            w.answer("chat.postMessage", channel=SHARED, text="x")["message"][name]
            for name in ("bot_id", "app_id")
        ],
        ["B0TAMBOT", "A0TAMBOT"],
    ),
    (
        "[M:chat.postMessage] attachments alone are content",
        lambda w: w.error("chat.postMessage", channel=SHARED, attachments=[{"text": "x"}]),
        "",
    ),
    (
        "[M:chat.postMessage] a thread_ts that is none",
        lambda w: w.error("chat.postMessage", channel=SHARED, text="x", thread_ts="soon"),
        "invalid_thread_ts",
    ),
    ("[M:chat.postMessage] a reply to a reply goes to its thread", replied_to_a_reply, True),
    ("[M:chat.postMessage] reply_broadcast shows in the channel", broadcast, ["thread_broadcast", True]),
    (
        "[M:chat.postMessage] metadata needs an event_type",
        lambda w: w.error("chat.postMessage", channel=SHARED, text="x", metadata={"event_payload": {}}),
        "invalid_metadata_format",
    ),
    (
        "[M:conversations.history] metadata comes when asked for",
        lambda w: [
            "metadata" in w.answer("conversations.history", channel=channel, **asked)["messages"][0]
            for channel in [w.channel()]
            for _ in [w.post(channel, metadata={"event_type": "a", "event_payload": {"b": 1}})]
            for asked in ({}, {"include_all_metadata": True})
        ],
        [False, True],
    ),
    ("[1.5] each ts of a channel is its own", lambda w: len(set(reposted(w))), 3),
    (
        "[FMT] an app's loose < and & are escaped",
        lambda w: w.message(w.post(text="a < b & c"))["text"],
        "a &lt; b &amp; c",
    ),
    ("[FMT] what is escaped stays so", lambda w: w.message(w.post(text="a &lt; b"))["text"], "a &lt; b"),
    (
        "[FMT] entities stay",
        lambda w: w.message(w.post(text="<@U0MAYA> <!here>"))["text"],
        "<@U0MAYA> <!here>",
    ),
    # chat.update and chat.delete
    (
        "[M:chat.update] text over 4,000: msg_too_long",
        lambda w: w.error("chat.update", channel=SHARED, ts=w.post(), text="x" * 4001),
        "msg_too_long",
    ),
    (
        "[M:chat.update] text without blocks removes the blocks",
        lambda w: [one["type"] for one in updated(w, text="y")["blocks"]],
        ["rich_text"],
    ),
    (
        "[M:chat.update] metadata left out is kept",
        lambda w: updated(w, text="y")["metadata"]["event_type"],
        "card",
    ),
    ("[M:chat.update] an edit is marked", lambda w: updated(w, text="y")["edited"]["user"], BOT),
    (
        "[M:chat.update] own messages only",
        lambda w: w.error("chat.update", channel=SHARED, ts=w.say(), text="y"),
        "cant_update_message",
    ),
    (
        "[M:chat.update] no such message",
        lambda w: w.error("chat.update", channel=SHARED, ts="1.000000", text="y"),
        "message_not_found",
    ),
    (
        "[M:chat.update] ephemerals cannot be updated",
        lambda w: w.error("chat.update", channel=SHARED, ts=ephemeral(w), text="y"),
        "message_not_found",
    ),
    (
        "[M:chat.delete] own messages only",
        lambda w: w.error("chat.delete", channel=SHARED, ts=w.say()),
        "cant_delete_message",
    ),
    (
        "[M:chat.delete] no such message",
        lambda w: w.error("chat.delete", channel=SHARED, ts="1.000000"),
        "message_not_found",
    ),
    ("[5.2] a deleted parent leaves a tombstone", deleted_parent, ["tombstone", None]),
    # chat.postEphemeral
    (
        "[M:chat.postEphemeral] the person must be in the channel",
        lambda w: w.error("chat.postEphemeral", channel=SHARED, user=OTTO, text="x"),
        "user_not_in_channel",
    ),
    (
        "[1.5] an ephemeral stands in no history",
        lambda w: [
            one["ts"]
            for one in w.answer("conversations.history", channel=SHARED)["messages"]
            for ts in [ephemeral(w)]
            if one["ts"] == ts
        ],
        [],
    ),
    (
        "[M:chat.postEphemeral] it is lost on reload",
        lambda w: [ephemeral(w), w.act(MAYA, "reload"), w.playground.workspace.ephemerals(MAYA, SHARED)][-1],
        [],
    ),
    # files
    ("[M:files.completeUploadExternal] three steps share a file", lambda w: shared_file(w)["title"], "T"),
    (
        "[M:files.getUploadURLExternal] a length is needed",
        lambda w: w.error("files.getUploadURLExternal", filename="x"),
        "invalid_arguments",
    ),
    (
        "[M:files.completeUploadExternal] without its bytes there is no file",
        lambda w: w.error(
            "files.completeUploadExternal",
            files=[{"id": w.answer("files.getUploadURLExternal", filename="x", length=1)["file_id"]}],
        ),
        "file_not_found",
    ),
    (
        "[M:files.info] gives the whole file",
        lambda w: w.answer("files.info", file=file_of(w))["file"]["size"],
        3,
    ),
    ("[M:files.info] no such file", lambda w: w.error("files.info", file="F0"), "file_not_found"),
    # conversations
    ("[M:conversations.history] newest first, no replies", history, ["4", "3", "2", "1", "0"]),
    ("[M:conversations.history] limit", lambda w: history(w, limit=2), ["4", "3"]),
    ("[M:conversations.history] oldest and latest exclude", lambda w: history(w, oldest=1, latest=3), ["2"]),
    (
        "[M:conversations.history] inclusive includes",
        lambda w: history(w, oldest=1, latest=3, inclusive=True),
        ["3", "2", "1"],
    ),
    (
        "[M:conversations.history] at most 999",
        lambda w: w.error("conversations.history", channel=SHARED, limit=1000),
        "invalid_limit",
    ),
    (
        "[M:conversations.history] a cursor that is none",
        lambda w: w.error("conversations.history", channel=SHARED, cursor="x"),
        "invalid_cursor",
    ),
    (
        "[M:conversations.history] not for outsiders",
        lambda w: w.error("conversations.history", channel=GENERAL),
        "not_in_channel",
    ),
    ("[1.5] lists come in pages by cursor", paged, [2, 2, 1]),
    (
        "[M:conversations.replies] parent first",
        lambda w: [
            one["text"]
            for root in [w.say("root")]
            for _ in [w.say("reply", thread_ts=root)]
            for one in w.answer("conversations.replies", channel=SHARED, ts=root)["messages"]
        ],
        ["root", "reply"],
    ),
    (
        "[M:conversations.replies] no such thread",
        lambda w: w.error("conversations.replies", channel=SHARED, ts="1.000000"),
        "thread_not_found",
    ),
    (
        "[M:conversations.info] an unknown channel",
        lambda w: w.error("conversations.info", channel="C0"),
        "channel_not_found",
    ),
    (
        "[M:conversations.list] public ones unless asked otherwise",
        lambda w: TRIAGE in [one["id"] for one in w.answer("conversations.list")["channels"]],
        False,
    ),
    (
        "[M:conversations.list] an unknown type",
        lambda w: w.error("conversations.list", types="secret"),
        "invalid_types",
    ),
    (
        "[M:conversations.open] nobody named",
        lambda w: w.error("conversations.open"),
        "users_list_not_supplied",
    ),
    (
        "[M:conversations.open] at most eight people",
        lambda w: w.error("conversations.open", users=",".join("ABCDEFGHI")),
        "too_many_users",
    ),
    # marks
    (
        "[M:reactions.add] once only, [M:reactions.remove] takes it back",
        lambda w: twice(w, "reactions.add", "reactions.remove"),
        ["", "already_reacted", ""],
    ),
    (
        "[M:reactions.remove] what is not there",
        lambda w: w.error("reactions.remove", channel=SHARED, timestamp=w.post(), name="eyes"),
        "no_reaction",
    ),
    (
        "[M:reactions.add] no such message",
        lambda w: w.error("reactions.add", channel=SHARED, timestamp="1.000000", name="eyes"),
        "message_not_found",
    ),
    (
        "[M:reactions.add] no message named",
        lambda w: w.error("reactions.add", channel=SHARED, name="eyes"),
        "no_item_specified",
    ),
    (
        "[M:pins.add] once only, [M:pins.remove] takes it away",
        lambda w: twice(w, "pins.add", "pins.remove"),
        ["", "already_pinned", ""],
    ),
    (
        "[M:pins.remove] what is not pinned",
        lambda w: w.error("pins.remove", channel=SHARED, timestamp=w.post()),
        "no_pin",
    ),
    # people
    ("[M:users.info] nobody of that id", lambda w: w.error("users.info", user="U0NOBODY"), "user_not_found"),
    (
        "[M:team.info] another company",
        lambda w: w.answer("team.info", team=GUEST)["team"]["name"],
        "Partiful",
    ),
    (
        "[M:bots.info] the app's bot",
        lambda w: w.answer("bots.info", bot="B0TAMBOT")["bot"]["app_id"],
        "A0TAMBOT",
    ),
    (
        "[M:usergroups.users.list] no such group",
        lambda w: w.error("usergroups.users.list", usergroup="S0"),
        "no_such_subteam",
    ),
    (
        "[M:chat.getPermalink] names channel and time",
        lambda w: w.answer("chat.getPermalink", channel=SHARED, message_ts=w.post())["permalink"].split("/p")[
            0
        ],
        "https://twilio-support.slack.com/archives/C0PARTIFUL",
    ),
    (
        "[M:chat.getPermalink] no such message",
        lambda w: w.error("chat.getPermalink", channel=SHARED, message_ts="1.000000"),
        "message_not_found",
    ),
]


@named(FACTS)
def test_fact(world: World, ask: Any, expected: Any) -> None:
    assert ask(world) == expected
