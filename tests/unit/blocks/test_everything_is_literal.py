"""Whatever people write, every builder's output is accepted by Slack and notifies nobody by accident."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest

from block_kit import problems
from bot.blocks.kit import text
from bot.blocks.messages import ticket_whole
from bot.blocks.values import Post, View
from tests.unit.blocks import samples

HOSTILE = {
    "mentions": "<!channel> <!here|here> <@U1> <@U0MALLORY|Ann> <#C1|general> <!subteam^S9>",
    "entities": "&lt;!channel&gt; &amp;lt; &#60;",
    "links": "<https://evil.test|https://bank.test> <mailto:a@b.test|pay>",
    "formatting": "*bold* _it_ ~no~ `code` ```fence``` > quote :sos:",
    "backticks": "`" * 200,
    "right to left": "تسقط المكالمات \u202e\u2069\u2068 12-PARTIFUL",
    "emoji": "👩‍👩‍👧‍👦🇸🇪🏴󠁧󠁢󠁥󠁮󠁧󠁿👍🏽" * 150,
    "angle brackets without end": "<" * 4000,
    "ampersands": "&" * 4000,
    "very long": "lorem ipsum " * 500,
    "blank lines": "a\n\n\n> b\r\nc\u2028d",
    "white space": " \n\t ",
    "nothing": "",
    "control characters": "a\x00b\x08c\ud800",
}
_PING = re.compile(r"<[@!#][^>]*>?|<https?:|<mailto:")


@cache
def posts(words: str) -> tuple[tuple[str, Post], ...]:
    """Draw every message once, however many tests look at it."""
    return tuple(samples.posts(words))


@cache
def views(words: str) -> tuple[tuple[str, View], ...]:
    """Draw every modal once."""
    return tuple(samples.views(words))


@pytest.fixture(params=list(HOSTILE.values()), ids=list(HOSTILE))
def words(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_slack_accepts_every_message(words: str) -> None:
    refused = {
        name: found
        for name, post in posts(words)
        if (found := problems("message", {"text": post.text, "blocks": post.blocks}))
    }
    assert refused == {}


def test_slack_accepts_every_modal(words: str) -> None:
    refused = {name: found for name, view in views(words) if (found := problems("modal", view))}
    assert refused == {}


def test_nothing_that_people_wrote_notifies_or_links(words: str) -> None:
    for name, post in posts(words):
        for parsed in (post.text, *mrkdwn(post.blocks)):
            assert foreign(parsed) == [], name
        assert set(mentioned(post.blocks)) <= samples.OURS, name
    for name, view in views(words):
        assert [foreign(parsed) for parsed in mrkdwn(view) if foreign(parsed)] == [], name
        assert list(mentioned(view)) == [], name


def test_no_text_that_slack_parses_in_a_block_comes_from_people() -> None:
    for name, post in posts("WORDS"):
        assert not any("WORDS" in parsed for parsed in mrkdwn(post.blocks)), name
    for name, view in views("WORDS"):
        assert not any("WORDS" in parsed for parsed in mrkdwn(view)), name


def test_every_message_has_a_text_that_can_be_updated_and_read_aloud(words: str) -> None:
    for name, post in posts(words):
        assert post.text.strip() or name == "answer", name  # it says what it is given
        assert len(post.text) <= 4000, name


def test_every_notification_of_a_right_to_left_subject_keeps_our_words_in_order() -> None:
    for name, post in posts("\u202eתקלה\u2069"):
        if name == "answer":
            continue  # nothing of ours stands beside the text it is given
        assert "\u202e" not in post.text, name
        assert post.text.count("\u2068") == post.text.count("\u2069"), name


def foreign(parsed: str) -> list[str]:
    """Return what Slack would read as a mention or link, our own pings left out."""
    ours = {f"<@{who}>" for who in samples.OURS} | {f"<!subteam^{who}>" for who in samples.OURS}
    return [found for found in _PING.findall(parsed) if found not in ours]


def mrkdwn(value: Any) -> Iterator[str]:
    """Yield every text in blocks that Slack parses."""
    if isinstance(value, dict):
        if value.get("type") == "mrkdwn":
            yield value["text"]
        value = list(value.values())
    if isinstance(value, list):
        for inner in value:
            yield from mrkdwn(inner)


def mentioned(value: Any) -> Iterator[str]:
    """Yield who rich text elements mention."""
    if isinstance(value, dict):
        if value.get("type") in ("user", "usergroup", "broadcast"):
            yield value.get("user_id") or value.get("usergroup_id") or "broadcast"
        value = list(value.values())
    if isinstance(value, list):
        for inner in value:
            yield from mentioned(inner)


def test_the_longest_description_is_cut_with_a_visible_mark_for_staff() -> None:
    told = ticket_whole.whole(samples.card(description="x" * 5000), for_staff=True)
    assert text.CUT_MARK in str(told)
