"""Both cards say where a ticket stands in the console, and by when the contract wants an answer."""

from datetime import timedelta
from typing import Any

from bot.blocks.messages import cards, ticket_whole
from bot.blocks.values import IntakeFacts
from tests.unit.blocks.samples import MONDAY, NOON, OPENED, card

FILED = OPENED + timedelta(minutes=2)
STAFF, CUSTOMER = "https://x.zendesk.com/agent/tickets/4711", "https://x.zendesk.com/hc/requests/4711"


def filed(**changed: Any) -> dict[str, Any]:
    stands = {"required": True, "number": "4711", "filed_at": FILED, "contract_due_at": NOON}
    return stands | {"staff_url": STAFF, "customer_url": CUSTOMER} | changed


def customers(**changed: Any) -> list[str]:
    return cards.customer_card(card(**changed)).text.splitlines()[1:]


def cells(**changed: Any) -> list[str]:
    [fields] = [block["fields"] for block in cards.staff_card(card(**changed)).blocks if "fields" in block]
    return [field["text"] for field in fields]


def all_of_it(*, for_staff: bool, **changed: Any) -> list[str]:
    blocks = ticket_whole.whole(card(**changed), for_staff=for_staff)
    [told] = [part for block in blocks[1:2] for part in block["elements"]]
    return "".join(str(piece["text"]) for piece in told["elements"]).splitlines()


def test_the_customers_card_leads_to_the_console_ticket_and_tells_the_contracts_time() -> None:
    assert customers(**filed()) == [
        "Open · P2 Degraded Service · Messaging · from Maya Chen · Console ticket 4711",
        "Cierra Simms (your primary TAM) answers by 12:00 PM ET.",
        "By the contract an answer is due by 12:00 PM ET, counted from 10:02 AM ET in the console.",
    ]
    assert f"'url': '{CUSTOMER}'" in str(cards.customer_card(card(**filed())).blocks)
    assert STAFF not in str(cards.customer_card(card(**filed())).blocks)


def test_what_would_help_stands_behind_the_contracts_time() -> None:
    missing = IntakeFacts(1, 2, (("when", "When it happened"),), offered=True)
    assert customers(**filed(intake=missing))[-1] == (
        "By the contract an answer is due by 12:00 PM ET. Still helpful: When it happened"
    )


def test_outside_hours_the_contracts_time_stands_in_place_of_the_hours() -> None:
    late = filed(contract_due_at=MONDAY, due_at=MONDAY, opens_at=MONDAY)
    assert customers(**late)[-1] == (
        "By the contract an answer is due by Mon, Mar 16, 9:00 AM ET. A P1 is answered now."
    )


def test_once_it_is_answered_only_the_way_there_is_left() -> None:
    assert customers(**filed(contract_due_at=None)) == [
        "Open · P2 Degraded Service · Messaging · from Maya Chen · Console ticket 4711",
        "Cierra Simms (your primary TAM) answers by 12:00 PM ET.",
    ]


def test_while_it_is_being_filed_nobody_is_asked_to_file_it() -> None:
    assert customers(required=True, is_being_filed=True)[0] == (
        "Open · P2 Degraded Service · Messaging · from Maya Chen · being filed in the console"
    )
    assert cells(required=True, is_being_filed=True)[-1] == "Console ticket: being filed"
    buttons = str(cards.staff_card(card(required=True, is_being_filed=True)).blocks)
    assert "Console text" not in [part for part in buttons.split("'") if part == "staff.console_text"]


def test_staffs_card_leads_to_the_console_ticket_and_tells_the_contracts_time() -> None:
    assert cells(**filed())[-2:] == [f"Console ticket: <{STAFF}|4711>", "Contract: due 12:00 PM ET"]
    assert cells(**filed(contract_due_at=None))[-1] == f"Console ticket: <{STAFF}|4711>"


def test_all_of_a_ticket_says_when_it_was_filed() -> None:
    assert all_of_it(for_staff=True, **filed())[-2:] == [
        "Console ticket: 4711, filed 10:02 AM ET",
        "By the contract an answer is due by 12:00 PM ET, counted from 10:02 AM ET in the console.",
    ]
    assert all_of_it(for_staff=False, is_being_filed=True)[-1] == "Console ticket: being filed."
