"""Phones and PagerDuty: a phone that rings is heard everywhere, and is used by its owner whoever acts."""

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.page.conftest import LOOKS, Stage
from tests.browser.page.samples import NOW, pager, phone_call

FAINT_TEXTS = (Path(__file__).parent / "faint_texts.js").read_text()
SAYS = "PARTIFUL-1 P1 Partiful: SMS is failing. Press 1 to take it, 2 to pass it on."
TALKS = {"sid": "CA2", "status": "in-progress", "awaits": "key", "answered_by": "human", "heard": [SAYS]}
OVER = {
    "sid": "CA3",
    "status": "completed",
    "answered_by": "voicemail",
    "heard": [SAYS, SAYS],
    "awaits": None,
}
INCIDENT = {
    "key": "tam:PARTIFUL-1:P1:1",
    "number": 1,
    "at": NOW,
    "status": "triggered",
    "summary": SAYS,
    "by": None,
    "told": ["trigger"],
}
OPENS = "Cierra Simms's phone rings, and 1 more. Open phones and PagerDuty."


def test_a_phone_that_rings_is_answered_declined_or_used_by_its_owner(page: Page, stage: Stage) -> None:
    playground = stage(pager=pager(phone_call(), phone_call(**TALKS), incidents=[INCIDENT]))
    page.get_by_role("button", name=OPENS).click()
    pane = page.get_by_role("complementary", name="Phones and PagerDuty")
    for verb, label in (("answer", "Answer"), ("voicemail", "Voicemail"), ("let_ring", "Let it ring")):
        pane.get_by_role("button", name=label).click()
        assert playground.did(verb) == [{"as": "U0CIERRA"}]
    pane.get_by_role("group", name="Keys").get_by_role("button", name="1", exact=True).click()
    assert playground.did("press") == [{"as": "U0CIERRA", "key": "1"}]
    pane.get_by_role("button", name="Acknowledge").click()
    assert playground.did("pagerduty") == [
        {"as": "U0MAYA", "what": "acknowledge", "incident": INCIDENT["key"]}
    ]


def test_what_was_said_stays_to_be_read(page: Page, stage: Stage) -> None:
    stage(pager=pager(phone_call(**OVER)))
    page.get_by_role("button", name="More of the playground").click()
    page.get_by_role("menuitem", name="Phones and PagerDuty").click()
    pane = page.get_by_role("complementary", name="Phones and PagerDuty")
    expect(pane).to_contain_text("Call ended, the voicemail took it")
    expect(pane.get_by_text(SAYS)).to_have_count(1)  # said twice, it is read once


def test_phones_are_read_in_any_light_and_width(page: Page, stage: Stage) -> None:
    stage(pager=pager(phone_call(), phone_call(**TALKS), phone_call(**OVER), incidents=[INCIDENT]))
    page.get_by_role("button", name=OPENS).click()
    expect(page.get_by_role("complementary", name="Phones and PagerDuty")).to_be_visible()
    for scheme, width in LOOKS:
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate(FAINT_TEXTS) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
