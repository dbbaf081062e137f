"""Whoever cannot see or point gets by: every control has a name, and the keyboard reaches it."""

from typing import Any

from playwright.sync_api import Page, expect

from tests.browser.page.conftest import Stage
from tests.browser.page.samples import BOT, CIERRA, field, message, modal, option, text

NAMELESS = """() => [...document.querySelectorAll(
  'button, a[href], input, textarea, [role=option], [role=dialog], dialog, nav, aside, [role=listbox]'
)].filter((el) => {
  const labels = [...(el.labels ?? [])].map((label) => label.textContent).join('');
  const by = document.getElementById(el.getAttribute('aria-labelledby'))?.textContent ?? '';
  return !(el.getAttribute('aria-label') || labels || by || el.textContent || '').trim();
}).map((el) => el.outerHTML.slice(0, 120))"""
KINDS = [
    "plain_text_input",
    "static_select",
    "multi_users_select",
    "datepicker",
    "radio_buttons",
    "checkboxes",
]
FORM = modal(*[field(kind, kind, {"type": kind, "options": [option("One", "one")]}) for kind in KINDS])
MENU = {"type": "overflow", "action_id": "more", "options": [option("Why me?", "why")]}
PICK = {"type": "users_select", "action_id": "who", "placeholder": text("Reassign to")}
CARD = [{"type": "actions", "block_id": "a", "elements": [MENU, PICK]}]


def test_every_control_has_a_name(page: Page, stage: Stage) -> None:
    playground = stage(message("hello"), message("card", BOT, 60, blocks=CARD), message("hi", CIERRA, 90))
    assert page.evaluate(NAMELESS) == []
    page.get_by_role("article").first.hover()
    page.get_by_role("article").first.get_by_role("button", name="Add reaction").click()
    assert page.evaluate(NAMELESS) == []
    playground.state["modal"] = FORM
    playground.changed()
    page.get_by_role("combobox", name="static_select").click()
    assert page.evaluate(NAMELESS) == []


def test_the_page_has_landmarks_and_one_heading(page: Page, stage: Stage) -> None:
    stage(message("hello"))
    for landmark in ("main", "banner"):
        expect(page.get_by_role(landmark)).to_have_count(1)
    for name in ("Act as", "Channels and direct messages"):
        expect(page.get_by_role("navigation", name=name)).to_have_count(1)
    expect(page.get_by_role("heading", level=1)).to_have_count(1)


def test_a_form_is_filled_and_sent_with_the_keyboard_alone(page: Page, stage: Stage) -> None:
    product = {"type": "static_select", "options": [option("Voice", "voice"), option("Messaging", "sms")]}
    priority = {"type": "radio_buttons", "options": [option("P1", "P1"), option("P3", "P3")]}
    subject = field("subject", "Subject", {"type": "plain_text_input"})
    blocks = [field("product", "Product", product), field("prio", "Priority", priority), subject]
    playground = stage(modal=modal(*blocks, values={"prio": {"it": "P3"}}))
    expect(page.get_by_role("combobox", name="Product")).to_be_focused()
    for key in ("Enter", "ArrowDown", "Enter", "Tab", "ArrowUp", "Tab"):
        page.keyboard.press(key)
    page.keyboard.type("SMS is failing")
    for key in ("Tab", "Tab", "Enter"):
        page.keyboard.press(key)
    assert playground.did("submit")[0]["values"] == {
        "product": {"it": "sms"},
        "prio": {"it": "P1"},
        "subject": {"it": "SMS is failing"},
    }


def test_the_first_tab_stop_leads_past_everything_to_the_message_box(page: Page, stage: Stage) -> None:
    stage(message("hello"))
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Skip to the message box")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("textbox", name="Message #tam-partiful")).to_be_focused()


def test_whoever_is_at_a_button_stays_there_when_its_card_changes(page: Page, stage: Stage) -> None:
    def card(mark: str, *names: str) -> list[dict[str, Any]]:
        buttons = [{"type": "button", "action_id": name, "text": text(name)} for name in names]
        heading = {"type": "header", "block_id": f"{mark}1", "text": text(f"PARTIFUL-1 {mark}")}
        return [heading, {"type": "actions", "block_id": f"{mark}2", "elements": buttons}]

    playground = stage(message("card", BOT, blocks=card("open", "Take", "Pending")))
    page.get_by_role("button", name="Pending").focus()
    playground.state["channels"][0]["messages"][0]["blocks"] = card("answered", "Pending", "Solve")
    playground.changed()
    expect(page.get_by_text("PARTIFUL-1 answered")).to_be_visible()
    expect(page.get_by_role("button", name="Pending")).to_be_focused()
