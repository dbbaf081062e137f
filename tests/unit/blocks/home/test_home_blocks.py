"""The Home tab: what burns first, each ticket in a line, whatever people write and however many there are."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from block_kit import problems
from bot.blocks.answers import home
from bot.blocks.kit import ids
from bot.blocks.values import Answerer, TicketLine, View
from bot.blocks.values.home import AnswersNow, Desk, DeskGroup, DeskTickets
from bot.domain.routing import Role
from bot.domain.wording import clock_time
from tests.fixtures.shown import lines, words_of
from tests.unit.blocks import samples
from tests.unit.blocks.test_everything_is_literal import HOSTILE, foreign, mentioned, mrkdwn

LINE = samples.line(id=7, assignee=Answerer(Role.PRIMARY, "Cierra Simms", "U0CIERRA"))
NOW = LINE.now
KIRK = Answerer(Role.SECONDARY, "Kirk McCalla", "U0KIRK")


def desk(*groups: DeskTickets, more: int = 0, name: str = "Partiful") -> Desk:
    """Return what Cierra sees of these groups."""
    on_call = AnswersNow(name, KIRK, NOW + timedelta(hours=1), LINE.wall_clock)
    return Desk("U0CIERRA", groups, (on_call,), more, LINE.wall_clock, NOW)


def due(minutes: float, **changed: Any) -> TicketLine:
    """Return a ticket whose answer is due in so many minutes."""
    at = NOW + timedelta(minutes=minutes)
    return replace(LINE, due_at=at, breached=minutes < 0, **changed)


def shown(view: View) -> list[str]:
    """Return the lines that a page shows."""
    return lines(words_of(view))


def buttons(view: View) -> list[tuple[str, str]]:
    """Return label and action of each button beside a line."""
    beside = (block["accessory"] for block in view["blocks"] if "accessory" in block)
    return [(each["text"]["text"], each["action_id"]) for each in beside]


def test_the_page_says_in_its_heading_how_much_burns() -> None:
    page = home.desk(
        desk(
            DeskTickets(DeskGroup.ESCALATED, (due(-30, escalated=True, assignee=KIRK),), 1),
            DeskTickets(DeskGroup.OVERDUE, (due(-90, assignee=KIRK),), 1),
            DeskTickets(DeskGroup.YOURS, (due(24), replace(LINE, due_at=None)), 2),
            DeskTickets(DeskGroup.NOBODYS, (), 0),
        )
    )
    key, subject = LINE.key, LINE.subject
    assert shown(page)[0] == "1 escalated · 1 overdue · 2 yours"
    told = [line for line in shown(page) if key in line]
    assert [line.partition(" · ")[2] for line in told] == [
        f"{key} · was due {samples_time(-30)}, 30 min ago · Kirk McCalla · {subject}",
        f"{key} · was due {samples_time(-90)}, 1 h 30 min ago · Kirk McCalla · {subject}",
        f"{key} · due {samples_time(24)}, in 24 min · {subject}",
        f"{key} · open · {subject}",
    ]
    assert buttons(page) == [
        ("Acknowledge", ids.ACKNOWLEDGE),
        ("Take", ids.TAKE),
        ("Answer", ids.OPEN_LINK),
        ("Answer", ids.OPEN_LINK),
    ]


def samples_time(minutes: float) -> str:
    """Return how the instant is written that is so many minutes away."""
    return clock_time(NOW + timedelta(minutes=minutes), LINE.wall_clock, NOW)


def test_an_empty_desk_says_so_and_who_is_on_call() -> None:
    page = shown(home.desk(desk(more=3)))
    assert page[0] == "Nothing waits for you"
    assert page[-2:] == [
        f"Partiful: Kirk McCalla (secondary TAM), until {samples_time(60)}",
        "and 3 more accounts: /oncall in their channels",
    ]


def test_of_many_the_first_are_shown_and_the_rest_is_a_click_away() -> None:
    many = DeskTickets(DeskGroup.OVERDUE, (due(-1, assignee=KIRK),) * home.SHOWN, 33)
    page = home.desk(desk(many))
    assert "*Overdue: 33*" in shown(page)
    assert buttons(page)[0] == ("All of them", ids.NEXT_PAGE)


@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE)
def test_slack_accepts_a_full_page_whatever_people_write(words: str) -> None:
    row = due(-5, subject=words, assignee=Answerer(Role.PSE, words), permalink=None)
    groups = (DeskTickets(group, (row,) * home.SHOWN, 9_999) for group in DeskGroup)
    page = home.desk(desk(*groups, more=9, name=words))
    assert problems("home", page) == []
    assert [foreign(parsed) for parsed in mrkdwn(page) if foreign(parsed)] == []
    assert list(mentioned(page)) == []


def test_customers_and_others_are_told_where_to_ask() -> None:
    assert shown(home.for_customer(["C0PARTIFUL"])) == [
        "Your tickets",
        "They are in the channel, not here: write `@tam list` in <#C0PARTIFUL>.",
        "`@tam open P2 what is wrong` opens one there, `@tam help` tells the rest.",
    ]
    assert shown(home.for_others()) == [
        "The support team's desk",
        "It shows tickets to the support team only. "
        "Who answers just now says `@tam oncall` in an account's channel.",
    ]
    for page in (home.for_customer([]), home.for_others()):
        assert problems("home", page) == []
