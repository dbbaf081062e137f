"""Tickets, people and every builder's output, to be varied by what a test is about."""

from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from bot.blocks import values
from bot.blocks.answers import absences, asking, contacts, covers, help, lists, on_call
from bot.blocks.forms import modals, ticket_forms
from bot.blocks.messages import (
    alarms,
    cards,
    mirror,
    notices,
    pings,
    related,
    thread,
    ticket_whole,
    triage,
)
from bot.blocks.messages.console import pasting
from bot.blocks.messages.duty import briefs
from bot.blocks.values.absences import AbsenceAnswer, Undone
from bot.blocks.values.briefs import BriefCard, BriefItem, LastWord
from bot.blocks.values.covers import CoverAnswer, CoverLine, CoverUndone, SwapAnswer, SwapOutcome
from bot.blocks.values.undoing import UndoOutcome
from bot.domain.escalation import Reason
from bot.domain.events.talk import CustomerReplied
from bot.domain.reach import Unreached
from bot.domain.routing import Role
from bot.domain.search.ticket_filter import TicketFilter
from bot.domain.sla import ClockKind, Priority
from bot.domain.tams import Absence
from bot.domain.ticket import Status, TicketOrigin, TicketType
from bot.domain.why import AsWritten, GivenByHand, TakenByHand
from bot.domain.wording import WallClock

CLOCK = WallClock("America/New_York")
OPENED = datetime(2026, 3, 10, 14, 0, tzinfo=UTC)  # Tuesday 10:00 AM ET
NOON = datetime(2026, 3, 10, 16, 0, tzinfo=UTC)
MONDAY = datetime(2026, 3, 16, 13, 0, tzinfo=UTC)  # 9:00 AM ET

CIERRA = values.Answerer(Role.PRIMARY, "Cierra Simms", "U0CIERRA")
KIRK = values.Answerer(Role.SECONDARY, "Kirk McCalla", "U0KIRK")
PSE = values.Answerer(Role.PSE, "Personalized Support Engineers", "S0PSE")
RALPH = values.Recipient("Ralph Esposito", "U0RALPH", "TAM manager")
OURS = {"U0CIERRA", "U0KIRK", "U0RALPH", "S0PSE", "U0MAYA"}

P1 = values.PriorityChoice(Priority.P1, "Business Critical", "within 1 hour", around_the_clock=True)
P2 = values.PriorityChoice(Priority.P2, "Degraded Service", "within 2 business hours")
P3 = values.PriorityChoice(Priority.P3, "General Issue", "within 3 business hours")
TARGETS = (P1, P2, P3)
PRODUCTS = (values.Choice("voice", "Voice"), values.Choice("messaging", "Messaging"))
REASONS = (
    values.ReasonChoice(
        Reason.RESPONSE,
        "I'm not getting a meaningful response or I'm not getting the guaranteed response time "
        "I'm entitled for.",
    ),
    values.ReasonChoice(
        Reason.BLOCKER,
        "I am facing a critical blocker impacting my business and am available to actively engage "
        "Support now to address the issue.",
    ),
)
PHONES = values.PhoneList(
    (
        values.PhoneNumber("Sweden", "+46200753487", "Toll Free"),
        values.PhoneNumber("United States", "+18555811581", "Toll Free"),
    )
)


def card(**changed: Any) -> values.TicketCard:
    """Return PARTIFUL-12 at 10:00 AM ET on Tue, Mar 10; names of a part's fields change that part."""
    ticket = values.TicketCard(
        line=values.TicketLine(
            id=7,
            key="PARTIFUL-12",
            priority=Priority.P2,
            subject="SMS is failing",
            status=Status.OPEN,
            assignee=CIERRA,
            due_at=NOON,
            wall_clock=CLOCK,
            now=OPENED,
            permalink="https://partiful.slack.com/archives/C0PARTIFUL/p1",
        ),
        account_key="partiful",
        account_name="Partiful",
        report=values.CardReport(
            type=TicketType.ISSUE,
            product_name="Messaging",
            description="Since 9:40 no invitation arrives.",
            requester_name="Maya Chen",
            opened_at=OPENED,
        ),
        clock=values.CardClock(P2, ClockKind.FIRST),
        why=AsWritten(("Cierra Simms is the primary TAM and on duty.",)),
        urgent=P1,
    )
    return with_changes(ticket, **changed)


