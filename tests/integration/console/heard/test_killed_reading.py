"""The reader dies at any commit, over an outage and a change of ours that is refused: all is told once."""

import pytest

from bot.domain.sla import Priority
from bot.jobs.console import ConsoleReader
from tests.fixtures.desk import CHANNEL, TRIAGE
from tests.fixtures.examples import some_of
from tests.fixtures.kills import Killed, killed_at
from tests.integration.console.heard.bridged import Bridge
from tests.integration.console.heard.telling import Telling
from tests.integration.console.heard.under_way import Overtaken, carry_by

EVERY = 6
"""Of the commits that the story takes; which ones differs from test to test."""


def story(told: Bridge) -> None:
    """Let things happen on both sides; nothing of it waits for the reader."""
    ticket = told.file(priority="normal")
    news = told.desk.services.console_news
    news.poke(ticket["id"])
    read_on(told, 3)
    carry_by(told, Overtaken)
    told.desk.services.lifecycle.set_priority(told.opened(ticket).ticket_id, Priority.P2, told.desk.cierra)
    told.console.say(ticket["id"], told.cierra, "We are looking.")
    news.poke(ticket["id"])
    read_on(told, 4)
    told.console.say(ticket["id"], told.maya, "And the codes by voice?")
    told.console.change(ticket["id"], by=told.cierra, status="pending")
    news.poke(ticket["id"])
    told.console.is_away = True
    read_on(told, 20)
    told.console.is_away = False
    told.console.say(ticket["id"], told.cierra, "By voice too?")
    read_on(told, 12)
    carry_by(told, Telling)


def read_on(told: Bridge, seconds: int) -> None:
    """Let the reader do its work for so many seconds."""
    for _ in range(seconds):
        while told.reader.step() is not None:
            pass
        told.pass_time(seconds=1)


def revived(told: Bridge) -> None:
    """Have another reader take over where one died, until nothing is left to do."""
    carry_by(told, Telling)
    told.console.is_away = False
    told.reader = ConsoleReader(told.desk.services.console_news, told.reading, told.desk.clock)
    for _ in range(10):
        told.pass_time(minutes=1)
        read_on(told, 1)


@pytest.mark.drawn
@pytest.mark.parametrize("first", some_of(range(1, EVERY + 1), EVERY))
def test_killed_at_any_commit_all_is_told_once(told: Bridge, first: int) -> None:
    told.pass_time(minutes=1)
    told.reader.step()
    number, deaths = first, 0
    while True:
        try:
            with killed_at(told.desk.database, number, commits_only=True):
                story(told)
        except Killed:
            deaths += 1
        else:
            break
        finally:
            revived(told)
            assert_told_once(told)
        number += EVERY
    assert deaths > 5


def assert_told_once(told: Bridge) -> None:
    """Each comment stands here once; each ticket there has one here."""
    comments = [one for said in told.console.comments.values() for one in said[1:]]
    here = [text for text in told.desk.said(CHANNEL) if "(in the console), " in text]
    ours = {"We are looking.", "And the codes by voice?", "By voice too?"}
    assert len(here) == sum(one["body"] in ours for one in comments)
    assert len(told.tickets()) == len(told.console.tickets)
    assert len([text for text in told.desk.said(TRIAGE) if text.endswith("by voice?")]) == sum(
        one["body"] == "And the codes by voice?" for one in comments
    )
