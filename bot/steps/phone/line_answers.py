"""What is heard next in a call: it follows from how the call stands, however often it is asked for."""

from dataclasses import replace

from bot.domain.phone.line_answer import CalleeHears, LineAnswer, heard_next
from bot.domain.phone.line_call import LineCall
from bot.domain.phone.pin_tries import HIDDEN
from bot.steps.phone import callers
from bot.steps.work import Work
from models.phone.line_call import LineCallRow


def answer(work: Work, row: LineCallRow) -> LineAnswer:
    """Return what the caller hears."""
    call = row.state
    return LineAnswer(
        heard=heard_next(call, is_hidden=row.caller == HIDDEN),
        step=call.step,
        account=work.account(call.account).name if call.account else "",
        tickets=tuple(work.key(work.peek(number)) for number in call.offered),
        callee=call.callee,
        instead_of=call.rung[-2].name if len(call.rung) > 1 else "",
        ticket=_key(work, call),
    )


def callee_hears(work: Work, row: LineCallRow) -> CalleeHears:
    """Return what whoever is rung hears."""
    call, account = row.state, str(row.state.account)
    hears = CalleeHears(work.account(account).name, caller=callers.name_of(work, account, row.caller))
    if call.ticket is None:
        return hears
    return replace(hears, ticket=_key(work, call), subject=work.peek(call.ticket).subject)


def _key(work: Work, call: LineCall) -> str:
    return work.key(work.peek(call.ticket)) if call.ticket is not None else ""
