"""In the browser: the customer's card in each of its states, and what staff see of solved tickets alike."""

from playwright.sync_api import expect

from bot.domain.permission import Actor
from tests.browser.cards.test_look import look
from tests.browser.main_job.conftest import Visitor

CHANNEL = "C0PARTIFUL"
WORDS = "open P2 SMS to Spain is delayed by hours"


def cierra(visitor: Visitor) -> Actor:
    """Return the primary TAM as who acts."""
    return visitor.running.bot.services.people.actor("partiful", "U0CIERRA", "T0PROVIDER")


def test_the_customers_card_in_each_state(visitor: Visitor) -> None:
    playground, services = visitor.running.playground, visitor.running.bot.services
    maya = playground.acting_as("U0MAYA")
    root = maya.say(CHANNEL, f"@tam {WORDS}")
    thread = visitor.open_thread(visitor.message("SMS to Spain"))
    maya.react(CHANNEL, root, "sos")
    expect(thread).to_contain_text("scalated")
    look(visitor, "customers-card-escalated", thread.get_by_text("PARTIFUL-1").first)
    playground.acting_as("U0CIERRA").say(CHANNEL, "Which carrier is it?", root)
    visitor.running.settle()
    services.lifecycle.set_pending(1, cierra(visitor))
    expect(thread).to_contain_text("🟡 PARTIFUL-1")
    look(visitor, "customers-card-pending", thread.get_by_text("🟡 PARTIFUL-1"))
    services.lifecycle.solve(1, cierra(visitor), "The carrier had an outage; all is sent.")
    expect(thread).to_contain_text("⚪ PARTIFUL-1")
    look(visitor, "customers-card-solved", thread.get_by_text("⚪ PARTIFUL-1"))


def test_staff_see_what_was_solved_before(visitor: Visitor) -> None:
    visitor.say(f"@tam {WORDS}")
    expect(visitor.message("SMS to Spain").get_by_role("button", name="1 reply")).to_be_visible()
    visitor.running.bot.services.lifecycle.solve(
        1, cierra(visitor), "The carrier had an outage; all is sent."
    )
    visitor.say("@tam open SMS to Spain delayed again")
    visitor.act_as("Cierra Simms")
    visitor.go_to("tam-triage")
    thread = visitor.open_thread(visitor.message("PARTIFUL-2"))
    expect(thread).to_contain_text("The carrier had an outage")
    look(visitor, "solved-before", thread.get_by_text("Solved before:"))
