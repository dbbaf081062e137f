"""What is heard next in a call: it follows from how the call stands, however often it is asked for."""

from bot.domain.phone.line_answer import CalleeHears, Heard, LineAnswer
from bot.domain.phone.line_call import CallOutcome, LineCall, Stage
from bot.domain.phone.pin_tries import HIDDEN
from bot.steps.work import Work
from models.phone.line_call import LineCallRow


def answer(work: Work, row: LineCallRow) -> LineAnswer:
    """Return what the caller hears."""
    call = row.state
    account = work.account(call.account).name if call.account else ""
    match call.stage:
        case Stage.PIN:
            return LineAnswer(Heard.ASKS_PIN_AGAIN if call.tries else Heard.ASKS_PIN, call.step)
        case Stage.CHOICE:
            tickets = tuple(work.key(work.peek(number)) for number in call.offered)
            return LineAnswer(Heard.ASKS_TICKET, call.step, account, tickets)
        case Stage.RINGING:
            before = call.rung[-2].name if len(call.rung) > 1 else ""
            return LineAnswer(Heard.RINGS, call.step, account, callee=call.callee, instead_of=before)
        case Stage.VOICEMAIL:
            return LineAnswer(Heard.ASKS_MESSAGE, call.step, account, ticket=_key(work, call))
        case Stage.OVER:
            return LineAnswer(_farewell(row), call.step, account)


def callee_hears(work: Work, call: LineCall) -> CalleeHears:
    """Return what whoever is rung hears."""
    account = work.account(str(call.account)).name
    if call.ticket is None:
        return CalleeHears(account)
    return CalleeHears(account, _key(work, call), work.peek(call.ticket).subject)


def _key(work: Work, call: LineCall) -> str:
    return work.key(work.peek(call.ticket)) if call.ticket is not None else ""


def _farewell(row: LineCallRow) -> Heard:
    match row.state.outcome:
        case CallOutcome.REFUSED:
            return Heard.REFUSED
        case CallOutcome.LOCKED_OUT:
            return Heard.LOCKED_OUT_HIDDEN if row.caller == HIDDEN else Heard.LOCKED_OUT
    return Heard.GOODBYE
