"""Opening a ticket: numbered, routed, timed and posted, once."""

import pytest

from bot.errors import Conflict, NotAllowed
from tests.fixtures.desk import CHANNEL, TRIAGE, Desk, new_york


def test_on_a_tuesday_morning_the_primary_has_it(desk: Desk) -> None:
    opened = desk.open()
    card = desk.card(opened)
    assert (opened.key, card.assignee_name, card.due_at) == (
        "PARTIFUL-1",
        "Cierra Simms",
        new_york("2026-03-03 13:00"),
    )
    assert len(desk.said(CHANNEL)) == 1
    assert len(desk.said(TRIAGE)) == 1


def test_the_same_view_twice_is_one_ticket(desk: Desk) -> None:
    first = desk.open(origin_key="view:V9")
    again = desk.open(origin_key="view:V9")
    assert again.ticket_id == first.ticket_id
    assert again.already
    assert len(desk.said(CHANNEL)) == 1


def test_one_thread_has_one_live_ticket(desk: Desk) -> None:
    desk.open(thread_ts="100.000001")
    with pytest.raises(Conflict, match="already is ticket PARTIFUL-1"):
        desk.open(thread_ts="100.000001")


def test_guests_open_nothing(desk: Desk) -> None:
    desk.services.people.meet("U0OTTO", "T0OTHER", "Otto")
    with pytest.raises(NotAllowed):
        desk.open(opened_by=desk.actor("U0OTTO"))
