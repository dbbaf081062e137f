"""The part of Twilio's REST API by which texts and calls are made and listed, as strict as Twilio is."""

import re
from collections.abc import Callable, Sequence
from email.utils import format_datetime
from typing import Final

from aiohttp import encode_basic_auth, web

from playground.pager.exchange import Trouble
from playground.pager.pager import Pager
from playground.pager.phones import PhoneCall, PhoneText
from playground.workspace.json_types import JSON

_ACCOUNT: Final = "/2010-04-01/Accounts/{account}"
_NUMBER: Final = re.compile(r"\+[1-9][0-9]{6,14}")
# Twilio's OpenAPI file (twilio_api_v2010.json) names these; a bot needs no others.
_TEXT: Final = frozenset({"To", "From", "Body", "StatusCallback", "ValidityPeriod"})
_CALL: Final = frozenset(
    {
        *("To", "From", "Url", "Method", "FallbackUrl", "Twiml", "Timeout"),
        *("MachineDetection", "StatusCallback", "StatusCallbackEvent"),
    }
)
_TROUBLES: Final = {
    Trouble.BROKEN: (500, 20500, "Internal Server Error"),
    Trouble.TOO_MANY: (429, 20429, "Too Many Requests"),
    Trouble.REFUSED: (400, 21610, "Attempt to send to unsubscribed recipient"),
}


class TwilioApi:
    """Serves `/2010-04-01/Accounts/…`."""

    def __init__(self, pager: Pager) -> None:
        self._pager, self._exchange = pager, pager.exchange
        account = self._exchange.account
        self._let_in = encode_basic_auth(account.twilio_sid, account.twilio_token)

    def add_to(self, app: web.Application) -> None:
        """Register the routes."""
        app.router.add_post(f"{_ACCOUNT}/Messages.json", self._text)
        app.router.add_get(f"{_ACCOUNT}/Messages.json", self._texts)
        app.router.add_post(f"{_ACCOUNT}/Calls.json", self._call)
        app.router.add_get(f"{_ACCOUNT}/Calls.json", self._calls)

    async def _text(self, request: web.Request) -> web.Response:
        asked = await _form(request)
        wrong = _wrong(asked, _TEXT) or ("" if 0 < len(asked.get("Body", "")) <= 1600 else "21617 Body")
        return self._done(request, asked, wrong, self._arrive)

    async def _call(self, request: web.Request) -> web.Response:
        asked = await _form(request)
        told = asked.get("Url") or asked.get("Twiml", "")
        wrong = _wrong(asked, _CALL) or ("" if 0 < len(told) <= 4000 else "21205 Url or Twiml")
        return self._done(request, asked, wrong, self._ring)

    def _arrive(self, asked: dict[str, str]) -> PhoneText:
        text = self._exchange.text(asked)
        self._pager.arrived(text)
        return text

    def _ring(self, asked: dict[str, str]) -> PhoneCall:
        call = self._exchange.ring(asked)
        self._pager.rings(call)
        return call

    async def _texts(self, request: web.Request) -> web.Response:
        return _page("messages", self._exchange.texts, request)

    async def _calls(self, request: web.Request) -> web.Response:
        return _page("calls", self._exchange.calls, request)

    def _done(
        self,
        request: web.Request,
        asked: dict[str, str],
        wrong: str,
        do: Callable[[dict[str, str]], PhoneText | PhoneCall],
    ) -> web.Response:
        trouble = self._exchange.trouble()
        if request.headers.get("Authorization") != self._let_in:
            return _refusal(401, 20003, "Authenticate")
        if trouble in _TROUBLES:
            return _refusal(*_TROUBLES[trouble])
        if wrong:
            code, _, what = wrong.partition(" ")
            return _refusal(400, int(code), f"{what} is not valid")
        if trouble is Trouble.LOST:
            return _silence(request)
        made = do(asked)
        if trouble is Trouble.ANSWER_LOST:
            return _silence(request)
        return _json(_shown(made) | {"status": "queued"}, 201)


async def _form(request: web.Request) -> dict[str, str]:
    """Return a form; a field that stands there more than once has its values in one, a space between."""
    form: dict[str, str] = {}
    for name, value in (await request.post()).items():
        form[name] = " ".join([*([form[name]] if name in form else ()), str(value)])
    return form


def _wrong(asked: dict[str, str], known: frozenset[str]) -> str:
    """Return Twilio's code for what is wrong with a request, and its name; nothing for one that is fine."""
    unknown = sorted(asked.keys() - known)
    if unknown:
        return f"20001 {unknown[0]}"
    if not _NUMBER.fullmatch(asked.get("To", "")):
        return "21211 To"
    return "" if _NUMBER.fullmatch(asked.get("From", "")) else "21212 From"


def _page(name: str, events: Sequence[PhoneText | PhoneCall], request: web.Request) -> web.Response:
    wanted = [
        event
        for event in reversed(events)
        if request.query.get("To", event.to) == event.to
        and request.query.get("From", event.sender) == event.sender
    ]
    return _json({name: [_shown(event) for event in wanted], "page": 0, "next_page_uri": None}, 200)


def _shown(event: PhoneText | PhoneCall) -> JSON:
    date = format_datetime(event.at)
    return {
        "sid": event.sid,
        "to": event.to,
        "from": event.sender,
        "status": _status(event),
        "direction": event.direction if isinstance(event, PhoneCall) else "outbound-api",
        "body": event.asked.get("Body"),
        "date_created": date,
        "date_updated": date,
    }


def _status(event: PhoneText | PhoneCall) -> str:
    """Return how it stands."""
    return "delivered" if isinstance(event, PhoneText) else event.state.value


def _refusal(status: int, code: int, message: str) -> web.Response:
    more = f"https://www.twilio.com/docs/errors/{code}"
    return _json({"code": code, "message": message, "more_info": more, "status": status}, status)


def _silence(request: web.Request) -> web.Response:
    """Close the connection in place of an answer."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response()


def _json(content: JSON, status: int) -> web.Response:
    return web.json_response(content, status=status)
