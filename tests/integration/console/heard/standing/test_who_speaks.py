"""What the console is asked for when somebody speaks: by how it stands on each side, and who it is."""

import pytest

from bot.domain.escalation import Reason
from bot.steps.new_ticket import Opened
from tests.fixtures.fake_console import Json
from tests.integration.console.heard.bridged import Bridge

LEFT, AGREED, AGREED_AFTER_LEFT = "left", "agreed", "agreed after it was left"
TABLE = [
    # here, how it came to stand there, there, who speaks; and how it then stands there
    ("open", LEFT, "solved", "customer", "open"),
    ("open", LEFT, "pending", "customer", "open"),
    ("open", LEFT, "pending", "customer, by form", "open"),
    ("open", LEFT, "pending", "customer, alarmed", "open"),
    ("open", LEFT, "pending", "customer, with thanks", "pending"),
    ("open", LEFT, "pending", "customer, in the console", "pending"),
    ("open", LEFT, "solved", "staff", "solved"),
    ("open", LEFT, "pending", "staff", "pending"),
    ("pending", AGREED, "pending", "customer", "open"),
    ("pending", AGREED, "pending", "staff", "pending"),
    ("solved", AGREED, "solved", "customer", "open"),
    ("solved", AGREED, "solved", "customer, with thanks", "solved"),
    ("solved", AGREED, "solved", "staff", "solved"),
    ("pending", AGREED_AFTER_LEFT, "pending", "customer", "open"),
    ("solved", AGREED_AFTER_LEFT, "solved", "customer", "open"),
]


@pytest.mark.parametrize(("here", "how", "there", "who", "then"), TABLE)
def test_who_speaks(told: Bridge, here: str, how: str, there: str, who: str, then: str) -> None:
    ticket, opened = told.filed()
    if how != AGREED:
        told.console.change(ticket["id"], status=there)
        told.hear(ticket)
    if how == AGREED_AFTER_LEFT:
        told.console.change(ticket["id"], status="open")
        told.hear(ticket)
    if how != LEFT:
        told.console.say(ticket["id"], told.cierra, "Which number?")
        told.console.change(ticket["id"], status=there)
        told.hear(ticket)
    told.pass_time(minutes=2)
    assert (told.desk.ticket(opened).status, told.console.tickets[ticket["id"]]["status"]) == (here, there)
    speak(told, ticket, opened, who)
    for _ in range(3):
        told.pass_time(minutes=1)
        told.hear(ticket)
    assert told.console.tickets[ticket["id"]]["status"] == then


def speak(told: Bridge, ticket: Json, opened: Opened, who: str) -> None:
    """Have somebody speak."""
    match who:
        case "customer":
            told.desk.reply(opened, "U0MAYA", "It fails again.")
        case "customer, with thanks":
            told.desk.reply(opened, "U0MAYA", "Thanks!")
        case "customer, by form":
            told.desk.services.tickets.add_details(opened.ticket_id, told.desk.maya, "The first failed at 2.")
        case "customer, alarmed":
            told.desk.escalate(opened, Reason.BLOCKER)
        case "customer, in the console":
            told.console.say(ticket["id"], told.maya, "It fails again.")
        case _:
            told.desk.reply(opened, "U0CIERRA", "We are looking.")
