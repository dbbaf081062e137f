"""Events and people as Slack Connect shows them, as facts."""

from typing import Any

from tests.integration.playground.conformance.facts import (
    BOT,
    CIERRA,
    GENERAL,
    GUEST,
    HOME,
    MAYA,
    OTTO,
    SHARED,
    TRIAGE,
    World,
    named,
)

JSON = dict[str, Any]


def said(user: str = MAYA, text: str = "x", channel: str = SHARED, kind: str = "message", **more: Any) -> Any:
    """Make a way to see what the app gets of a message."""

    def ask(world: World) -> JSON:
        (payload,) = world.told(lambda: world.say(text, user, channel, **more), kind)
        return payload

    return ask


def of_message(*names: str, **how: Any) -> Any:
    """Make a way to see some fields of a message's event."""
    return lambda world: [said(**how)(world)["event"].get(name) for name in names]


def mentioned(user: str) -> Any:
    return lambda world: said(user, "@tam please", kind="app_mention")(world)


def profile(user: str, name: str) -> Any:
    return lambda world: world.answer("users.info", user=user, include_locale=True)["user"].get(name)


def uploaded(channel: str) -> Any:
    """Make a way to see the file in the event of an upload."""

    def ask(world: World) -> JSON:
        def act() -> None:
            world.playground.acting_as(CIERRA).upload(channel, "log.txt", b"SM1")

        return dict(world.event(act)["files"][0])

    return ask


def edited(world: World) -> JSON:
    ts = world.say("before")
    return world.event(lambda: world.act(MAYA, "edit", channel=SHARED, ts=ts, text="after"))


def deleted(world: World) -> list[bool]:
    ts = world.say("before")
    event = world.event(lambda: world.act(MAYA, "delete", channel=SHARED, ts=ts))
    return [event["deleted_ts"] == ts, event["previous_message"]["text"] == "before", event["hidden"]]


def reacted(world: World) -> JSON:
    ts = world.say()
    (payload,) = world.told(
        lambda: world.act(MAYA, "react", channel=SHARED, ts=ts, name="eyes"), "reaction_added"
    )
    return payload


def replied(*names: str, **more: Any) -> Any:
    """Make a way to see some fields of a reply's event."""

    def ask(world: World) -> list[Any]:
        root = world.say("root")
        event = world.event(lambda: world.say("reply", thread_ts=root, **more))
        return [event.get(name) if name != "root" else event["thread_ts"] == root for name in names]

    return ask


def bot_said(*names: str) -> Any:
    return lambda world: [world.event(lambda: world.post(text="ours")).get(name) for name in names]


def typed(text: str) -> Any:
    return lambda world: said(text=text)(world)["event"]["text"]


def came_in(user: str) -> Any:
    def ask(world: World) -> JSON:
        channel = world.channel()
        (payload,) = world.told(lambda: world.act(user, "join", channel=channel), "member_joined_channel")
        return payload

    return ask


def kinds_of(channel: str) -> Any:
    return lambda world: said(CIERRA, channel=channel)(world)["event"]["channel_type"]


def direct(world: World) -> list[Any]:
    channel = world.playground.acting_as(MAYA).direct_channel
    event = said(MAYA, channel=channel)(world)["event"]
    return [event["channel_type"], event["channel"][0]]


def unheard(world: World) -> int:
    return len(world.told(lambda: world.say(user=CIERRA, channel=GENERAL)))


def with_faults(how: Any) -> Any:
    """Make a way to count event ids while events come twice."""

    def ask(world: World) -> list[int]:
        world.playground.faults.events_twice(how)
        sent = world.told(world.say, "message")
        world.playground.faults.clear()
        return [len(sent), len({one["event_id"] for one in sent})]

    return ask


