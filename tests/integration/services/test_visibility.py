"""Who sees and does what: accounts are walled off, guests are nobody, colleagues look but do not touch."""

from collections.abc import Callable
from typing import Any

import pytest

from bot.blocks.values import TicketLine
from bot.domain.escalation import Reason
from bot.domain.keys import done
from bot.domain.keys.done import DoneKey
from bot.domain.permission import Actor, Side
from bot.domain.routing import Role
from bot.domain.search.ticket_filter import TicketFilter
from bot.domain.sla import Priority
from bot.domain.ticket import TicketOrigin
from bot.errors import NotAllowed, NotFound
from bot.services.conversation import Message
from bot.steps.deadlines.alarms_raised import Alarm
from bot.steps.new_ticket import NewTicket, Opened
from tests.fixtures.desk import CHANNEL, Desk

Try = Callable[[Desk, int, Actor], Any]

EVERYTHING: dict[str, Try] = {
    "take": lambda desk, ticket, who: desk.services.lifecycle.take(ticket, who),
    "assign": lambda desk, ticket, who: desk.services.lifecycle.assign_to_person(ticket, "U0KIRK", who),
    "assign to a role": lambda desk, ticket, who: desk.services.lifecycle.assign_to_role(
        ticket, Role.PSE, who
    ),
    "priority": lambda desk, ticket, who: desk.services.lifecycle.set_priority(ticket, Priority.P1, who),
    "pending": lambda desk, ticket, who: desk.services.lifecycle.set_pending(ticket, who),
    "solve": lambda desk, ticket, who: desk.services.lifecycle.solve(ticket, who, "Done"),
    "reopen": lambda desk, ticket, who: desk.services.lifecycle.reopen(ticket, who),
    "escalate": lambda desk, ticket, who: desk.services.escalations.raise_on(
        ticket, Alarm(Reason.BLOCKER, who)
    ),
    "acknowledge": lambda desk, ticket, who: desk.services.escalations.acknowledge(ticket, who),
    "add": lambda desk, ticket, who: desk.services.tickets.add_details(ticket, who, "More"),
    "console": lambda desk, ticket, who: desk.services.tickets.set_console_number(ticket, who, "1"),
    "pin": lambda desk, ticket, who: desk.services.directory.pin("partiful", who),
}
FOR_STAFF_ALONE = ("take", "assign", "assign to a role", "pending", "acknowledge")

AT_ACME = done.form("A1")


def _at_acme(desk: Desk, user: str = "U0ANN", key: DoneKey = AT_ACME) -> Opened:
    desk.services.people.meet("U0ANN", "T0ACME", "Ann Lee")
    desk.services.people.meet("U0BOB", "T0ACME", "Bob Ray")
    who = desk.actor(user, "acme")
    new = NewTicket("acme", TicketOrigin.FORM, key, who, who, "Voice is failing", "", "C0ACME")
    opened = desk.services.opening.open(new)
    desk.settle()
    return opened


@pytest.mark.parametrize("what", EVERYTHING)
@pytest.mark.parametrize("user", ["U0COLLEEN", "U0OTTO"])
def test_colleagues_and_guests_change_nothing(story: Desk, what: str, user: str) -> None:
    story.services.people.meet("U0OTTO", "T0OTHER", "Otto")
    opened = story.open()
    before = len(story.history(opened))
    with pytest.raises(NotAllowed):
        EVERYTHING[what](story, opened.ticket_id, story.actor(user))
    assert len(story.history(opened)) == before


@pytest.mark.parametrize("what", FOR_STAFF_ALONE)
def test_customers_do_not_do_the_desks_work(story: Desk, what: str) -> None:
    opened = story.open()
    with pytest.raises(NotAllowed, match="Only the support team can"):
        EVERYTHING[what](story, opened.ticket_id, story.maya)


def test_colleagues_look_and_guests_do_not(desk: Desk) -> None:
    desk.services.people.meet("U0OTTO", "T0OTHER", "Otto")
    opened = desk.open()
    colleague, guest = desk.actor("U0COLLEEN"), desk.actor("U0OTTO")
    assert (colleague.side, guest.side) == (Side.COLLEAGUE, Side.GUEST)
    assert desk.services.tickets.card(opened.ticket_id, colleague).line.key == "PARTIFUL-1"
    assert len(desk.services.tickets.listed("partiful", TicketFilter(), colleague).tickets) == 1
    for look in (
        lambda: desk.services.tickets.card(opened.ticket_id, guest),
        lambda: desk.services.tickets.listed("partiful", TicketFilter(), guest),
        lambda: desk.services.tickets.listed("partiful", TicketFilter(mine=True), guest),
        lambda: desk.services.directory.contacts("partiful", guest),
    ):
        with pytest.raises(NotAllowed, match="not a member of this account"):
            look()


def test_each_account_counts_its_own_tickets(two_accounts: Desk) -> None:
    assert two_accounts.open().key == "PARTIFUL-1"
    assert _at_acme(two_accounts).key == "ACME-1"
    assert two_accounts.open().key == "PARTIFUL-2"


