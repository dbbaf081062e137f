"""What the bar offers beside the clock: time-lapse, two people at once, the inspector, faults, export."""

import re

from playwright.sync_api import Page, expect

from tests.browser.page.conftest import Stage
from tests.browser.page.samples import AT_TEN, BOT, entry, message

DUE = {"at": "2026-03-10T15:00:00+00:00", "what": "Nudge", "to": "Cierra Simms", "ticket": None}
NOTHING_WRONG = {"slow": 0, "twice": None, "rate_limits": False, "lost": 0}


def test_a_time_lapse_moves_the_clock_step_by_step_until_paused(page: Page, stage: Stage) -> None:
    playground = stage()
    page.get_by_role("button", name="Time-lapse").click()
    page.get_by_role("menuitem", name="Play a quarter").click()
    moves = playground.did("time", 3)
    assert moves[:3] == [{"by": 86_400}] * 3
    page.get_by_role("button", name="Pause the time-lapse").click()
    expect(page.get_by_role("button", name="Move 1 hour on")).to_be_enabled()
    page.get_by_role("button", name="Time-lapse").click()
    expect(page.get_by_role("menuitem", name="Play a week")).to_contain_text("3 h a step")


def test_two_people_stand_side_by_side_each_with_a_conversation_of_their_own(
    page: Page, stage: Stage
) -> None:
    playground = stage(message("hello"))
    page.get_by_role("button", name="Two people side by side").click()
    left, right = page.frame_locator("[name=left]"), page.frame_locator("[name=right]")
    left.get_by_role("button", name="you are Maya Chen").wait_for()
    right.get_by_role("button", name="you are Cierra Simms").wait_for()
    for half, words in ((left, "Is it better?"), (right, "Nearly.")):
        half.get_by_role("textbox").fill(words)
        half.get_by_role("textbox").press("Enter")
    said = playground.did("say", 2)
    assert [(one["as"], one["text"]) for one in said] == [
        ("U0MAYA", "Is it better?"),
        ("U0CIERRA", "Nearly."),
    ]
    left.get_by_role("button", name="you are Maya Chen").click()
    left.get_by_role("navigation", name="Act as").get_by_role("button", name="Cierra Simms").click()
    left.get_by_role("button", name="you are Cierra Simms").wait_for()
    page.reload()
    left.get_by_role("button", name="you are Cierra Simms").wait_for()
    page.get_by_role("button", name="Back to one view").click()
    expect(page.get_by_text("You are Cierra Simms")).to_be_visible()


def test_the_inspector_says_what_was_valid_and_finds_what_one_seeks(page: Page, stage: Stage) -> None:
    playground = stage()
    wrong = {
        "ok": False,
        "response": {"ok": False, "error": "invalid_blocks"},
        "problems": ["text is too long"],
    }
    playground.entries = [
        entry(3, "chat.postMessage", **wrong),
        entry(2, "block_actions", to_app=True, kind="envelope"),
        entry(1, "chat.update", request={"ts": "1.5"}),
    ]
    page.get_by_role("button", name="Inspector").click()
    inspector = page.get_by_role("complementary", name="Inspector")
    rows = inspector.get_by_role("listitem")
    expect(rows).to_have_count(3)
    inspector.get_by_role("button", name="Problems").click()
    expect(rows).to_have_text(["app →chat.postMessageinvalid_blocks3 ms10:00:00text is too long"])
    inspector.get_by_role("button", name="All").click()
    inspector.get_by_role("searchbox", name="Filter").fill('"1.5"')
    rows.get_by_role("button", name="chat.update").click()
    expect(rows).to_contain_text('"ts": "1.5"')
    inspector.get_by_role("searchbox", name="Filter").fill("nowhere")
    expect(inspector).to_contain_text("Nothing fits the filter.")


