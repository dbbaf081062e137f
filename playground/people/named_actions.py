"""Actions in people's own words: names instead of ids, labels instead of action ids."""

from collections.abc import Awaitable, Callable

from playground.people.labels import LabelNotFound, chosen, clickable, labelled_field
from playground.people.menu_options import MenuOptions
from playground.people.requests import BadRequest
from playground.people.user_actions import UserActions
from playground.to_app.interactions import ShownToUser
from playground.workspace.administration import Administration
from playground.workspace.json_types import JSON, Value
from playground.workspace.name_lookup import NameLookup, UnknownName
from playground.workspace.state import SlackError, WorkspaceState

Action = Callable[[str, JSON], Awaitable[JSON]]


class NamedActions:
    """Carries out the requests of the control API and of scenarios."""

    def __init__(
        self,
        state: WorkspaceState,
        user_actions: UserActions,
        menu_options: MenuOptions,
        administration: Administration,
    ) -> None:
        self._state, self._user_actions, self._menu_options = state, user_actions, menu_options
        self._administration = administration
        self.names = NameLookup(state)
        self._actions: dict[str, Action] = {
            "mention": self._mention,
            "click": self._click,
            "fill": self._fill,
            "submit": self._submit,
            "shortcut": self._shortcut,
            "open_dm": self._open_dm,
        }

    async def do(self, request: JSON) -> JSON:
        """Do one thing; answers like `UserActions.act`. Raises BadRequest for names nobody has."""
        if not isinstance(request, dict):
            raise BadRequest("the request isn't a JSON object")
        try:
            user = self.names.person(str(request.get("as", "")))
            asked = {**request, "as": user}
            for name in ("channel", "into"):
                if request.get(name):
                    asked[name] = self.names.conversation(str(request[name]), user).id
            action = self._actions.get(str(request.get("do")))
            return await (action(user, asked) if action else self._user_actions.act(asked))
        except UnknownName as unknown:
            raise BadRequest(str(unknown)) from unknown
        except LabelNotFound as missing:
            return {"ok": False, "shown": str(missing), "error": "action_not_found"}
        except SlackError as refused:
            return {"ok": False, "shown": f"That did not work: {refused.error}.", "error": refused.error}
        except ShownToUser as shown:
            return {"ok": False, "shown": str(shown)}

    def manage(self, action: str, told: JSON) -> JSON:
        """Do what administrators do; raises BadRequest for names nobody has, SlackError as Slack would."""
        if action not in self._administration.actions:
            raise BadRequest(f"there is no {action!r}; there is {', '.join(self._administration.actions)}")
        names = self.names
        find = {
            "user": names.person,
            "by": names.person,
            "members": names.person,
            "team": names.team,
            "connected_teams": names.team,
            "usergroup": names.usergroup,
            "channel": lambda said: names.conversation(said).id,
        }
        found = {name: _found(find[name], said) if name in find else said for name, said in told.items()}
        return self._administration.do(action, found)

    async def _mention(self, user: str, request: JSON) -> JSON:
        text = f"@{self.names.bot} {request.get('text', '')}"
        return await self._user_actions.act({**request, "do": "say", "text": text})

    async def _click(self, user: str, request: JSON) -> JSON:
        where = request.get("where") or ("message" if request.get("ts") else "modal")
        if where == "message":
            blocks = self._user_actions.seen(user, request)[1].all_blocks
        else:
            blocks = self._user_actions.view(user, str(where)).view["blocks"]
        what, said = str(request.get("what") or request.get("action_id") or ""), request.get("value")
        block, element, value = clickable(blocks, what)
        ids = {"block_id": block["block_id"], "action_id": element["action_id"]}
        if said is not None:
            value = await self._chosen(element, said, {**request, **ids, "where": where})
        return await self._user_actions.act(
            {**request, **ids, "do": "action", "where": where, "value": value}
        )

    async def _chosen(self, element: JSON, said: object, asked: JSON) -> Value:
        """Return the value that is meant; what only the app knows is asked of it."""
        if "external" in element["type"]:
            element = {**element, **await self._menu_options.offered({**asked, "value": str(said)})}
        return chosen(element, said, self.names)

    async def _fill(self, user: str, request: JSON) -> JSON:
        values = request.get("values")
        if not isinstance(values, dict):
            raise BadRequest('say {"values": {LABEL: VALUE}}')
        for said, value in values.items():
            blocks = self._user_actions.view(user, "modal").view["blocks"]
            block, element = labelled_field(blocks, str(said))
            told = {"as": user, "block_id": block["block_id"], "action_id": element["action_id"]}
            answer = await self._user_actions.act(
                {**told, "do": "input", "value": await self._chosen(element, value, told)}
            )
            if not answer["ok"]:
                return answer
        return {"ok": True}

    async def _submit(self, user: str, request: JSON) -> JSON:
        if request.get("values"):
            answer = await self._fill(user, request)
            if not answer["ok"]:
                return answer
        return await self._user_actions.act({"as": user, "do": "submit"})

    async def _shortcut(self, user: str, request: JSON) -> JSON:
        """Use a shortcut by name or callback_id: a message's if a message is named, else a global one."""
        said, kind = str(request.get("what") or request.get("callback_id")), "global"
        if request.get("ts"):
            kind = "message"
        named = [one["callback_id"] for one in self._state.manifest.shortcuts_of(kind) if one["name"] == said]
        do = "shortcut" if kind == "message" else "global_shortcut"
        return await self._user_actions.act({**request, "do": do, "callback_id": named[0] if named else said})

    async def _open_dm(self, user: str, request: JSON) -> JSON:
        others = [self.names.person(str(one)) for one in request.get("with") or ()]
        return await self._user_actions.act({**request, "with": others})


def _found(find: Callable[[str], str], said: object) -> object:
    """Return the id of what was said, or of each of several; nothing stays nothing."""
    if isinstance(said, (list, tuple)):
        return [find(str(one)) for one in said]
    return find(str(said)) if said else said
