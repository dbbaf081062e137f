"""Slack's payloads, read at the door: what is there comes as its type, what lacks something is refused."""

import contextlib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.services.conversation import SharedFile
from handlers import payloads
from handlers.payloads.channel_event import ChannelEvent
from handlers.payloads.click import Click
from handlers.payloads.command import SlashCommand
from handlers.payloads.fields import PayloadUnreadable
from handlers.payloads.home_event import HomeOpened
from handlers.payloads.message import EmojiOn, SlackMessage
from handlers.payloads.message_event import Deleted, Edited, Posted
from handlers.payloads.person import SlackPerson
from handlers.payloads.reaction import Reaction
from handlers.payloads.shortcut import Shortcut
from handlers.payloads.submission import OpenForm, Submission
from tests.fixtures.examples import drawing

MAYA = SlackPerson("U0MAYA", "T0PARTIFUL", "Maya")
SAID: dict[str, Any] = {
    "type": "message",
    "channel": "C0PARTIFUL",
    "ts": "1.0",
    "user": "U0MAYA",
    "team": "T0PROVIDER",  # whose copy of the channel it is, not hers
    "user_team": "T0PARTIFUL",
    "user_profile": {"real_name": "Maya"},
    "text": "SMS is failing",
}
VIEW: dict[str, Any] = {
    "id": "V1",
    "callback_id": "solve",
    "private_metadata": '{"ticket": 1}',
    "state": {"values": {"closing": {}}},
    "blocks": [{"type": "header"}, {"type": "input", "block_id": "closing"}],
}
FORM = OpenForm("V1", "solve", '{"ticket": 1}', {"closing": {}}, ("closing",))
USER = {"id": "U0MAYA", "team_id": "T0PARTIFUL", "name": "Maya"}


def event(**fields: Any) -> dict[str, Any]:
    """Return an event as Slack wraps it."""
    return {"type": "event_callback", "team_id": "T0PROVIDER", "event": fields}


def read(body: dict[str, Any]) -> payloads.Incoming:
    """Return what listeners get."""
    return payloads.read(body)["incoming"]


def test_a_message_is_by_its_authors_own_workspace() -> None:
    assert read(event(**SAID)) == Posted(SlackMessage("C0PARTIFUL", "1.0", "SMS is failing", MAYA))


def test_a_message_says_where_it_stands_and_what_hangs_on_it() -> None:
    rest: dict[str, Any] = {
        "thread_ts": "0.5",
        "files": [{"id": "F1", "name": "log.txt", "permalink": "https://x", "url_private": "https://secret"}],
        "edited": {"ts": "2.0", "user": "U0MAYA"},
        "latest_reply": "3.0",
        "reactions": [{"name": "ticket", "users": ["U0KIRK"], "count": 1}],
    }
    found = read(event(**SAID, **rest))
    assert isinstance(found, Posted)
    assert found.message.root == "0.5"
    assert found.message.files == (SharedFile("F1", "log.txt", "https://x"),)
    assert (found.message.edited_ts, found.message.latest_reply) == ("2.0", "3.0")
    assert found.message.emoji == (EmojiOn("ticket", ("U0KIRK",), 1),)


def test_what_begins_a_thread_is_no_reply_in_it() -> None:
    found = read(event(**SAID | {"thread_ts": SAID["ts"]}))
    assert isinstance(found, Posted)
    assert (found.message.thread_ts, found.message.root) == (None, SAID["ts"])


@pytest.mark.parametrize("by", [{"bot_id": "B1"}, {"subtype": "channel_join"}, {"user": None}])
def test_what_no_person_said_is_by_nobody(by: dict[str, Any]) -> None:
    found = read(event(**SAID | by))
    assert isinstance(found, Posted)
    assert found.message.by_person is None


def test_an_edit_tells_both_texts() -> None:
    changed = {"message": SAID | {"text": "P1: SMS is failing"}, "previous_message": SAID}
    found = read(event(type="message", subtype="message_changed", channel="C0PARTIFUL", **changed))
    assert isinstance(found, Edited)
    assert (found.before, found.message.text, found.in_words) == (
        "SMS is failing",
        "P1: SMS is failing",
        True,
    )


def test_an_unfolded_link_is_no_change_of_words() -> None:
    found = read(
        event(
            type="message",
            subtype="message_changed",
            channel="C0PARTIFUL",
            message=SAID | {"attachments": [{}]},
            previous_message=SAID,
        )
    )
    assert isinstance(found, Edited)
    assert not found.in_words


@pytest.mark.parametrize(
    "gone",
    [
        {"subtype": "message_deleted", "deleted_ts": "1.0"},
        {"subtype": "message_changed", "message": {"ts": "1.0", "subtype": "tombstone"}},
    ],
)
def test_a_message_that_leaves_a_stone_behind_is_deleted_too(gone: dict[str, Any]) -> None:
    assert read(event(type="message", channel="C0PARTIFUL", **gone)) == Deleted("C0PARTIFUL", "1.0")


def test_a_reaction_names_no_workspace() -> None:
    item = {"type": "message", "channel": "C0PARTIFUL", "ts": "1.0"}
    found = read(event(type="reaction_added", user="U0MAYA", reaction="sos", item=item, event_ts="2.0"))
    assert found == Reaction(SlackPerson("U0MAYA"), "sos", "C0PARTIFUL", "1.0", "2.0")


def test_a_button_and_a_menu_carry_a_value_alike() -> None:
    click = {"type": "block_actions", "user": USER, "trigger_id": "t", "channel": {"id": "C0PARTIFUL"}}
    for action in ({"value": "12"}, {"selected_option": {"value": "12"}}):
        body = click | {"actions": [{"action_id": "escalate", **action}]}
        assert read(body) == Click(MAYA, "escalate", "12", "C0PARTIFUL", "t", None)


