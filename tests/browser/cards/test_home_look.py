"""In the browser: the Home tab of staff at one, five and 33 tickets, and of a customer, in every look."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from tests.browser.cards.test_look import ASKED, look
from tests.browser.main_job.conftest import Visitor


def open_home(visitor: Visitor, user: str) -> None:
    """Go to a person's direct messages with the bot, and there to the Home tab."""
    channel = visitor.running.playground.acting_as(user).direct_channel
    visitor.page.goto(f"{visitor.running.playground.url}#{user}/{channel}")
    visitor.page.get_by_role("tab", name="Home").click()


@pytest.mark.parametrize("count", [1, 5, 33])
def test_the_desk_is_on_the_home_tab(visitor: Visitor, count: int) -> None:
    maya = visitor.running.playground.acting_as("U0MAYA")
    for number in range(count):
        maya.say("C0PARTIFUL", f"@tam {ASKED[number % len(ASKED)]}")
    visitor.travel(timedelta(minutes=70))
    open_home(visitor, "U0CIERRA")
    page = visitor.page.get_by_role("tabpanel")
    expect(page.get_by_text("On call now")).to_be_visible()
    expect(page.get_by_text("PARTIFUL-1").first).to_be_visible()
    look(visitor, f"home-{count}", page.get_by_role("button", name="Open a ticket"))


def test_a_customer_reads_where_their_tickets_are(visitor: Visitor) -> None:
    open_home(visitor, "U0MAYA")
    page = visitor.page.get_by_role("tabpanel")
    expect(page.get_by_text("They are in the channel, not here")).to_be_visible()
    look(visitor, "home-customer", page)
