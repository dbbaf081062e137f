"""Slack's signature, asked for before a request's body is understood in any way."""

import hmac
from collections.abc import Callable, Iterable
from datetime import timedelta
from io import BytesIO
from typing import Final
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from slack_sdk.signature import SignatureVerifier

from bot.cli.running.host_clock import HostClockAlarm

MOST_BYTES: Final = 1_000_000
"""No request of Slack's is larger; waitress reads no more of any."""


def signed_only(
    application: WSGIApplication,
    secret: str,
    alarm: HostClockAlarm,
    heard: Callable[[], object] = lambda: None,
) -> WSGIApplication:
    """Return the application, hearing only what is signed: else 401, and 400 for what is no payload.

    `alarm` is told of what Slack did sign, but at a time that this machine's clock does not believe;
    `heard` is called for each request that is signed.
    """
    verifier = SignatureVerifier(secret)

    def guarded(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        body = _body(environ)
        if not _is_signed(verifier, environ, body, alarm):
            return _refused(start_response, "401 Unauthorized", b"not signed by Slack\n")
        heard()
        try:
            return application(environ | {"wsgi.input": BytesIO(body)}, start_response)
        except ValueError:  # signed, and yet no JSON and no form
            return _refused(start_response, "400 Bad Request", b"not a payload of Slack's\n")

    return guarded


def _body(environ: WSGIEnvironment) -> bytes:
    length, source = str(environ.get("CONTENT_LENGTH") or "0"), environ["wsgi.input"]
    wanted = int(length) if length.isascii() and length.isdigit() else 0
    body: bytes = source.read(min(wanted, MOST_BYTES))
    return body


def _is_signed(
    verifier: SignatureVerifier, environ: WSGIEnvironment, body: bytes, alarm: HostClockAlarm
) -> bool:
    stamp = str(environ.get("HTTP_X_SLACK_REQUEST_TIMESTAMP"))
    signature = str(environ.get("HTTP_X_SLACK_SIGNATURE"))
    try:
        if verifier.is_valid(body, stamp, signature):
            alarm.heard()
            return True
        if hmac.compare_digest(verifier.generate_signature(timestamp=stamp, body=body) or "", signature):
            alarm.refused(timedelta(seconds=verifier.clock.now() - int(stamp)))
    except (ValueError, TypeError, OverflowError):  # a stamp that is no number, a signature that is no text
        pass
    return False


def _refused(start_response: StartResponse, status: str, why: bytes) -> Iterable[bytes]:
    start_response(status, [("Content-Type", "text/plain")])
    return [why]
