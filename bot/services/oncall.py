"""Answer "who is on call?", and foretell tickets."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.blocks.values import Answerer, OnCallAnswer, OnCallPerson, WhatIfAnswer
from bot.blocks.values.schedules import SchedulesAnswer, ScheduleTable, ShiftLine
from bot.domain.forecast import forecast
from bot.domain.permission import Action, Actor, require
from bot.domain.rotation import who_is_on_call
from bot.domain.routing import Assignment, route
from bot.domain.sla import Priority
from bot.domain.tams import Tam, Turn
from bot.errors import NotFound
from bot.services.service import ForPeople
from bot.steps.people import members, roster
from bot.steps.people.duties import of_account
from bot.steps.work import Work

_WEEK = timedelta(days=7)


class Oncall(ForPeople):
    """Use cases about who answers when."""

    def at(self, account: str, actor: Actor, instant: datetime | None = None) -> OnCallAnswer:
        """Return who is on call at an instant (now, by default), and from when somebody else is."""
        require(actor, Action.ASK_ON_CALL)
        with self.reading() as work:
            return _answer(work, account, instant or work.now)

    def next_change(self, account: str, actor: Actor) -> OnCallAnswer:
        """Return who is on call after the next change."""
        require(actor, Action.ASK_ON_CALL)
        with self.reading() as work:
            now = _answer(work, account, work.now)
            return _answer(work, account, now.next_change) if now.next_change else now

    def week(self, account: str, actor: Actor) -> SchedulesAnswer:
        """Return who is on call in the coming seven days, by each schedule that concerns the account."""
        require(actor, Action.ASK_ON_CALL)
        with self.reading() as work:
            return _schedules(work, account, _WEEK)

    def shifts_of(self, account: str, actor: Actor, user: str) -> SchedulesAnswer:
        """Return when a person is on call in the coming four weeks; raises NotFound for a stranger."""
        require(actor, Action.ASK_ON_CALL)
        with self.reading() as work:
            person = members.of_staff(work, user)
            if person is None:
                raise NotFound(members.no_tam(work, user))
            found = _schedules(work, account, 4 * _WEEK, person.name)
            own = (
                replace(table, shifts=tuple(one for one in table.shifts if one.name == person.name))
                for table in found.tables
            )
            return replace(found, tables=tuple(table for table in own if table.shifts))

    def what_if(self, account: str, actor: Actor, priority: Priority, instant: datetime) -> WhatIfAnswer:
        """Return what would happen to a ticket opened at an instant."""
        require(actor, Action.ASK_ON_CALL)
        with self.reading() as work:
            terms, team = work.account(account), roster.team(work, account)
            days = (terms.pending.remind_days, terms.pending.solve_days)
            found = forecast(team, terms.sla.targets, days, terms.sla.nudge_at, priority, instant)
            return WhatIfAnswer(
                account_name=terms.name,
                priority=priority,
                at=instant,
                now=work.now,
                wall_clock=team.wall_clock,
                assignee=_answerer(found.assignment),
                why=found.assignment.why,
                respond_by=found.respond_by,
                nudges=tuple((nudge.at, _answerer(nudge.to)) for nudge in found.nudges),
                remind_at=found.remind_at,
                solve_at=found.solve_at,
            )


def _schedules(work: Work, account: str, length: timedelta, whose: str | None = None) -> SchedulesAnswer:
    end = work.now + length
    tables = tuple(
        ScheduleTable(duty.name, tuple(_shift(turn, end) for turn in duty.turns(work.now, end)))
        for duty in of_account(work, account)
        if duty.is_shared
    )
    return SchedulesAnswer(tables, work.now, end, work.account(account).wall_clock, whose)


def _shift(turn: Turn, end: datetime) -> ShiftLine:
    name = turn.person.name if turn.person else None
    return ShiftLine(turn.start, turn.end or end, name, turn.layer)


def _answer(work: Work, account: str, instant: datetime) -> OnCallAnswer:
    team = roster.team(work, account)
    found = who_is_on_call(team, instant)
    pse = roster.pse_turn(work, instant)
    following = route(team, found.next_change) if found.next_change else None
    return OnCallAnswer(
        account_name=work.account(account).name,
        at=instant,
        now=work.now,
        wall_clock=team.wall_clock,
        people=tuple(_person(person, instant) for person in team.tams),
        pse_name=team.pse_name,
        pse_now=pse.person.name if pse and pse.person else None,
        pse_until=pse.end if pse else None,
        answers=_answerer(found.now),
        why=found.now.why,
        next_change=found.next_change,
        next_answers=_answerer(following) if following else None,
    )


def _answerer(assignment: Assignment) -> Answerer:
    return Answerer(assignment.role, assignment.name, assignment.slack)


def _person(tam: Tam, instant: datetime) -> OnCallPerson:
    return OnCallPerson(
        role=tam.role,
        name=tam.holder(instant).name,
        hours=tam.hours_text,
        open=tam.is_on(instant),
        absence=tam.absence(instant),
        next_open=tam.back(instant),
        coming_absences=tam.absences_after(instant),
    )
