"""What comes back from those who were reached: keys pressed in a call, calls nobody took, PagerDuty."""

from dataclasses import dataclass, replace

from bot.blocks.messages import pages
from bot.domain.events.paging import AcknowledgedElsewhere
from bot.domain.keys import done, said
from bot.domain.keys.said import IncidentAction, IncidentKey, News
from bot.domain.paging import CallAnswer, CallState, Cause, PageStep
from bot.domain.permission import Action, Actor, require
from bot.domain.ticket import Status
from bot.services.service import ToldByPagers
from bot.steps import cards, history, ticket_lines
from bot.steps.deadlines import drills, escalation_ladder, paging, take_up
from bot.steps.people import assignment, identities
from bot.steps.work import TAM_BOT, Work
from models.message import Received
from models.queues.outbox import OutboxRow
from models.store.records import unpacked
from models.ticket import Ticket

TAKES, PASSES_ON = "1", "2"


@dataclass(frozen=True)
class _Reached:
    """What a row that went out is about."""

    ticket: Ticket
    page: PageStep
    since: int
    text: str


class Pagers(ToldByPagers):
    """Use cases of those who are reached beside Slack; a call is named by the key of its row."""

    def called(self, call: str) -> CallAnswer:
        """Return what whoever takes the call hears first."""
        with self.reading() as work:
            reached = _reached(work, OutboxRow.of_key(work.session, call))
            return _state(work, reached, _actor(work, reached)) if reached else CallAnswer(CallState.OVER)

    def pressed(self, call: str, key: str) -> CallAnswer:
        """Do what a key asks for, once: take it, or pass it on; any other changes nothing."""
        with self.work() as work:
            reached = _reached(work, OutboxRow.of_key(work.session, call), hold=True)
            if reached is None:
                return CallAnswer(CallState.OVER)
            actor = _actor(work, reached)
            answer = _state(work, reached, actor)
            if answer.state is CallState.WANTED and key == TAKES:
                _take(work, reached, actor)
                return _state(work, reached, actor)
            if answer.state is CallState.WANTED and key == PASSES_ON:
                _pass_on(work, reached, call)
                return CallAnswer(CallState.PASSED_ON, answer.ticket)
            return answer

    def unanswered(self, call: str) -> None:
        """Ask whoever is next, once: nobody took the call, or whoever did pressed no key."""
        with self.work() as work:
            reached = _reached(work, OutboxRow.of_key(work.session, call), hold=True)
            if reached and _state(work, reached, _actor(work, reached)).state is CallState.WANTED:
                _pass_on(work, reached, call)

    def acknowledged(self, incident: str, by: str, event: str) -> None:
        """Have what was acknowledged in PagerDuty acknowledged here; `event` is told of once."""
        with self.work() as work:
            if not Received.first(work.session, done.webhook("pagerduty", event), work.now):
                return
            raised = said.signal(IncidentKey(incident), IncidentAction.TRIGGER)
            reached = _reached(work, OutboxRow.enqueued_as(work.session, raised), hold=True)
            if reached and _is_awaited(work, reached):
                _acknowledge(work, reached, by)


def _reached(work: Work, row: OutboxRow | None, *, hold: bool = False) -> _Reached | None:
    about = row.payload.get("about") if row else None
    if row is None or about is None:
        return None
    ticket = (work.ticket if hold else work.peek)(about["ticket"])
    page = unpacked(PageStep, about["page"])
    return _Reached(ticket, page, int(about["since"]), str(row.payload.get("text", "")))


def _actor(work: Work, reached: _Reached) -> Actor:
    home = work.runbook.provider.workspaces[0]
    return identities.actor_of(work, reached.ticket.account, reached.page.who, home, None)


def _state(work: Work, reached: _Reached, actor: Actor) -> CallAnswer:
    ticket, key = reached.ticket, work.key(reached.ticket)
    if ticket.status is Status.SOLVED:
        return CallAnswer(CallState.OVER, key)
    if _is_awaited(work, reached):
        return CallAnswer(CallState.WANTED, key, reached.text)
    if ticket.assignee_slack == actor.user:
        return CallAnswer(CallState.YOURS, key)
    return CallAnswer(CallState.THEIRS, key, holder=ticket.assignee_name)


def _is_awaited(work: Work, reached: _Reached) -> bool:
    return paging.is_awaited(work, reached.ticket, reached.page, reached.since)


def _take(work: Work, reached: _Reached, actor: Actor) -> None:
    require(actor, Action.TAKE)
    assignment.by_hand(work, reached.ticket, actor.user, actor)
    drills.end(work, reached.ticket, actor)
    if reached.page.cause is Cause.ESCALATION:
        escalation_ladder.acknowledge(work, reached.ticket, actor)


def _pass_on(work: Work, reached: _Reached, call: str) -> None:
    if not Received.first(work.session, done.passed_on(call), work.now):
        return
    if reached.page.cause is Cause.P1:
        take_up.ask_now(work, reached.ticket, reached.page.who)
    else:
        escalation_ladder.climb_now(work, reached.ticket, reached.page.of)


def _acknowledge(work: Work, reached: _Reached, by: str) -> None:
    ticket = reached.ticket
    actor = replace(TAM_BOT, name=by)
    if reached.page.cause is Cause.ESCALATION:
        escalation_ladder.acknowledge(work, ticket, actor)
        return
    event = history.record(work, ticket, AcknowledgedElsewhere(by), actor)
    paging.stop(work, ticket)
    post = pages.acknowledged(ticket_lines.line(work, ticket), by)
    cards.tell_triage(work, ticket, said.news(News.ACKNOWLEDGED_ELSEWHERE, event.id), post)
