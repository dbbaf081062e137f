"""Commands, shortcuts, clicks, modals and response URLs as facts."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from slack_sdk.webhook import WebhookClient

from playground.to_app.interactions import ShownToUser
from tests.integration.playground.conformance.facts import (
    CIERRA,
    GUEST,
    HOME,
    MAYA,
    SHARED,
    TRIAGE,
    World,
    named,
    plain,
)

JSON = dict[str, Any]

BUTTON = {"type": "button", "action_id": "go", "value": "12", "text": plain("Go")}
MENU = {
    "type": "static_select",
    "action_id": "menu",
    "options": [{"text": plain(one), "value": one} for one in ("P1", "P2")],
}
BLOCKS = [{"type": "actions", "block_id": "b", "elements": [BUTTON, MENU]}]


def command(line: str = "/poll x", user: str = CIERRA, channel: str = SHARED) -> Any:
    """Make a way to see a command's payload."""

    def ask(world: World) -> JSON:
        (payload,) = world.told(lambda: world.act(user, "slash", channel=channel, line=line))
        return payload

    return ask


def shown(do: str, user: str = MAYA, **more: Any) -> Any:
    return lambda world: world.act(user, do, **more).get("shown", "")


def shortcut(world: World) -> JSON:
    ts = world.say("the message")
    (payload,) = world.told(
        lambda: world.act(CIERRA, "shortcut", channel=SHARED, ts=ts, callback_id="from_message")
    )
    return payload


def everywhere(world: World) -> JSON:
    (payload,) = world.told(lambda: world.act(CIERRA, "global_shortcut", callback_id="anywhere"))
    return payload


def click(user: str = MAYA, action_id: str = "go", value: Any = None, *, private: bool = False) -> Any:
    """Make a way to see the payload of a click in a message (one that only that person sees)."""

    def ask(world: World) -> JSON:
        if private:
            told = {"channel": SHARED, "user": user, "text": "x", "blocks": BLOCKS}
            ts = world.answer("chat.postEphemeral", **told)["message_ts"]
        else:
            ts = world.post(blocks=BLOCKS)
        asked = {"where": "message", "channel": SHARED, "ts": ts, "action_id": action_id, "value": value}
        (payload,) = world.told(lambda: world.act(user, "action", **asked))
        return payload

    return ask


def modal(*blocks: JSON, **more: Any) -> JSON:
    return {"type": "modal", "title": plain("Form"), "submit": plain("Send"), "blocks": list(blocks), **more}


def field(kind: str = "plain_text_input", *, optional: bool = True, **element: Any) -> JSON:
    inner = {"type": kind, "action_id": "a", **element}
    return {"type": "input", "block_id": "f", "label": plain("Field"), "optional": optional, "element": inner}


def opened(*blocks: JSON, **more: Any) -> Callable[[World], JSON]:
    return lambda world: dict(world.open(modal(*(blocks or (field(),)), **more))["view"])


def submitted(*blocks: JSON, value: Any = None, **more: Any) -> Callable[[World], Any]:
    """Make a way to see the payload of a submission, or Slack's own complaints."""

    def ask(world: World) -> Any:
        world.open(modal(*blocks, **more))
        if value is not None:
            world.act(CIERRA, "input", block_id="f", action_id="a", value=value)
        answers: list[JSON] = []
        sent = world.told(lambda: answers.append(world.act(CIERRA, "submit")), "view_submission")
        return sent[0] if sent else answers[0]["errors"]["f"]

    return ask


def entry(*blocks: JSON, value: Any = None) -> Callable[[World], Any]:
    return lambda world: submitted(*blocks, value=value)(world)["view"]["state"]["values"]["f"]["a"]


def pushed(world: World, times: int) -> list[str]:
    """Push views onto one another; return each answer's error."""
    world.open(modal(field()))
    errors = []
    for _ in range(times):
        tool = {"type": "actions", "elements": [{"type": "button", "action_id": "deep", "text": plain("x")}]}
        top = world.playground.acting_as(CIERRA).modal
        assert top is not None
        world.answer("views.update", view_id=top.view["id"], view=modal(tool))
        (payload,) = world.told(lambda: world.act(CIERRA, "action", where="modal", action_id="deep"))
        view = modal(field())
        errors.append(world.error("views.push", trigger_id=payload["trigger_id"], view=view))
    return errors


def used(world: World) -> list[str]:
    trigger = world.trigger()
    return [world.error("views.open", trigger_id=trigger, view=modal(field())) for _ in range(2)]


