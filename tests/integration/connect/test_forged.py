"""Made-up ids: another account's ticket, another company's form; refused, written down, nothing changed."""

import pytest

from bot.blocks.kit import ids
from tests.integration.connect.front import CHANNEL, TEAMS, Front, button
from tests.integration.connect.surfaces import (
    COLLEAGUE,
    CUSTOMER,
    FILLED_IN,
    GUEST,
    WAYS,
    Scene,
    Way,
    ask_for,
    scene,
)
from tests.integration.connect.two_customers import OTHER_CHANNEL

_ON_A_TICKET = [
    way
    for way in WAYS
    if way.surface in ("button", "modal") and not way.name.endswith("chat") and way.do is not ask_for
]
_ON_NONE = (ids.OPEN_TICKET, ids.PHONE_NUMBERS, ids.NEXT_PAGE, *ids.ONCALL_ACTIONS)
BY_ID = [way for way in _ON_A_TICKET if way.name not in _ON_NONE]


@pytest.fixture
def others(front: Front) -> Scene:
    """Give a ticket of Other Co's, as if its id had been guessed in Partiful's channel."""
    otto = front.bot.services.people.actor("other", GUEST, TEAMS[GUEST])
    opened = front.open(account="other", channel=OTHER_CHANNEL, requester=otto, opened_by=otto)
    return Scene(
        front, opened.ticket_id, front.row(opened.ticket_id).number, front.card(opened.ticket_id), "1.0"
    )


@pytest.mark.parametrize("way", BY_ID, ids=str)
def test_another_accounts_ticket_by_its_id(front: Front, others: Scene, way: Way) -> None:
    before, refused = front.everything(), len(front.refusals())
    response = way.do(others, CUSTOMER)
    [refusal] = front.refusals()[refused:]
    assert refusal.why.startswith("You are not a member of this account")
    assert (refusal.actor_user, refusal.actor_team) == (CUSTOMER, "T0PARTIFUL")
    assert "You are not a member" in front.told(response)
    assert front.everything() == before


@pytest.mark.parametrize("value", ["2:{}:", "1:{}:p1", "2::"])
def test_another_accounts_list_by_its_key(front: Front, others: Scene, value: str) -> None:
    refused = len(front.refusals())
    account = front.row(others.ticket).account
    response = front.click(CUSTOMER, button(ids.NEXT_PAGE, value.format(account)))
    [refusal] = front.refusals()[refused:]
    assert refusal.why in front.told(response)


@pytest.mark.parametrize(
    "words", ["show {}", "solve {}", "reopen {}", "priority {} P1", "add {} More", "escalate {} response"]
)
def test_another_accounts_ticket_by_its_number(front: Front, others: Scene, words: str) -> None:
    before, refused = front.everything(), len(front.refusals())
    front.mention(CUSTOMER, words.format(f"OTHER-{others.number}"))
    [refusal] = front.refusals()[refused:]
    assert "names no ticket here" in refusal.why
    assert front.everything() == before


@pytest.mark.parametrize("user", [COLLEAGUE, GUEST])
@pytest.mark.parametrize("view", [ids.NEW_TICKET_VIEW, ids.ESCALATE_VIEW])
def test_a_form_that_names_another_companys_account(front: Front, user: str, view: str) -> None:
    before, refused = front.everything(), len(front.refusals())
    front.submit(user, view, {"account": "partiful", "channel": CHANNEL}, FILLED_IN)
    [refusal] = front.refusals()[refused:]
    assert (refusal.asked, refusal.actor_user) == (view, user)
    assert front.everything() == before


THEIRS_TOO = (ids.SOLVE, ids.STAFF_REOPEN, ids.CONSOLE_TEXT, ids.FILE_IN_CONSOLE)
"""What a customer may do by a button of their own."""


@pytest.mark.parametrize("action", ids.STAFF_ACTIONS[:-2])
def test_a_staff_action_in_a_customers_hands(front: Front, action: str) -> None:
    staged = scene(front, "open")
    before, refused = front.everything(), len(front.refusals())
    front.click(CUSTOMER, {"action_id": action, "type": "button", "value": str(staged.ticket)})
    found = front.refusals()[refused:]
    if action in THEIRS_TOO:
        assert all("support team" not in one.why for one in found)
    else:
        assert [one.asked for one in found] == [action]
        assert front.everything() == before
