"""One person of the playground, for tests: writes, clicks, fills in and submits as they would."""

import base64
from dataclasses import dataclass
from typing import Protocol

from playground.blocks import filled_in
from playground.people.workspace_view import WorkspaceView
from playground.timing import PATIENCE
from playground.workspace.json_types import JSON, ReadOnlyJSON
from playground.workspace.open_views import ViewStacks
from playground.workspace.state import WorkspaceState


class PersonaStage(Protocol):
    """Where people act: the playground."""

    def act(self, request: JSON) -> JSON:
        """Do one thing as one person."""
        ...

    def options(self, request: dict[str, str]) -> JSON:
        """Return what a menu offers one person."""
        ...


class ActionRefused(AssertionError):
    """A person could not do what the test wanted; the text is what they were shown."""


@dataclass(frozen=True, slots=True)
class ActionOutcome:
    """The outcome of a command, shortcut or click, as the person saw it."""

    ok: bool
    shown: str = ""

    def __bool__(self) -> bool:
        """Tell whether it went through."""
        return self.ok


@dataclass(frozen=True)
class Modal:
    """A person's modal as it stood when looked at; `views` is the stack, the last one on top."""

    views: tuple[JSON, ...]
    values: JSON
    errors: dict[str, str]

    @property
    def view(self) -> JSON:
        """Return the view on top."""
        return self.views[-1]

    @property
    def title(self) -> str:
        """Return the title of the view on top."""
        return str(self.view["title"]["text"])

    @property
    def blocks(self) -> list[JSON]:
        """Return the blocks of the view on top."""
        return list(self.view["blocks"])

    @property
    def labels(self) -> list[str]:
        """Return the labels of the inputs on top."""
        return [one["label"]["text"] for one in self.blocks if one["type"] == "input"]


