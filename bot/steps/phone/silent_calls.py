"""Calls of which nothing more is heard: what became of them is found out by waiting, so that none is lost."""

from datetime import timedelta
from typing import Final

from bot.domain.keys import falling_due
from bot.domain.keys.falling_due import LastHeard
from bot.domain.phone import line_call
from bot.steps.deadlines.due_kinds import DueKind
from bot.steps.phone import outcomes
from bot.steps.work import Work
from models.phone.line_call import LineCallRow
from models.queues import due
from models.store.base import JsonObject

LONGEST_TALK: Final = timedelta(hours=4)
"""Twilio ends a call then."""
_NEWS: Final = timedelta(minutes=5)
"""Within that, Twilio has told how a phone that rings was answered."""
_GONE: Final = timedelta(minutes=1)


def expect(work: Work, row: LineCallRow, *, is_gone: bool = False) -> None:
    """Give a call up if nothing more is heard of it, at once where its caller is gone."""
    call = row.state
    talks = call.accepted_at is not None
    wait = _GONE if is_gone else LONGEST_TALK + _NEWS if talks else _NEWS
    heard = LastHeard.GONE if is_gone else LastHeard.TALKS if talks else LastHeard.RINGS
    once = falling_due.silent_call(row.sid, call.step, heard)
    told: JsonObject = {"sid": row.sid, "step": call.step, "gone": is_gone, "talks": talks}
    kind, account = DueKind.SILENT_CALL, str(call.account)
    due.schedule_all(work.session, [due.Falling(kind, work.now + wait, account, None, told, once=once)])


def act(work: Work, told: JsonObject) -> None:
    """Give a call up that has come no further since."""
    row = LineCallRow.held(work.session, told["sid"])
    if row is None or row.state.is_over or row.state.step != told["step"]:
        return
    if told["talks"] or row.state.accepted_at is None:
        give_up(work, row)


def give_up(work: Work, row: LineCallRow) -> None:
    """Take a call for ended: whoever called is gone, and it is not known that anybody has spoken to them."""
    over = line_call.hung_up(row.state)
    row.state = outcomes.settle(work, row, over) if row.state.outcome is None else over
