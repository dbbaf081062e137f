"""In the browser: cards, forms, lists and the Home tab, in three widths and two themes, fit the page."""

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


@pytest.mark.parametrize("count", [1, 33])  # the first five of these are one of each kind
def test_cards_their_list_and_staffs_home_tab(visitor: Visitor, count: int) -> None:
    visitor.page.goto("about:blank")  # the page would draw each ticket as it comes
    maya = visitor.running.playground.acting_as("U0MAYA")
    for number in range(count):
        maya.say("C0PARTIFUL", f"@tam {ASKED[number % len(ASKED)]}")
    visitor.travel(timedelta(minutes=70))
    visitor.page.goto(f"{visitor.running.playground.url}#U0CIERRA/C0TRIAGE")
    look_at_cards(visitor, count)
    look_at_list(visitor, count)
    look_at_home(visitor, count)


def look_at_cards(visitor: Visitor, count: int) -> None:
    expect(cards(visitor)).to_have_count(count)
    heights = cards(visitor).evaluate_all("all => all.map((one) => one.offsetHeight)")
    assert max(heights) <= TALLEST
    look(visitor, f"cards-{count}", cards(visitor).last)


def look_at_list(visitor: Visitor, count: int) -> None:
    visitor.page.set_viewport_size(DESKTOP)
    visitor.go_to("tam-partiful")
    visitor.say("/ticket list")
    listed = visitor.page.get_by_role("article").filter(has_text=f"open tickets: {count}").last
    look(visitor, f"list-{count}", listed)


def look_at_home(visitor: Visitor, count: int) -> None:
    visitor.page.set_viewport_size(DESKTOP)
    open_home(visitor, "U0CIERRA")
    page = visitor.page.get_by_role("tabpanel")
    expect(page.get_by_text("On call now")).to_be_visible()
    expect(page.get_by_text("PARTIFUL-1").first).to_be_visible()
    look(visitor, f"home-{count}", page.get_by_role("button", name="Open a ticket"))


def open_home(visitor: Visitor, user: str) -> None:
    """Go to a person's direct messages with the bot, and there to the Home tab."""
    channel = visitor.running.playground.acting_as(user).direct_channel
    visitor.page.goto(f"{visitor.running.playground.url}#{user}/{channel}")
    visitor.page.get_by_role("tab", name="Home").click()


def test_what_a_customer_reads_on_the_home_tab(visitor: Visitor) -> None:
    open_home(visitor, "U0MAYA")
    page = visitor.page.get_by_role("tabpanel")
    expect(page.get_by_text("They are in the channel, not here")).to_be_visible()
    look(visitor, "home-customer", page)


SQUEEZED = """
    [...document.querySelectorAll(".pane-head > *, .count, .badge")]
      .filter((one) => one.clientWidth > 0 && one.scrollWidth > one.clientWidth + 1)
      .filter((one) => getComputedStyle(one).overflowX === "visible")
      .map((one) => one.textContent)
"""
"""Names what is drawn over its neighbours for want of room."""


def look(visitor: Visitor, name: str, at: Locator) -> None:
    """Look at one thing in every width and theme; nothing of the page may run over its side."""
    visitor.running.settle()
    for theme, size in LOOKS:
        visitor.page.set_viewport_size(size)
        visitor.page.emulate_media(color_scheme=theme)
        at.evaluate(
            "shown => shown.scrollIntoView()"
        )  # one that is drawn again meanwhile is none to wait for
        assert visitor.page.evaluate("document.documentElement.scrollWidth") <= size["width"]
        assert visitor.page.evaluate(SQUEEZED) == []
        visitor.picture(f"{name}-{theme}-{size['width']}")


def test_the_customers_card_and_the_mark_on_the_message(visitor: Visitor) -> None:
    visitor.say(f"@tam {ASKED[0]}")
    message = visitor.message("All SMS to Verizon")
    expect(message.get_by_role("button", name="large blue circle")).to_be_visible()
    thread = visitor.open_thread(message)
    expect(thread).to_contain_text("🔵 PARTIFUL-1")
    look(visitor, "customers-card", thread.get_by_text("No buttons?"))


def test_the_forms(visitor: Visitor) -> None:
    visitor.act_as("Cierra Simms")
    visitor.say("/ticket")
    form = visitor.dialog
    expect(form.get_by_text("Cierra Simms answers by")).to_have_count(3)
    look(visitor, "form", form.get_by_label("Subject"))
    visitor.page.set_viewport_size(DESKTOP)
    visitor.choose("Product", "Voice")
    expect(form.get_by_role("radio", name="Abridged")).to_be_checked()
    look(visitor, "form-abridged", form.get_by_role("radio", name="Abridged"))


def test_the_form_in_which_one_escalates(visitor: Visitor) -> None:
    visitor.say(f"@tam {ASKED[1]}")
    thread = visitor.open_thread(visitor.message("Calls drop"))
    thread.get_by_role("button", name="Escalate", exact=True).click()
    look(visitor, "form-escalate", visitor.dialog.get_by_role("radio", name="Critical blocker"))