class Persona:
    """A person. Every method is synchronous, and raises ActionRefused where a test should not go on."""

    def __init__(
        self,
        user: str,
        stage: PersonaStage,
        state: WorkspaceState,
        views: ViewStacks,
        workspace: WorkspaceView,
    ) -> None:
        self.id = user
        self._stage, self._state, self._views = stage, state, views
        self._workspace = workspace

    def _try(self, do: str, **more: object) -> JSON:
        return self._stage.act({"as": self.id, "do": do, **more})

    def _do(self, do: str, **more: object) -> JSON:
        answer = self._try(do, **more)
        if not answer["ok"]:
            raise ActionRefused(answer["shown"])
        return answer

    def _outcome(self, do: str, **more: object) -> ActionOutcome:
        answer = self._try(do, **more)
        return ActionOutcome(answer["ok"], answer.get("shown", ""))

    def say(self, channel: str, text: str, thread_ts: str | None = None, *, broadcast: bool = False) -> str:
        """Write a message; return its ts."""
        return str(
            self._do("say", channel=channel, text=text, thread_ts=thread_ts, broadcast=broadcast)["ts"]
        )

    def edit(self, channel: str, ts: str, text: str) -> None:
        """Change one's own message."""
        self._do("edit", channel=channel, ts=ts, text=text)

    def delete(self, channel: str, ts: str) -> None:
        """Delete one's own message."""
        self._do("delete", channel=channel, ts=ts)

    def react(self, channel: str, ts: str, name: str) -> None:
        """Add a reaction."""
        self._do("react", channel=channel, ts=ts, name=name)

    def unreact(self, channel: str, ts: str, name: str) -> None:
        """Take one's reaction away."""
        self._do("unreact", channel=channel, ts=ts, name=name)

    @property
    def direct_channel(self) -> str:
        """Return the channel of this person's direct messages with the bot."""
        return str(self._do("open_dm")["channel"])

    def join(self, channel: str) -> None:
        """Come into a channel."""
        self._do("join", channel=channel)

    def leave(self, channel: str) -> None:
        """Leave a channel."""
        self._do("leave", channel=channel)

    def pin(self, channel: str, ts: str) -> None:
        """Pin a message."""
        self._do("pin", channel=channel, ts=ts)

    def upload(
        self, channel: str, filename: str, content: bytes, thread_ts: str | None = None, text: str = ""
    ) -> str:
        """Share a file; return the message's ts."""
        encoded = base64.b64encode(content).decode()
        answer = self._do(
            "upload", channel=channel, filename=filename, content=encoded, thread_ts=thread_ts, text=text
        )
        return str(answer["ts"])

    def slash(
        self, command: str, text: str = "", channel: str = "", *, thread_ts: str | None = None
    ) -> ActionOutcome:
        """Type a slash command; the outcome tells Slack's refusal, or that the app did not answer."""
        line = f"{command} {text}".strip()
        return self._outcome("slash", channel=channel, line=line, thread_ts=thread_ts)

    def click(
        self, channel: str, ts: str, action_id: str, value: object = None, *, block_id: str | None = None
    ) -> ActionOutcome:
        """Click a button, or choose `value` in a menu or picker, in a message (ephemerals too)."""
        return self._outcome(
            "action",
            where="message",
            channel=channel,
            ts=ts,
            action_id=action_id,
            block_id=block_id,
            value=value,
        )

    def click_in_modal(
        self, action_id: str, value: object = None, *, block_id: str | None = None
    ) -> ActionOutcome:
        """Click or choose something in the modal on top."""
        return self._outcome("action", where="modal", action_id=action_id, block_id=block_id, value=value)

    def click_at_home(
        self, action_id: str, value: object = None, *, block_id: str | None = None
    ) -> ActionOutcome:
        """Click or choose something in the home tab."""
        return self._outcome("action", where="home", action_id=action_id, block_id=block_id, value=value)

    def message_shortcut(self, callback_id: str, channel: str, ts: str) -> ActionOutcome:
        """Use a shortcut from a message's menu."""
        return self._outcome("shortcut", callback_id=callback_id, channel=channel, ts=ts)

    def global_shortcut(self, callback_id: str) -> ActionOutcome:
        """Use a shortcut from the lightning menu."""
        return self._outcome("global_shortcut", callback_id=callback_id)

    def open_home(self, tab: str = "home") -> None:
        """Open the app's home."""
        self._do("open_home", tab=tab)

    def reload(self) -> None:
        """Reload Slack: ephemerals are gone."""
        self._do("reload")

    @property
    def modal(self) -> Modal | None:
        """Return the modal this person sees now, if any."""
        with self._state.lock:
            stack = self._state.stacks.get(self.id)
            if not stack:
                return None
            entries = self._views.values(stack[-1])
            values = {
                block_id: {action_id: filled_in.shown(entry) for action_id, entry in inner.items()}
                for block_id, inner in entries.items()
            }
            views = tuple(self._views.json(one) for one in stack)
            return Modal(views, values, dict(stack[-1].errors))

    def wait_for_modal(self, title: str | None = None, timeout: float = PATIENCE) -> Modal:
        """Wait until a modal (of that title) is on top."""

        def there() -> Modal | None:
            modal = self.modal
            return modal if modal and title in (None, modal.title) else None

        found = self._workspace.wait_for(there, timeout)
        assert found is not None
        return found

    def fill(self, values: ReadOnlyJSON) -> None:
        """Fill in the modal on top; keys are block_ids, labels or action_ids."""
        for name, value in values.items():
            block, element = self._field(name)
            self._do("input", block_id=block["block_id"], action_id=element["action_id"], value=value)

    def _field(self, name: str) -> tuple[JSON, JSON]:
        modal = self.modal
        if modal is None:
            raise ActionRefused("no modal is open")
        for block, element in filled_in.inputs(modal.blocks):
            label = block["label"]["text"] if block["type"] == "input" else None
            if name in (block["block_id"], label, element["action_id"]):
                return block, element
        raise ActionRefused(f"no field {name!r} in {modal.title!r}; there are {modal.labels}")

    def options(self, name: str, typed: str = "") -> list[JSON]:
        """Return what a menu of the modal on top offers for what was typed."""
        block, element = self._field(name)
        where = {"where": "modal", "block_id": block["block_id"], "action_id": element["action_id"]}
        found: list[JSON] = self._stage.options({"as": self.id, "value": typed, **where})["options"]
        return found

    def submit(self) -> dict[str, str] | None:
        """Submit the modal on top; return the errors by block_id when it stays open for them."""
        return self._do("submit").get("errors")

    def back(self) -> None:
        """Leave the view on top."""
        self._do("back")

    def close(self) -> None:
        """Close the modal."""
        self._do("close")

    def ephemerals(self, channel: str) -> list[JSON]:
        """Return what only this person sees in a channel."""
        return self._workspace.ephemerals(self.id, channel)

    def direct_messages(self) -> list[JSON]:
        """Return this person's direct messages with the bot."""
        return self._workspace.direct_messages(self.id)
