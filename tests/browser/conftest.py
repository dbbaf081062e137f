"""One Chromium for all browser tests; each page is watched for errors and for requests to other machines."""

from __future__ import annotations

import os
import re
import shutil
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    ViewportSize,
    WebError,
    expect,
    sync_playwright,
)

from tests.fixtures.databases import new_files_are_copies
from tests.fixtures.patience import PATIENCE_MS
from tests.integration.conftest import the_same_files_are_read_once  # noqa: F401  (found by being here)

# Not by Playwright's routes: each request of a page would go through them, and nothing come from the cache.
# So a request to another machine fails, and only those that fail are looked at: a page makes seventy others.
NOWHERE = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
FLAGS = ["--no-sandbox", "--disable-dev-shm-usage", NOWHERE]
ELSEWHERE = re.compile(r"^(?!http://127\.0\.0\.1[:/])(https?|wss?):")
SCREEN: ViewportSize = {"width": 1360, "height": 860}
OWN_PORTS = range(20_000, 32_000)
"""None of those that a system gives to whoever asks for any: nobody takes it between two tests."""
NEWCOMER = "newcomer"
NO_TOUR = f"""
  const served = location.protocol === "http:"; // about:blank may not ask for its cookies
  if (served && !document.cookie.includes("{NEWCOMER}")) localStorage.tour ??= "off";
"""

expect.set_options(timeout=PATIENCE_MS)


class Watch:
    """Collects what no page may do: log an error, throw, or ask another machine."""

    def __init__(self) -> None:
        self.problems: list[str] = []

    @contextmanager
    def over(self, context: BrowserContext) -> Iterator[None]:
        """Watch all pages of a context."""
        context.on("requestfailed", self._asked)
        context.on("console", self._heard)
        context.on("weberror", self._thrown)
        yield
        context.remove_listener("console", self._heard)
        context.remove_listener("weberror", self._thrown)
        context.remove_listener("requestfailed", self._asked)

    def _asked(self, request: Request) -> None:
        if ELSEWHERE.match(request.url):
            self.problems.append(f"asked another machine: {request.url}")

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.problems.append(f"console: {message.text}")

    def _thrown(self, error: WebError) -> None:
        self.problems.append(f"uncaught: {error.error}")


@pytest.fixture(scope="package", autouse=True)
def _migrated_before(sqlite_template: Path) -> Iterator[None]:
    """Have no bot of these tests wait for migrations, which have tests of their own."""
    with new_files_are_copies(sqlite_template):
        yield


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        pytest.fail("Browser tests need Chromium; install it (Debian, Ubuntu: apt-get install chromium).")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def port() -> int:
    """Give all playgrounds one port, one after the other: what the browser has of the page it then keeps."""
    for candidate in range(OWN_PORTS.start + os.getpid() % len(OWN_PORTS), OWN_PORTS.stop):
        with suppress(OSError), socket.create_server(("127.0.0.1", candidate)):
            return candidate
    pytest.fail("no port is free")


@pytest.fixture
def watch() -> Iterator[Watch]:
    """Fail the test afterwards if a page misbehaved; a test may clear `problems` it caused on purpose."""
    watch = Watch()
    yield watch
    assert watch.problems == []


@pytest.fixture(scope="session")
def kept_page(browser: Browser) -> Iterator[Page]:
    """Keep one tab for all tests: starting one, with nothing in its cache, costs more than most tests."""
    context = browser.new_context(viewport=SCREEN, reduced_motion="reduce")
    context.set_default_timeout(PATIENCE_MS)
    context.add_init_script(NO_TOUR)
    yield context.new_page()
    context.close()


@pytest.fixture
def page(kept_page: Page, watch: Watch) -> Iterator[Page]:
    """Give a watched page that remembers nothing of the test before."""
    kept_page.set_viewport_size(SCREEN)
    kept_page.emulate_media(color_scheme="light")
    with watch.over(kept_page.context):
        yield kept_page
        leave(kept_page)


@pytest.fixture
def newcomers_page(page: Page) -> Iterator[Page]:
    """Give the page to somebody who was never here, and so is offered the tour."""
    page.context.add_cookies([{"name": NEWCOMER, "value": "yes", "url": "http://127.0.0.1"}])
    yield page
    page.context.clear_cookies()


def leave(page: Page) -> None:
    """Forget and leave what the page shows, so that its server can stop."""
    if page.url.startswith("http"):
        page.evaluate("localStorage.clear(); sessionStorage.clear()")
        page.goto("about:blank")
