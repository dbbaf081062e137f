"""`POST /oauth/tokens`: a client gets a token, or a new one for an old."""

from aiohttp import web

from playground.console.api.door import hung_up, json_body, refused
from playground.console.console import Console
from playground.console.console_account import PREFIX
from playground.console.refusals import DeskRefusal
from playground.console.troubles import ConsoleTrouble


class OAuthApi:
    """Serves tokens, unless the help desk is away."""

    def __init__(self, console: Console) -> None:
        self._console = console

    def add_to(self, app: web.Application) -> None:
        """Register the route."""
        app.router.add_post(f"{PREFIX}/oauth/tokens", self._issue)

    async def _issue(self, request: web.Request) -> web.Response:
        outage = self._console.troubles.outage
        if outage is ConsoleTrouble.LOST:
            return hung_up(request)
        try:
            if outage is not None:
                raise self._console.troubles.refusal(outage)
            return web.json_response(self._console.tokens.issue(await json_body(request)), status=201)
        except DeskRefusal as refusal:
            return refused(refusal)
