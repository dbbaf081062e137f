"""Asking an app what to do in a call: its address is asked, its answer read, its fallback tried."""

from collections.abc import Mapping
from urllib.parse import urljoin

from playground.pager.account import PagerAccount
from playground.pager.app_requests import AppRequests
from playground.pager.phones import AnsweredBy, PhoneCall
from playground.pager.twiml import TwimlInvalid, TwimlVerb, read_twiml

_XML = ("text/xml", "application/xml", "text/html")  # Twilio reads TwiML of these types


class CallScripts:
    """Fetches what is to be done in calls; lives on the server's event loop."""

    def __init__(self, requests: AppRequests, account: PagerAccount) -> None:
        self._requests, self._account = requests, account
        self._pages: dict[str, str] = {}

    async def first(self, call: PhoneCall) -> tuple[TwimlVerb, ...]:
        """Return what to do once a call is answered; raises TwimlInvalid."""
        asked = call.asked
        if not asked.get("Url"):
            return read_twiml(asked.get("Twiml", ""))
        return await self.at(call, asked["Url"], asked.get("Method", "POST"))

    async def at(
        self, call: PhoneCall, address: str, method: str = "POST", told: Mapping[str, str] | None = None
    ) -> tuple[TwimlVerb, ...]:
        """Return what to do by an address, seen from the page that the call is on; raises TwimlInvalid."""
        here = self.seen_from(call, address)
        form = self.form(call) | dict(told or {})
        try:
            return await self._page(call, here, method, form)
        except TwimlInvalid as wrong:
            fallback = call.asked.get("FallbackUrl", "")
            if not fallback:
                raise
            return await self._page(
                call, fallback, "POST", form | {"ErrorCode": str(wrong.code), "ErrorUrl": here}
            )

    def seen_from(self, call: PhoneCall, address: str) -> str:
        """Return a whole address for one that stands in a page."""
        return urljoin(self._pages.get(call.sid, ""), address)

    def form(self, call: PhoneCall) -> dict[str, str]:
        """Return what Twilio tells of a call in every request."""
        told = {
            "CallSid": call.sid,
            "AccountSid": self._account.twilio_sid,
            "ApiVersion": "2010-04-01",
            "From": call.sender,
            "Caller": call.sender,
            "To": call.to,
            "Called": call.to,
            "CallStatus": call.state.value,
            "Direction": call.direction.value,
        }
        if call.parent:
            told["ParentCallSid"] = call.parent
        if call.asked.get("MachineDetection") and call.answered_by:
            told["AnsweredBy"] = "human" if call.answered_by is AnsweredBy.HUMAN else "machine_start"
        return told

    async def _page(
        self, call: PhoneCall, address: str, method: str, form: Mapping[str, str]
    ) -> tuple[TwimlVerb, ...]:
        answer = await self._requests.form(address, form, method)
        if not answer.ok:
            raise TwimlInvalid(answer.code or 11200, f"{address} answered {answer.status}")
        if answer.kind not in _XML:
            raise TwimlInvalid(12300, f"{address} answered with {answer.kind}")
        verbs = read_twiml(answer.body) if answer.body.strip() else ()
        self._pages[call.sid] = address
        return verbs
