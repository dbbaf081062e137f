"""What both sides of a ticket are called, and which of them has to follow the other."""

from itertools import product

import pytest

from bot.domain.console.agreement import Changed, changed
from bot.domain.console.counterparts import (
    ConsolePriority,
    ConsoleStatus,
    priority_here,
    priority_there,
    status_here,
    status_there,
)
from bot.domain.sla import Priority
from bot.domain.ticket import Status


@pytest.mark.parametrize("status", Status)
def test_a_status_of_ours_means_the_same_when_it_comes_back(status: Status) -> None:
    assert status_here(status_there(status)) is status


@pytest.mark.parametrize("priority", Priority)
def test_a_priority_of_ours_means_the_same_when_it_comes_back(priority: Priority) -> None:
    assert priority_here(priority_there(priority)) is priority


def test_each_word_of_the_console_s_means_something_here() -> None:
    assert [status_here(status).value for status in ConsoleStatus] == [
        "open",
        "open",
        "pending",
        "open",
        "solved",
        "solved",
    ]
    assert [priority_here(priority).value for priority in ConsolePriority] == ["P1", "P2", "P3", "P3"]


@pytest.mark.parametrize(("agreed", "ours", "theirs"), list(product("abc", repeat=3)))
def test_whoever_alone_has_changed_is_followed(agreed: str, ours: str, theirs: str) -> None:
    found = changed(agreed, ours, theirs)
    assert (found is Changed.NEITHER) == (ours == theirs)
    assert (found is Changed.OURS) == (ours != theirs and theirs == agreed)
    assert (found is Changed.THEIRS) == (ours != theirs and ours == agreed)
