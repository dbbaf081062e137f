"""The sentences that wake people: what is wanted, by when, who is next, and a button that leads there."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.blocks.messages import pings
from bot.blocks.values import Recipient, TimeLeft
from bot.domain.pings import PingRung
from bot.domain.reach import Unreached
from bot.domain.sla import Priority
from tests.unit.blocks.samples import NOON, RALPH, line

WANTED = "answer in the thread · SMS is failing"
CIERRA = Recipient("Cierra Simms", "U0CIERRA")
PSE = Recipient("Personalized Support Engineers", "S0PSE")


@pytest.mark.parametrize(
    ("left", "words"),
    [
        (TimeLeft(timedelta(minutes=24)), "24 min left (due 12:00 PM ET)"),
        (
            TimeLeft(timedelta(minutes=90), business=True),
            "1 h 30 min of business time left (due 12:00 PM ET)",
        ),
        (TimeLeft(timedelta(minutes=59, seconds=58)), "1 h left (due 12:00 PM ET)"),
        (TimeLeft(timedelta(0)), "due now, 12:00 PM ET"),
    ],
)
def test_a_nudge_says_what_is_wanted(left: TimeLeft, words: str) -> None:
    assert pings.nudge(line(), left).text == f"PARTIFUL-12 · P2 · no answer yet, {words}: {WANTED}"


def test_a_nudge_pings_whom_it_is_told_to() -> None:
    left = TimeLeft(timedelta(minutes=24))
    assert pings.nudge(line(), left, [CIERRA]).text.startswith("<@U0CIERRA> PARTIFUL-12 · ")
    assert pings.nudge(line(), left, [PSE]).text.startswith("<!subteam^S0PSE> PARTIFUL-12 · ")


def test_its_button_leads_to_the_thread() -> None:
    there = replace(line(), permalink="https://twilio.slack.com/archives/C1/p1")
    [row] = [each for each in pings.nudge(there, TimeLeft(timedelta(0))).blocks if each["type"] == "actions"]
    [button] = row["elements"]
    assert (button["text"]["text"], button["url"]) == ("Go to the thread", there.permalink)
    nowhere = pings.nudge(replace(line(), permalink=None), TimeLeft(timedelta(0)))
    assert all(block["type"] != "actions" for block in nowhere.blocks)


@pytest.mark.parametrize(
    ("late", "words"),
    [
        (timedelta(seconds=5), "due now, 12:00 PM ET, and overdue from here on"),
        (timedelta(minutes=30), "overdue by 30 min (was due 12:00 PM ET)"),
        (None, "overdue, was due 12:00 PM ET"),
    ],
)
def test_lateness_is_said_plainly(late: timedelta | None, words: str) -> None:
    said = pings.overdue(line(), late, [CIERRA, RALPH])
    assert said.text == f"<@U0CIERRA> <@U0RALPH> PARTIFUL-12 · P2 · no answer yet, {words}: {WANTED}"


@pytest.mark.parametrize(
    ("rung", "to"),
    [
        (PingRung.ASSIGNEE, "the assignee once more"),
        (PingRung.OTHER_TAM, "the other TAM on duty"),
        (PingRung.PSE, "the 24x7 PSE team"),
        (PingRung.SUPPORT_MANAGEMENT, "24x7 support management"),
        (PingRung.TAM_MANAGER, "the TAM manager"),
        (None, "once more"),
    ],
)
def test_whoever_is_next_is_named(rung: PingRung | None, to: str) -> None:
    said = pings.overdue(line(), timedelta(minutes=30), [], next_rung=rung, next_at=NOON)
    assert said.text.endswith(f"\nIf nobody answers: {to}, 12:00 PM ET.")


def test_a_raised_priority_says_what_it_was() -> None:
    said = pings.raised_late(line(), Priority.P3)
    assert said.text == f"PARTIFUL-12 · P2 · raised from P3, overdue at once (was due 12:00 PM ET): {WANTED}"


def test_who_cannot_be_reached_is_said_with_why() -> None:
    night_team = "Personalized Support Engineers"
    assert pings.passed_over(line(), night_team, Unreached.EMPTY, [RALPH]).text == (
        "<@U0RALPH> PARTIFUL-12 · P2 · Personalized Support Engineers cannot be reached: its Slack group has "
        "no members, or cannot be read. Take it, or have it taken · SMS is failing"
    )
    assert pings.unreachable("Cierra Simms", Unreached.GONE).text == (
        "Cierra Simms cannot be reached: their Slack account is deactivated, or unknown. "
        "Pings pass it over until that is mended."
    )
