"""In the browser: each way to open a ticket, and who gets it."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import expect

from tests.browser.main_job.conftest import Visitor

NEW_YORK = ZoneInfo("America/New_York")


def test_chat_gets_the_notice_and_its_button_opens_a_ticket_from_the_message(visitor: Visitor) -> None:
    visitor.say("SMS to Verizon is failing since 9 AM, guests get no invitations")
    thread = visitor.open_thread(visitor.message("SMS to Verizon"))
    expect(thread).to_contain_text("carries no SLA")
    visitor.picture("notice")
    thread.get_by_role("button", name="Open a ticket").click()
    form = visitor.dialog
    expect(form.get_by_label("Subject")).to_have_value(
        "SMS to Verizon is failing since 9 AM, guests get no invitations"
    )
    visitor.choose("Product", "Messaging")
    form.get_by_role("radio", name="P1").check()
    visitor.picture("form")
    visitor.submit("Open ticket")
    expect(thread).to_contain_text("PARTIFUL-1 · SMS to Verizon")
    expect(thread).to_contain_text(f"Cierra Simms (your primary TAM) answers by {visitor.after(hours=1)}")
    visitor.picture("customer-card")


def test_an_emoji_opens_a_ticket_with_no_form(visitor: Visitor) -> None:
    visitor.say("Calls drop after ten seconds")
    visitor.react(visitor.message("Calls drop"), "ticket")
    thread = visitor.open_thread(visitor.message("Calls drop"))
    expect(thread).to_contain_text("PARTIFUL-1 · Calls drop after ten seconds")
    expect(thread).to_contain_text("P3 General Issue")


def test_a_mention_opens_a_ticket_of_the_named_priority_and_product(visitor: Visitor) -> None:
    visitor.say("@tam open P2 voice Calls drop after ten seconds")
    thread = visitor.open_thread(visitor.message("open P2 voice"))
    expect(thread).to_contain_text("P2 Degraded Service")
    expect(thread).to_contain_text("Voice · from Maya Chen")


def test_a_customer_has_no_commands_and_is_told_so_by_slack(visitor: Visitor) -> None:
    visitor.say("/ticket")
    expect(visitor.page.get_by_role("article", name="Slackbot")).to_contain_text(
        "/ticket is not a valid command"
    )


def test_staff_open_a_ticket_by_command(visitor: Visitor) -> None:
    visitor.act_as("Cierra Simms")
    visitor.say("/ticket")
    form = visitor.dialog
    form.get_by_label("Subject").fill("Toll-free verification")
    form.get_by_label("Description").fill("Asked on the phone: how long does it take?")
    visitor.choose("Product", "Messaging")
    visitor.submit("Open ticket")
    expect(visitor.message("PARTIFUL-1 · Toll-free verification")).to_be_visible()


def test_staff_open_a_ticket_by_shortcut_and_it_is_the_authors(visitor: Visitor) -> None:
    visitor.say("Is there a limit on RCS senders?")
    expect(visitor.message("RCS senders").get_by_role("button", name="1 reply")).to_be_visible()
    visitor.act_as("Cierra Simms")
    message = visitor.message("RCS senders")
    message.hover()
    message.get_by_role("button", name="More actions").click()
    visitor.page.get_by_role("menuitem", name="Create ticket").click()
    expect(visitor.dialog.get_by_label("Subject")).to_have_value("Is there a limit on RCS senders?")
    visitor.choose("Product", "Messaging")
    visitor.submit("Open ticket")
    thread = visitor.open_thread(message)
    expect(thread).to_contain_text("from Maya Chen")


def test_when_the_primary_is_absent_it_goes_to_the_secondary(visitor: Visitor) -> None:
    visitor.act_as("Cierra Simms")
    visitor.say("/oncall off 2026-03-03..2026-03-04")
    expect(visitor.page.get_by_text("Cierra Simms is away")).to_be_visible()
    visitor.act_as("Maya Chen")
    visitor.say("@tam open SMS is late")
    expect(visitor.open_thread(visitor.message("open SMS is late"))).to_contain_text(
        "Kirk McCalla (your secondary TAM)"
    )


@pytest.mark.parametrize("start", [datetime(2026, 3, 7, 10, 0, tzinfo=NEW_YORK)], ids=["saturday"])
def test_on_a_saturday_it_goes_to_the_24x7_team(visitor: Visitor) -> None:
    visitor.say("@tam open P1 All SMS is down")
    thread = visitor.open_thread(visitor.message("open P1"))
    expect(thread).to_contain_text("PARTIFUL-1")
    expect(thread).to_contain_text(f"The 24x7 PSE team answers by {visitor.after(hours=1)}")
    visitor.act_as("Petra Novak")
    visitor.go_to("tam-triage")
    expect(visitor.message("PARTIFUL-1 · All SMS is down")).to_be_visible()
    visitor.picture("staff-card")
