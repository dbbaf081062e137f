"""Permission is asked in every use case that somebody asks for, before anything else is looked at."""

import inspect
from collections.abc import Callable, Iterator, Sequence
from dataclasses import fields
from datetime import date, datetime
from types import UnionType
from typing import Any, get_type_hints

import pytest

from bot.blocks.forms.form_origin import FormOrigin
from bot.blocks.forms.intake_state import IntakeInput
from bot.blocks.values import Draft
from bot.domain.commands.times.spans import Span, WholeDays
from bot.domain.escalation import Reason
from bot.domain.integrations.grants import Grant
from bot.domain.keys import done
from bot.domain.keys.done import DoneKey
from bot.domain.permission import Actor, Side
from bot.domain.routing import Role
from bot.domain.search.ticket_filter import TicketFilter
from bot.domain.sla import Priority
from bot.domain.ticket import TicketOrigin
from bot.errors import NotAllowed
from bot.services import Services
from bot.services.acts import Acts
from bot.services.background.calendars import Calendars
from bot.services.background.catch_up import CatchUp
from bot.services.background.falling_due import FallingDue
from bot.services.background.gaps import Gaps
from bot.services.background.oncall_groups import OncallGroups
from bot.services.background.postponed import Postponed
from bot.services.background.reconciling import Reconciling
from bot.services.background.retention import Retention
from bot.services.background.versions import Versions
from bot.services.channels import Channels
from bot.services.conversation import Conversation
from bot.services.duty.pagers import Pagers
from bot.services.duty.support_line import SupportLine
from bot.services.forms import TicketForm
from bot.services.home.following import HomesFollowing
from bot.services.home.opened import HomesOpened
from bot.services.intake import Answers
from bot.services.integrations.console_news import ConsoleNews
from bot.services.notices import Notices
from bot.services.people import People
from bot.services.places import Places
from bot.services.service import (
    ClockDriven,
    ForPeople,
    ForPrograms,
    Service,
    ToldByConsole,
    ToldByPagers,
    ToldBySlack,
)
from bot.steps.deadlines.alarms_raised import Alarm
from bot.steps.intake.intake_checks import Report
from bot.steps.new_ticket import NewTicket
from tests.fixtures.desk import CHANNEL, Desk, new_york

GUEST = Actor("T0OTHER", "U0OTTO", "Otto", Side.GUEST)
NOBODY_TICKET = 999
"""No ticket has this id: who may not ask is not told that either."""

CLOCK_DRIVEN: dict[type[Service], str] = {
    Calendars: "what a calendar says is taken in when its time to be read has come",
    FallingDue: "what is due is done because its time has come",
    Notices: "the pinned notice is kept up at the start",
    OncallGroups: "a user group follows its schedule because somebody's turn has come",
    Reconciling: "an operator makes good for a database restored from an older copy",
    Retention: "old rows go at night",
    Versions: "the runbook that comes into force is kept at the start",
    HomesFollowing: "a page is drawn for whoever it is shown to, by what they may see",
}
TOLD_BY_SLACK: dict[type[Service], str] = {
    Acts: "the transaction around what somebody asks for; what is done in it asks for itself",
    CatchUp: "what was heard and done is known, whoever did it",
    Channels: "a channel is renamed, moved or closed, whoever did it",
    Gaps: "that nobody listened is so, whoever spoke meanwhile",
    Conversation: "what was said was said, whoever may say it",
    People: "who somebody is has to be known before they can be asked for permission",
    Places: "so has the account of the ticket that they mean",
    Postponed: "what could not be read is tried again, then asks for itself",
    HomesOpened: "that a page is looked at; what it shows is asked as it is drawn",
}
TOLD_BY_PAGERS: dict[type[Service], str] = {
    Pagers: "whoever takes a call is known by who was rung; to take a ticket is asked for as in Slack",
    SupportLine: "whoever calls the support line is known by their PIN, and a call is the customer's own",
}
TOLD_BY_CONSOLE: dict[type[Service], str] = {
    ConsoleNews: "whoever acts in the console was let in there, and is named by it",
}

