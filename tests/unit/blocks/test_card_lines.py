"""How long the cards are: staff's at most 8 lines, customers' 5 and their buttons, solved ones 2."""

from dataclasses import replace
from datetime import timedelta
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.blocks.kit import ids
from bot.blocks.messages import cards
from bot.blocks.values import EscalationLine, IntakeFacts, Post
from bot.domain.escalation import Reason
from bot.domain.sla import ClockKind, Priority
from bot.domain.ticket import Status, TicketOrigin, TicketType
from tests.fixtures.examples import some_of
from tests.unit.blocks.drawn import lines_of, rows_of_buttons, text_lines_of
from tests.unit.blocks.samples import CIERRA, KIRK, MONDAY, NOON, OPENED, P1, P2, P3, PSE, card
from tests.unit.blocks.test_everything_is_literal import HOSTILE

NEXT_YEAR = OPENED + timedelta(days=365)
LONG_NAME = "Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh von Hohenlohe"
WORDS = ("SMS", "SMS to Verizon is failing for all of our guests since 9:40 this morning. " * 4, "短信" * 90)
MISSING = tuple((f"q{number}", f"Something that is still missing ({number})") for number in range(9))
INTAKES = (
    IntakeFacts(),
    IntakeFacts(5, 7, MISSING, offered=True),
    IntakeFacts(5, 7, MISSING, kept_until=NEXT_YEAR, perhaps_until=NEXT_YEAR, offered=True),
    IntakeFacts(7, 7, kept_until=OPENED, doubts=("An Account SID is no example.",) * 9, in_text=("Began",)),
    IntakeFacts(7, 7, kept_until=OPENED, handed_on_at=NEXT_YEAR),
)
ESCALATIONS = (
    None,
    EscalationLine(Reason.BLOCKER, LONG_NAME, NEXT_YEAR),
    EscalationLine(Reason.RESPONSE, LONG_NAME, OPENED, LONG_NAME),
)
CLOCKS: tuple[dict[str, Any], ...] = (
    {},
    {"due_at": None},
    {"due_at": None, "answered_at": NEXT_YEAR},
    {"due_at": NEXT_YEAR, "kind": ClockKind.NEXT},
    {"due_at": NEXT_YEAR, "breached": True},
    {"due_at": NEXT_YEAR, "opens_at": MONDAY},
)
CONSOLES: tuple[dict[str, Any], ...] = (
    {},
    {"required": True, "url": "https://www.twilio.com/console/support/tickets/create"},
    {"required": True, "number": "12345678901234567890"},
    {"required": True, "is_being_filed": True},
    {
        "required": True,
        "number": "123456789012",
        "filed_at": OPENED,
        "contract_due_at": NEXT_YEAR,
        "staff_url": "https://example.zendesk.com/agent/tickets/123456789012",
        "customer_url": "https://example.zendesk.com/hc/requests/123456789012",
    },
)
ASSIGNEES = (CIERRA, replace(KIRK, name=LONG_NAME), PSE)
TICKETS = tuple(zip(Priority, ASSIGNEES, WORDS, (12, 1234567, 12), strict=True))
# A quarter of them has each clock, each console and each ticket several times.
STATES = some_of([*product(CLOCKS, CONSOLES, TICKETS)], 4)
PROMISED = {Priority.P1: P1, Priority.P2: P2, Priority.P3: P3}

pytestmark = pytest.mark.parametrize("status", Status)


def both(**changed: Any) -> tuple[Post, Post]:
    shown = card(**changed)
    told_to = [shown.line.assignee] if shown.line.number == "12" else []
    return cards.customer_card(shown), cards.staff_card(shown, told_to=told_to)


def assert_short(status: Status, customers: Post, staff: Post) -> None:
    solved = status is Status.SOLVED
    assert text_lines_of(customers) <= (2 if solved else 5)
    assert lines_of(staff) <= (2 if solved else cards.STAFF_LINES)
    assert rows_of_buttons(customers) == rows_of_buttons(staff) == (0 if solved else 1)


@pytest.mark.drawn
@pytest.mark.parametrize("intake", INTAKES)
@pytest.mark.parametrize("escalation", ESCALATIONS)
def test_no_card_is_longer_whatever_state_it_is_in(
    status: Status, intake: IntakeFacts, escalation: EscalationLine | None
) -> None:
    for clock, console, (priority, who, words, number) in STATES:
        posts = both(
            status=status,
            priority=priority,
            promised=PROMISED[priority],
            intake=intake,
            escalation=escalation,
            assignee=who,
            subject=words,
            description=words,
            requester_name=LONG_NAME,
            key=f"PARTIFUL-{number}",
            originated=TicketOrigin.FORM,
            type=TicketType.DESIGN_QUESTION,
            solved_at=NEXT_YEAR,
            pending_since=NEXT_YEAR,
            **clock,
            **console,
        )
        assert_short(status, *posts)


@given(subject=st.text(max_size=200), description=st.text(max_size=600), name=st.text(max_size=120))
def test_no_card_is_longer_whatever_people_write(
    status: Status, subject: str, description: str, name: str
) -> None:
    told: dict[str, Any] = {"subject": subject, "description": description, "requester_name": name}
    who = replace(CIERRA, name=name)
    escalation = EscalationLine(Reason.BLOCKER, name, NOON)
    assert_short(status, *both(status=status, assignee=who, escalation=escalation, number=name, **told))


@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE.keys())
def test_no_card_is_longer_though_somebody_means_it_to_be(status: Status, words: str) -> None:
    told: dict[str, Any] = {"subject": words, "description": words, "requester_name": words, "number": words}
    assert_short(status, *both(status=status, assignee=replace(CIERRA, name=words), **told))


def test_the_menu_never_stands_alone_in_a_row(status: Status) -> None:
    _, staff = both(status=status)
    [beside] = [block["accessory"] for block in staff.blocks if "accessory" in block]
    assert beside["action_id"] == ids.MORE
    rows = [block["elements"] for block in staff.blocks if block["type"] == "actions"]
    assert all(element["type"] != "overflow" for row in rows for element in row)
