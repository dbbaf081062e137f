"""Answer "who is on call?", foretell tickets, and take announcements of absence."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from bot.blocks.values import Answerer, OnCallAnswer, OnCallPerson, WhatIfAnswer
from bot.blocks.values.schedules import SchedulesAnswer, ScheduleTable, ShiftLine
from bot.domain.calendar.zones import local_day
from bot.domain.forecast import forecast
from bot.domain.permission import Action, Actor, require
from bot.domain.rotation import who_is_on_call
from bot.domain.routing import Assignment, route
from bot.domain.sla import Priority
from bot.domain.tams import Member, Tam, Turn
from bot.errors import NotAllowed, NotFound, WrongInput
from bot.services.service import ForPeople
from bot.steps.people import roster
from bot.steps.people.absences import Days, overlaps, take_back
from bot.steps.work import Work
from models.absence import AnnouncedAbsence
from models.people import SlackUser

_WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Absent:
    """An announced absence as it was understood."""

    name: str
    first: date
    last: date
    already: bool


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
            person = roster.member(work.runbook, user)
            if person is None:
                raise NotFound(_no_tam(work, user))
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

    def announce_absence(self, actor: Actor, user: str, days: Sequence[Days]) -> tuple[Absent, ...]:
        """Remember when somebody is away, all of it or nothing; raises WrongInput for impossible dates."""
        with self.work() as work:
            require(actor, Action.ANNOUNCE_ABSENCE)
            person = _member(work, user)
            for first, last in days:
                _refuse_impossible(work, person, first, last)
            return tuple(_remember(work, person, user, first, last, actor) for first, last in days)

    def planned_absences(self, actor: Actor) -> tuple[Absent, ...]:
        """List the days off that are announced and not over, the earliest first."""
        require(actor, Action.ANNOUNCE_ABSENCE)
        with self.reading() as work:
            users = sorted(work.runbook.staff_ids)
            found = [(roster.member(work.runbook, one.user_id), one) for one in _coming(work, users)]
            return tuple(Absent(person.name, one.first, one.last, True) for person, one in found if person)

    def cancel_absence(self, actor: Actor, user: str, days: Sequence[Days] = ()) -> tuple[Absent, ...]:
        """Take announced days off back: those days, or (none given) the one absence that is planned.

        Raises WrongInput, naming what is planned, where that is not clear.
        """
        with self.work() as work:
            require(actor, Action.ANNOUNCE_ABSENCE)
            person = _member(work, user)
            coming = _coming(work, [user])
            meant = [one for one in coming if not days or overlaps(one, days)]
            if not meant or (not days and len(meant) > 1):
                raise WrongInput(_planned(person, coming))
            taken = tuple(Absent(person.name, one.first, one.last, True) for one in meant)
            for one in meant:
                take_back(work, actor, one, days or [(one.first, one.last)])
            return taken

    def end_absence(self, actor: Actor, user: str) -> tuple[Absent, ...]:
        """End the absence that lasts today, from today on; raises WrongInput where there is none."""
        with self.work() as work:
            require(actor, Action.ANNOUNCE_ABSENCE)
            person = _member(work, user)
            today = local_day(person.zone, work.now)
            coming = _coming(work, [user])
            now = [one for one in coming if one.first <= today <= one.last]
            if not now:
                raise WrongInput(f"{person.name} is not away today. {_planned(person, coming)}")
            taken = tuple(Absent(person.name, one.first, one.last, True) for one in now)
            for one in now:
                take_back(work, actor, one, [(today, one.last)])
            return taken


def _member(work: Work, user: str) -> Member:
    person = roster.member(work.runbook, user)
    if person is None:
        raise NotAllowed(_no_tam(work, user))
    return person


def _refuse_impossible(work: Work, person: Member, first: date, last: date) -> None:
    if last < first:
        raise WrongInput(f"{last} is before {first}. Write the first day, two dots, the last day.")
    if last < local_day(person.zone, work.now):
        raise WrongInput(f"{last} is over already. An absence says who answers from now on.")


def _coming(work: Work, users: Sequence[str]) -> list[AnnouncedAbsence]:
    """Return the announced absences that are not over in the zone of whoever is away."""
    people = {user: roster.member(work.runbook, user) for user in users}
    return [
        one
        for one in AnnouncedAbsence.of_users(work.session, users)
        if (person := people[one.user_id]) and one.last >= local_day(person.zone, work.now)
    ]


def _planned(person: Member, coming: Sequence[AnnouncedAbsence]) -> str:
    if not coming:
        return f"No days off of {person.name} are announced here, so nothing was changed."
    listed = ", ".join(f"{one.first}..{one.last}" for one in coming)
    return f"Announced for {person.name}: {listed}. Write `off cancel` and the days."


def _schedules(work: Work, account: str, length: timedelta, whose: str | None = None) -> SchedulesAnswer:
    end = work.now + length
    tables = tuple(
        ScheduleTable(title, tuple(_shift(turn, end) for turn in rota.turns(work.now, end)))
        for title, rota in roster.schedules(work, account)
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
        absent_until=tam.absent_until(instant),
        next_open=tam.back(instant),
        coming_absences=tuple((away.first, away.last) for away in tam.absences_after(instant)),
    )


def _remember(work: Work, person: Member, user: str, first: date, last: date, actor: Actor) -> Absent:
    known = AnnouncedAbsence.of_users(work.session, [user])
    already = any((absence.first, absence.last) == (first, last) for absence in known)
    if not already:
        work.session.add(
            AnnouncedAbsence(
                user_id=user, first=first, last=last, announced_by=actor.user, announced_at=work.now
            )
        )
        work.teams.clear()
    return Absent(person.name, first, last, already)


def _no_tam(work: Work, user: str) -> str:
    known = SlackUser.known(work.session, user)
    who = known.name if known else "That person"
    return f"{who} is no account's TAM. Only TAMs' days off change who gets a ticket."
