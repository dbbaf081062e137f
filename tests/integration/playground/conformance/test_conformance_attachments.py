"""Attachments as facts: how they are kept, and what a click in one tells."""

from typing import Any

from slack_sdk.webhook import WebhookClient

from tests.integration.playground.conformance.facts import CIERRA, SHARED, World, named

JSON = dict[str, Any]
BUTTON = {"type": "button", "action_id": "go", "text": {"type": "plain_text", "text": "Go"}}
WITH_BUTTON = {"color": "danger", "blocks": [{"type": "actions", "block_id": "b", "elements": [BUTTON]}]}


def kept(world: World, *attachments: JSON) -> list[JSON]:
    """Post attachments; return them as Slack has them."""
    message = world.answer("chat.postMessage", channel=SHARED, attachments=attachments)["message"]
    return list(message["attachments"])


NO_ATTACHMENTS: list[Any] = [
    ["x"],
    [None],
    {"text": "a"},
    [{"actions": ["x"]}],
    [{"fields": {}}, {"fields": [1]}],
    [{"text": 5}],
]


def replaced(world: World, **body: Any) -> tuple[str, list[str]]:
    """Click in a message with attachments and have it replaced; return its text and what is attached."""
    ts = world.post(attachments=[WITH_BUTTON])
    act = {"channel": SHARED, "ts": ts, "where": "message", "block_id": "b", "action_id": "go"}
    (payload,) = world.told(lambda: world.act(CIERRA, "action", **act), "block_actions")
    WebhookClient(payload["response_url"]).send_dict({"replace_original": True, **body})
    message = world.message(ts)
    return message["text"], [one["fallback"] for one in message.get("attachments", [])]


def clicked(world: World, **which: str) -> JSON:
    """Click in the second attachment; return what the app is told."""
    ts = world.post(attachments=[{"text": "first"}, WITH_BUTTON])
    act = {"channel": SHARED, "ts": ts, "where": "message", **which}
    (payload,) = world.told(lambda: world.act(CIERRA, "action", **act), "block_actions")
    return payload


FACTS = [
    (
        "[attachments] they are numbered from 1",
        lambda w: [one["id"] for one in kept(w, {"text": "a"}, {"text": "b"})],
        [1, 2],
    ),
    (
        "[attachments] the fallback is the text, or that there is no preview",
        lambda w: [one["fallback"] for one in kept(w, {"text": "a"}, WITH_BUTTON)],
        ["a", "[no preview available]"],
    ),
    (
        "[attachments] colours by name are kept as six digits",
        lambda w: [
            one["color"] for one in kept(w, {"text": "a", "color": "good"}, {"text": "b", "color": "#123456"})
        ],
        ["2eb886", "123456"],
    ),
    (
        "[attachments] text objects in their blocks get their defaults",
        lambda w: kept(w, WITH_BUTTON)[0]["blocks"][0]["elements"][0]["text"]["emoji"],
        True,
    ),
    (
        "[BA] a click in an attachment says which",
        lambda w: {
            name: value
            for name, value in clicked(w, block_id="b", action_id="go")["container"].items()
            if name != "message_ts"
        },
        {
            "type": "message_attachment",
            "attachment_id": 2,
            "channel_id": SHARED,
            "is_ephemeral": False,
            "is_app_unfurl": False,
        },
    ),
    (
        "[BA] and what",
        lambda w: clicked(w, block_id="b", action_id="go")["actions"][0]["action_id"],
        "go",
    ),
    (
        "[M:chat.postMessage] over 100: too_many_attachments",
        lambda w: w.error("chat.postMessage", channel=SHARED, attachments=[{"text": "a"}] * 101),
        "too_many_attachments",
    ),
    (
        "[M:chat.postMessage] what is no attachment: invalid_attachments",
        lambda w: {w.error("chat.postMessage", channel=SHARED, attachments=one) for one in NO_ATTACHMENTS},
        {"invalid_attachments"},
    ),
    (
        "[INT] replacing the original replaces its attachments",
        lambda w: [replaced(w, text="done"), replaced(w, text="on", attachments=[{"text": "a"}])],
        [("done", []), ("on", ["a"])],
    ),
]


@named(FACTS)
def test_fact(world: World, ask: Any, expected: Any) -> None:
    assert ask(world) == expected
