"""Slack's signature, asked for before a request's body is understood in any way."""

from collections.abc import Iterable
from io import BytesIO
from typing import Final
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from slack_sdk.signature import SignatureVerifier

MOST_BYTES: Final = 1_000_000
"""No request of Slack's is larger; waitress reads no more of any."""


def signed_only(application: WSGIApplication, secret: str) -> WSGIApplication:
    """Return the application, hearing only what is signed: else 401, and 400 for what is no payload."""
    verifier = SignatureVerifier(secret)

    def guarded(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        body = _body(environ)
        if not _is_signed(verifier, environ, body):
            return _refused(start_response, "401 Unauthorized", b"not signed by Slack\n")
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


def _is_signed(verifier: SignatureVerifier, environ: WSGIEnvironment, body: bytes) -> bool:
    stamp, signature = environ.get("HTTP_X_SLACK_REQUEST_TIMESTAMP"), environ.get("HTTP_X_SLACK_SIGNATURE")
    try:
        return verifier.is_valid(body, str(stamp), str(signature))
    except (ValueError, TypeError):  # a stamp that is no number, a body or signature that is no text
        return False


def _refused(start_response: StartResponse, status: str, why: bytes) -> Iterable[bytes]:
    start_response(status, [("Content-Type", "text/plain")])
    return [why]
