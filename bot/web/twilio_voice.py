"""`POST /twilio/voice` and what follows it: the support line, from the greeting to the message left."""

from collections.abc import Callable, Iterable, Mapping
from typing import Final
from urllib.parse import parse_qs
from wsgiref.types import StartResponse, WSGIEnvironment

from bot.domain.phone.line_answer import LineAnswer
from bot.services.duty.support_line import SupportLine
from bot.web.line_twiml import LineTwiml
from bot.web.requests import TooLarge, only, text_answer
from bot.web.twilio_signed import XML, Form, TwilioSignature

VOICE: Final = "/twilio/voice"
FALLBACK: Final = "/twilio/fallback"
_GONE: Final = frozenset({"completed", "busy", "no-answer", "failed", "canceled"})
_Told = Callable[[Form, int], str]


class VoiceHooks:
    """The WSGI application of the support line."""

    def __init__(self, line: SupportLine, signature: TwilioSignature, twiml: LineTwiml) -> None:
        self._line, self._signature, self._twiml = line, signature, twiml
        self._paths: Mapping[str, _Told] = {
            VOICE: self._called,
            f"{VOICE}/pin": self._typed,
            f"{VOICE}/choice": self._chose,
            f"{VOICE}/dialled": self._ended,
            f"{VOICE}/whisper": self._whisper,
            f"{VOICE}/accept": self._accepted,
            f"{VOICE}/recorded": self._recorded,
        }

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer one request."""
        if environ.get("REQUEST_METHOD") != "POST":
            return only(start_response, "POST")
        form, path = self._signature.signed(environ), environ.get("PATH_INFO", "")
        if form is None:
            return text_answer(start_response, "403 Forbidden", "not signed by Twilio for this address")
        if path == f"{VOICE}/status":
            if form.first("CallStatus") in _GONE:
                self._line.hung_up(form.first("CallSid"))
            return text_answer(start_response, "204 No Content")
        tell = self._paths.get(path)
        if tell is None:
            return text_answer(start_response, "404 Not Found", "no such page")
        said = tell(form, _step(environ))
        start_response("200 OK", XML)
        return [said.encode()]

    def _called(self, form: Form, step: int) -> str:
        return self._said(form, self._line.called(form.first("CallSid"), form.first("From")))

    def _typed(self, form: Form, step: int) -> str:
        return self._said(form, self._line.typed(form.first("CallSid"), step, form.first("Digits")))

    def _chose(self, form: Form, step: int) -> str:
        return self._said(form, self._line.chose(form.first("CallSid"), step, form.first("Digits")))

    def _ended(self, form: Form, step: int) -> str:
        talked = form.first("DialBridged") == "true"
        gone = form.first("CallStatus") in _GONE
        answer = self._line.ended(form.first("CallSid"), step, talked=talked, gone=gone)
        return self._said(form, answer)

    def _whisper(self, form: Form, step: int) -> str:
        return self._twiml.whisper(self._line.whisper(form.first("ParentCallSid"), step), step)

    def _accepted(self, form: Form, step: int) -> str:
        pressed = self._line.accepted(form.first("ParentCallSid"), step, form.first("Digits"))
        return self._twiml.after_key(pressed)

    def _recorded(self, form: Form, step: int) -> str:
        length = form.first("RecordingDuration")
        seconds = int(length) if length.isascii() and length.isdigit() else 0
        answer = self._line.recorded(form.first("CallSid"), step, seconds, form.first("RecordingUrl"))
        return self._said(form, answer)

    def _said(self, form: Form, answer: LineAnswer) -> str:
        return self._twiml.said(answer, form.first("To"))


class FallbackHook:
    """The WSGI application that Twilio asks when the other fails: it needs nothing that could be away."""

    def __init__(self, signature: TwilioSignature, twiml: LineTwiml) -> None:
        self._signature, self._twiml = signature, twiml

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer one request."""
        if environ.get("REQUEST_METHOD") != "POST":
            return only(start_response, "POST")
        try:
            form = self._signature.signed(environ)
        except TooLarge:
            return text_answer(start_response, "413 Content Too Large", "too large")
        if form is None:
            return text_answer(start_response, "403 Forbidden", "not signed by Twilio for this address")
        start_response("200 OK", XML)
        return [self._twiml.fallback(form.first("From"), form.first("To")).encode()]


def _step(environ: WSGIEnvironment) -> int:
    """Return the question that a request answers, 0 for none."""
    step = parse_qs(str(environ.get("QUERY_STRING", ""))).get("step", [""])[0]
    return int(step) if step.isascii() and step.isdigit() and len(step) < 10 else 0
