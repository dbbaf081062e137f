"""What an app is told of how its calls go: status callbacks, and the outcome of a Dial or a Record."""

import hashlib
from collections.abc import Callable
from email.utils import format_datetime

from playground.pager.call_state import Dialling, Going
from playground.pager.callbacks import Callbacks
from playground.pager.exchange import Exchange
from playground.pager.phones import CallStatus, PhoneCall
from playground.pager.scripts import CallScripts
from playground.pager.twiml import TwimlVerb

_LETTERS_A_SECOND = 15


class CallReports:
    """Tells the app; lives on the server's event loop."""

    def __init__(self, exchange: Exchange, scripts: CallScripts, callbacks: Callbacks) -> None:
        self._exchange, self._scripts, self._callbacks = exchange, scripts, callbacks

    async def changed(self, going: Going, event: str, status: CallStatus | None = None) -> None:
        """Have a call stand otherwise, and tell of it where the app asked for that event."""
        call = going.call
        with self._exchange.changing():
            call.state = status or call.state
            call.ended_at = self._exchange.clock.now() if event == "completed" else None
        if event in call.asked.get("StatusCallbackEvent", "completed").split():
            told = self._scripts.form(call) | self._progress(going, event)
            await self._callbacks.tell(call.asked.get("StatusCallback", ""), told)

    def recorded(self, call: PhoneCall, words: str) -> dict[str, str]:
        """Return what is told of a message that was left."""
        account = self._exchange.account.twilio_sid
        sid = "RE" + hashlib.sha256(f"{call.sid} {words}".encode()).hexdigest()[:32]
        return {
            "RecordingSid": sid,
            "RecordingUrl": f"https://api.twilio.com/2010-04-01/Accounts/{account}/Recordings/{sid}",
            "RecordingStatus": "completed",
            "RecordingDuration": str(max(1, len(words) // _LETTERS_A_SECOND)),
        }

    def dialled(self, dialling: Dialling, leg: PhoneCall) -> dict[str, str]:
        """Return what is told of how a Dial went."""
        told = {
            "DialCallSid": leg.sid,
            "DialCallStatus": leg.state.value,
            "DialBridged": str(dialling.bridged).lower(),
        }
        return told | ({"DialCallDuration": str(leg.lasted_s)} if leg.answered_at else {})

    async def message(self, address: str, call: PhoneCall, recording: dict[str, str]) -> None:
        """Tell that a message is there to be heard."""
        await self._callbacks.tell(address, self._scripts.form(call) | recording)

    def _progress(self, going: Going, event: str) -> dict[str, str]:
        call, number = going.call, going.told
        going.told += 1
        told = {
            "CallStatus": "initiated" if event == "initiated" else call.state.value,
            "SequenceNumber": str(number),
            "CallbackSource": "call-progress-events",
            "Timestamp": format_datetime(self._exchange.clock.now()),
        }
        return told | ({"CallDuration": str(call.lasted_s)} if event == "completed" else {})


def leg_asked(caller: str, number: TwimlVerb, seen: Callable[[str], str]) -> dict[str, str]:
    """Return what is asked of a leg: who is rung, what they hear first, where its callbacks go."""
    told = number.told
    return {
        "From": caller,
        "To": number.text,
        "Url": seen(told["url"]) if told.get("url") else "",
        "Method": told.get("method", "POST"),
        "StatusCallback": seen(told["statusCallback"]) if told.get("statusCallback") else "",
        "StatusCallbackEvent": told.get("statusCallbackEvent", "completed"),
    }