def with_changes(ticket: values.TicketCard, **changed: Any) -> values.TicketCard:
    """Return a card with other values, each given by its name, whichever part of the card it is in."""
    for name, value in changed.items():
        part = next((part for part in _PARTS if name in _names(getattr(ticket, part))), None)
        if part is None:
            ticket = replace(ticket, **{name: value})
        else:
            ticket = replace(ticket, **{part: replace(getattr(ticket, part), **{name: value})})
    escalated = ticket.escalation is not None and ticket.escalation.acknowledged_by_name is None
    return replace(ticket, line=replace(ticket.line, escalated=escalated))


_PARTS = ("line", "report", "clock", "console")


def _names(part: Any) -> set[str]:
    return {field.name for field in fields(part)}


def line(**changed: Any) -> values.TicketLine:
    """Return the same ticket in one line, seen at 11:36 AM ET."""
    return replace(card().line, now=NOON - timedelta(minutes=24), **changed)


def reply(text: str = "It works again.", **changed: Any) -> values.Reply:
    """Return a customer's reply at 10:05 AM ET."""
    return replace(values.Reply("Maya Chen", text, OPENED + timedelta(minutes=5)), **changed)


def posts(words: str) -> Iterator[tuple[str, values.Post]]:
    """Yield every message, with `words` wherever people's text can stand."""
    said = card(
        subject=words,
        description=words,
        requester_name=words,
        example_ids=(words,) * 12,
        why=GivenByHand(words, words),
        required=True,
        url="https://www.twilio.com/console/support/tickets/create",
        escalation=values.EscalationLine(Reason.BLOCKER, words, OPENED),
        assignee=replace(CIERRA, name=words),
    )
    one = replace(line(), subject=words, assignee=replace(CIERRA, name=words))
    for status in Status:
        at: dict[str, Any] = {
            "status": status,
            "solved_at": NOON,
            "pending_since": NOON,
            "happened_at": OPENED,
        }
        yield f"customer card, {status}", cards.customer_card(with_changes(said, **at))
        yield f"staff card, {status}", cards.staff_card(with_changes(said, **at), told_to=[CIERRA])
        for staff in (True, False):
            everything = ticket_whole.card_and_all(with_changes(said, **at), for_staff=staff)
            yield f"all of a ticket, {status}, {staff}", everything
    numbered = with_changes(said, number=words, originated=TicketOrigin.EMOJI, answered_at=NOON, due_at=None)
    yield "customer card, console", cards.customer_card(numbered)
    yield "staff card, console", cards.staff_card(numbered)
    yield "console text in the thread", pasting.to_paste_message(said, words)
    yield from _notices(one)
    yield from _thread(one, words)
    yield from _triage(one, words)
    yield from _answers(one, words)


def _notices(one: values.TicketLine) -> Iterator[tuple[str, values.Post]]:
    off = values.OffHours(one.assignee.name, MONDAY, P1, CLOCK, NOON)
    yield "pinned notice", notices.pinned_notice("partiful")
    yield "thread notice", notices.thread_notice("partiful", "1.2", open_tickets=[one], off_hours=off)
    yield "thread notice, many", notices.thread_notice("partiful", "1.2", open_tickets=[one] * 9)
    yield "scheduled notice", notices.scheduled_notice("partiful", off_hours=off)
    yield "unconfigured", notices.unconfigured_channel(one.subject)


def _thread(one: values.TicketLine, words: str) -> Iterator[tuple[str, values.Post]]:
    yield "reassigned", thread.reassigned(one)
    yield "pending", thread.pending(one, remind_days=5, solve_days=10, remind_at=MONDAY, solve_at=MONDAY)
    yield "reminder", thread.reminder(one, waited_days=5, solve_at=MONDAY, requester="U0MAYA")
    yield "solved with words", thread.solved(one, words, closing=words)
    yield "solved", thread.solved(one, words)
    yield "auto-solved", thread.auto_solved(one, waited_days=10)
    yield "reopened", thread.reopened(one, words)
    yield "escalation received", thread.escalation_received(one, Reason.BLOCKER, words, [RALPH])
    yield "escalation of a filed one", thread.escalation_received(one, Reason.BLOCKER, words, [], words)
    yield "escalated again", thread.escalated_again(one, Reason.BLOCKER, words)
    yield "escalation acknowledged", thread.escalation_acknowledged(one, words)
    yield "priority lowered", thread.priority_changed(one, words, P1, P2)
    yield "details added", thread.details_added(one, words, words)
    yield "already a ticket", thread.already_a_ticket(one)
    yield "follow-up needed", thread.follow_up_needed(one)


