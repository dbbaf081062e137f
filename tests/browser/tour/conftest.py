"""The real bot in a playground, and a newcomer at it who has nothing but a keyboard."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Locator, Page, ViewportSize, expect

from bot.cli.box.boxed import Running, running
from bot.cli.box.runbooks import sample_that_rings
from tests.browser.conftest import SCREEN, leave

TUESDAY_AT_TEN = datetime(2026, 3, 3, 10, 0, tzinfo=ZoneInfo("America/New_York"))
MOST_STEPS = 60
MOST_PARTS = 7
PHONE: ViewportSize = {"width": 390, "height": 844}
FOCUSED = """() => {
  const el = document.activeElement;
  return el?.getAttribute('aria-label') || el?.labels?.[0]?.textContent || el?.textContent || '';
}"""


@dataclass
class Newcomer:
    """Somebody who reads the tour's words and presses keys, and never touches a mouse."""

    page: Page

    @property
    def tour(self) -> Locator:
        return self.page.get_by_role("region", name="Guided tour")

    def says(self, words: str) -> None:
        """Wait until the tour says so."""
        expect(self.tour).to_contain_text(words)

    def focus(self, name: str) -> None:
        """Press Tab until the control whose name begins so has the focus."""
        for _ in range(MOST_STEPS):
            if str(self.page.evaluate(FOCUSED)).strip().startswith(name):
                return
            self.page.keyboard.press("Tab")
        pytest.fail(f"the keyboard does not reach {name!r}")

    def to_the_tour(self) -> None:
        self.to_part("tour")

    def to_part(self, part: str) -> None:
        """Press F6, which leads from one part of the page to the next, until this one is reached."""
        for _ in range(MOST_PARTS):
            if self.page.evaluate("part => document.activeElement?.closest(`.${part}`) !== null", part):
                return
            self.page.keyboard.press("F6")
        pytest.fail(f"F6 does not reach the {part}")

    def press(self, name: str) -> None:
        self.focus(name)
        self.page.keyboard.press("Enter")

    def follow(self, words: str, type_in: str = "") -> None:
        """Do what the tour says next: have it show where, then press Enter there."""
        self.says(words)
        self.to_the_tour()
        self.press("Show me")
        expect(self.page.locator("[data-tour-here]")).to_be_focused()
        if type_in:
            self.page.keyboard.type(type_in)
        self.page.keyboard.press("Enter")

    def go_on(self, outcome: str, button: str) -> None:
        self.says(outcome)
        self.to_the_tour()
        self.press(button)

    def picture(self, name: str, *, colours: Literal["light", "dark"] = "light", phone: bool = False) -> None:
        """Keep what the page shows for the documentation, where TAM_SCREENSHOTS names a folder."""
        folder = os.environ.get("TAM_SCREENSHOTS")
        if not folder:
            return
        self.page.evaluate("document.activeElement?.blur()")
        self.page.emulate_media(color_scheme=colours)
        if phone:
            self.page.set_viewport_size(PHONE)
        self.page.screenshot(path=Path(folder, f"playground-{name}.png"))
        self.page.set_viewport_size(SCREEN)
        self.page.emulate_media(color_scheme="light")


@pytest.fixture
def playground(port: int, monkeypatch: pytest.MonkeyPatch) -> Iterator[Running]:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"):
        monkeypatch.delenv(name, raising=False)
    with running(runbook=sample_that_rings(), start=TUESDAY_AT_TEN, port=port) as started:
        workspace = started.playground.workspace
        workspace.wait_for(lambda: workspace.pins("C0PARTIFUL"))
        yield started


@pytest.fixture
def newcomer(playground: Running, newcomers_page: Page) -> Iterator[Newcomer]:
    """Open the page as somebody who was never here."""
    newcomers_page.goto(playground.playground.url)
    yield Newcomer(newcomers_page)
    leave(newcomers_page)
