"""A request from outside as it came: its body, bounded, and the answers that need no words."""

from collections.abc import Iterable
from typing import Final
from wsgiref.types import StartResponse, WSGIEnvironment

MOST_BYTES: Final = 64 * 1024
"""No request of Twilio's or PagerDuty's about a page is larger."""


class TooLarge(Exception):
    """The body is larger than any that we are sent."""


def body_of(environ: WSGIEnvironment, *, most: int = MOST_BYTES) -> bytes:
    """Return the body of a request; raise TooLarge for one of more than `most` bytes."""
    length = str(environ.get("CONTENT_LENGTH") or "0")
    wanted = int(length) if length.isascii() and length.isdigit() else 0
    if wanted > most:
        raise TooLarge
    body: bytes = environ["wsgi.input"].read(wanted)
    return body


def only(start_response: StartResponse, methods: str) -> Iterable[bytes]:
    """Answer that no other methods than these are understood here."""
    named = [("Content-Type", "text/plain; charset=utf-8"), ("Allow", methods)]
    start_response("405 Method Not Allowed", named)
    return [f"{methods} only\n".encode()]


def text_answer(start_response: StartResponse, status: str, words: str = "") -> Iterable[bytes]:
    """Answer with a status and a few words."""
    start_response(status, [("Content-Type", "text/plain; charset=utf-8")])
    return [f"{words}\n".encode()] if words else []
