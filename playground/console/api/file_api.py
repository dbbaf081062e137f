"""Files: taken by the API, and given away from another host, to whoever knows the address."""

from aiohttp import web

from playground.console.api.door import ZendeskAnswer, ZendeskDoor, hung_up, number
from playground.console.console import Console
from playground.console.desk_json import FILES, DeskJson
from playground.console.refusals import invalid
from playground.console.troubles import ConsoleTrouble


class FileApi:
    """Serves `/uploads`, `/attachments`, and what was uploaded."""

    def __init__(self, console: Console) -> None:
        self._console, self._desk, self._shown = console, console.desk, DeskJson(console.desk)

    def add_to(self, app: web.Application) -> None:
        """Register the routes."""
        door = ZendeskDoor(app, self._console)
        door.add("POST", "/uploads", self._upload)
        door.add("GET", r"/attachments/{id:\d+}", self._show)
        app.router.add_get(f"{FILES}/{{key}}/{{name}}", self._download)

    async def _upload(self, request: web.Request) -> ZendeskAnswer:
        name, token = request.query.get("filename", ""), request.query.get("token", "")
        if not name:
            raise invalid("filename", "Filename: cannot be blank")
        kind = request.headers.get("Content-Type", "application/binary")
        upload = self._desk.upload(token, name, kind, await request.read())
        return ZendeskAnswer({"upload": self._shown.upload(upload)}, 201, kind="text/plain")

    async def _show(self, request: web.Request) -> ZendeskAnswer:
        file = self._desk.attachment(number(request, "id"))
        return ZendeskAnswer({"attachment": self._shown.attachment(file)})

    async def _download(self, request: web.Request) -> web.Response:
        """Give a file; whoever sends a token along is refused, as storage elsewhere does."""
        outage = self._console.troubles.outage
        if outage is not None:
            return hung_up(request) if outage is ConsoleTrouble.LOST else web.Response(status=503)
        if "Authorization" in request.headers:
            return web.Response(status=400, text="Only one auth mechanism allowed")
        file = self._desk.files.get(request.match_info["key"])
        if file is None:
            return web.Response(status=404, text="Not found")
        if file.is_malware:
            return web.Response(status=403, text="This file contains malware")
        return web.Response(body=file.content, headers={"Content-Type": file.content_type})
