"""Twilio and PagerDuty as one: what an app asks of them is done, and what comes of it is told to the app."""

import asyncio
import contextlib
from datetime import datetime
from typing import Final

from playground.pager.app_requests import AppRequests
from playground.pager.call_reports import CallReports
from playground.pager.callbacks import Callbacks
from playground.pager.exchange import Exchange, Incident
from playground.pager.incident_hooks import IncidentHooks
from playground.pager.phones import AnsweredBy, Awaited, CallStatus, PhoneCall, PhoneText
from playground.pager.scripts import CallScripts
from playground.pager.switchboard import Switchboard
from playground.to_app.one_by_one import OneByOne

_RINGS_S: Final = 60
_STATUSES: Final = {"acknowledge": "acknowledged", "resolve": "resolved"}


class NothingThere(Exception):
    """What somebody does with a phone or an incident cannot be done now; the text says why."""


class Pager:
    """Runs phones and incidents; lives on the server's event loop."""

    def __init__(self, exchange: Exchange) -> None:
        self.exchange = exchange
        self._requests = AppRequests(exchange.account.twilio_token)
        self.callbacks = Callbacks(self._requests, exchange.clock)
        scripts = CallScripts(self._requests, exchange.account)
        reports = CallReports(exchange, scripts, self.callbacks)
        self._board = Switchboard(exchange, scripts, reports)
        self.hooks = IncidentHooks(self._requests, exchange, self.callbacks)
        self._turns = OneByOne(exchange.changing)

    @property
    def is_quiet(self) -> bool:
        """Tell whether the app has been told of everything that it asked for."""
        return self._turns.is_quiet

    @property
    def next_at(self) -> datetime | None:
        """Return when something happens by itself."""
        return min((at for at in (self._board.next_at, self.callbacks.arrivals.next_at) if at), default=None)

    def rings(self, call: PhoneCall) -> None:
        """Have a phone ring that the app has called."""
        seconds = call.asked.get("Timeout", "")
        self._board.rings(call, int(seconds) if seconds.isdecimal() else _RINGS_S)
        self._turns.begin(self._board.began(call))

    def arrived(self, text: PhoneText) -> None:
        """Tell the app that its text arrived."""
        self._turns.begin(self._tell_of(text))

    def changed(self, incident: Incident) -> None:
        """Tell the app how an incident stands."""
        self._turns.begin(self.hooks.tell(incident))

    async def pass_time(self) -> None:
        """Do what is due by now."""
        await self._turns.take(self._pass_time())

    async def keep_time(self, every: float) -> None:
        """Do what is due whenever it is, for as long as this runs."""
        while True:
            await asyncio.sleep(every)
            following = self.next_at
            if following is not None and following <= self.exchange.clock.now():
                await self.pass_time()

    async def close(self) -> None:
        """Stop telling, and close what connections there are."""
        await self._turns.end()
        await self._requests.close()

    async def answer(self, number: str, by: AnsweredBy = AnsweredBy.HUMAN) -> PhoneCall:
        """Have a phone that rings answered."""
        call = self._at(number, CallStatus.RINGING)
        await self._turns.take(self._board.answer(call, by))
        return call

    async def stop_ringing(self, number: str, status: CallStatus) -> PhoneCall:
        """Have a call declined (busy), or not answered for as long as it rings."""
        call = self._at(number, CallStatus.RINGING)
        await self._turns.take(self._board.end(call, status))
        return call

    async def press(self, number: str, keys: str) -> PhoneCall:
        """Have keys pressed, one after the other; a phone that rings is answered first."""
        with contextlib.suppress(NothingThere):
            await self.answer(number)
        call = self._at(number, CallStatus.IN_PROGRESS)
        for key in keys:
            await self._turns.take(self._board.press(call, key))
        return call

    async def leave_message(self, number: str, words: str) -> PhoneCall:
        """Have a message recorded."""
        call = self._at(number, CallStatus.IN_PROGRESS)
        if call.awaits is not Awaited.MESSAGE:
            raise NothingThere("No message is being recorded.")
        await self._turns.take(self._board.leave_message(call, words))
        return call

    async def hang_up(self, number: str) -> PhoneCall:
        """Have a call ended by whoever is in it."""
        call = self._at(number, CallStatus.IN_PROGRESS)
        await self._turns.take(self._board.end(call))
        return call

    async def comes_in(self, number: str) -> PhoneCall:
        """Have somebody call the app's number."""
        if not self.exchange.addresses.voice:
            raise NothingThere("Nobody answers the app's number: it has no address for calls.")
        return await self._turns.take(self._board.comes_in(number))

    async def move_incident(self, key: str, action: str, by: str) -> Incident:
        """Have somebody acknowledge or resolve an incident in PagerDuty: that one, or the newest open one."""
        found = [one for one in self.exchange.incidents if one.state != "resolved" and key in ("", one.key)]
        if not found:
            raise NothingThere("There is no open incident in PagerDuty.")
        incident = found[-1]
        with self.exchange.changing():
            incident.state, incident.by = _STATUSES[action], by
        await self._turns.take(self.hooks.tell(incident))
        return incident

    def _at(self, number: str, status: CallStatus) -> PhoneCall:
        for call in self.exchange.calls:
            if call.handset == number and call.state is status:
                return call
        rings = status is CallStatus.RINGING
        raise NothingThere("This phone does not ring." if rings else "Nobody is in a call on this phone.")

    async def _pass_time(self) -> None:
        await self._board.pass_time()
        await self.callbacks.arrivals.send_kept()

    async def _tell_of(self, text: PhoneText) -> None:
        for status in ("sent", "delivered"):
            told = {"MessageSid": text.sid, "MessageStatus": status, "From": text.sender, "To": text.to}
            told |= {"AccountSid": self.exchange.account.twilio_sid, "ApiVersion": "2010-04-01"}
            await self.callbacks.tell(text.asked.get("StatusCallback", ""), told)
