"""Calendar feeds of who is on call: made and revoked by their tokens, and what stands in them."""

import hashlib
from datetime import timedelta
from typing import Final

from bot.blocks.values.calendars import CalendarShift
from bot.steps.integrations.secret_tokens import hash_of, new_token
from bot.steps.people import members, roster
from bot.steps.people.duties import Duty, duties
from bot.steps.work import Work
from models.oncall_feed import OncallFeed

_BEFORE: Final = timedelta(days=14)
_AFTER: Final = timedelta(days=90)


def make(work: Work, user: str | None) -> str:
    """Make a feed of a user's shifts, or of the 24x7 team's; return its token, which is kept nowhere."""
    token = new_token()
    work.session.add(OncallFeed(token_hash=hash_of(token), user_id=user, made_at=work.now))
    return token


def revoke(work: Work, token: str) -> bool:
    """Revoke a feed; tell whether there was one."""
    known = OncallFeed.of_hash(work.session, hash_of(token)) is not None
    OncallFeed.revoke(work.session, hash_of(token), work.now)
    return known


def of_token(work: Work, token: str) -> bytes | None:
    """Return the file that a token opens; None for one that is not known, or not any more."""
    feed = OncallFeed.of_hash(work.session, hash_of(token))
    return written(work, feed.user_id) if feed else None


def written(work: Work, user: str | None) -> bytes:
    """Return a user's shifts, or the 24x7 team's final schedule, as a file."""
    from bot.blocks.answers.calendar_file import calendar_file  # its library, which nothing else needs

    name = members.name(work, user) if user else work.runbook.provider.pse.name
    found = [
        shift
        for duty in duties(work)
        if duty.is_shared and (user or duty.key == roster.PSE)
        for shift in _shifts(work, duty, user)
    ]
    return calendar_file(f"On call: {name}", found, work.now)


def _shifts(work: Work, duty: Duty, user: str | None) -> list[CalendarShift]:
    today = work.now.replace(hour=0, minute=0, second=0, microsecond=0)
    turns = duty.turns(today - _BEFORE, today + _AFTER)
    return [
        CalendarShift(
            key=_name_of(f"{duty.key}/{turn.person.slack or turn.person.name}/{turn.start.isoformat()}"),
            person=turn.person.name,
            duty=duty.title,
            layer=turn.layer or "",
            start=turn.start,
            end=turn.end or today + _AFTER,
        )
        for turn in turns
        if turn.person and user in (None, turn.person.slack)
    ]


def _name_of(shift: str) -> str:
    """Return what a calendar knows a shift by, which must not change while the shift is the same."""
    return hashlib.sha256(shift.encode()).hexdigest()[:32]
