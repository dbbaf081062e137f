"""A scripted playground with the page open on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.page.samples import state
from tests.browser.page.scripted import ScriptedPlayground

Stage = Callable[..., ScriptedPlayground]


@pytest.fixture
def stage(page: Page) -> Iterator[Stage]:
    """Start a scripted playground that shows these messages and this state, and open the page on it."""
    started: list[ScriptedPlayground] = []

    def show(*messages: dict[str, Any], at: str = "", **more: Any) -> ScriptedPlayground:
        playground = ScriptedPlayground(state(*messages, **more))
        playground.start()
        started.append(playground)
        page.goto(playground.url + at)
        page.get_by_role("main").wait_for()
        return playground

    yield show
    page.close()
    for playground in started:
        playground.stop()
