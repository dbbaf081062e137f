"""Messages as facts: under another name, in markdown, sent to the channel too, edited in part."""

from typing import Any

from tests.integration.playground.conformance.facts import CIERRA, MAYA, SHARED, World, named

JSON = dict[str, Any]
SECTION = [{"type": "section", "text": {"type": "mrkdwn", "text": "card"}}]


def posted(world: World, **arguments: Any) -> JSON:
    """Post as the app; return the message."""
    return dict(world.answer("chat.postMessage", channel=SHARED, **arguments)["message"])


def edited(world: World, **arguments: Any) -> JSON:
    """Edit a message with text, blocks and an attachment; return what it has then."""
    ts = world.post(text="before", blocks=SECTION, attachments=[{"text": "more"}])
    assert world.error("chat.update", channel=SHARED, ts=ts, **arguments) == ""
    found = world.message(ts)
    texts = [block["text"]["text"] for block in found.get("blocks", []) if block["type"] == "section"]
    return {"text": found["text"], "blocks": texts, "attachments": len(found.get("attachments", []))}


def rich(message: JSON) -> list[JSON]:
    """Return the elements of the rich text that a message consists of."""
    (block,) = message["blocks"]
    return list(block["elements"][0]["elements"])


def broadcast(world: World) -> JSON:
    """Answer in a thread, to the channel too; return the event."""
    ts = world.say("SMS fails")
    return world.event(lambda: world.say("Which carrier?", thread_ts=ts, broadcast=True))


FACTS = [
    (
        "[O:message] what a person writes is rich text, too",
        lambda w: rich(w.event(lambda: w.say("*Now*, @csimms"))),
        [
            {"type": "text", "text": "Now", "style": {"bold": True}},
            {"type": "text", "text": ", "},
            {"type": "user", "user_id": CIERRA},
        ],
    ),
    (
        "[O:message] what an app sends as text alone is rich text, too",
        lambda w: rich(posted(w, text="up :tada:")),
        [{"type": "text", "text": "up "}, {"type": "emoji", "name": "tada"}],
    ),
    (
        "[O:message] blocks of one's own stay alone",
        lambda w: [one["type"] for one in posted(w, text="x", blocks=SECTION)["blocks"]],
        ["section"],
    ),
    (
        "[formatting] addresses in an app's text become links, outside of code",
        lambda w: posted(w, text="https://a.example/b?c=1&d=2, `https://c.example`")["text"],
        "<https://a.example/b?c=1&amp;d=2>, `https://c.example`",
    ),
    (
        "[formatting] code stays code with a mention in it",
        lambda w: posted(w, text="`<@U0MAYA> https://c.example`")["text"],
        "`<@U0MAYA> https://c.example`",
    ),
    (
        "[formatting] an address ends where an angle bracket was written",
        lambda w: [
            posted(w, text=text)["text"] for text in ("&lt;https://a.example&gt;", "(https://a.example).")
        ],
        ["&lt;<https://a.example>&gt;", "(<https://a.example>)."],
    ),
    (
        "[BK:text] mrkdwn is not verbatim, plain text has emoji, unless it is said",
        lambda w: [
            block["text"]
            for block in posted(
                w,
                text="x",
                blocks=[*SECTION, {"type": "header", "text": {"type": "plain_text", "text": "h"}}],
            )["blocks"]
        ],
        [
            {"type": "mrkdwn", "text": "card", "verbatim": False},
            {"type": "plain_text", "text": "h", "emoji": True},
        ],
    ),
    (
        "[M:chat.update] text alone takes the blocks away and keeps the attachments",
        lambda w: edited(w, text="after"),
        {"text": "after", "blocks": [], "attachments": 1},
    ),
    (
        "[M:chat.update] blocks alone keep the text",
        lambda w: edited(w, blocks=SECTION),
        {"text": "before", "blocks": ["card"], "attachments": 1},
    ),
    (
        "[M:chat.update] attachments alone keep text and blocks",
        lambda w: edited(w, attachments=[{"text": "a"}, {"text": "b"}]),
        {"text": "before", "blocks": ["card"], "attachments": 2},
    ),
    (
        "[M:chat.update] an empty list removes attachments",
        lambda w: edited(w, text="after", attachments=[])["attachments"],
        0,
    ),
    (
        "[M:chat.postMessage] markdown_text makes a markdown block",
        lambda w: [one["type"] for one in posted(w, markdown_text="**bold**")["blocks"]],
        ["markdown"],
    ),
    (
        "[M:chat.postMessage] markdown_text beside text or blocks: markdown_text_conflict",
        lambda w: [
            w.error("chat.postMessage", channel=SHARED, markdown_text="a", **more)
            for more in ({"text": "b"}, {"blocks": SECTION})
        ],
        ["markdown_text_conflict"] * 2,
    ),
    (
        "[M:chat.postMessage] markdown_text over 12,000: msg_too_long",
        lambda w: w.error("chat.postMessage", channel=SHARED, markdown_text="x" * 12_001),
        "msg_too_long",
    ),
    (
        "[M:chat.postMessage] another name and picture, as a bot_message without user",
        lambda w: [
            posted(w, text="x", username="Ghost", icon_emoji=":ghost:").get(name)
            for name in ("username", "icons", "subtype", "user")
        ],
        ["Ghost", {"emoji": ":ghost:"}, "bot_message", None],
    ),
    (
        "[E:message] a reply sent to the channel too carries its thread's root",
        lambda w: [broadcast(w)["root"][name] for name in ("text", "user")],
        ["SMS fails", MAYA],
    ),
    (
        "[M:reactions.add] what can be no emoji's name: invalid_name",
        lambda w: w.error("reactions.add", channel=SHARED, timestamp=w.post(), name="no name"),
        "invalid_name",
    ),
    (
        "[M:views.open] over 250 kB: view_too_large",
        lambda w: w.error(
            "views.open",
            trigger_id=w.trigger(),
            view={
                "type": "modal",
                "title": {"type": "plain_text", "text": "x"},
                "blocks": [{**SECTION[0], "text": {"type": "mrkdwn", "text": "x" * 3000}}] * 100,
            },
        ),
        "view_too_large",
    ),
]


@named(FACTS)
def test_fact(world: World, ask: Any, expected: Any) -> None:
    assert ask(world) == expected