def late(world: World) -> str:
    trigger = world.trigger()
    world.playground.expire_triggers()
    return world.error("views.open", trigger_id=trigger, view=modal(field()))


def updated(world: World, **asked: Any) -> str:
    view = world.open(modal(field()))["view"]
    asked = {name: view["hash"] if value == "the hash" else value for name, value in asked.items()}
    return world.error("views.update", view_id=view["id"], view=modal(field(), title=plain("New")), **asked)


def kept(world: World) -> Any:
    view = world.open(modal(field()))["view"]
    world.act(CIERRA, "input", block_id="f", action_id="a", value="typed")
    world.answer("views.update", view_id=view["id"], view=modal(field(), title=plain("New")))
    top = world.playground.acting_as(CIERRA).modal
    return top and top.values["f"]["a"]


def closed(*, notify: bool, do: str = "close") -> Callable[[World], list[Any]]:
    def ask(world: World) -> list[Any]:
        world.open(modal(field(), notify_on_close=notify))
        return [one["is_cleared"] for one in world.told(lambda: world.act(CIERRA, do), "view_closed")]

    return ask


def suggestion(world: World) -> JSON:
    world.open(modal(field("external_select")))
    asked = {"as": CIERRA, "where": "modal", "block_id": "f", "action_id": "a", "value": "ki"}

    def ask() -> None:
        with pytest.raises(ShownToUser, match="No results"):  # no app is there to answer
            world.playground.options(asked)

    (payload,) = world.told(ask, "block_suggestion")
    return payload


def responded(world: World, *bodies: JSON, original: bool = False) -> list[int]:
    """Post to a fresh response URL; return the HTTP statuses."""
    payload = click()(world) if original else command()(world)
    hook = WebhookClient(payload["response_url"])
    return [hook.send_dict(body).status_code for body in bodies]


def after_responding(body: JSON, user: str = CIERRA) -> Callable[[World], list[int]]:
    """Make a way to count what is new for a person and for everyone."""

    def ask(world: World) -> list[int]:
        private, public = world.playground.workspace.ephemerals, world.playground.workspace.messages
        before = len(private(user, SHARED)), len(public(SHARED))
        responded(world, body)
        return [len(private(user, SHARED)) - before[0], len(public(SHARED)) - before[1]]

    return ask


def replaced(world: World, body: JSON) -> Any:
    payload = click()(world)
    WebhookClient(payload["response_url"]).send_dict(body)
    found = world.playground.workspace.message(SHARED, payload["message"]["ts"])
    return found and found["text"]


def half_an_hour_later(world: World) -> int:
    hook = WebhookClient(command()(world)["response_url"])
    world.clock.instant += timedelta(minutes=31)
    return hook.send_dict({"text": "late"}).status_code


def published(world: World, known: str = "") -> str:
    view = {"type": "home", "blocks": [{"type": "divider"}]}
    return world.error("views.publish", user_id=MAYA, view=view, **({"hash": known} if known else {}))


SECTION = {
    "type": "section",
    "block_id": "f",
    "text": plain("When?"),
    "accessory": {"type": "datepicker", "action_id": "a", "initial_date": "2026-03-11"},
}
TWO = [{"text": {**plain(one), "emoji": True}, "value": one} for one in ("x", "y")]