def brief(one: values.TicketLine, words: str) -> BriefCard:
    """Return a brief about a ticket of which there is everything to tell."""
    item = BriefItem(
        one, OPENED, OPENED, NOON, LastWord(words, OPENED, words), ((NOON, CustomerReplied(NOON)),)
    )
    return BriefCard(1, (values.Recipient(words, "U0CIERRA"), RALPH), (item,), OPENED, CLOCK, NOON, NOON)


def _triage(one: values.TicketLine, words: str) -> Iterator[tuple[str, values.Post]]:
    files = (values.FileLink(words, "https://files.slack.com/1"), values.FileLink(words, None)) * 7
    recipient = values.Recipient(words, "U0CIERRA")
    yield "nudge", pings.nudge(one, values.TimeLeft(timedelta(minutes=24)))
    yield "overdue", pings.overdue(one, timedelta(minutes=30), [recipient, RALPH], next_at=NOON)
    yield "raised late", pings.raised_late(one, Priority.P3)
    yield "passed over", pings.passed_over(one, words, Unreached.EMPTY, [RALPH])
    yield "unreachable", pings.unreachable(words, Unreached.GONE)
    many = [one] * 40
    yield "brief", briefs.brief(brief(one, words))
    yield (
        "brief that climbed",
        briefs.brief(replace(brief(one, words), items=brief(one, words).items * 9, climbed=True)),
    )
    yield "brief that somebody has", briefs.brief(replace(brief(one, words), had_by=words, had_at=NOON))
    yield "morning list", triage.morning_list(words, escalated=many, urgent=many, overdue=many, quiet_days=2)
    yield "moved", triage.reassigned(one, KIRK, TakenByHand(words), by=words)
    yield "solved in triage", triage.solved(one, words)
    yield "solved in triage with words", triage.solved(one, words, words)
    yield "solved before", related.similar([(one, words)] * 3)
    yield "reopened in triage", triage.reopened(one, words)
    yield "priority changed", triage.priority_changed(one, Priority.P3, Priority.P1, words)
    yield "needs an answer", triage.needs_answer(one, OPENED, NOON, words)
    yield "reply", mirror.mirrored(reply(words, author_name=words, files=files), CLOCK, NOON)
    yield "deleted reply", mirror.deleted(reply(words, author_name=words), CLOCK, NOON)
    yield (
        "alarm",
        alarms.escalated(
            one, Reason.BLOCKER, words, [CIERRA, RALPH], comment=words, reach=words, next_at=NOON
        ),
    )
    yield (
        "alarm climbs",
        alarms.climbed(one, timedelta(minutes=15), [RALPH], next_to="TAM manager", next_at=NOON),
    )
    yield "alarm added", alarms.added(one, Reason.RESPONSE, words, comment=words, reach=words)
    yield "alarm ends", alarms.acknowledged(one, words, by_reply=True)


def _covers(words: str) -> Iterator[tuple[str, values.Post]]:
    lines = (CoverLine(words, words, words, NOON, MONDAY), CoverLine(words, None, words, NOON, MONDAY)) * 20
    told = CoverAnswer(lines, CLOCK, NOON, "a1", words, words)
    yield "covered", covers.covered(told)
    yield "put on call", covers.put_on_call(told)
    yield "swap asked for", covers.asked(told)
    yield "asks to swap", covers.asks(told)
    for outcome in SwapOutcome:
        yield f"swap answered: {outcome.name}", covers.answered(SwapAnswer(outcome, told))
    for outcome in (SwapOutcome.ACCEPTED, SwapOutcome.REFUSED):
        yield f"swap told: {outcome.name}", covers.news(SwapAnswer(outcome, told))
    for undone in UndoOutcome:
        yield f"cover undone: {undone.name}", covers.undone(CoverUndone(undone, told))
        yield f"cover taken back: {undone.name}", covers.taken_back(CoverUndone(undone, told), words)


