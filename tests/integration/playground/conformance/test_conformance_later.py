"""What comes later or from elsewhere, as facts: scheduled messages, metadata, forwarded messages."""

from datetime import timedelta
from typing import Any

from tests.integration.playground.conformance.facts import BOT, CIERRA, SHARED, TRIAGE, World, named

JSON = dict[str, Any]
TYPE = "ticket_opened"
METADATA = {"event_type": TYPE, "event_payload": {"key": "1"}}
EMPTY = {"event_type": TYPE, "event_payload": {}}
OTHER = {"event_type": "other", "event_payload": {}}


def now(world: World) -> int:
    return int(world.clock.now().timestamp())


def scheduled(world: World, seconds: float, **more: Any) -> JSON:
    """Schedule a message for so many seconds from now; return the answer."""
    told = {"channel": SHARED, "text": "later", "post_at": int(now(world) + seconds), **more}
    return world.answer("chat.scheduleMessage", **told)


def posted_after(world: World, seconds: int, **more: Any) -> list[str]:
    """Schedule a message for in a minute; return what its channel has so many seconds from now."""
    channel = world.channel()
    scheduled(world, 60, channel=channel, **more)
    world.playground.travel_to(world.clock.now() + timedelta(seconds=seconds))
    return [one["text"] for one in world.playground.workspace.messages(channel)]


def archived_meanwhile(world: World) -> bool:
    """Archive a channel in which a message is due; tell whether time goes on."""
    channel = world.channel()
    scheduled(world, 60, channel=channel)
    world.playground.administer("archive", channel=channel)
    goal = world.clock.now() + timedelta(seconds=61)
    world.playground.travel_to(goal)
    return world.clock.now() >= goal and not world.playground.workspace.messages(channel)


def metadata_events(world: World, kind: str) -> JSON:
    """Post, update and delete a message with metadata; return the event of one kind, without its times."""

    def life() -> None:
        ts = world.post(metadata=METADATA)
        world.answer("chat.update", channel=SHARED, ts=ts, text="y", metadata=EMPTY)
        world.answer("chat.delete", channel=SHARED, ts=ts)

    event = world.event(life, f"message_metadata_{kind}")
    return {name: value for name, value in event.items() if not name.endswith("_ts")}


def forwarded(world: World) -> JSON:
    """Forward a customer's message to triage; return its attachment as the app hears of it."""
    ts = world.say("SMS *fails*")
    act = {"channel": SHARED, "ts": ts, "into": TRIAGE, "text": "look"}
    event = world.event(lambda: world.act(CIERRA, "forward", **act))
    (attachment,) = event["attachments"]
    return dict(attachment)


ABOUT = {
    "app_id": "A0TAMBOT",
    "bot_id": "B0TAMBOT",
    "user_id": BOT,
    "team_id": "T0PROVIDER",
    "channel_id": SHARED,
}
FACTS = [
    (
        "[M:chat.scheduleMessage] answers when and under which id",
        lambda w: [
            scheduled(w, 60).get(name) is not None for name in ("scheduled_message_id", "post_at", "channel")
        ],
        [True] * 3,
    ),
    ("[M:chat.scheduleMessage] it is not there before its time", lambda w: posted_after(w, 59), []),
    ("[M:chat.scheduleMessage] and then it is", lambda w: posted_after(w, 61), ["later"]),
    (
        "[M:chat.scheduleMessage] known fault: with metadata it is never posted",
        lambda w: posted_after(w, 61, metadata=METADATA),
        [],
    ),
    ("[M:chat.scheduleMessage] in a channel that was archived nothing is posted", archived_meanwhile, True),
    (
        "[M:chat.scheduleMessage] what is no time: invalid_time",
        lambda w: {scheduled(w, 0, post_at=said)["error"] for said in ("soon", "²", "1.5", "-1", "")},
        {"invalid_time"},
    ),
    ("[M:chat.scheduleMessage] the past: time_in_past", lambda w: scheduled(w, -1)["error"], "time_in_past"),
    (
        "[M:chat.scheduleMessage] over 120 days: time_too_far",
        lambda w: scheduled(w, 121 * 86_400)["error"],
        "time_too_far",
    ),
    (
        "[M:chat.scheduleMessage] 31 within five minutes: restricted_too_many",
        lambda w: [
            [scheduled(w, 600 + number, channel=channel).get("error") for number in range(31)][-1]
            for channel in [w.channel()]
        ],
        ["restricted_too_many"],
    ),
    (
        "[M:chat.scheduledMessages.list] lists a channel's, [M:chat.deleteScheduledMessage] takes away",
        lambda w: [
            [
                len(w.answer("chat.scheduledMessages.list", channel=channel)["scheduled_messages"]),
                w.error("chat.deleteScheduledMessage", channel=channel, scheduled_message_id=made),
                w.error("chat.deleteScheduledMessage", channel=channel, scheduled_message_id=made),
            ]
            for channel in [w.channel()]
            for made in [scheduled(w, 60, channel=channel)["scheduled_message_id"]]
        ],
        [[1, "", "invalid_scheduled_message_id"]],
    ),
    (
        "[E:message_metadata_posted] tells whose, where and what",
        lambda w: metadata_events(w, "posted"),
        {"type": "message_metadata_posted", **ABOUT, "metadata": METADATA},
    ),
    (
        "[E:message_metadata_updated] tells what it was before, too",
        lambda w: metadata_events(w, "updated"),
        {
            "type": "message_metadata_updated",
            **ABOUT,
            "metadata": EMPTY,
            "previous_metadata": METADATA,
        },
    ),
    (
        "[E:message_metadata_deleted] tells what it was",
        lambda w: metadata_events(w, "deleted")["previous_metadata"],
        EMPTY,
    ),
    (
        "[E:message_metadata_posted] types that the manifest does not subscribe to are not told",
        lambda w: w.told(lambda: w.post(metadata=OTHER), "message_metadata_posted"),
        [],
    ),
    (
        "[O:message] a forwarded message is a share with its author and place",
        lambda w: [
            forwarded(w)[name] for name in ("is_share", "author_name", "channel_id", "text", "footer")
        ],
        [True, "Maya Chen", SHARED, "SMS *fails*", "Posted in #tam-partiful"],
    ),
    (
        "[O:message] and has its blocks",
        lambda w: [
            one["type"]
            for one in forwarded(w)["message_blocks"][0]["message"]["blocks"][0]["elements"][0]["elements"]
        ],
        ["text", "text"],
    ),
]


@named(FACTS)
def test_fact(world: World, ask: Any, expected: Any) -> None:
    assert ask(world) == expected
