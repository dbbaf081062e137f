"""Starting over from the page: at the same address nothing that was said is there, and the bot answers."""

import subprocess
import sys
import time
import urllib.error
from collections.abc import Iterator

import pytest

from tests.fixtures.patience import PATIENCE_S
from tests.integration.playground.control import Control

COMMAND = [sys.executable, "-m", "bot", "playground", "--port", "0", "--at", "2026-03-03T10:00-05:00"]


@pytest.fixture
def address() -> Iterator[str]:
    """Give the address of a playground with the bot in it."""
    process = subprocess.Popen(COMMAND, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        yield next(line.split()[-1] for line in process.stdout if "http://" in line)
    finally:
        process.terminate()
        assert process.wait(PATIENCE_S) == 0
        process.stdout.close()


def another_session(page: Control, before: str) -> None:
    """Wait until another session has begun and the bot is in it."""
    until = time.monotonic() + PATIENCE_S
    while time.monotonic() < until:
        try:
            if page.get("session")["session"] != before and page.get("state", who="U0MAYA")["connected"]:
                return
        except (urllib.error.URLError, ConnectionError):
            pass  # between the two nobody answers
    pytest.fail("no other session began")


def test_everything_begins_again_at_the_same_address(address: str) -> None:
    control, page = Control(f"{address}control/"), Control(f"{address}page/")
    before = page.get("session")
    control.post("mention", who="maya", channel="tam-partiful", text="open P2 Uploads are slow")
    assert control.said("PARTIFUL-1")
    assert page.post("start_over")["ok"]
    another_session(page, before["session"])
    assert not control.get("messages", channel="tam-partiful", text="Uploads")["messages"]
    assert control.get("time")["now"].startswith("2026-03-03T15:00")
    control.post("mention", who="maya", channel="tam-partiful", text="open P2 Uploads are slow")
    assert control.said("PARTIFUL-1")
