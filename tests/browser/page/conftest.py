"""A scripted playground with the page open on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Literal

import pytest
from playwright.sync_api import Page

from tests.browser.page.samples import state
from tests.browser.page.scripted import ScriptedPlayground

Stage = Callable[..., ScriptedPlayground]
LOOKS: tuple[tuple[Literal["light", "dark"], int], ...] = (
    ("light", 1360),
    ("dark", 1360),
    ("dark", 390),
    ("light", 390),
)
"""The colours and widths that whatever is read must be read in, each one step from the one before."""


@pytest.fixture(scope="session")
def server() -> Iterator[ScriptedPlayground]:
    """Keep one server for all tests, so that the page's files stay in the browser's cache."""
    playground = ScriptedPlayground()
    playground.start()
    yield playground
    playground.stop()


@pytest.fixture
def stage(page: Page, server: ScriptedPlayground) -> Stage:
    """Have the scripted playground show these messages and this state, and open the page on it."""

    def show(*messages: dict[str, Any], at: str = "", **more: Any) -> ScriptedPlayground:
        server.show(state(*messages, **more))
        page.goto(server.url + at)
        page.get_by_role("main").wait_for()
        return server

    return show