FACTS = [
    # commands
    ("[CMD] a command's team is the typer's", lambda w: command()(w)["team_id"], HOME),
    ("[CMD] its text is what follows", lambda w: command("/poll  a  b ")(w)["text"], "a  b"),
    ("[CMD] should_escape: a person with id", lambda w: command("/poll @maya")(w)["text"], f"<@{MAYA}|maya>"),
    ("[CMD] should_escape off: raw", lambda w: command("/mute @maya")(w)["text"], "@maya"),
    (
        "[CMD] a private channel's name is withheld",
        lambda w: command(channel=TRIAGE)(w)["channel_name"],
        "privategroup",
    ),
    ("[CMD] is_enterprise_install is a word", lambda w: command()(w)["is_enterprise_install"], "false"),
    (
        "[SC] a guest has no commands",
        lambda w: "is not a valid command" in shown("slash", channel=SHARED, line="/poll x")(w),
        True,
    ),
    (
        "[CMD] not in threads, for anyone",
        lambda w: shown("slash", CIERRA, channel=SHARED, line="/poll x", thread_ts=w.say())(w),
        "/poll is not supported in threads. Sorry!",
    ),
    (
        "[CMD] an unknown command",
        lambda w: "/nope is not a valid command" in shown("slash", CIERRA, channel=SHARED, line="/nope")(w),
        True,
    ),
    (
        "[INT] an app that is not there",
        shown("slash", CIERRA, channel=SHARED, line="/poll x"),
        '/poll failed with the error "dispatch_failed"',
    ),
    # shortcuts
    ("[INT] a message shortcut is a message_action", lambda w: shortcut(w)["type"], "message_action"),
    ("[INT] it has the message", lambda w: shortcut(w)["message"]["text"], "the message"),
    ("[INT] it has a response_url", lambda w: "response_url" in shortcut(w), True),
    ("[INT] a global shortcut has no channel", lambda w: "channel" in everywhere(w), False),
    ("[INT] a global shortcut has no response_url", lambda w: "response_url" in everywhere(w), False),
    (
        "[SC] a guest has no message shortcuts",
        lambda w: bool(shown("shortcut", channel=SHARED, ts=w.say(), callback_id="from_message")(w)),
        True,
    ),
    (
        "[HC1] a guest has no global shortcuts",
        lambda w: bool(shown("global_shortcut", callback_id="anywhere")(w)),
        True,
    ),
    # clicks
    ("[BA] a guest's click: team is the installing one", lambda w: click()(w)["team"]["id"], HOME),
    ("[BT] a guest's click: user.team_id is theirs", lambda w: click()(w)["user"]["team_id"], GUEST),
    ("[BA] a click has the button's value", lambda w: click()(w)["actions"][0]["value"], "12"),
    ("[BA] a click has the message", lambda w: "message" in click()(w), True),
    ("[BA] in an ephemeral it has none", lambda w: "message" in click(private=True)(w), False),
    ("[BA] the container tells", lambda w: click(private=True)(w)["container"]["is_ephemeral"], True),
    ("[BA] a click has a response_url", lambda w: "response_url" in click()(w), True),
    (
        "[BA] a choice has its option",
        lambda w: click(action_id="menu", value="P2")(w)["actions"][0]["selected_option"]["value"],
        "P2",
    ),
    (
        "[1.5] and stands in state.values",
        lambda w: click(action_id="menu", value="P2")(w)["state"]["values"]["b"]["menu"]["selected_option"][
            "value"
        ],
        "P2",
    ),
    ("[BA] buttons have no state", lambda w: "go" in click()(w)["state"]["values"]["b"], False),
    # triggers
    ("[INT] a trigger_id is good once", used, ["", "exchanged_trigger_id"]),
    ("[INT] a trigger_id is good for 3 seconds", late, "expired_trigger_id"),
    (
        "[INT] another is none",
        lambda w: w.error("views.open", trigger_id="1.2.3", view=modal(field())),
        "invalid_trigger_id",
    ),
    ("[MOD] a stack of three", lambda w: pushed(w, 3), ["", "", "push_limit_reached"]),
    (
        "[MOD] nothing to push onto",
        lambda w: [
            w.act(CIERRA, "reload"),
            w.error("views.push", trigger_id=w.trigger(), view=modal(field())),
        ][1],
        "not_found",
    ),
    # views
    ("[MOD] an opened view is answered whole", lambda w: opened()(w)["app_installed_team_id"], HOME),
    ("[MOD] its root is itself", lambda w: [v["root_view_id"] == v["id"] for v in [opened()(w)]], [True]),
    ("[MOD] a hash guards an update", lambda w: updated(w, hash="old"), "hash_conflict"),
    ("[MOD] the right hash lets it through", lambda w: updated(w, hash="the hash"), ""),
    ("[MOD] typed text stays while ids stay", kept, "typed"),
    (
        "[MOD] a closed view is gone",
        lambda w: (
            [
                w.act(CIERRA, "close"),
                w.error("views.update", view_id=view_id, view=modal(field())),
            ][1]
            if (view_id := opened()(w)["id"])
            else ""
        ),
        "not_found",
    ),
    (
        "[SDK] external_id is unique",
        lambda w: [
            w.open(modal(field(), external_id="one"), user).get("error") for user in (CIERRA, "U0KIRK")
        ],
        [None, "duplicate_external_id"],
    ),
    ("[MOD] view_closed where asked for", closed(notify=True), [True]),
    ("[MOD] and not elsewhere", closed(notify=False), []),
    ("[MOD] leaving one view is not clearing", closed(notify=True, do="back"), [False]),
    ("[SC] a home tab may be anyone's", published, ""),
    ("[MOD] a home's hash is minded", lambda w: published(w, "old"), "hash_conflict"),
    # submissions
    ("[BT] a submission's team is the submitter's", lambda w: submitted(field())(w)["team"]["id"], HOME),
    (
        "[1.5] an untouched initial_value",
        entry(field(initial_value="x")),
        {"type": "plain_text_input", "value": "x"},
    ),
    (
        "[1.5] an untouched initial_date in a section",
        entry(SECTION),
        {"type": "datepicker", "selected_date": "2026-03-11"},
    ),
    ("[1.5] an empty field is null", entry(field()), {"type": "plain_text_input", "value": None}),
    (
        "[1.5] users_select says selected_user",
        entry(field("users_select"), value=MAYA),
        {"type": "users_select", "selected_user": MAYA},
    ),
    (
        "[1.5] checkboxes say a list of options",
        entry(field("checkboxes", options=TWO), value=["y"]),
        {"type": "checkboxes", "selected_options": [TWO[1]]},
    ),
    (
        "[1.5] no checkbox is an empty list",
        entry(field("checkboxes", options=TWO)),
        {"type": "checkboxes", "selected_options": []},
    ),
    (
        "[1.5] radio buttons say an option",
        entry(field("radio_buttons", options=TWO), value="x"),
        {"type": "radio_buttons", "selected_option": TWO[0]},
    ),
    (
        "[1.5] a number is a string",
        entry(field("number_input", is_decimal_allowed=False), value="12"),
        {"type": "number_input", "value": "12"},
    ),
    (
        "[1.5] a time",
        entry(field("timepicker"), value="14:30"),
        {"type": "timepicker", "selected_time": "14:30"},
    ),
    (
        "[1.5] a date with time is in seconds",
        entry(field("datetimepicker"), value=1773151200),
        {"type": "datetimepicker", "selected_date_time": 1773151200},
    ),
    (
        "[MOD] a required field is minded by Slack",
        submitted(field(optional=False)),
        "Please complete this required field.",
    ),
    (
        "[MOD] min_length too",
        submitted(field(min_length=5), value="x"),
        "Please enter at least 5 characters.",
    ),
    (
        "[MOD] max_length too",
        submitted(field(max_length=3), value="xxxx"),
        "Please enter no more than 3 characters.",
    ),
    (
        "[SDK models] an e-mail address",
        submitted(field("email_text_input"), value="x"),
        "Please enter a valid email address.",
    ),
    ("[SDK models] a URL", submitted(field("url_text_input"), value="x"), "Please enter a valid URL."),
    (
        "[SDK models] a number",
        submitted(field("number_input", is_decimal_allowed=False), value="1.5"),
        "Please enter a valid number.",
    ),
    (
        "[SDK models] not too small",
        submitted(field("number_input", is_decimal_allowed=False, min_value="3"), value="2"),
        "Please enter a number of at least 3.",
    ),
    (
        "[INT] response_url_enabled grants response_urls",
        lambda w: submitted(field("conversations_select", response_url_enabled=True), value=SHARED)(w)[
            "response_urls"
        ][0]["channel_id"],
        SHARED,
    ),
    ("[BA] an external_select asks with what was typed", lambda w: suggestion(w)["value"], "ki"),
    # response URLs
    (
        "[INT] a response URL is good five times",
        lambda w: responded(w, *[{"text": "x"}] * 6),
        [200] * 5 + [404],
    ),
    ("[INT] for half an hour", half_an_hour_later, 404),
    ("[1.5] only to the person unless it says otherwise", after_responding({"text": "x"}), [1, 0]),
    (
        "[INT] in_channel is for everyone",
        after_responding({"text": "x", "response_type": "in_channel"}),
        [0, 1],
    ),
    ("[INT] without words it is no answer", after_responding({}), [0, 0]),
    ("[INT] replace_original", lambda w: replaced(w, {"text": "new", "replace_original": True}), "new"),
    ("[INT] delete_original", lambda w: replaced(w, {"delete_original": True}), None),
    (
        "[INT] otherwise the message stays",
        lambda w: replaced(w, {"text": "new", "replace_original": False}),
        "x",
    ),
]


@named(FACTS)
def test_fact(world: World, ask: Any, expected: Any) -> None:
    assert ask(world) == expected
