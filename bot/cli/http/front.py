"""What stands between the network and all that answers: health at once, the rest once it is there."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from bot.cli.http.server import HEALTH
from bot.web.door import PREFIXES


class Front:
    """The WSGI application: `/healthz` from the first moment, all else once the bot is there.

    What needs nothing that could be away is answered from the first moment too: `early`, by path.
    """

    def __init__(self, early: Mapping[str, WSGIApplication] = MappingProxyType({})) -> None:
        self._early = early
        self._slack: WSGIApplication = _not_yet
        self._door: WSGIApplication = _not_yet

    def open(self, slack: WSGIApplication, door: WSGIApplication) -> None:
        """Pass on Slack's requests, and through the door all others, from now on."""
        self._slack, self._door = slack, door

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer one request."""
        path = environ.get("PATH_INFO", "")
        if path in HEALTH:
            start_response("200 OK", [("Content-Type", "text/plain")])
            return [b"ok\n"]
        if path in self._early:
            return self._early[path](environ, start_response)
        return (self._door if path.startswith(PREFIXES) else self._slack)(environ, start_response)


def not_over_http(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    """Answer for Slack where it comes over Socket Mode."""
    start_response("404 Not Found", [("Content-Type", "text/plain")])
    return [b"Slack comes over Socket Mode here\n"]


def _not_yet(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    """Have it sent again: what is not stored is not acknowledged."""
    start_response("503 Service Unavailable", [("Content-Type", "text/plain"), ("Retry-After", "15")])
    return [b"starting\n"]
