"""In the browser: cards in three widths and two themes, one, five and 33, none taller than its lines."""

from datetime import timedelta
from typing import Literal

import pytest
from playwright.sync_api import Locator, ViewportSize, expect

from tests.browser.main_job.conftest import Visitor

DESKTOP: ViewportSize = {"width": 1360, "height": 860}
LAPTOP: ViewportSize = {"width": 1024, "height": 768}
PHONE: ViewportSize = {"width": 390, "height": 800}
LOOKS: tuple[tuple[Literal["light", "dark"], ViewportSize], ...] = (
    ("light", DESKTOP),
    ("dark", DESKTOP),
    ("light", LAPTOP),
    ("dark", PHONE),
    ("light", PHONE),
)
ASKED = (
    "open P1 messaging All SMS to Verizon fail since nine this morning, guests get no invitations at all",
    "open P2 voice Calls drop",
    "open Is there a limit on RCS senders?",
    "open P3 Toll-free verification: how long does it take?",
    "open P2 Webhooks are late",
)
TALLEST = 330
"""Pixels of a staff card on a desktop: a heading, seven lines, buttons, and the space around them."""


def cards(visitor: Visitor) -> Locator:
    return visitor.page.get_by_role("main").get_by_role("article").filter(has_text="Assignee:")


@pytest.mark.parametrize("count", [1, 5, 33])
def test_cards_are_short_and_nothing_runs_over_the_side(visitor: Visitor, count: int) -> None:
    maya = visitor.running.playground.acting_as("U0MAYA")
    for number in range(count):
        maya.say("C0PARTIFUL", f"@tam {ASKED[number % len(ASKED)]}")
    visitor.travel(timedelta(minutes=70))
    visitor.act_as("Cierra Simms")
    visitor.go_to("tam-triage")
    expect(cards(visitor)).to_have_count(count)
    heights = cards(visitor).evaluate_all("all => all.map((one) => one.offsetHeight)")
    assert max(heights) <= TALLEST
    for theme, size in LOOKS:
        visitor.page.set_viewport_size(size)
        visitor.page.emulate_media(color_scheme=theme)
        cards(visitor).last.scroll_into_view_if_needed()
        assert visitor.page.evaluate("document.documentElement.scrollWidth") <= size["width"]
        visitor.picture(f"cards-{count}-{theme}-{size['width']}")
