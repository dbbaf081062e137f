"""Event callbacks: the frame around each event, sent once per app, to the install that hears it."""

from collections.abc import Callable

from playground.workspace.faults import Faults
from playground.workspace.json_types import JSON
from playground.workspace.model import SlackConversation
from playground.workspace.seed import Installation
from playground.workspace.state import WorkspaceState


class EventCallbacks:
    """Sends events to the app, if its manifest subscribes to them and a bot of it is there to see them."""

    def __init__(self, state: WorkspaceState, send: Callable[[JSON], None], faults: Faults) -> None:
        self._state, self._send, self._faults = state, send, faults

    def in_conversation(
        self, conversation: SlackConversation, event: JSON, outer_team: str | None = None
    ) -> None:
        """Send what happened in a conversation; however many bots are in it, there is one delivery."""
        install = self._state.hearing(conversation)
        if install is not None and self._state.manifest.hears(event["type"], conversation.channel_type):
            self._emit(install, event, outer_team, shared=conversation.is_ext_shared)

    def in_workspace(self, team_id: str, event: JSON) -> None:
        """Send what happened in a workspace as a whole, if the app is installed there."""
        install = self._state.installs.get(team_id)
        if install is not None and self._state.manifest.hears(event["type"]):
            self._emit(install, event, None, shared=False)

    def to(self, install: Installation, event: JSON) -> None:
        """Send what concerns one install, there or just gone; needs no subscription of its channel's kind."""
        if self._state.manifest.hears(event["type"]):
            self._emit(install, event, None, shared=False)

    def _emit(self, install: Installation, event: JSON, outer_team: str | None, *, shared: bool) -> None:
        state = self._state
        payload = {
            "token": "playground-verification-token",
            "team_id": outer_team or install.team_id,
            "context_team_id": install.team_id,
            "context_enterprise_id": None,
            "api_app_id": state.app.id,
            "event": event,
            "type": "event_callback",
            "event_id": state.new_id("Ev"),
            "event_time": int(state.clock.now().timestamp()),
            "authorizations": [authorization(install)],
            "is_ext_shared_channel": shared,
            "event_context": state.new_id("4-"),
        }
        self._send(payload)
        if self._faults.twice is not None:
            again = {"event_id": state.new_id("Ev")} if self._faults.twice == "new_id" else {}
            self._send(payload | again)


def authorization(install: Installation) -> JSON:
    """Return how events name the install that they are sent to."""
    return {
        "enterprise_id": None,
        "team_id": install.team_id,
        "user_id": install.bot_user,
        "is_bot": True,
        "is_enterprise_install": False,
    }
