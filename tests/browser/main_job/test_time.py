"""In the browser: what time does to a ticket when the clock is moved."""

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from playwright.sync_api import Locator, expect

from tests.browser.main_job.conftest import Visitor

NEW_YORK = ZoneInfo("America/New_York")


def new_york(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=NEW_YORK)


def triage_thread(visitor: Visitor, words: str) -> Locator:
    visitor.act_as("Cierra Simms")
    visitor.go_to("tam-triage")
    return visitor.open_thread(visitor.message(words))


def test_of_the_nudges_the_newest_stands_and_says_what_is_wanted(visitor: Visitor) -> None:
    visitor.say("@tam open P3 SMS is late")
    expect(visitor.message("open P3").get_by_role("button", name="1 reply")).to_be_visible()
    visitor.travel(new_york("2026-03-03 12:30"))
    thread = triage_thread(visitor, "PARTIFUL-1")
    nudges = thread.get_by_role("article").filter(has_text="no answer yet")
    expect(nudges).to_have_count(1)
    due = visitor.after(hours=3)
    expect(nudges).to_contain_text(f"36 min left (due {due}): answer in the thread")
    visitor.travel(new_york("2026-03-03 13:30"))
    expect(nudges).to_have_count(1)
    expect(nudges).to_contain_text(f"due now, {due}, and overdue from here on: answer in the thread")
    visitor.picture("nudges")


def test_a_nudge_can_be_seen_coming_and_the_bar_moves_the_clock(visitor: Visitor) -> None:
    visitor.say("@tam open P1 SMS is down")
    expect(visitor.message("open P1").get_by_role("button", name="1 reply")).to_be_visible()
    visitor.page.get_by_role("button", name=re.compile("^What will happen")).click()
    plan = visitor.page.get_by_role("complementary", name="What will happen")
    expect(plan).to_contain_text("Nudge")
    expect(plan).to_contain_text("PARTIFUL-1")
    visitor.picture("time-machine")
    bar = visitor.page.get_by_role("group", name="Move the clock")
    bar.get_by_role("button").nth(1).click()
    expect(visitor.page.get_by_text(re.compile(r"11:0\d AM ET")).first).to_be_visible()
    expect(triage_thread(visitor, "PARTIFUL-1")).to_contain_text("due now")


def test_silence_is_reminded_after_5_and_solved_after_10_business_days(visitor: Visitor) -> None:
    visitor.say("@tam open SMS is late")
    visitor.open_thread(visitor.message("open SMS"))
    expect(visitor.thread).to_contain_text("PARTIFUL-1")
    visitor.act_as("Cierra Simms")
    visitor.open_thread(visitor.message("open SMS"))
    visitor.reply("Which carrier is it?")
    expect(visitor.thread.get_by_role("article").filter(has_text="Which carrier")).to_be_visible()
    visitor.go_to("tam-triage")
    card = visitor.message("PARTIFUL-1")
    expect(card).to_contain_text("answered")
    card.get_by_role("button", name="Pending", exact=True).click()
    expect(card).to_contain_text("waiting for the customer since 10:00 AM ET")
    visitor.travel(new_york("2026-03-10 10:30"))
    visitor.act_as("Maya Chen")
    thread = visitor.open_thread(visitor.message("open SMS"))
    expect(thread).to_contain_text("we have been waiting for your answer for 5 business days")
    visitor.travel(new_york("2026-03-17 10:30"))
    expect(thread).to_contain_text("is solved: there was no reply for 10 business days")
    visitor.picture("pending")


def test_an_escalation_climbs_until_it_is_acknowledged(visitor: Visitor) -> None:
    visitor.say("@tam open P1 SMS is down")
    thread = visitor.open_thread(visitor.message("open P1"))
    thread.get_by_role("button", name="Escalate").click()
    form = visitor.dialog
    form.get_by_role("radio", name="Critical blocker").check()
    form.get_by_label("How do we reach you now?").fill("+1 415 555 0100")
    visitor.picture("escalate")
    visitor.submit("Escalate")
    expect(thread).to_contain_text("escalated PARTIFUL-1: critical blocker")
    visitor.travel(timedelta(minutes=31))
    triage = triage_thread(visitor, "PARTIFUL-1")
    expect(triage.get_by_role("article").filter(has_text="not acknowledged for 30 min")).to_have_count(1)
    visitor.picture("escalation")
    triage.get_by_role("button", name="Acknowledge").first.click()
    expect(triage).to_contain_text("escalation acknowledged by Cierra Simms")
    visitor.act_as("Maya Chen")
    expect(visitor.open_thread(visitor.message("open P1"))).to_contain_text(
        "Cierra Simms acknowledged the escalation"
    )