def _answers(one: values.TicketLine, words: str) -> Iterator[tuple[str, values.Post]]:
    absence = Absence.of_days(date(2026, 12, 24), date(2026, 12, 27), CLOCK.zone)
    tam = values.OnCallPerson(Role.PRIMARY, words, "Mon-Fri 09:00-18:00", False, None, MONDAY, (absence,))
    why = TakenByHand(words)
    yield "list", lists.ticket_list(values.TicketListing(TicketFilter(words=words), (one,) * 60))
    yield "answer", lists.plain_answer(words)
    told = AbsenceAnswer(words, (absence, Absence(NOON, MONDAY, CLOCK.zone)), CLOCK, NOON, act="a1")
    yield "away", absences.announced(told)
    yield "there after all", absences.cancelled(told)
    yield "back", absences.ended(told)
    yield "planned", absences.planned([told])
    yield "undone", absences.undone(Undone(UndoOutcome.UNDONE, told))
    yield from _covers(words)
    yield "unknown command", asking.unknown(words, "/ticket list", help.help_for_staff())
    yield "opened", lists.opened(one)
    yield "help", help.help_for_staff()
    yield "help for mentions", help.help_for_mentions()
    yield (
        "on call",
        on_call.oncall(
            values.OnCallAnswer(
                words, NOON, NOON, CLOCK, (tam,), words, replace(CIERRA, name=words), why, MONDAY, KIRK
            )
        ),
    )
    yield (
        "what if",
        on_call.whatif(
            values.WhatIfAnswer(
                words, Priority.P2, NOON, NOON, CLOCK, KIRK, why, MONDAY, ((NOON, PSE),), MONDAY, MONDAY
            )
        ),
    )
    yield "phones", contacts.phone_message(words, PHONES, "4711", CIERRA, [words])
    yield "contacts", contacts.contacts_message(directory(words))


def directory(name: str = "Partiful") -> values.Contacts:
    """Return an account's contacts."""
    return values.Contacts(
        account_name=name,
        people=(
            values.PersonCard("Primary TAM", name, "Any technical question.", "Mon-Fri 09:00-18:00"),
            values.PersonCard("TAM manager", name, "Your plan.", email="esposito@twilio.com"),
        ),
        links=(values.LinkLine("Status", "https://status.twilio.com/"), values.LinkLine("FAQ", None)),
        answers_now=CIERRA,
        channel_name="tam-partiful",
    )


def views(words: str) -> Iterator[tuple[str, values.View]]:
    """Yield every modal, with `words` wherever people's text can stand."""
    one = replace(line(), subject=words, assignee=replace(CIERRA, name=words))
    draft = values.Draft(
        subject=words, description=words, example_ids=(words,), happened_at=OPENED, requester_slack="U0MAYA"
    )
    accounts = [values.Choice("partiful", words)]
    yield "new ticket", ticket_forms.new_ticket_form(PRODUCTS, TARGETS)
    yield (
        "new ticket, full",
        ticket_forms.new_ticket_form(
            PRODUCTS,
            TARGETS,
            account_choices=accounts,
            on_behalf_of=True,
            prefill=draft,
            private_metadata="{}",
        ),
    )
    yield "escalate", ticket_forms.escalate_form(one, REASONS, preselected=Reason.BLOCKER)
    yield "escalate chat", ticket_forms.escalate_form(None, REASONS, draft=draft)
    yield "solve", ticket_forms.solve_form(one)
    yield "add details", ticket_forms.add_details_form(one)
    yield "reassign", ticket_forms.reassign_form(one, [replace(CIERRA, name=words), KIRK, PSE])
    yield "priority", ticket_forms.priority_form(one, TARGETS)
    yield "message", modals.message_modal(words, words)
    yield "exists", modals.ticket_exists_modal(one)
    yield "whole ticket", modals.whole_ticket_modal(card(subject=words, description=words), for_staff=True)
    yield "why", modals.why_modal(one, AsWritten((words, words)))
    yield "console text", modals.console_text_modal(one, words, words, url="https://x.test/", number=words)
    yield "phones", contacts.phone_modal(words, PHONES, None, CIERRA, [words])
