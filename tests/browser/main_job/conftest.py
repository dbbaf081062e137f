"""The real bot in a playground on a Tuesday at ten, a page open on it, and somebody who looks and clicks."""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Locator, Page, expect

from bot.cli.box.boxed import Running, running
from models.ticket import Ticket
from tests.browser.conftest import leave
from tests.e2e.stage import shown

TUESDAY_AT_TEN = datetime(2026, 3, 3, 10, 0, tzinfo=ZoneInfo("America/New_York"))


@dataclass
class Visitor:
    """Somebody at the page, who may act as anyone; sees only what the page shows."""

    page: Page
    running: Running

    def come_in(self, user: str = "U0MAYA", channel: str = "C0PARTIFUL") -> None:
        """Open the page as a person in a channel."""
        self.page.goto(f"{self.running.playground.url}#{user}/{channel}")
        expect(
            self.page.get_by_role("main").get_by_text("This channel isn't watched 24x7").first
        ).to_be_visible()

    def act_as(self, name: str) -> None:
        cast = self.page.get_by_role("navigation", name="Act as")
        cast.get_by_role("button", name=re.compile(f"^{name}")).click()
        expect(self.page.get_by_text(f"You are {name}")).to_be_visible()

    def go_to(self, channel: str) -> None:
        self.page.get_by_role("navigation", name="Channels").get_by_role("button", name=channel).click()

    def say(self, words: str, box: str = "Message #tam-partiful") -> None:
        where = self.page.get_by_role("textbox", name=box)
        where.fill(words)
        where.press("Enter")

    def reply(self, words: str) -> None:
        self.say(words, "Reply…")

    def message(self, words: str) -> Locator:
        """Return the message of the main pane that holds these words."""
        return self.page.get_by_role("main").get_by_role("article").filter(has_text=words).first

    def react(self, message: Locator, emoji: str) -> None:
        message.hover()
        message.get_by_role("button", name=f"React with :{emoji}:").click()

    def open_thread(self, message: Locator) -> Locator:
        message.get_by_role("button", name=re.compile(r"^\d+ repl")).click()
        return self.thread

    @property
    def thread(self) -> Locator:
        return self.page.get_by_role("complementary", name="Thread")

    @property
    def dialog(self) -> Locator:
        return self.page.get_by_role("dialog")

    def choose(self, label: str, option: str) -> None:
        """Choose from a menu of the open form."""
        self.dialog.get_by_role("combobox", name=label).click()
        self.page.get_by_role("option", name=option, exact=True).click()

    def submit(self, button: str) -> None:
        self.dialog.get_by_role("button", name=button, exact=True).click()
        expect(self.dialog).to_have_count(0)

    def travel(self, to: datetime | timedelta) -> None:
        """Move the clock, doing on the way all that falls due."""
        playground = self.running.playground
        playground.travel_to(self.running.clock.now() + to if isinstance(to, timedelta) else to)

    def after(self, **span: float) -> str:
        """Return when so much time after the first ticket's opening is, as we write it: its clock runs on."""
        with self.running.bot.database.read() as session:
            first = Ticket.numbered(session, "partiful", 1)
        assert first is not None
        return shown(first.opened_at + timedelta(**span))

    def picture(self, name: str) -> None:
        """Keep what the page shows for the documentation, where TAM_SCREENSHOTS names a folder."""
        folder = os.environ.get("TAM_SCREENSHOTS")
        if folder:
            self.page.mouse.move(0, 0)
            self.page.screenshot(path=Path(folder, f"{name}.png"))


@pytest.fixture
def start() -> datetime:
    """Say when the playground begins; a test may ask for another instant by parametrizing."""
    return TUESDAY_AT_TEN


@pytest.fixture
def playground(start: datetime, port: int, monkeypatch: pytest.MonkeyPatch) -> Iterator[Running]:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"):
        monkeypatch.delenv(name, raising=False)
    with running(start=start, port=port) as started:
        workspace = started.playground.workspace
        workspace.wait_for(lambda: workspace.pins("C0PARTIFUL"))
        yield started


@pytest.fixture
def visitor(playground: Running, page: Page) -> Iterator[Visitor]:
    visitor = Visitor(page, playground)
    visitor.come_in()
    yield visitor
    leave(page)
