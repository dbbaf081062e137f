"""One Chromium for all browser tests; each page is watched for errors and for requests to other machines."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Route, sync_playwright

FLAGS = ["--no-sandbox", "--disable-dev-shm-usage"]
ELSEWHERE = re.compile(r"^(?!http://127\.0\.0\.1[:/])(https?|wss?):")
PATIENCE_MS = 10_000
SCREEN = {"width": 1360, "height": 860}


class Watch:
    """Collects what no page may do: log an error, throw, or ask another machine."""

    def __init__(self) -> None:
        self.problems: list[str] = []

    def over(self, context: BrowserContext) -> None:
        context.route(ELSEWHERE, self._block)
        context.on("console", self._heard)
        context.on("weberror", lambda error: self.problems.append(f"uncaught: {error.error}"))

    def _block(self, route: Route) -> None:
        self.problems.append(f"asked another machine: {route.request.url}")
        route.abort()

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.problems.append(f"console: {message.text}")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        pytest.fail("Browser tests need Chromium; install it (Debian, Ubuntu: apt-get install chromium).")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def watch() -> Iterator[Watch]:
    """Fail the test afterwards if a page misbehaved; a test may clear `problems` it caused on purpose."""
    watch = Watch()
    yield watch
    assert watch.problems == []


@pytest.fixture
def new_page(browser: Browser, watch: Watch) -> Iterator[Callable[..., Page]]:
    """Open a watched page of its own, with Playwright's context options, e.g. `color_scheme="dark"`."""
    contexts: list[BrowserContext] = []

    def open_one(**options: Any) -> Page:
        context = browser.new_context(**{"viewport": SCREEN, **options})
        context.set_default_timeout(PATIENCE_MS)
        watch.over(context)
        contexts.append(context)
        return context.new_page()

    yield open_one
    for context in contexts:
        context.close()


@pytest.fixture
def page(new_page: Callable[..., Page]) -> Page:
    return new_page()
