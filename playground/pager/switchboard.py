"""The switchboard: phones ring, are answered or not, and calls do what the app answers, verb by verb."""

from collections import deque
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final

from playground.pager.call_reports import CallReports, leg_asked
from playground.pager.call_state import Dialling, Going
from playground.pager.exchange import Exchange
from playground.pager.phones import AnsweredBy, Awaited, CallStatus, Direction, PhoneCall
from playground.pager.scripts import CallScripts
from playground.pager.twiml import TwimlInvalid, TwimlVerb

SORRY: Final = "We are sorry. An application error has occurred. Goodbye."
_MOST_TURNS: Final = 100
_DIAL_RINGS_S, _GATHER_WAITS_S, _RECORD_WAITS_S = 30, 5, 5


class Switchboard:
    """Runs calls; lives on the server's event loop, where one thing is done at a time."""

    def __init__(self, exchange: Exchange, scripts: CallScripts, reports: CallReports) -> None:
        self._exchange, self._scripts, self._reports = exchange, scripts, reports
        self._going: dict[str, Going] = {}

    @property
    def next_at(self) -> datetime | None:
        """Return when a call goes on by itself."""
        return min((one.call.until for one in self._live() if one.call.until), default=None)

    def rings(self, call: PhoneCall, seconds: int) -> None:
        """Take a call that rings, and let it ring for so long."""
        self._going[call.sid] = Going(call)
        self._wait(call, Awaited.ANSWER, seconds)

    async def began(self, call: PhoneCall) -> None:
        """Tell the app of a call that it asked for."""
        for event in ("initiated", "ringing"):
            await self._reports.changed(self._going[call.sid], event)

    async def comes_in(self, sender: str) -> PhoneCall:
        """Have somebody call the app's number."""
        exchange = self._exchange
        number, at = exchange.account.number, exchange.addresses
        asked = {"From": sender, "To": number, "Url": at.voice, "FallbackUrl": at.voice_fallback}
        call = exchange.ring(asked | {"StatusCallback": at.voice_status}, Direction.INBOUND)
        self._going[call.sid] = Going(call)
        await self._begin(self._going[call.sid], AnsweredBy.HUMAN)
        return call

    async def answer(self, call: PhoneCall, by: AnsweredBy) -> None:
        """Have somebody, or their voicemail, take a call that rings."""
        going = self._going[call.sid]
        parent = self._going.get(call.parent)
        for other in parent.dialling.legs if parent and parent.dialling else ():
            if other is not call:
                await self.end(other, CallStatus.CANCELED)  # the first to answer has it
        await self._reports.changed(going, "answered", CallStatus.IN_PROGRESS)
        await self._begin(going, by)

    async def press(self, call: PhoneCall, key: str) -> None:
        """Have a key pressed; nothing comes of it where none is waited for.

        The next one is waited for as long again (Twilio's docs, Gather, timeout).
        """
        going = self._going[call.sid]
        with self._exchange.changing():
            call.pressed.append(key)
        verb = going.waiting
        if verb is None or verb.name != "Gather":
            return
        ends, most = verb.told.get("finishOnKey", "#"), verb.seconds("numDigits", 0)
        going.keys += "" if key == ends else key
        if key == ends or (most and len(going.keys) >= most):
            await self._gathered(going, verb)
        else:
            self._wait(call, Awaited.KEY, verb.seconds("timeout", _GATHER_WAITS_S))

    async def leave_message(self, call: PhoneCall, words: str) -> None:
        """Have a message recorded where one is waited for."""
        going, verb = self._going[call.sid], self._going[call.sid].waiting
        if verb is None or verb.name != "Record":
            return
        going.waiting = None
        recording = self._reports.recorded(call, words)
        await self._reports.message(verb.told.get("recordingStatusCallback", ""), call, recording)
        await self._turn_to(going, verb.told.get("action", ""), verb, recording)

    async def end(self, call: PhoneCall, status: CallStatus = CallStatus.COMPLETED) -> None:
        """End a call, from whichever side."""
        if not call.is_live:
            return
        going = self._going[call.sid]
        self._wait(call, Awaited.NOTHING)
        await self._reports.changed(going, "completed", status)
        for leg in going.dialling.legs if going.dialling else ():
            rings = leg.state is CallStatus.RINGING
            await self.end(leg, CallStatus.CANCELED if rings else CallStatus.COMPLETED)
        parent = self._going.get(call.parent)
        if parent is not None and parent.dialling is not None and parent.call.is_live:
            await self._leg_ended(parent, parent.dialling, call)

    async def pass_time(self) -> None:
        """Do what is due by now: phones stop ringing, no key comes, no message is left."""
        now = self._exchange.clock.now()
        while due := [one for one in self._live() if one.call.until is not None and one.call.until <= now]:
            await self._waited_enough(min(due, key=lambda one: one.call.until or now))

    async def _waited_enough(self, going: Going) -> None:
        verb, call = going.waiting, going.call
        if call.awaits is Awaited.ANSWER:
            await self.end(call, CallStatus.NO_ANSWER)
        elif verb is not None and verb.name == "Gather":
            await self._gathered(going, verb)
        else:
            going.waiting = None
            await self._go_on(going)

    async def _begin(self, going: Going, by: AnsweredBy) -> None:
        call = going.call
        with self._exchange.changing():
            call.state, call.answered_by = CallStatus.IN_PROGRESS, by
            call.answered_at = self._exchange.clock.now()
        self._wait(call, Awaited.NOTHING)
        if call.direction is Direction.LEG and not call.asked.get("Url"):
            await self._bridge(going)
        else:
            await self._turn_to(going, "", None, {})

    async def _turn_to(
        self, going: Going, address: str, verb: TwimlVerb | None, told: Mapping[str, str]
    ) -> None:
        """Ask the app what to do next: by an address, else by the page that the call is on."""
        try:
            going.verbs = deque(await self._asked(going, address, verb, told))
        except TwimlInvalid as wrong:
            await self._fail(going, wrong)
        else:
            await self._go_on(going)

    async def _asked(
        self, going: Going, address: str, verb: TwimlVerb | None, told: Mapping[str, str]
    ) -> tuple[TwimlVerb, ...]:
        going.turns += 1
        if going.turns > _MOST_TURNS:
            raise TwimlInvalid(12100, f"it was asked {_MOST_TURNS} times what to do")
        if verb is None:
            return await self._scripts.first(going.call)
        return await self._scripts.at(going.call, address, verb.told.get("method", "POST"), told)

    async def _go_on(self, going: Going) -> None:
        """Do one verb after the other until one waits for somebody."""
        call, going.spoken = going.call, timedelta(0)
        try:
            while going.verbs and call.is_live:
                if await self._done_with(going, going.verbs.popleft()):
                    return
        except TwimlInvalid as wrong:
            await self._fail(going, wrong)
        if call.is_live and call.direction is Direction.LEG:
            await self._bridge(going)
        else:
            await self.end(call)

    async def _done_with(self, going: Going, verb: TwimlVerb) -> bool:
        """Do one verb; tell whether what comes after it is not done, or not now."""
        match verb.name:
            case "Say" | "Play" | "Pause":
                self._say(going, verb)
                return False
            case "Gather" | "Record":
                return self._waits_for(going, verb)
            case "Dial":
                await self._dial(going, verb)
            case "Redirect":
                await self._turn_to(going, verb.text, verb, {})
            case "Reject":
                busy = verb.told.get("reason") == "busy"
                await self.end(going.call, CallStatus.BUSY if busy else CallStatus.NO_ANSWER)
            case _:  # Hangup
                await self.end(going.call)
        return True

    async def _fail(self, going: Going, wrong: TwimlInvalid) -> None:
        with self._exchange.changing():
            going.call.problem = str(wrong)
            going.call.heard.append(SORRY)
        await self.end(going.call)

    def _say(self, going: Going, *verbs: TwimlVerb) -> None:
        with self._exchange.changing():
            for verb in verbs:
                going.say(verb)

    def _waits_for(self, going: Going, verb: TwimlVerb) -> bool:
        """Wait for a key or a message; False where a voicemail took the call, which gives neither."""
        gathers = verb.name == "Gather"
        self._say(going, *verb.inside)
        if going.call.answered_by is AnsweredBy.VOICEMAIL:
            return False
        going.waiting, going.keys = verb, ""
        seconds = verb.seconds("timeout", _GATHER_WAITS_S if gathers else _RECORD_WAITS_S)
        self._wait(going.call, Awaited.KEY if gathers else Awaited.MESSAGE, seconds + going.spoken_s)
        return True

    async def _gathered(self, going: Going, verb: TwimlVerb) -> None:
        going.waiting, keys = None, going.keys
        self._wait(going.call, Awaited.NOTHING)
        if keys or verb.told.get("actionOnEmptyResult") == "true":
            await self._turn_to(going, verb.told.get("action", ""), verb, {"Digits": keys})
        else:
            await self._go_on(going)

    async def _dial(self, going: Going, verb: TwimlVerb) -> None:
        numbers = verb.inside or ((TwimlVerb("Number", {}, verb.text, ()),) if verb.text else ())
        if not numbers:
            raise TwimlInvalid(13223, "nobody is to be dialled")
        going.dialling = Dialling(verb, deque(numbers))
        self._wait(going.call, Awaited.OTHER_SIDE)
        await self._ring_next(going, going.dialling)

    async def _ring_next(self, going: Going, dialling: Dialling) -> None:
        verb, begun = dialling.verb, []
        one_by_one = verb.told.get("sequential") == "true"
        caller = verb.told.get("callerId") or going.call.sender
        for number in [dialling.left.popleft() for _ in range(1 if one_by_one else len(dialling.left))]:
            asked = leg_asked(caller, number, lambda address: self._scripts.seen_from(going.call, address))
            leg = self._exchange.ring(asked, Direction.LEG, going.call.sid)
            self.rings(leg, verb.seconds("timeout", _DIAL_RINGS_S))
            begun.append(leg)
        dialling.legs = begun
        for leg in begun:
            await self.began(leg)

    async def _bridge(self, going: Going) -> None:
        """Let both sides of a Dial talk; a voicemail talks to itself and hangs up."""
        parent = self._going[going.call.parent]
        assert parent.dialling is not None
        parent.dialling.bridged = True
        self._wait(going.call, Awaited.OTHER_SIDE)
        if going.call.answered_by is AnsweredBy.VOICEMAIL:
            await self.end(going.call)

    async def _leg_ended(self, parent: Going, dialling: Dialling, leg: PhoneCall) -> None:
        if any(each.is_live for each in dialling.legs) or leg not in dialling.legs:
            return
        if leg.answered_at is None and dialling.left:
            await self._ring_next(parent, dialling)
            return
        told, action = self._reports.dialled(dialling, leg), dialling.verb.told.get("action", "")
        parent.dialling = None
        self._wait(parent.call, Awaited.NOTHING)
        if action:
            await self._turn_to(parent, action, dialling.verb, told)
        else:
            await self._go_on(parent)

    def _wait(self, call: PhoneCall, what: Awaited, seconds: float | None = None) -> None:
        with self._exchange.changing():
            call.awaits = what
            call.until = None
            if seconds is not None:
                call.until = self._exchange.clock.now() + timedelta(seconds=seconds)

    def _live(self) -> list[Going]:
        return [one for one in self._going.values() if one.call.is_live]