GIVEN: dict[object, object] = {
    Actor: GUEST,
    int: NOBODY_TICKET,
    str: "partiful",
    DoneKey: done.form("V1"),
    Sequence[Span]: [WholeDays(date(2026, 3, 9), date(2026, 3, 9))],
    datetime: new_york("2026-03-09 09:00"),
    Alarm: Alarm(Reason.BLOCKER, GUEST),
    Answers: Answers(IntakeInput()),
    Draft: Draft(),
    FormOrigin: FormOrigin(ticket=NOBODY_TICKET),
    NewTicket: NewTicket("partiful", TicketOrigin.FORM, done.form("V1"), GUEST, GUEST, "Hello", "", CHANNEL),
    Priority: Priority.P1,
    Report: Report("voice", "Hello"),
    Role: Role.PRIMARY,
    TicketFilter: TicketFilter(),
    TicketForm: TicketForm.SOLVE,
}
"""What a guest would ask with, by the type of what is asked for."""


def use_cases() -> dict[str, type[Service]]:
    """Name the use-case classes, as the services have them."""
    hints = get_type_hints(Services)
    found = {field.name: hints[field.name] for field in fields(Services)}
    return {name: kind for name, kind in found.items() if issubclass(kind, Service)}


def asked_by_people() -> Iterator[tuple[str, str]]:
    """Walk over all public use-case methods that somebody asks for."""
    for name, kind in use_cases().items():
        if issubclass(kind, ForPeople):
            yield from ((name, method) for method in vars(kind) if not method.startswith("_"))


def arguments(method: Callable[..., Any]) -> dict[str, Any]:
    """Return what a guest would ask with: what has a default is left out."""
    hints = get_type_hints(method)
    return {
        name: None if isinstance(hints[name], UnionType) else GIVEN[hints[name]]
        for name, parameter in inspect.signature(method).parameters.items()
        if parameter.default is inspect.Parameter.empty
    }


@pytest.mark.parametrize(("service", "method"), [*asked_by_people()])
def test_a_guest_is_refused_whatever_they_ask(desk: Desk, service: str, method: str) -> None:
    ask = getattr(getattr(desk.services, service), method)
    with pytest.raises(NotAllowed, match="You are not a member of this account or of its support team"):
        ask(**arguments(ask))


@pytest.mark.parametrize(
    ("mark", "known"),
    [
        (ClockDriven, CLOCK_DRIVEN),
        (ToldBySlack, TOLD_BY_SLACK),
        (ToldByPagers, TOLD_BY_PAGERS),
        (ToldByConsole, TOLD_BY_CONSOLE),
    ],
)
def test_what_asks_nobody_is_marked_by_its_type_and_named_here(
    mark: type[Service], known: dict[type[Service], str]
) -> None:
    assert {kind for kind in use_cases().values() if issubclass(kind, mark)} == set(known)


def test_each_use_case_class_is_of_one_kind() -> None:
    marks = (ForPeople, ForPrograms, ClockDriven, ToldBySlack, ToldByPagers, ToldByConsole)
    assert [kind for kind in use_cases().values() if sum(issubclass(kind, mark) for mark in marks) != 1] == []


def test_a_program_is_asked_for_its_grant_by_all_but_the_look_up_of_tokens() -> None:
    for kind in use_cases().values():
        if issubclass(kind, ForPrograms):
            asked = {
                name: Grant in get_type_hints(method).values()
                for name, method in vars(kind).items()
                if not name.startswith("_")
            }
            assert asked == {name: name != "grant" for name in asked}


def test_the_clock_is_nobody() -> None:
    for kind in CLOCK_DRIVEN:
        for name, method in inspect.getmembers(kind, inspect.isfunction):
            if not name.startswith("_"):
                assert Actor not in get_type_hints(method).values(), f"{kind.__name__}.{name}"
