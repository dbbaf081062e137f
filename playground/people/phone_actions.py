"""What people do with their phones and in PagerDuty."""

from collections.abc import Awaitable, Callable

from playground.pager.pager import NothingThere, Pager
from playground.pager.phones import AnsweredBy, CallStatus, PhoneCall
from playground.to_app.interactions import ShownToUser
from playground.workspace.json_types import JSON
from playground.workspace.state import WorkspaceState

Action = Callable[[str, JSON], Awaitable[JSON]]

VALUES = {"press": "key", "record": "words", "pagerduty": "what"}
"""What is told of those actions that need it."""
STEPS = ("answer", "press", "decline", "let_ring", "voicemail", "hang_up", "ring", "record", "pagerduty")
"""Everything that people do with phones."""
_KEYS = frozenset("0123456789*#")


class PhoneActions:
    """Carries out what people do with their phones."""

    def __init__(self, state: WorkspaceState, pager: Pager) -> None:
        self._state, self._pager, self._book = state, pager, pager.exchange.book
        self.actions: dict[str, Action] = {
            "answer": self._with_phone(pager.answer),
            "press": self._press,
            "decline": self._with_phone(lambda number: pager.stop_ringing(number, CallStatus.BUSY)),
            "let_ring": self._with_phone(lambda number: pager.stop_ringing(number, CallStatus.NO_ANSWER)),
            "voicemail": self._with_phone(lambda number: pager.answer(number, AnsweredBy.VOICEMAIL)),
            "hang_up": self._with_phone(pager.hang_up),
            "ring": self._with_phone(pager.comes_in),
            "record": self._record,
            "pagerduty": self._in_pagerduty,
        }

    def _with_phone(self, do: Callable[[str], Awaitable[PhoneCall]]) -> Action:
        async def act(user: str, request: JSON) -> JSON:
            return await _outcome(do(self._book.number(user)))

        return act

    async def _press(self, user: str, request: JSON) -> JSON:
        keys = str(request.get("key", ""))
        if not keys or not set(keys) <= _KEYS:
            raise ShownToUser("A phone has the keys 0 to 9, * and #.")
        return await _outcome(self._pager.press(self._book.number(user), keys))

    async def _record(self, user: str, request: JSON) -> JSON:
        words = str(request.get("words", ""))
        return await _outcome(self._pager.leave_message(self._book.number(user), words))

    async def _in_pagerduty(self, user: str, request: JSON) -> JSON:
        what, name = str(request.get("what", "")), self._state.people[user].real_name
        if what not in ("acknowledge", "resolve"):
            raise ShownToUser("In PagerDuty an incident is acknowledged or resolved.")
        try:
            moved = await self._pager.move_incident(str(request.get("incident") or ""), what, name)
        except NothingThere as nothing:
            raise ShownToUser(str(nothing)) from None
        return {"incident": moved.key, "status": moved.state}


async def _outcome(doing: Awaitable[PhoneCall]) -> JSON:
    """Return how the call stands now, and what was heard in it."""
    try:
        call = await doing
    except NothingThere as nothing:
        raise ShownToUser(str(nothing)) from None
    return {"call": call.sid, "status": call.state.value, "heard": list(call.heard)}
