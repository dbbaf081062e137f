"""The recording of a session: what people did, as a scenario that repeats it."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import yaml

from playground.blocks import filled_in
from playground.people.labels import LabelNotFound, clickable, labelled_field
from playground.people.message_search import FoundMessage, MessageSearch
from playground.people.phone_actions import STEPS, VALUES
from playground.workspace.json_types import JSON, ReadOnlyJSON
from playground.workspace.model import PostedMessage
from playground.workspace.name_lookup import NameLookup
from playground.workspace.state import SlackError, WorkspaceState

_ZONE = ZoneInfo("America/New_York")
_SOON = timedelta(minutes=1)
_LONGEST_QUOTE = 80
_TIME = re.compile(r"\d{1,2}:\d\d|\d+ (?:s|min|h|d)\b")
_NOT_WORTH_TELLING = {"read", "open_dm", "dismiss"}
_PEOPLE = ("assignee", "requester")
_MODAL = {"input", "submit", "back", "close"}


class Recording:
    """Keeps each action as a step; messages are pointed at by names, or by their words."""

    def __init__(self, state: WorkspaceState) -> None:
        self._state, self._names, self._search = state, NameLookup(state), MessageSearch(state)
        self._steps: list[JSON] = []
        self._called: dict[tuple[str, str], str] = {}
        self._begun: datetime | None = None
        self._last: datetime | None = None
        self._heard_until = ""

    def describe(self, user: str, request: JSON) -> JSON | None:
        """Return the step that a request is, told before it is done; None if it is not worth telling."""
        do = request.get("do")
        if do in _NOT_WORTH_TELLING:
            return None
        with self._state.lock:
            try:
                step = {"as": self._state.people[user].name, **self._described(user, str(do), request)}
            except (SlackError, LabelNotFound, KeyError):
                return None  # it points at nothing that is there: the act itself will say so
            self._catch_up()
            return step

    def keep(self, step: JSON | None, request: JSON, answer: JSON) -> None:
        """Keep a step after it was done."""
        if step is None:
            return
        with self._state.lock:
            if not answer["ok"] or answer.get("errors"):
                shown = answer.get("shown") or next(iter(answer.get("errors", {}).values()), "")
                step["refused"] = str(shown)[:_LONGEST_QUOTE]
            if "ts" in answer:
                name = f"message {len(self._called) + 1}"
                self._called[(str(request["channel"]), answer["ts"])] = step["call"] = name
            if not self._merged(step):
                self._steps.append(step)

    def as_scenario(self) -> str:
        """Return all that was done so far as the text of a scenario file."""
        with self._state.lock:
            begun = self._catch_up()
            told = {
                "story": "A recorded session",
                "zone": _ZONE.key,
                "start": _written(begun),
                "steps": [_tidy(one) for one in self._steps],
            }
        return yaml.safe_dump(told, sort_keys=False, allow_unicode=True, width=100)

    def _merged(self, step: JSON) -> bool:
        """Put fields filled in one after the other into one step."""
        last = self._steps[-1] if self._steps else {}
        if "fill" not in step or "fill" not in last or last.get("as") != step["as"]:
            return False
        last["fill"] |= step["fill"]
        return True

    def _catch_up(self) -> datetime:
        """Write down the time that went by since the last step, and what the app said; return the start."""
        now = self._state.clock.now()
        if self._begun is None or self._last is None:
            self._begun = self._last = now
            self._heard_until = f"{now.timestamp():.6f}"
            return now
        at_once, later = self._said_since(self._last + _SOON)
        if self._steps:
            self._steps[-1].setdefault("expect", []).extend(at_once)
        if now - self._last >= _SOON:
            self._steps.append({"at": _written(now), "expect": later})
            self._last = now
        return self._begun

    def _said_since(self, soon: datetime) -> tuple[list[JSON], list[JSON]]:
        """Return what the app has said since it was last asked, up to an instant and after it."""
        at_once: list[JSON] = []
        later: list[JSON] = []
        rooms = [one for one in self._state.conversations.values() if one.im_user is None]
        new = [each for room in rooms for each in self._search.since(room, self._heard_until)]
        for each in new:
            line = self._quote(each)
            pile = at_once if float(each.ts) < soon.timestamp() else later
            if line and each.message.user in self._state.bots:
                pile.append({"in": each.conversation.name, "text": line})
        self._heard_until = max([self._heard_until, *(each.ts for each in new)])
        return at_once, later

    def _quote(self, found: FoundMessage) -> str:
        """Return how a message begins, up to the first time in it: that differs by a second the next time."""
        line = self._search.words(found).partition("\n")[0]
        return _TIME.split(line, maxsplit=1)[0].rstrip()[:_LONGEST_QUOTE]

    def _described(self, user: str, do: str, request: JSON) -> JSON:
        if do in _MODAL or request.get("where") in ("modal", "home"):
            return self._on_a_view(user, do, request)
        if do in ("reload", "global_shortcut", "open_home"):
            value = {"reload": True, "open_home": request.get("tab") or "home"}.get(do)
            return {"shortcut" if do == "global_shortcut" else do: value or self._shortcut(request)}
        if do in STEPS:
            return {do: str(request.get(VALUES.get(do, ""), "")) or True}
        if do == "console":
            return {do: self._in_console(request)}
        channel = str(request["channel"])
        place = {"in": self._room(channel)}
        if do in ("say", "upload", "slash"):
            said = {"say": "text", "upload": "filename", "slash": "line"}[do]
            thread = request.get("thread_ts")
            to = {"to": self._pointer(user, channel, str(thread))} if thread and do != "slash" else place
            told = {"text": request["text"]} if do == "upload" and request.get("text") else {}
            told |= {"broadcast": True} if request.get("broadcast") else {}
            return {do: str(request[said]), **to, **told}
        if do in ("join", "leave"):
            return {do: self._room(channel)}
        return self._on_a_message(user, do, channel, request)

    def _on_a_message(self, user: str, do: str, channel: str, request: JSON) -> JSON:
        to = {"to": self._pointer(user, channel, str(request["ts"]))}
        if do == "action":
            message = self._state.ephemeral(user, channel, str(request["ts"])) or self._state.message(
                channel, str(request["ts"])
            )
            return {**_click(message.all_blocks, request), **to}
        if do == "forward":
            told = {"text": request["text"]} if request.get("text") else {}
            return {"forward": self._room(str(request["into"])), **to, **told}
        if do == "shortcut":
            return {"shortcut": self._shortcut(request), **to}
        return {do: request.get("name") or request.get("text") or True, **to}

    def _on_a_view(self, user: str, do: str, request: JSON) -> JSON:
        if do in ("back", "close"):
            return {do: True}
        if request.get("where") == "home":
            opened = self._state.homes.get((user, self._state.install_for(user).team_id))
            blocks = opened.view["blocks"] if opened else []
            return {**_click(blocks, request), "in": "home"}
        blocks = self._state.stacks[user][-1].view["blocks"]
        if do == "action":
            return _click(blocks, request)
        if do == "input":
            return {
                "fill": _fields(blocks, {request["block_id"]: {request["action_id"]: request.get("value")}})
            }
        values = request.get("values")
        return {"submit": _fields(blocks, values) if values else True}

    def _in_console(self, request: JSON) -> JSON:
        """Return what was done in the console, with people by their names."""
        told = {name: value for name, value in request.items() if name not in ("as", "do", "tab")}
        people = self._state.people
        return told | {name: people[told[name]].name for name in _PEOPLE if told.get(name) in people}

    def _shortcut(self, request: JSON) -> str:
        wanted = request.get("callback_id")
        named = [one["name"] for one in self._state.manifest.shortcuts if one["callback_id"] == wanted]
        return named[0] if named else str(wanted)

    def _room(self, channel: str) -> str:
        conversation = self._state.conversation(channel)
        return "dm" if conversation.is_im else conversation.name

    def _pointer(self, user: str, channel: str, ts: str) -> str | JSON:
        """Return how to point at a message: its name, or its first words and which it is, from the newest."""
        if (channel, ts) in self._called:
            return self._called[(channel, ts)]
        conversation = self._state.conversation(channel)
        message: PostedMessage = self._state.ephemeral(user, channel, ts) or self._state.message(channel, ts)
        text = self._quote(FoundMessage(conversation, message))
        number = 0
        for one in reversed(self._search.seen(user, conversation)):
            number -= text in self._search.words(one)
            if one.message is message:
                break
        return {"text": text, "in": self._room(channel)} | ({} if number == -1 else {"number": number})


def _click(blocks: Sequence[JSON], request: JSON) -> JSON:
    found = filled_in.find(blocks, request.get("block_id"), str(request["action_id"]))
    if found is None:
        raise LabelNotFound(str(request["action_id"]))
    element, value = found[1], request.get("value")
    label = (element.get("text") or {}).get("text") or element["action_id"]
    unmistakable = clickable(blocks, label)[1] is element
    told = {"click": label if unmistakable else element["action_id"]}
    return told | ({} if value is None else {"value": value})


def _fields(blocks: Sequence[JSON], values: Mapping[str, ReadOnlyJSON]) -> JSON:
    told = {}
    for block_id, entries in values.items():
        for action_id, value in entries.items():
            found = filled_in.find(blocks, block_id, action_id)
            if found is None:
                raise LabelNotFound(action_id)
            label = found[0]["label"]["text"] if found[0]["type"] == "input" else action_id
            same = labelled_field(blocks, label)[1] is found[1]
            told[label if same else block_id] = "" if value is None else value
    return told


def _written(instant: datetime) -> str:
    return f"{instant.astimezone(_ZONE):%Y-%m-%d %H:%M:%S}"


def _tidy(step: JSON) -> JSON:
    return {name: value for name, value in step.items() if value != []}
