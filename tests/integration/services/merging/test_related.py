"""Tickets are linked, and a reply that is another matter becomes a ticket of its own."""

from datetime import timedelta

import pytest

from bot.blocks.values import TicketCard
from bot.domain.sla import Outcome
from bot.errors import AlreadySo, NotAllowed, NotFound, WrongInput
from bot.steps.new_ticket import Opened
from tests.fixtures.desk import CHANNEL, Desk

HOUR = timedelta(hours=1)


def card_of(desk: Desk, opened: Opened) -> TicketCard:
    """Return the ticket with all that staff are told of it."""
    return desk.services.tickets.card(opened.ticket_id, desk.cierra)


def test_each_of_two_linked_tickets_names_the_other(desk: Desk) -> None:
    one, two = desk.open(), desk.open(subject="Texts do not arrive")
    triage = desk.new_in()
    desk.services.related.link(two.ticket_id, one.ticket_id, desk.cierra)
    desk.settle()
    assert [line.key for line in card_of(desk, one).linked] == ["PARTIFUL-2"]
    assert [line.key for line in card_of(desk, two).linked] == ["PARTIFUL-1"]
    assert triage.texts == [
        "PARTIFUL-1 · linked to PARTIFUL-2 (open): Texts do not arrive · by Cierra Simms",
        "PARTIFUL-2 · linked to PARTIFUL-1 (open): SMS is failing · by Cierra Simms",
    ]


def test_a_link_that_stands_is_said_to_stand(desk: Desk) -> None:
    one, two = desk.open(), desk.open()
    desk.services.related.link(one.ticket_id, two.ticket_id, desk.cierra)
    with pytest.raises(AlreadySo, match=r"\APARTIFUL-1 and PARTIFUL-2 are linked already\.\Z"):
        desk.services.related.link(two.ticket_id, one.ticket_id, desk.cierra)


def test_a_ticket_is_not_linked_to_itself(desk: Desk) -> None:
    one = desk.open()
    with pytest.raises(WrongInput, match=r"\APARTIFUL-1 cannot be linked to itself\. Name two tickets\.\Z"):
        desk.services.related.link(one.ticket_id, one.ticket_id, desk.cierra)


def test_a_link_leads_to_what_the_other_was_merged_into(desk: Desk) -> None:
    one, two, three = desk.open(), desk.open(), desk.open()
    desk.services.related.link(one.ticket_id, two.ticket_id, desk.cierra)
    desk.services.merging.merge(two.ticket_id, three.ticket_id, desk.cierra)
    assert [line.key for line in card_of(desk, one).linked] == ["PARTIFUL-3"]


def asked_again(desk: Desk) -> tuple[Opened, str]:
    """Open and answer a ticket, and have Dev ask about something else in its thread an hour later."""
    opened = desk.open()
    desk.reply(opened, "U0CIERRA", "It was the carrier.")
    desk.pass_time(HOUR)
    return opened, desk.reply(opened, "U0DEV", "How do we send RCS?")


def test_a_reply_becomes_a_ticket_whose_clock_runs_from_when_it_was_said(desk: Desk) -> None:
    opened, ts = asked_again(desk)
    asked = desk.clock_of(opened).started_at
    desk.pass_time(HOUR)
    split = desk.services.related.split(CHANNEL, ts, desk.cierra)
    desk.settle()
    ticket, clock = desk.ticket(split), desk.clock_of(split)
    assert (ticket.subject, ticket.requester_user) == ("How do we send RCS?", "U0DEV")
    assert (clock.started_at, clock.stopped_at) == (asked, None)


def test_the_ticket_that_it_was_said_on_awaits_no_answer_to_it(desk: Desk) -> None:
    opened, ts = asked_again(desk)
    desk.services.related.split(CHANNEL, ts, desk.cierra)
    assert desk.clock_of(opened).outcome is Outcome.CANCELLED
    desk.services.lifecycle.set_pending(opened.ticket_id, desk.cierra)


def test_what_else_was_asked_there_is_still_awaited(desk: Desk) -> None:
    opened, ts = asked_again(desk)
    desk.pass_time(HOUR)
    desk.reply(opened, "U0MAYA", "And is the carrier back?")
    last = desk.ticket(opened).last_customer_at
    desk.services.related.split(CHANNEL, ts, desk.cierra)
    clock = desk.clock_of(opened)
    assert (clock.started_at, clock.stopped_at) == (last, None)


def test_both_threads_say_where_it_went(desk: Desk) -> None:
    opened, ts = asked_again(desk)
    customer, triage = desk.new_in(CHANNEL), desk.new_in()
    desk.services.related.split(CHANNEL, ts, desk.cierra)
    desk.settle()
    moved = "That is a matter of its own: it is PARTIFUL-2 now. The answer is due by 2:00 PM ET."
    began = "PARTIFUL-2 began as a reply on PARTIFUL-1."
    assert {moved, began} <= set(customer.texts)
    noted = "PARTIFUL-1 · a reply was split off as PARTIFUL-2 · by Cierra Simms"
    assert triage.texts.count(noted) == 1
    assert desk.history(opened, "reply_split_off")


def test_split_off_twice_it_is_one_ticket(desk: Desk) -> None:
    _, ts = asked_again(desk)
    first = desk.services.related.split(CHANNEL, ts, desk.cierra)
    again = desk.services.related.split(CHANNEL, ts, desk.kirk)
    assert (again.ticket_id, again.already) == (first.ticket_id, True)


def test_only_a_customers_reply_is_split_off_and_only_by_staff(desk: Desk) -> None:
    opened, ts = asked_again(desk)
    ours = desk.reply(opened, "U0CIERRA", "By the Content API.")
    with pytest.raises(WrongInput, match=r"\AOnly what the customer said can become a ticket of its own\.\Z"):
        desk.services.related.split(CHANNEL, ours, desk.cierra)
    with pytest.raises(NotFound, match="Only a reply in a ticket's thread can be split off"):
        desk.services.related.split(CHANNEL, "1.000000", desk.cierra)
    with pytest.raises(NotAllowed, match=r"\AOnly the support team can split a reply off\.\Z"):
        desk.services.related.split(CHANNEL, ts, desk.maya)
