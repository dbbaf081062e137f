"""An older copy of the database is restored: what was said since is known again, and not said again."""

import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.app import Bot
from bot.cli.reconcile import reconciled
from tests.e2e.coming_back import House, house
from tests.e2e.connect.test_connect_downtime import everything_said
from tests.e2e.stage import CHANNEL, send


@pytest.fixture
def home(tmp_path: Path) -> Iterator[House]:
    with house(tmp_path) as built:
        yield built


def copied(home: House, folder: Path) -> None:
    """Make a copy of the database while the bot is down, and start it again."""
    home.stage.bot.services.gaps.listening()
    home.down()
    shutil.copy(folder / "house.db", folder / "copy.db")
    home.up()
    home.wait(minutes=20)


def restored(home: House, folder: Path) -> list[str]:
    """Put the copy back, reconcile, start the bot; return what was told."""
    home.down()
    for leftover in folder.glob("house.db*"):
        leftover.unlink()
    shutil.copy(folder / "copy.db", folder / "house.db")
    home.wait(minutes=1)
    told = reconciled(Bot.wired(home.settings, home.runbook, home.clock, pace=0))
    home.up()
    home.sweep()
    return told


def test_nothing_comes_twice_and_tickets_keep_their_numbers_and_cards(home: House, tmp_path: Path) -> None:
    first = home.stage.open("Before the copy")
    copied(home, tmp_path)
    second = home.stage.open("After the copy")
    home.stage.cierra.say(CHANNEL, "Which numbers?", second.thread)
    home.stage.maya.say(CHANNEL, "All of them, since nine", first.thread)
    home.stage.chat("Is anybody there?", by=home.stage.dev)
    home.wait(hours=2)
    home.sweep()
    said = Counter(everything_said(home))
    told = restored(home, tmp_path)
    assert Counter(everything_said(home)) == said
    assert told[0].endswith("messages that were said since the copy was made will not be said again.")
    again = home.stage.on_stage(second.number)
    assert (again.card_ts, again.triage_ts) == (second.card_ts, second.triage_ts)
    assert again.row.subject == second.row.subject


def test_a_ticket_that_no_message_tells_of_is_named_and_its_number_not_given_again(
    home: House, tmp_path: Path
) -> None:
    copied(home, tmp_path)
    [pinned] = home.stage.workspace.pins(CHANNEL)
    home.stage.maya.click(CHANNEL, pinned, "open_ticket")
    home.stage.maya.wait_for_modal("New ticket")
    home.stage.maya.fill({"Product": "voice", "Subject": "By form", "Description": "On all calls."})
    with home.stage.opening() as opened:
        assert send(home.stage.maya) is None
    [lost] = opened
    assert restored(home, tmp_path)[1] == (
        f"Opened by a form, so not in the database any more: {lost.key}. Open them again."
    )
    home.stage.maya.say(CHANNEL, "@tam open Once more")
    home.stage.settle()
    assert home.stage.count() == lost.number + 1
