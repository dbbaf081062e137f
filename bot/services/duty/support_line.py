"""Answer the support line: the PIN, the ticket that it is about, who is rung, and what becomes of it."""

from collections.abc import Callable
from typing import Final

from bot.domain.phone import line_call, pin_tries
from bot.domain.phone.line_answer import CalleeHears, Heard, KeyPressed, LineAnswer
from bot.domain.phone.line_call import LineCall, Stage
from bot.services.service import ToldByPagers
from bot.steps.phone import callees, line_answers, outcomes, silent_calls
from bot.steps.work import Work
from models.phone.line_call import LineCallRow
from models.phone.pin_tries import PinTries
from models.ticket import Ticket

TAKES: Final = "1"
_OFFERED: Final = 3
"""How many open tickets a caller may choose from, the newest first: more is not listened to."""
Step = Callable[[Work, LineCallRow], LineCall]


class SupportLine(ToldByPagers):
    """Use cases of a call to the support line, which Twilio names by its SID.

    Each question has its step: what answers another one than the last is a repetition, and changes nothing.
    """

    def called(self, sid: str, number: str) -> LineAnswer:
        """Answer a call, once: ask for the PIN, unless too many wrong ones came from there."""

        def begin(work: Work) -> LineAnswer:
            caller = pin_tries.caller_of(number)
            row = LineCallRow.begun(work.session, sid, caller, work.now)
            if row.state == LineCall() and _is_locked_out(work, caller):
                row.state = line_call.locked_out(row.state)
            return line_answers.answer(work, row)

        return self.contested(begin)

    def typed(self, sid: str, step: int, pin: str) -> LineAnswer:
        """Look whose PIN was typed, if it is any account's."""
        return self._answered(sid, Stage.PIN, step, lambda work, row: _look_at(work, row, pin))

    def chose(self, sid: str, step: int, pressed: str) -> LineAnswer:
        """Take in which ticket the call is about, and ring whoever is on duty."""
        return self._answered(
            sid,
            Stage.CHOICE,
            step,
            lambda work, row: _ring_next(work, row, line_call.chosen(row.state, pressed)),
        )

    def ended(self, sid: str, step: int, *, talked: bool, gone: bool) -> LineAnswer:
        """Take in how the ringing of one person ended: both talked, or the next one is rung.

        `talked` counts only where whoever was rung accepted; `gone` tells that the caller has hung up.
        """

        def go_on(work: Work, row: LineCallRow) -> LineCall:
            call = row.state
            if talked and call.accepted_at is not None:
                return outcomes.settle(work, row, line_call.talked(call))
            if gone:
                return outcomes.settle(work, row, line_call.hung_up(call))
            return _ring_next(work, row, call)

        return self._answered(sid, Stage.RINGING, step, go_on)

    def recorded(self, sid: str, step: int, seconds: int, recording: str) -> LineAnswer:
        """Take in the message that was left, if one was."""

        def keep(work: Work, row: LineCallRow) -> LineCall:
            outcomes.message_left(work, row, row.state, seconds, recording)
            return line_call.recorded(row.state)

        return self._answered(sid, Stage.VOICEMAIL, step, keep)

    def whisper(self, sid: str, step: int) -> CalleeHears | None:
        """Return what whoever is rung hears; None once the caller is gone."""
        with self.work() as work:
            row = LineCallRow.held(work.session, sid)
            if row is None or not row.state.asks(Stage.RINGING, step):
                return None
            return line_answers.callee_hears(work, row)

    def accepted(self, sid: str, step: int, pressed: str) -> KeyPressed:
        """Take in the key that whoever is rung pressed; tell what comes of it."""
        with self.work() as work:
            row = LineCallRow.held(work.session, sid)
            if row is None or not row.state.asks(Stage.RINGING, step):
                return KeyPressed.TOO_LATE
            if pressed != TAKES:
                return KeyPressed.PASSES_ON
            row.state = line_call.accepted(row.state, step, work.now)
            silent_calls.expect(work, row)
            return KeyPressed.CONNECTS

    def hung_up(self, sid: str) -> None:
        """Take in that the caller is gone; of a call that somebody accepted the ringing tells the rest."""
        with self.work() as work:
            row = LineCallRow.held(work.session, sid)
            if row is None or row.state.is_over:
                return
            if row.state.accepted_at is not None and row.state.stage is Stage.RINGING:
                silent_calls.expect(work, row, is_gone=True)
                return
            silent_calls.give_up(work, row)

    def _answered(self, sid: str, stage: Stage, step: int, take: Step) -> LineAnswer:
        """Take in the answer to a question, unless it is a repetition; return what is heard next."""
        with self.work() as work:
            row = LineCallRow.held(work.session, sid)
            if row is None:
                return LineAnswer(Heard.GOODBYE)
            if row.state.asks(stage, step):
                row.state = take(work, row)
            return line_answers.answer(work, row)


def _look_at(work: Work, row: LineCallRow, typed: str) -> LineCall:
    call, caller = row.state, row.caller
    typed = "".join(filter(str.isdigit, typed))
    if not typed:
        return outcomes.settle(work, row, line_call.wrong_pin(call, typed=False))
    tried = PinTries.held(work.session, caller, work.now)
    if pin_tries.is_locked_out(caller, tried, work.now):
        return outcomes.settle(work, row, line_call.locked_out(call))
    account = pin_tries.account_of(_pins(work), typed)
    if account is None:
        PinTries.keep(work.session, caller, pin_tries.after_wrong(caller, tried, work.now))
        return outcomes.settle(work, row, line_call.wrong_pin(call, typed=True))
    known = (one for one in Ticket.unsolved(work.session, account) if not one.private)
    newest = sorted(known, key=lambda one: one.number, reverse=True)
    call = line_call.recognised(call, account, [ticket.id for ticket in newest[:_OFFERED]])
    if not call.offered:
        return _ring_next(work, row, call)
    row.state = call
    silent_calls.expect(work, row)
    return call


def _pins(work: Work) -> dict[str, str]:
    named = {key: account.pin.reveal() for key, account in work.runbook.accounts.items() if account.pin}
    return {key: pin for key, pin in named.items() if pin}


def _is_locked_out(work: Work, caller: str) -> bool:
    return pin_tries.is_locked_out(caller, PinTries.held(work.session, caller, work.now), work.now)


def _ring_next(work: Work, row: LineCallRow, call: LineCall) -> LineCall:
    callee = callees.next_callee(work, str(call.account), call.rung)
    call = line_call.rings(call, callee)
    if callee is None:
        return outcomes.settle(work, row, call)
    row.state = call
    silent_calls.expect(work, row)
    return call
