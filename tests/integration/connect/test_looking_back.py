"""What happened and what was refused: who, what, when, from where; told to staff, on both databases."""

from datetime import timedelta

import pytest

from block_kit import problems
from bot.blocks.answers import past
from bot.errors import NotAllowed, NotFound
from bot.services.audit import SHOWN
from bot.steps.refusals import Attempt
from tests.fixtures.desk import Desk


def test_a_history_says_who_did_what_when_and_from_where(desk: Desk) -> None:
    opened = desk.open()
    desk.clock.advance(timedelta(minutes=5))
    desk.reply(opened, "U0CIERRA", "Which numbers?")
    desk.services.lifecycle.set_pending(opened.ticket_id, desk.cierra)
    desk.escalate(opened)
    desk.services.tickets.add_details(opened.ticket_id, desk.maya, "All of them")
    found = desk.services.audit.history(opened.ticket_id, desk.cierra)
    shown = past.history(found)
    assert problems("message", {"blocks": shown.blocks}) == []
    lines = shown.text.splitlines()
    assert "PARTIFUL-1" in lines[0]
    assert "10:00 AM ET · " in lines[1]
    for words in ("opened by form, P3", "staff answered", "set pending", "escalated: critical blocker"):
        assert words in shown.text
    [pending] = [line for line in lines if "set pending" in line]
    assert "10:05 AM ET" in pending
    assert "Cierra Simms" in pending
    assert "Twilio" in pending
    [added] = [line for line in lines if "details added" in line]
    assert "Maya Chen" in added
    assert "Partiful" in added


def test_a_long_history_is_cut_with_a_mark(desk: Desk) -> None:
    opened = desk.open()
    for number in range(SHOWN + 3):
        desk.services.tickets.set_console_number(opened.ticket_id, desk.cierra, str(number))
    found = desk.services.audit.history(opened.ticket_id, desk.cierra)
    assert len(found.happened) == SHOWN
    shown = past.history(found)
    assert f"… {found.left_out} earlier lines are left out" in shown.text
    assert f"console number {SHOWN + 2}" in str(shown.blocks)
    assert problems("message", {"blocks": shown.blocks}) == []


@pytest.mark.parametrize("user", ["U0MAYA", "U0COLLEEN"])
def test_only_staff_look_back(desk: Desk, user: str) -> None:
    opened = desk.open()
    with pytest.raises(NotAllowed, match="Only the support team can see what happened"):
        desk.services.audit.history(opened.ticket_id, desk.actor(user))
    with pytest.raises(NotAllowed):
        desk.services.audit.refusals("partiful", desk.actor(user))


def test_a_ticket_that_is_not_there_has_no_history(desk: Desk) -> None:
    with pytest.raises(NotFound):
        desk.services.audit.history(999, desk.cierra)


def test_refusals_are_told_by_account(desk: Desk) -> None:
    audit, acts = desk.services.audit, desk.services.acts
    maya = Attempt("T0PARTIFUL", "U0MAYA", "staff.take", "C0PARTIFUL")
    acts.refused(maya, "Only the support team can take it.")
    acts.refused(Attempt("T0OTHER", "U0OTTO", "view.solve", None), "You are not a member.")
    acts.refused(Attempt("T0OTHER", "U0OTTO", "customer.escalate", "C0PARTIFUL"), "You are not a member.")
    shown = past.refusals(audit.refusals("partiful", desk.cierra))
    assert problems("message", {"blocks": shown.blocks}) == []
    assert len(shown.text.splitlines()) == 3
    for words in ("Maya Chen", "staff.take", "#tam-partiful", "Only the support team", "Other Co"):
        assert words in shown.text
    assert "view.solve" not in shown.text
    assert len(audit.refusals(None, desk.cierra).refused) == 3
    assert len(audit.refusals("other", desk.kirk).refused) == 2


def test_hostile_words_stay_words(desk: Desk) -> None:
    desk.services.people.meet("U0EVIL", "T0EVIL", "<!channel> *Eve*")
    desk.services.acts.refused(Attempt("T0EVIL", "U0EVIL", "x", "C0PARTIFUL"), "<!here> no")
    shown = past.refusals(desk.services.audit.refusals("partiful", desk.cierra))
    assert "<!" not in shown.text
    assert "T0EVIL" in shown.text