def test_another_accounts_number_is_not_found(two_accounts: Desk) -> None:
    desk = two_accounts
    acme = _at_acme(desk)
    numbered = desk.services.places.numbered
    for text in ("1", "ACME-1", "acme-1"):
        with pytest.raises(NotFound):
            numbered(text, "partiful")
    opened = desk.open()
    assert numbered("1", "partiful").ticket_id == opened.ticket_id
    assert numbered("1", "acme").ticket_id == acme.ticket_id
    assert numbered(" acme-1 ", None).ticket_id == acme.ticket_id
    with pytest.raises(NotFound):
        numbered("1", None)


@pytest.mark.parametrize("text", ["", "-", "PARTIFUL-", "PARTIFUL-0", "twelve", "١", "9" * 30, "1; --"])
def test_what_names_no_ticket_is_answered_in_words(story: Desk, text: str) -> None:
    story.open()
    with pytest.raises(NotFound):
        story.services.places.numbered(text, "partiful")


def test_people_of_one_account_are_guests_of_the_other(two_accounts: Desk) -> None:
    desk = two_accounts
    _at_acme(desk)
    assert desk.actor("U0ANN", "partiful").side is Side.GUEST
    assert desk.actor("U0MAYA", "acme").side is Side.GUEST
    for account in ("acme", "partiful"):  # whoever the runbook names is staff, whichever account names them
        assert desk.services.people.actor(account, "U0CIERRA", "T0PROVIDER").side is Side.STAFF


def test_a_runbook_id_from_another_workspace_is_no_staff(desk: Desk) -> None:
    assert desk.services.people.actor("partiful", "U0CIERRA", "T0OTHER").side is Side.GUEST


def test_where_the_runbook_lists_requesters_only_they_open_tickets(two_accounts: Desk) -> None:
    desk = two_accounts
    assert _at_acme(desk).key == "ACME-1"
    with pytest.raises(NotAllowed, match="At Acme tickets are opened by <@U0ANN>"):
        _at_acme(desk, "U0BOB", done.form("A2"))
    olga = desk.services.people.actor("acme", "U0OLGA", "T0PROVIDER")
    new = NewTicket(
        "acme", TicketOrigin.FORM, done.form("A3"), desk.actor("U0BOB", "acme"), olga, "For Bob", "", "C0ACME"
    )
    assert desk.services.opening.open(new).key == "ACME-2", "staff open on behalf of anybody"


def test_each_account_has_its_own_triage_and_is_told_nothing_of_the_other(two_accounts: Desk) -> None:
    desk = two_accounts
    _at_acme(desk)
    assert desk.said() == []
    assert len(desk.said("C0ACMETRIAGE")) == 1
    desk.open()
    assert len(desk.said("C0ACMETRIAGE")) == 1
    assert [
        line.key for line in desk.services.tickets.listed("partiful", TicketFilter(), desk.cierra).tickets
    ] == ["PARTIFUL-1"]


def test_a_message_of_another_account_does_not_reach_a_ticket_that_has_its_ts(two_accounts: Desk) -> None:
    desk = two_accounts
    opened = desk.open()
    _at_acme(desk)
    ann = desk.actor("U0ANN", "acme")
    desk.services.conversation.posted(
        Message("acme", "C0ACME", desk.ts_now(), ann, "Hi", desk.thread(opened))
    )
    assert desk.history(opened, "customer_replied") == []


def test_mine_is_a_customers_own_and_a_members_assigned_tickets(desk: Desk) -> None:
    desk.open()
    desk.open(requester=desk.actor("U0DEV"))

    def mine(account: str, actor: Actor) -> tuple[TicketLine, ...]:
        return desk.services.tickets.listed(account, TicketFilter(mine=True), actor).tickets

    assert [line.key for line in mine("partiful", desk.maya)] == ["PARTIFUL-1"]
    assert [line.key for line in mine("partiful", desk.cierra)] == ["PARTIFUL-1", "PARTIFUL-2"]
    assert mine("partiful", desk.kirk) == ()


def test_only_members_of_the_accounts_team_are_assigned(desk: Desk) -> None:
    opened = desk.open()
    for user in ("U0COLLEEN", "U0MAYA", "U0RALPH", "U0NOBODY"):
        with pytest.raises(Exception, match="serves no role here"):
            desk.services.lifecycle.assign_to_person(opened.ticket_id, user, desk.cierra)
    desk.services.lifecycle.assign_to_person(opened.ticket_id, "U0PETRA", desk.cierra)
    desk.settle()
    assert desk.card(opened).line.assignee.name == "Petra Novak"
    assert desk.said(CHANNEL)[-1].startswith("PARTIFUL-1 is now with the 24x7 PSE team.")


@pytest.mark.parametrize("words", ["-1", "PARTIFUL-", "١", "1e1", "ACME-1"])
def test_what_only_looks_like_a_number_names_no_ticket(desk: Desk, words: str) -> None:
    desk.open()
    with pytest.raises(NotFound):
        desk.services.places.numbered(words, None)


def test_lists_begin_with_what_is_most_urgent(desk: Desk) -> None:
    for priority in (Priority.P3, Priority.P1, Priority.P2):
        desk.open(priority=priority)
    found = desk.services.tickets.listed("partiful", TicketFilter(), desk.maya).tickets
    assert [line.priority for line in found] == [Priority.P1, Priority.P2, Priority.P3]
