"""What happened and what was refused: who, what, when, from where; told to staff, on both databases."""

import re
from datetime import timedelta
from functools import partial

import pytest

from block_kit import problems
from bot.blocks.answers import past
from bot.blocks.values import Post
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


def numbers(post: Post) -> list[int]:
    """Return the console numbers that a history tells of, in its order."""
    return [int(found) for found in re.findall(r"console number (\d+)", post.text)]


def test_a_long_history_shows_how_it_began_and_ended_and_has_pages_between(desk: Desk) -> None:
    opened, filed = desk.open(), range(100, 100 + 3 * SHOWN)
    for number in filed:
        desk.services.tickets.set_console_number(opened.ticket_id, desk.cierra, str(number))
    look = partial(desk.services.audit.history, opened.ticket_id, desk.cierra)
    first = past.history(look())
    left_out = len(desk.history(opened)) - SHOWN
    assert f"… {left_out} lines are left out here" in first.text
    assert "opened by form" in first.text.splitlines()[1]
    assert numbers(first)[-1] == filed[-1]
    pages, page = [first], look()
    while page.following:
        ticket_id, _, following = page.following.partition(":")
        assert ticket_id == str(opened.ticket_id)
        page = look(int(following))
        pages.append(past.history(page))
    told = [number for post in pages for number in numbers(post)]
    assert sorted(told) == list(filed)
    assert all(problems("message", {"blocks": post.blocks}) == [] for post in pages)


def test_a_short_history_has_no_pages(desk: Desk) -> None:
    found = desk.services.audit.history(desk.open().ticket_id, desk.cierra)
    assert (found.left_out, found.following) == (0, "")


def test_a_page_that_is_not_there_is_empty(desk: Desk) -> None:
    found = desk.services.audit.history(desk.open().ticket_id, desk.cierra, 9)
    assert past.history(found).text.endswith("Nothing happened yet.")


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