def test_a_click_in_a_form_brings_the_form() -> None:
    action = {"action_id": "input", "selected_option": {"value": "voice"}}
    body = {"type": "block_actions", "user": USER, "trigger_id": "t", "view": VIEW, "actions": [action]}
    assert read(body) == Click(MAYA, "input", "voice", None, "t", FORM)


def test_a_submission_is_done_once_for_each_opened_form() -> None:
    found = read({"type": "view_submission", "user": USER, "trigger_id": "t", "view": VIEW})
    assert found == Submission(MAYA, FORM, "t")
    assert FORM.once == "view:V1"


def test_a_command_keeps_what_was_typed_but_names_its_verb_only() -> None:
    found = read(
        {
            "command": "/ticket",
            "text": "solve 12 PIN is 4711",
            "user_id": "U0MAYA",
            "user_name": "Maya",
            "team_id": "T0PARTIFUL",
            "channel_id": "C0PARTIFUL",
            "trigger_id": "t",
        }
    )
    typed = SlashCommand(MAYA, "T0PARTIFUL", "/ticket", "solve 12 PIN is 4711", "C0PARTIFUL", "t")
    assert (found, found.asked) == (typed, "/ticket solve")


def test_a_shortcut_brings_its_message() -> None:
    body = {"type": "message_action", "callback_id": "create_ticket", "user": USER, "trigger_id": "t"}
    found = read(body | {"message": SAID, "channel": {"id": "C0PARTIFUL"}})
    assert found == Shortcut(
        MAYA, "create_ticket", "t", SlackMessage("C0PARTIFUL", "1.0", "SMS is failing", MAYA)
    )
    assert read(body | {"type": "shortcut"}) == Shortcut(MAYA, "create_ticket", "t")


def test_a_channel_is_named_in_three_ways() -> None:
    stamped = {"event_ts": "9.0"}
    assert read(event(type="channel_archive", channel="C1", **stamped)).channel == "C1"
    assert read(event(type="channel_rename", channel={"id": "C1", "name": "new"}, **stamped)) == ChannelEvent(
        "channel_rename", "C1", "9.0", name="new"
    )
    moved = {"old_channel_id": "C1", "new_channel_id": "C2"}
    assert read(event(type="channel_id_changed", **moved, **stamped)) == ChannelEvent(
        "channel_id_changed", "C1", "9.0", new_channel="C2"
    )


@pytest.mark.parametrize(
    ("told", "opened"),
    [
        ({"tab": "home"}, HomeOpened(SlackPerson("U0MAYA"), is_home=True, has_page=False)),
        ({"tab": "messages"}, HomeOpened(SlackPerson("U0MAYA"), is_home=False, has_page=False)),
        ({"view": {"id": "V1"}}, HomeOpened(SlackPerson("U0MAYA"), is_home=True, has_page=True)),
    ],
)
def test_a_look_at_the_home_says_at_which_tab(told: dict[str, Any], opened: HomeOpened) -> None:
    assert read(event(type="app_home_opened", user="U0MAYA", channel="D1", **told)) == opened


def test_a_click_on_the_home_was_made_in_no_form() -> None:
    action = {"action_id": "staff.take", "value": "7"}
    found = read(
        {"type": "block_actions", "user": USER, "actions": [action], "view": VIEW | {"type": "home"}}
    )
    assert isinstance(found, Click)
    assert (found.on_home, found.form) == (True, None)


def test_what_nobody_listens_to_is_not_read() -> None:
    assert payloads.read(event(type="tokens_revoked")) == {}
    assert payloads.read({"type": "block_suggestion"}) == {}


KINDS = ["block_actions", "view_submission", "message_action", "shortcut"]
EVENTS = [
    "message",
    "reaction_added",
    "subteam_updated",
    "app_home_opened",
    "channel_rename",
    "channel_shared",
]
NAMES = st.sampled_from(
    ["user", "id", "channel", "ts", "message", "view", "actions", "type", "blocks", "reactions", "text"]
)
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text("U0 .", max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=6),
    max_leaves=15,
)


@drawing(50)
@given(st.dictionaries(NAMES, ANYTHING, max_size=8), st.sampled_from([*KINDS, *EVENTS, "command"]))
def test_whatever_comes_is_read_or_refused(fields: dict[str, Any], kind: str) -> None:
    body = fields | {"type": kind}
    if kind in EVENTS:
        body = event(**body)
    elif kind == "command":
        body["command"] = "/ticket"
    with contextlib.suppress(PayloadUnreadable):
        payloads.read(body)


def test_a_refusal_says_what_is_missing() -> None:
    with pytest.raises(PayloadUnreadable) as refused:
        payloads.read(event(type="message"))
    assert str(refused.value) == "What Slack sent has no readable “channel”, so nothing was done."


@drawing(50)
@given(st.text(st.characters(), max_size=20))
def test_every_text_can_be_stored(text: str) -> None:
    found = read(event(**SAID | {"text": text, "user_profile": {"real_name": text}}))
    assert isinstance(found, Posted)
    told = found.message.text + str(found.person)
    assert "\0" not in told
    told.encode()


def test_halves_of_a_character_are_joined_and_a_lone_one_is_replaced() -> None:
    found = read(event(**SAID | {"text": "a\0b \ud83d\ude00 \ud83d"}))
    assert isinstance(found, Posted)
    assert found.message.text == "ab 😀 \ufffd"
