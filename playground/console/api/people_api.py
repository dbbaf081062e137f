"""People over the API: found by e-mail address, shown, and made known."""

from aiohttp import web

from playground.console.api.door import ZendeskAnswer, ZendeskDoor, json_body, number
from playground.console.api.pages import page
from playground.console.console import Console
from playground.console.desk_json import DeskJson
from playground.console.records import DeskRole, DeskUser
from playground.console.refusals import invalid
from playground.workspace.json_types import JSON


class PeopleApi:
    """Serves `/users/…`."""

    def __init__(self, console: Console) -> None:
        self._console, self._desk, self._shown = console, console.desk, DeskJson(console.desk)

    def add_to(self, app: web.Application) -> None:
        """Register the routes; those with a name before what somebody's number may be."""
        door = ZendeskDoor(app, self._console)
        door.add("GET", "/users/search", self._search, "users")
        door.add("GET", "/users/me", self._me, "users")
        door.add("POST", "/users/create_or_update", self._create_or_update, "users")
        door.add("GET", "/users/{user}", self._show, "users")

    async def _search(self, request: web.Request) -> ZendeskAnswer:
        query, external = request.query.get("query", ""), request.query.get("external_id")
        wanted = query.removeprefix("email:").strip('"').casefold()
        named = query.startswith("email:")
        found = [
            one
            for one in self._desk.users.values()
            if (external is not None and one.external_id == external)
            or (wanted and (one.email.casefold() == wanted if named else _fits(one, wanted)))
        ]
        return ZendeskAnswer(page(request, "users", found, self._shown.user))

    async def _me(self, request: web.Request) -> ZendeskAnswer:
        return ZendeskAnswer({"user": self._shown.user(self._desk.integration)})

    async def _show(self, request: web.Request) -> ZendeskAnswer:
        return ZendeskAnswer({"user": self._shown.user(self._desk.user(number(request, "user")))})

    async def _create_or_update(self, request: web.Request) -> ZendeskAnswer:
        told = (await json_body(request)).get("user")
        if not isinstance(told, dict):
            raise invalid("user", "User: cannot be blank")
        name, address = str(told.get("name") or ""), str(told.get("email") or "")
        found = self._known(told, address)
        status = 200 if found else 201
        with self._desk.changing():
            if found is None:
                if not name:
                    raise invalid("name", "Name: is too short (minimum one character)")
                found = self._desk.add_user(name, address, _role(told))
            found.name = name or found.name
            found.email = address or found.email
            found.external_id = told.get("external_id", found.external_id)
        shown = self._shown.user(found)
        return ZendeskAnswer({"user": shown}, status, {"Location": str(shown["url"])})

    def _known(self, told: JSON, address: str) -> DeskUser | None:
        external = told.get("external_id")
        for one in self._desk.users.values():
            if external is not None and one.external_id == external:
                return one
        return self._desk.by_email(address) if address else None


def _fits(user: DeskUser, wanted: str) -> bool:
    return wanted in user.name.casefold() or wanted in user.email.casefold()


def _role(told: JSON) -> DeskRole:
    said = told.get("role", DeskRole.END_USER.value)
    if said not in tuple(DeskRole):
        raise invalid("role", f"DeskRole: {said} is not valid")
    return DeskRole(said)