def test_faults_are_switched_on_and_off(page: Page, stage: Stage) -> None:
    playground = stage(faults={**NOTHING_WRONG, "slow": 2.0})
    page.get_by_role("button", name="More of the playground").click()
    page.get_by_role("menuitem", name="What may go wrong").click()
    pane = page.get_by_role("complementary", name="What may go wrong")
    slow = pane.get_by_role("switch", name="Slow Slack")
    expect(slow).to_be_checked()
    slow.click()
    pane.get_by_role("switch", name="Rate limits").click()
    pane.get_by_role("switch", name="Events come twice").click()
    pane.get_by_role("button", name="Drop the next answer").click()
    pane.get_by_role("button", name="Disconnect the app").click()
    assert playground.did("slack/close_sockets") == [{}]
    assert playground.did("faults/slow") == [{"seconds": 0}]
    assert playground.did("slack/rate_limits") == [{"on": True}]
    assert playground.did("faults/events_twice") == [{"how": "same_id"}]
    assert playground.did("faults/lose_answer") == [{}]


def test_faults_that_are_on_are_said_in_the_bar(page: Page, stage: Stage) -> None:
    stage(faults={**NOTHING_WRONG, "slow": 2.0, "lost": 1})
    page.get_by_role("button", name="Faults on: slow, answers lost. Open the switches.").click()
    expect(page.get_by_role("complementary", name="What may go wrong")).to_be_visible()


def test_nothing_in_the_bar_overlaps_or_runs_over_the_side(page: Page, stage: Stage) -> None:
    stage(faults={**NOTHING_WRONG, "slow": 2.0}, due=[DUE] * 12)
    for width in (1600, 1400, 1280, 1100, 900, 390):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert_count_and_badge_stand_apart(page)


def assert_count_and_badge_stand_apart(page: Page) -> None:
    count = page.locator(".next-up .count").bounding_box()
    badge = page.locator(".faults-on").bounding_box()
    assert count is not None
    assert badge is not None
    beside = count["x"] + count["width"] <= badge["x"]
    assert beside or count["y"] + count["height"] <= badge["y"]


def test_at_200_percent_what_is_read_keeps_nearly_half_of_the_height(page: Page, stage: Stage) -> None:
    page.set_viewport_size({"width": 640, "height": 400})  # of 1280 by 800
    stage(message("hello"), due=[DUE] * 12)
    assert page.evaluate("document.documentElement.scrollWidth") <= 640
    read = page.locator(".message-list").bounding_box()
    assert read is not None
    assert read["height"] >= 180


def test_every_button_of_the_bar_has_a_picture_of_its_own(page: Page, stage: Stage) -> None:
    stage()
    pictures = (
        "[...document.querySelectorAll('.timebar .icon-button path')].map((one) => one.getAttribute('d'))"
    )
    drawn = page.evaluate(pictures)
    assert len(set(drawn)) == len(drawn)


def test_without_faults_the_bar_says_nothing_of_them(page: Page, stage: Stage) -> None:
    stage()
    expect(page.get_by_role("button", name=re.compile("^Faults on"))).to_have_count(0)


def test_a_line_of_what_will_happen_leads_to_its_tickets_thread(page: Page, stage: Stage) -> None:
    due = {"at": "2026-03-10T15:00:00+00:00", "what": "Nudge", "to": "Cierra Simms", "ticket": "PARTIFUL-1"}
    card = message("PARTIFUL-1 · SMS is failing", BOT, 60, thread_ts=f"{AT_TEN:.6f}")
    stage(message("SMS is failing", reply_count=1, replies=[card], reply_users=["U0TAMBOT"]), due=[due])
    page.get_by_role("button", name="What will happen").click()
    page.get_by_role("button", name="PARTIFUL-1", exact=True).click()
    expect(page.get_by_role("complementary", name="Thread")).to_contain_text("PARTIFUL-1 · SMS is failing")


def test_f6_leads_from_part_to_part_and_shift_f6_back(page: Page, stage: Stage) -> None:
    stage(message("hello"))
    box = page.get_by_role("textbox", name="Message #tam-partiful")
    for _ in range(4):
        page.keyboard.press("F6")
    expect(box).to_be_focused()
    page.keyboard.press("Shift+F6")
    expect(page.get_by_role("button", name="tam-partiful")).to_be_focused()


def test_a_long_inspector_scrolls_in_its_pane_and_not_the_page(page: Page, stage: Stage) -> None:
    playground = stage(message("hello"))
    playground.entries = [entry(number, "message", to_app=True, kind="event") for number in range(100)]
    page.get_by_role("button", name="Inspector").click()
    expect(page.get_by_role("complementary", name="Inspector").get_by_role("listitem")).to_have_count(100)
    assert page.evaluate("document.documentElement.scrollHeight <= innerHeight")
