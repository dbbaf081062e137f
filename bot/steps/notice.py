"""The notice that chat has no SLA: pinned, under a message, and on a schedule."""

from datetime import datetime, timedelta

from bot.blocks.messages import notices as blocks
from bot.blocks.values import OffHours
from bot.domain.business_hours import first_instant
from bot.domain.calendar.zones import local_day
from bot.domain.keys import said, slots
from bot.domain.permission import Actor
from bot.domain.routing import Role, role_on_duty
from bot.domain.small_talk import is_emoji_only, is_greeting, is_thanks
from bot.outbox import enqueue
from bot.runbook import Account
from bot.steps import ticket_lines
from bot.steps.choices import urgent
from bot.steps.deadlines.due_kinds import DueKind
from bot.steps.people import identities, roster
from bot.steps.work import Work
from models.message import ChatMessage
from models.notice import NoticeGiven
from models.questions import ticket_standing
from models.queues import due
from models.queues.outbox import MessageSlot

_LOOK_AHEAD_DAYS = 60


def pin(work: Work, account: str) -> None:
    """Post and pin the notice once; edit it in place when the runbook changed its words."""
    post = blocks.pinned_notice(
        account, by_console=work.account(account).sla.by_console, can_call=_can_call(work)
    )
    slot = slots.pinned_notice(account)
    work.say(post, key=said.pinned_notice(slot), channel=work.channel(account), slot=slot)
    enqueue.pin(work.session, key=said.pinning(slot), slot=slot, now=work.now)
    if MessageSlot.at(work.session, slot) is not None:
        work.reword(slot, post)


def under(work: Work, account: str, channel: str, ts: str, author: Actor, text: str) -> None:
    """Say it in the thread of a customer's message that is no ticket.

    Not under small talk; once a thread; once a person on an account-local day (docs/explanation/clocks.md).
    """
    called = identities.names_of_provider(work, account)
    if is_greeting(text, called) or is_thanks(text, called) or is_emoji_only(text):
        return
    day = work.wall_clock(account).day(work.now)
    given = {"account": account, "user_id": author.user, "local_date": day}
    if not NoticeGiven.first(work.session, channel=channel, thread_ts=ts, **given):
        return
    own = ticket_standing.unsolved_of_requester(work.session, account, author.user)
    post = blocks.thread_notice(
        account,
        ts,
        open_tickets=ticket_lines.lines_as_known(work, own),
        off_hours=off_hours(work, account),
        by_console=work.account(account).sla.by_console,
        can_call=_can_call(work),
    )
    work.say(post, key=said.notice_under(channel, ts), channel=channel, thread_ts=ts)


def scheduled(work: Work, account: str) -> None:
    """Post the scheduled notice, unless the channel has been silent for long, or is closed."""
    if work.is_closed(account):
        return
    channel = work.channel(account)
    last = ChatMessage.last_said(work.session, channel)
    silence = work.account(account).notice.quiet_if_silent_for
    if silence is not None and (last is None or work.now - last > silence):
        return
    post = blocks.scheduled_notice(
        account,
        off_hours=off_hours(work, account),
        by_console=work.account(account).sla.by_console,
        can_call=_can_call(work),
    )
    work.say(post, key=said.scheduled_notice(account, work.now.date()), channel=channel)


def schedule_next(work: Work, account: str) -> None:
    """Remember when the scheduled notice is next to be posted; never on a holiday."""
    at = _next_notice(work, work.account(account))
    if at is not None:
        due.schedule(work.session, kind=DueKind.SCHEDULED_NOTICE, due_at=at, account=account)


def off_hours(work: Work, account: str) -> OffHours | None:
    """Return what the notice adds while no TAM is there; None in hours, or when the runbook wants none."""
    terms, team = work.account(account), roster.team(work, account)
    if not terms.notice.off_hours or role_on_duty(team, work.now) is not Role.PSE:
        return None
    back = min(
        ((opens, tam.holder(opens).name) for tam in team.tams if (opens := tam.back(work.now)) is not None),
        default=None,
    )
    return OffHours(
        back_name=back[1] if back else team.primary.holder(work.now).name,
        back_at=back[0] if back else None,
        urgent=urgent(terms.sla),
        wall_clock=team.wall_clock,
        now=work.now,
    )


def _can_call(work: Work) -> bool:
    return bool(work.runbook.provider.phones)


def _next_notice(work: Work, account: Account) -> datetime | None:
    every, zone, business = account.notice.every, account.time_zone, account.team().business
    if every is None:
        return None
    today = local_day(zone, work.now)
    for ahead in range(_LOOK_AHEAD_DAYS):
        day = today + timedelta(days=ahead)
        if day.weekday() not in every.weekdays or business.is_holiday(day):
            continue
        at = first_instant(zone, day, every.at)
        if at > work.now:
            return at
    return None
