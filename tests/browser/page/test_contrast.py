"""Every piece of text has contrast AA in both colour schemes, measured on what the browser computed."""

from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Page, expect

from tests.browser.page.conftest import Stage
from tests.browser.page.samples import BOT, CIERRA, entry, field, message, modal, option, state, text

FAINT_TEXTS = (Path(__file__).parent / "faint_texts.js").read_text()
BUTTONS = [
    {"type": "button", "action_id": "a", "text": text("Take"), "style": "primary"},
    {"type": "button", "action_id": "b", "text": text("Escalate"), "style": "danger"},
]
WORDS = "`code` <https://x.example|link> <!here> <@U0CIERRA>"
REACTIONS = [{"name": "eyes", "count": 1, "users": ["U0MAYA"]}]
CARD = [
    {"type": "section", "block_id": "s", "text": text(WORDS, "mrkdwn")},
    {"type": "context", "block_id": "c", "elements": [text("The contract's clock starts later.", "mrkdwn")]},
    {"type": "actions", "block_id": "a", "elements": BUTTONS},
    {"type": "video", "block_id": "v"},
]
NUDGE = message("<@U0MAYA> due now", BOT, 100, thread_ts=message("", at=95)["ts"])
MESSAGES = [
    message("hello", reactions=REACTIONS, edited={"user": "U0MAYA", "ts": "1.0"}),
    message("card", BOT, 60, blocks=CARD, pinned=True),
    message("card", BOT, 90, blocks=CARD, ephemeral=True),
    message("mine", CIERRA, 95, reply_count=1, reply_users=["U0TAMBOT"], replies=[NUDGE]),
]
FORM = modal(
    field("s", "Subject", {"type": "plain_text_input"}, hint=text("Short."), optional=True),
    field("p", "Product", {"type": "multi_static_select", "options": [option("Voice", "voice", "Calls")]}),
    field("r", "Why", {"type": "radio_buttons", "options": [option("Response", "r", "I'm not getting one")]}),
    values={"p": {"it": ["voice"]}},
    errors={"s": "Please say."},
)
ENTRIES = [
    entry(
        2, "chat.postMessage", ok=False, response={"error": "invalid_blocks"}, problems=["text is too long"]
    ),
    entry(1, "block_actions", to_app=True),
]
OURS = {**state()["app"], "name": "TAM Bot"}
FAULTS = {"slow": 2.0, "twice": None, "rate_limits": True, "lost": 0}
DUE = [{"at": "2026-03-10T15:00:00+00:00", "what": "nudge", "to": "Cierra Simms", "ticket": "PARTIFUL-1"}]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_all_text_has_aa_contrast(
    newcomers_page: Page, stage: Stage, scheme: Literal["light", "dark"]
) -> None:
    page = newcomers_page
    page.emulate_media(color_scheme=scheme)
    playground = stage(*MESSAGES, due=DUE, app=OURS, faults=FAULTS)
    playground.entries = ENTRIES
    page.get_by_role("button", name="What will happen").click()
    page.get_by_role("article").first.hover()
    assert page.evaluate(FAINT_TEXTS) == []
    page.get_by_role("button", name="Inspector").click()
    page.get_by_role("button", name="Start the tour").click()
    expect(page.get_by_text("too long")).to_be_visible()
    assert page.evaluate(FAINT_TEXTS) == []
    page.get_by_role("button", name="More of the playground").click()
    page.get_by_role("menuitem", name="What may go wrong").click()
    page.get_by_role("button", name="More of the playground").click()
    assert page.evaluate(FAINT_TEXTS) == []
    playground.state["modal"] = FORM
    playground.changed()
    page.get_by_role("combobox", name="Product").click()
    assert page.evaluate(FAINT_TEXTS) == []
