"""The rich text that Slack makes of mrkdwn."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from block_kit import problems
from playground.blocks.rich_text import rich_text

JSON = dict[str, Any]


def said(*words: str, **more: Any) -> JSON:
    """Return a text element."""
    return {"type": "text", "text": " ".join(words), **more}


def section(*elements: JSON, kind: str = "section") -> JSON:
    return {"type": f"rich_text_{kind}", "elements": list(elements)}


PARTS: list[tuple[str, list[JSON]]] = [
    ("2 * 3 * 4, snake_case_name, a~b~c", [section(said("2 * 3 * 4, snake_case_name, a~b~c"))]),
    (
        "*both _of_ them*",
        [
            section(
                said("both ", style={"bold": True}),
                said("of", style={"bold": True, "italic": True}),
                said(" them", style={"bold": True}),
            )
        ],
    ),
    ("at 10:30:00", [section(said("at 10:30:00"))]),
    ("`a *b*`", [section(said("a *b*", style={"code": True}))]),
    ("&lt;b&gt; &amp;amp;", [section(said("<b> &amp;"))]),
    ("<!subteam^S0PSE|@pse>", [section({"type": "usergroup", "usergroup_id": "S0PSE"})]),
    ("<!here>", [section({"type": "broadcast", "range": "here"})]),
    ("<#C1|general>", [section({"type": "channel", "channel_id": "C1"})]),
    (
        "<https://a.example/?b&amp;c|it>",
        [section({"type": "link", "url": "https://a.example/?b&c", "text": "it"})],
    ),
    (
        "<!date^1700000000^{date}|then>",
        [section({"type": "date", "timestamp": 1700000000, "format": "{date}", "fallback": "then"})],
    ),
    ("<!date^soon^{date}|then>", [section(said("then"))]),
    (
        "look:\n&gt; one\n&gt; two\nso",
        [section(said("look:\n")), section(said("one\ntwo"), kind="quote"), section(said("so"))],
    ),
    (
        "log:\n```\na *b* <https://a.example>\n```",
        [
            section(said("log:")),
            {
                **section(said("a *b* "), {"type": "link", "url": "https://a.example"}, kind="preformatted"),
                "border": 0,
            },
        ],
    ),
]


@pytest.mark.parametrize(("text", "parts"), PARTS)
def test_each_mark_has_its_element(text: str, parts: list[JSON]) -> None:
    assert rich_text(text)["elements"] == parts


@given(st.text("ab *_~`:<>@#!|&;\n^1", min_size=1, max_size=60))
def test_whatever_was_written_is_rich_text_that_slack_would_take(text: str) -> None:
    block = rich_text(text)
    assert not block["elements"] or not problems("message", [block])
