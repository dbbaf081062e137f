"""The incremental export: every ticket that changed since an zendesk_time, but for the last minute."""

from datetime import timedelta
from typing import Final

from aiohttp import web

from playground.console.api.door import ZendeskAnswer, ZendeskDoor
from playground.console.api.pages import cursor, position
from playground.console.console import Console
from playground.console.desk_json import DeskJson
from playground.console.records import DeskTicket
from playground.console.refusals import DeskRefusal, bad_request
from playground.console.troubles import RequestAllowance

_PATH: Final = "/incremental/tickets/cursor"
_HIDDEN: Final = timedelta(minutes=1)
_LARGEST: Final = 1000
_A_MINUTE: Final = 10
_TOO_MANY: Final = "Number of allowed incremental export API requests per minute exceeded"


class ExportApi:
    """Serves `/incremental/tickets/cursor`."""

    def __init__(self, console: Console) -> None:
        self._console, self._desk = console, console.desk
        self._shown = DeskJson(console.desk)
        self._exports = RequestAllowance(_A_MINUTE, _HIDDEN, _TOO_MANY)

    def add_to(self, app: web.Application) -> None:
        """Register the route."""
        ZendeskDoor(app, self._console).add("GET", _PATH, self._export)

    async def _export(self, request: web.Request) -> ZendeskAnswer:
        self._exports.spend(self._desk.now)
        since = self._since(request)
        until = self._desk.now - _HIDDEN
        there = [one for one in self._desk.tickets.values() if one.updated_at <= until]
        found = sorted((one for one in there if since < _place(one)), key=_place)
        shown = found[: _size(request)]
        last = _place(shown[-1]) if shown else since
        after = cursor(f"{last[0]}|{last[1]}")
        return ZendeskAnswer(
            {
                "tickets": [self._shown.ticket(one) for one in shown],
                "after_cursor": after,
                "after_url": f"{self._shown.api_url(_PATH.removeprefix('/'))}.json?cursor={after}",
                "before_cursor": None,
                "before_url": None,
                "end_of_stream": len(shown) == len(found),
            }
        )

    def _since(self, request: web.Request) -> tuple[int, int]:
        """Return the place after which it goes on; raises DeskRefusal for one that cannot be."""
        if "cursor" in request.query:
            second, _, ticket = position(request.query["cursor"]).partition("|")
            if not (second.isdecimal() and ticket.removeprefix("-").isdecimal()):
                raise bad_request("InvalidCursor", "cursor is not valid")
            return int(second), int(ticket)
        start = request.query.get("start_time", "")
        if not start.isdecimal():
            raise bad_request("InvalidValue", "start_time is a number of seconds since 1970")
        if int(start) > (self._desk.now - _HIDDEN).timestamp():
            told = "Too recent start_time. Use a start_time older than 60 seconds"
            raise DeskRefusal(422, {"error": "InvalidValue", "description": told})
        return int(start), -1


def _place(ticket: DeskTicket) -> tuple[int, int]:
    return int(ticket.updated_at.timestamp()), ticket.id


def _size(request: web.Request) -> int:
    said = request.query.get("per_page", str(_LARGEST))
    if not said.isdecimal() or not 1 <= int(said) <= _LARGEST:
        raise bad_request("InvalidValue", f"per_page is at most {_LARGEST}")
    return int(said)
