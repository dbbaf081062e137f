"""Who is a colleague, and who only stands in the same workspace or bears the same name."""

import pytest

from bot.domain.permission import Side
from tests.fixtures.desk import Desk
from tests.integration.connect.front import TEAMS, Front, profile

OUTSIDERS = ["is_restricted", "is_ultra_restricted", "deleted", "is_bot", "is_workflow_bot"]


@pytest.mark.parametrize("mark", OUTSIDERS)
def test_guests_bots_and_the_deactivated_are_no_colleagues(
    front: Front, monkeypatch: pytest.MonkeyPatch, mark: str
) -> None:
    user = f"U0OUT{OUTSIDERS.index(mark)}"
    front.slack.users[user] = profile(user, team_id="T0PROVIDER", **{mark: True})
    ticket_id = front.open().ticket_id
    monkeypatch.setitem(TEAMS, user, "T0PROVIDER")
    front.say(user, "Have you tried turning it off?", front.card(ticket_id))
    assert front.row(ticket_id).last_staff_at is None
    assert front.bot.services.people.actor("partiful", user, "T0PROVIDER").side is Side.GUEST


def test_a_colleague_s_answer_counts(front: Front) -> None:
    ticket_id = front.open().ticket_id
    front.say("U0COLLEEN", "Which numbers?", front.card(ticket_id))
    assert front.row(ticket_id).last_staff_at is not None


@pytest.mark.parametrize("name", ["Cierra Simms", "cierra  simms", "ＣIERRA Simms"])
def test_a_customer_with_a_tam_s_name_is_told_apart(desk: Desk, name: str) -> None:
    people = desk.services.people
    people.meet("U0FAKE", "T0PARTIFUL", name)
    assert people.actor("partiful", "U0FAKE").name == f"{name} (Partiful)"
    assert people.plain("ask <@U0FAKE>") == f"ask @{name} (Partiful)"


def test_so_is_anybody_else_s(desk: Desk) -> None:
    people = desk.services.people
    people.meet("U0FAKE", "T0NOWHERE", "Cierra Simms")
    people.meet("U0SAME", "T0PROVIDER", "Cierra Simms")
    assert people.actor("partiful", "U0FAKE").name == "Cierra Simms (another company)"
    assert people.actor("partiful", "U0SAME").name == "Cierra Simms (Twilio)"
    assert people.actor("partiful", "U0CIERRA", "T0PROVIDER").name == "Cierra Simms"
