"""What the control API answers about the workspace: messages, modals, ephemerals, traffic."""

import time
from collections.abc import Callable, Mapping
from dataclasses import asdict

from playground.people.console_view import ConsoleView
from playground.people.message_search import FoundMessage, MessageSearch
from playground.people.named_actions import NamedActions
from playground.people.pager_view import PagerView
from playground.people.recording import Recording
from playground.people.visible_text import words
from playground.people.workspace_view import WorkspaceView
from playground.timing import PATIENCE
from playground.workspace.json_types import JSON
from playground.workspace.open_views import ViewStacks
from playground.workspace.slack_json import message_json
from playground.workspace.state import SlackError, WorkspaceState

Query = Mapping[str, str]


class ControlQueries:
    """Answers `GET /control/WHAT`; with a wait, as soon as there is something to answer."""

    def __init__(
        self,
        state: WorkspaceState,
        named_actions: NamedActions,
        views: ViewStacks,
        workspace: WorkspaceView,
        recording: Recording,
        pager: PagerView,
        console: ConsoleView,
    ) -> None:
        self._state, self._names, self._views = state, named_actions.names, views
        self._workspace, self._search, self._recording = workspace, MessageSearch(state), recording
        self._pager = pager
        self._kinds: dict[str, Callable[[Query], JSON]] = {
            "world": self._world,
            "messages": self._messages,
            "ephemerals": self._ephemerals,
            "modal": self._modal,
            "home": self._home,
            "pins": self._pins,
            "traffic": self._traffic,
            "time": self._time,
            "export": self._export,
            "calls": lambda query: pager.calls(self._somebody(query)),
            "texts": lambda query: pager.texts(self._somebody(query)),
            "incidents": lambda query: pager.incidents(),
            "console": lambda query: console.tickets(self._somebody(query), query.get("ticket", "")),
        }

    def at(self, what: str, query: Query, wait: float) -> JSON:
        """Look until something is there or the wait (seconds) is over; raises SlackError as Slack would."""
        if what == "quiet":
            return self._quiet(wait)
        look, until = self._kinds[what], time.monotonic() + wait
        with self._state.lock:
            found = look(query)
        if wait and _is_empty(found):
            try:
                return self._workspace.wait_for(
                    lambda: self._something(look, query), until - time.monotonic()
                )
            except TimeoutError:
                return found
        return found

    def _something(self, look: Callable[[Query], JSON], query: Query) -> JSON:
        with self._state.lock:
            found = look(query)
        return {} if _is_empty(found) else found

    def _quiet(self, wait: float) -> JSON:
        try:
            self._workspace.wait_until_quiet(wait or PATIENCE)
        except TimeoutError:
            raise SlackError("deliveries_are_under_way") from None
        return {}

    def _somebody(self, query: Query) -> str:
        return self._names.person(query["as"]) if query.get("as") else ""

    def _world(self, query: Query) -> JSON:
        state = self._state
        return {
            "people": {one.name: one.id for one in state.people.values()},
            "channels": {one.name: one.id for one in state.conversations.values() if one.name},
            "workspaces": {one.name: one.id for one in state.teams.values()},
            "usergroups": {one.handle: one.id for one in state.usergroups.values()},
            "app": {
                "id": state.app.id,
                "app_token": state.app.app_token,
                "signing_secret": state.app.signing_secret,
                "installs": [asdict(one) for one in state.installs.values()],
            },
            "phones": {one["name"]: one["number"] for one in self._pager.everything()["phones"]},
        }

    def _messages(self, query: Query) -> JSON:
        """Return what everyone in a channel sees, or what one person sees there; by thread, by text."""
        user = self._names.person(query["as"]) if query.get("as") else ""
        conversation = self._names.conversation(query["channel"], user)
        thread = query.get("thread") or None
        found = self._search.public(conversation, thread)
        if user and thread is None:
            found = self._search.seen(user, conversation)
        return {"messages": self._json(self._search.saying(found, query.get("text", "")))}

    def _ephemerals(self, query: Query) -> JSON:
        user = self._names.person(query["as"])
        where = self._names.conversation(query["channel"], user) if query.get("channel") else None
        found = self._search.private(user, where)
        return {"messages": self._json(self._search.saying(found, query.get("text", "")))}

    def _json(self, found: list[FoundMessage]) -> list[JSON]:
        return [
            {
                **message_json(self._state, one.conversation, one.message),
                "channel": one.conversation.id,
                "ephemeral": one.message.visible_to is not None,
                "words": self._search.words(one),
            }
            for one in found
        ]

    def _modal(self, query: Query) -> JSON:
        top = self._views.top(self._names.person(query["as"]))
        if top is None:
            return {"modal": None}
        seen = {"view": self._views.json(top), "errors": dict(top.errors)}
        return {"modal": seen | {"words": words(self._state, top.view)}}

    def _home(self, query: Query) -> JSON:
        home = self._views.home(self._names.person(query["as"]))
        return {"home": home and {"view": self._views.json(home), "words": words(self._state, home.view)}}

    def _pins(self, query: Query) -> JSON:
        conversation = self._names.conversation(query["channel"])
        found = [FoundMessage(conversation, conversation.messages[ts]) for ts in conversation.pins]
        return {"messages": self._json(found)}

    def _traffic(self, query: Query) -> JSON:
        entries = self._workspace.traffic(query.get("title"), int(query.get("limit", 100)))
        return {"entries": [asdict(one) for one in entries]}

    def _time(self, query: Query) -> JSON:
        return {"now": self._state.clock.now().isoformat()}

    def _export(self, query: Query) -> JSON:
        return {"scenario": self._recording.as_scenario()}


def _is_empty(found: JSON) -> bool:
    return not any(found.values())
