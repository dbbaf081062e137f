"""Names as people say them: "maya", "Maya Chen", "#tam-partiful", "Partiful", or the ids themselves."""

from collections.abc import Iterable

from playground.workspace.model import SlackConversation
from playground.workspace.state import WorkspaceState

DIRECT = "dm"


class UnknownName(Exception):
    """Nobody and nothing has that name here; the text lists the names there are."""


class NameLookup:
    """Finds people, channels and workspaces by what they are called."""

    def __init__(self, state: WorkspaceState) -> None:
        self._state = state

    def person(self, said: str) -> str:
        """Return the id of a person named by id, handle, real name or an unmistakable first name."""
        wanted, people = said.removeprefix("@").casefold(), self._state.people.values()
        for one in people:
            if wanted in (one.id.casefold(), one.name.casefold(), one.real_name.casefold()):
                return one.id
        first = [one.id for one in people if wanted == one.real_name.partition(" ")[0].casefold()]
        if len(first) == 1:
            return first[0]
        raise UnknownName(_nobody("person", said, (one.name for one in self._state.people.values())))

    def conversation(self, said: str, user: str = "") -> SlackConversation:
        """Return a conversation named by id or name; "dm" is that person's with the bot."""
        if said == DIRECT and user:
            return self._state.direct(user)
        wanted = said.removeprefix("#")
        known = self._state.conversations
        found = known.get(wanted) or next((one for one in known.values() if one.name == wanted), None)
        if found is None:
            raise UnknownName(_nobody("channel", said, (one.name for one in known.values() if one.name)))
        return found

    def team(self, said: str) -> str:
        """Return the id of a workspace named by id, name or domain."""
        wanted = said.casefold()
        for one in self._state.teams.values():
            if wanted in (one.id.casefold(), one.name.casefold(), one.domain.casefold()):
                return one.id
        raise UnknownName(_nobody("workspace", said, (one.name for one in self._state.teams.values())))

    def usergroup(self, said: str) -> str:
        """Return the id of a user group named by id, handle or name."""
        wanted, known = said.removeprefix("@").casefold(), self._state.usergroups.values()
        for one in known:
            if wanted in (one.id.casefold(), one.handle.casefold(), one.name.casefold()):
                return one.id
        raise UnknownName(_nobody("user group", said, (one.handle for one in known)))

    @property
    def bot(self) -> str:
        """Return the handle of the app's bot."""
        return self._state.people[self._state.home.bot_user].name


def _nobody(kind: str, said: str, known: Iterable[str]) -> str:
    return f"there is no {kind} {said!r} here; there are {', '.join(sorted(known))}"