FACTS = [
    # who owns a message, and where the app lives
    ("[BT] a guest's message: outer team_id is theirs", lambda w: said()(w)["team_id"], GUEST),
    (
        "[BT] a guest's message: context_team_id is the install's",
        lambda w: said()(w)["context_team_id"],
        HOME,
    ),
    ("[BT] a guest's message: event.team is theirs", of_message("team"), [GUEST]),
    ("[BT] authorizations name the install", lambda w: said()(w)["authorizations"][0]["team_id"], HOME),
    ("[EV] one authorization entry only", lambda w: len(said()(w)["authorizations"]), 1),
    ("[BT] is_ext_shared_channel in a shared channel", lambda w: said()(w)["is_ext_shared_channel"], True),
    (
        "[BT] is_ext_shared_channel elsewhere",
        lambda w: said(CIERRA, channel=TRIAGE)(w)["is_ext_shared_channel"],
        False,
    ),
    ("[BT] a member's message: outer team_id is home's", lambda w: said(CIERRA)(w)["team_id"], HOME),
    ("[BT] a guest's mention: outer team_id is the install's", lambda w: mentioned(MAYA)(w)["team_id"], HOME),
    (
        "[BT] a guest's mention: event.team is the install's",
        lambda w: mentioned(MAYA)(w)["event"]["team"],
        HOME,
    ),
    (
        "[BT] a guest's mention: user_team is theirs",
        lambda w: mentioned(MAYA)(w)["event"]["user_team"],
        GUEST,
    ),
    ("[BT] a guest's mention: source_team too", lambda w: mentioned(MAYA)(w)["event"]["source_team"], GUEST),
    (
        "[BT] a guest's mention: user_profile.team too",
        lambda w: mentioned(MAYA)(w)["event"]["user_profile"]["team"],
        GUEST,
    ),
    (
        "[BT] a member's mention has no user_team",
        lambda w: "user_team" in mentioned(CIERRA)(w)["event"],
        False,
    ),
    (
        "[5.2] a mention is a message event as well",
        lambda w: len(w.told(lambda: w.say("@tam hi"), "message")),
        1,
    ),
    (
        "[BT] a reaction tells no team of the actor",
        lambda w: {"team", "user_team"} & set(reacted(w)["event"]),
        set(),
    ),
    ("[BT] a reaction: outer team_id is the install's", lambda w: reacted(w)["team_id"], HOME),
    ("[EV] a reaction names its item", lambda w: reacted(w)["event"]["item"]["channel"], SHARED),
    ("[BT] who joins comes with their own team", lambda w: came_in(OTTO)(w)["event"]["team"], "T0OTHER"),
    ("[EV] api_app_id tells whose event it is", lambda w: said()(w)["api_app_id"], "A0TAMBOT"),
    ("[EV] an event has an id of its own", lambda w: said()(w)["event_id"] != said()(w)["event_id"], True),
    ("[EV] the frame is an event_callback", lambda w: said()(w)["type"], "event_callback"),
    # messages
    (
        "[1.5] the app's own message comes back",
        bot_said("bot_id", "app_id", "user"),
        ["B0TAMBOT", "A0TAMBOT", BOT],
    ),
    ("[5.2] the app's own message has no subtype", bot_said("subtype"), [None]),
    ("[5.2] a plain message has no subtype", of_message("subtype", "thread_ts"), [None, None]),
    (
        "[5.2] people's messages have a client_msg_id",
        lambda w: bool(said()(w)["event"]["client_msg_id"]),
        True,
    ),
    ("[5.2] a reply has its thread_ts", replied("root", "subtype"), [True, None]),
    ("[5.2] a reply's event counts no replies", replied("reply_count"), [None]),
    ("[5.2] a reply sent to the channel too", replied("subtype", broadcast=True), ["thread_broadcast"]),
    (
        "[5.2] an edit has both messages",
        lambda w: [edited(w)[name]["text"] for name in ("previous_message", "message")],
        ["before", "after"],
    ),
    (
        "[5.2] an edit is a hidden message_changed",
        lambda w: [edited(w)[n] for n in ("subtype", "hidden")],
        ["message_changed", True],
    ),
    ("[5.2] a deletion has what was there", deleted, [True, True, True]),
    ("[FMT] typed control characters come escaped", typed("a < b & c > d"), "a &lt; b &amp; c &gt; d"),
    ("[FMT] a typed mention comes as an id", typed("@Cierra Simms look"), f"<@{CIERRA}> look"),
    (
        "[FMT] a typed channel comes as an id with its name",
        typed("#tam-partiful"),
        "<#C0PARTIFUL|tam-partiful>",
    ),
    ("[FMT] a typed link is bracketed", typed("see https://x.test/a."), "see <https://x.test/a>."),
    ("[FMT] an address becomes a mailto", typed("a@b.test"), "<mailto:a@b.test|a@b.test>"),
    ("[FMT] code is left alone", typed("`@Cierra Simms`"), "`@Cierra Simms`"),
    ("[HC3] a guest cannot mention the host's user groups", typed("@pse"), "@pse"),
    (
        "[FMT] a member's @pse is a subteam",
        lambda w: said(CIERRA, "@pse")(w)["event"]["text"],
        "<!subteam^S0PSE>",
    ),
    ("[FMT] @here is a special mention", typed("@here"), "<!here>"),
    # kinds of conversations
    ("[SC] a public channel's kind", kinds_of(SHARED), "channel"),
    ("[SC] a private channel's kind", kinds_of(TRIAGE), "group"),
    ("[SC] direct messages' kind", direct, ["im", "D"]),
    ("[EV] where the bot is not, it hears nothing", unheard, 0),
    (
        "[EV] what is not subscribed is not sent",
        lambda w: w.told(lambda: w.playground.archive(w.channel())),
        [],
    ),
    ("[EV] events may come twice under one id", with_faults("same_id"), [2, 1]),
    ("[4.4] or under another", with_faults("new_id"), [2, 2]),
    # files
    (
        "[SC] a file in a shared channel is a stub",
        lambda w: uploaded(SHARED)(w)["file_access"],
        "check_file_info",
    ),
    (
        "[SC] the stub tells neither name nor user",
        lambda w: [uploaded(SHARED)(w).get(n) for n in ("name", "user")],
        [None, ""],
    ),
    (
        "[SC] files.info has the rest",
        lambda w: w.answer("files.info", file=uploaded(SHARED)(w)["id"])["file"]["name"],
        "log.txt",
    ),
    ("[SC] elsewhere the file comes whole", lambda w: uploaded(TRIAGE)(w)["name"], "log.txt"),
    # people
    ("[O:user] a guest's own team_id", profile(MAYA, "team_id"), GUEST),
    ("[SC] a guest comes without zone", profile(MAYA, "tz"), None),
    ("[SC] a guest comes without locale, even if asked", profile(MAYA, "locale"), None),
    ("[O:user] a member has a zone", profile(CIERRA, "tz"), "America/New_York"),
    ("[SC] who shares a channel isn't a stranger", profile(MAYA, "is_stranger"), False),
    (
        "[SC] who shares none is",
        lambda w: profile(w.playground.add_person("T0OTHER", "ann", "Ann"), "is_stranger")(w),
        True,
    ),
    ("[SC] a guest's profile names their team", lambda w: profile(MAYA, "profile")(w)["team"], GUEST),
    (
        "[SC] users.list has no guests",
        lambda w: MAYA in [one["id"] for one in w.answer("users.list")["members"]],
        False,
    ),
    (
        "[SC] conversations.members has them",
        lambda w: MAYA in w.answer("conversations.members", channel=SHARED)["members"],
        True,
    ),
    # the channel
    *(
        (
            f"[O:conversation] {name} of a shared channel",
            lambda w, name=name: w.answer("conversations.info", channel=SHARED)["channel"][name],
            value,
        )
        for name, value in (
            ("is_ext_shared", True),
            ("is_shared", True),
            ("is_org_shared", False),
            ("conversation_host_id", HOME),
            ("shared_team_ids", [HOME, GUEST]),
            ("context_team_id", HOME),
            ("is_private", False),
        )
    ),
    (
        "[SC] an id's first letter says nothing of privacy",
        lambda w: w.answer("conversations.info", channel=TRIAGE)["channel"]["is_private"],
        True,
    ),
]


@named(FACTS)
def test_fact(world: World, ask: Any, expected: Any) -> None:
    assert ask(world) == expected
