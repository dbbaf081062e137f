"""`POST /twilio/call` and `/twilio/status`: what a call says, the keys that are pressed, how it ended."""

from collections.abc import Iterable
from typing import Final
from urllib.parse import parse_qs
from wsgiref.types import StartResponse, WSGIEnvironment

from twilio.twiml.voice_response import VoiceResponse

from bot.blocks.messages import pages
from bot.domain.paging import CallAnswer, CallState
from bot.errors import BotError
from bot.outbox.twilio import CALL_PATH, STATUS_PATH
from bot.services.duty.pagers import Pagers
from bot.web.requests import only, text_answer
from bot.web.twilio_signed import XML, Form, TwilioSignature

_ENDED: Final = frozenset({"completed", "busy", "no-answer", "failed", "canceled"})
_WAITS_S: Final = 8
"""How long a key is waited for once everything is said."""


class TwilioHooks:
    """The WSGI application; hears only what is signed for the address under which the outside reaches us."""

    def __init__(self, pagers: Pagers, signature: TwilioSignature) -> None:
        self._pagers, self._signature = pagers, signature

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer one request."""
        if environ.get("REQUEST_METHOD") != "POST":
            return only(start_response, "POST")
        form = self._signature.signed(environ)
        if form is None:
            return text_answer(start_response, "403 Forbidden", "not signed by Twilio for this address")
        path, query = environ.get("PATH_INFO", ""), environ.get("QUERY_STRING", "")
        page = parse_qs(query).get("page", [""])[0]
        if path == CALL_PATH:
            start_response("200 OK", XML)
            return [self._call(page, form, f"{path}?{query}").encode()]
        if path == STATUS_PATH:
            if form.first("CallStatus") in _ENDED:
                self._pagers.unanswered(page)
            return text_answer(start_response, "204 No Content")
        return text_answer(start_response, "404 Not Found", "no such page")

    def _call(self, page: str, form: Form, again: str) -> str:
        """Return what is said next, as TwiML; a mistake of ours is said, not left to Twilio's own words."""
        try:
            pressed = form.first("Digits")
            answer = self._pagers.pressed(page, pressed) if pressed else self._pagers.called(page)
            return _spoken(answer, again)
        except BotError as error:
            response = VoiceResponse()
            response.say(str(error))
            return str(response)


def _spoken(answer: CallAnswer, again: str) -> str:
    response = VoiceResponse()
    if answer.state is not CallState.WANTED:
        response.say(pages.heard(answer))
        response.hangup()
        return str(response)
    # Said twice: few are awake at its first words. Whatever is pressed meanwhile counts.
    for _ in range(2):
        gather = response.gather(num_digits=1, action=again, method="POST", timeout=_WAITS_S)
        gather.say(pages.heard(answer))
    response.hangup()
    return str(response)
