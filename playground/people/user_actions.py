"""What people do, one request at a time: by the page or by a test."""

import base64
import binascii
from collections.abc import Awaitable, Callable, Mapping

from playground.people.recording import Recording
from playground.people.requests import BadRequest, element_of, text_of
from playground.to_app.interactions import Interactions, ShownToUser
from playground.web_api.files import new_file
from playground.workspace.events import SlackEvents
from playground.workspace.forwarding import shared
from playground.workspace.json_types import JSON
from playground.workspace.message_operations import MessageOperations
from playground.workspace.model import OpenView, PostedMessage, SlackConversation
from playground.workspace.open_views import ViewStacks
from playground.workspace.state import SlackError, WorkspaceState
from playground.workspace.typed_text import typed

Action = Callable[[str, JSON], Awaitable[JSON]]


class UserActions:
    """Carries out what people do; `act` answers with what they see."""

    def __init__(
        self,
        state: WorkspaceState,
        operations: MessageOperations,
        views: ViewStacks,
        events: SlackEvents,
        interactions: Interactions,
        recording: Recording,
        beside: Mapping[str, Action],
    ) -> None:
        self._state, self._operations, self._views = state, operations, views
        self._recording = recording
        self._events, self._interactions = events, interactions
        self._actions: dict[str, Action] = {
            "say": self._say,
            "edit": self._edit,
            "delete": self._delete,
            "forward": self._forward,
            "react": self._react,
            "unreact": self._unreact,
            "pin": self._pin,
            "unpin": self._unpin,
            "join": self._join,
            "leave": self._leave,
            "slash": self._slash,
            "shortcut": self._shortcut,
            "global_shortcut": self._global_shortcut,
            "action": self._action,
            "input": self._input,
            "submit": self._submit,
            "back": self._back,
            "close": self._close,
            "upload": self._upload,
            "read": self._read,
            "open_dm": self._open_dm,
            "open_home": self._open_home,
            "dismiss": self._dismiss,
            "reload": self._reload,
            **beside,
        }

    async def act(self, request: JSON) -> JSON:
        """Do one thing; return `{"ok", "shown"?, …}`. Raises BadRequest if it makes no sense."""
        user, action = text_of(request, "as"), self._actions.get(text_of(request, "do"))
        if action is None:
            raise BadRequest(f"nobody can {request.get('do')!r} here")
        if user not in self._state.people:
            raise BadRequest(f"nobody is called {user!r} here")
        self._state.tabs[user] = str(request.get("tab") or "")
        step = self._recording.describe(user, request)
        answer = await self._outcome(action, user, request)
        self._recording.keep(step, request, answer)
        return answer

    async def _outcome(self, action: Action, user: str, request: JSON) -> JSON:
        try:
            return {"ok": True, **await action(user, request)}
        except ShownToUser as shown:
            return {"ok": False, "shown": str(shown)}
        except SlackError as refused:
            return {"ok": False, "shown": f"That did not work: {refused.error}.", "error": refused.error}

    def _place(self, user: str, request: JSON) -> SlackConversation:
        """Return the conversation named, if the person is in it."""
        conversation = self._state.conversation(text_of(request, "channel"))
        if user not in conversation.members:
            raise SlackError("not_in_channel")
        return conversation

    def _own(self, user: str, request: JSON) -> tuple[SlackConversation, PostedMessage]:
        conversation = self._place(user, request)
        message = self._state.message(conversation.id, text_of(request, "ts"))
        if message.user != user:
            raise SlackError("cant_update_message")
        return conversation, message

    async def _say(self, user: str, request: JSON) -> JSON:
        conversation = self._place(user, request)
        text = text_of(request, "text")
        if not text.strip():
            raise SlackError("no_text")
        message = PostedMessage("", user, typed(self._state, user, text), more=self._client_fields())
        message.thread_ts = request.get("thread_ts") or None
        if message.thread_ts and message.thread_ts not in conversation.messages:
            raise SlackError("thread_not_found")
        message.broadcast = bool(request.get("broadcast")) and message.thread_ts is not None
        self._operations.post(conversation.id, message)
        return {"ts": message.ts}

    def _client_fields(self) -> JSON:
        number = self._state.new_id("").lower()
        return {"client_msg_id": f"00000000-0000-4000-8000-{number.rjust(12, '0')}"}

    async def _edit(self, user: str, request: JSON) -> JSON:
        conversation, message = self._own(user, request)
        text = typed(self._state, user, text_of(request, "text"))
        self._operations.edit(conversation.id, message.ts, by=user, text=text, blocks=[])
        return {}

    async def _delete(self, user: str, request: JSON) -> JSON:
        conversation, message = self._own(user, request)
        self._operations.delete(conversation.id, message.ts)
        return {}

    async def _forward(self, user: str, request: JSON) -> JSON:
        """Share a message into another conversation, with words of one's own or without."""
        source, original = self.seen(user, request)
        into = self._place(user, {"channel": text_of(request, "into")})
        text = typed(self._state, user, str(request.get("text") or ""))
        message = PostedMessage("", user, text, more=self._client_fields())
        message.attachments = [shared(self._state, source, original)]
        self._operations.post(into.id, message)
        return {"forwarded": message.ts}

    async def _react(self, user: str, request: JSON) -> JSON:
        place = self._place(user, request)
        self._operations.react(place.id, text_of(request, "ts"), text_of(request, "name").strip(":"), user)
        return {}

    async def _unreact(self, user: str, request: JSON) -> JSON:
        place = self._place(user, request)
        self._operations.unreact(place.id, text_of(request, "ts"), text_of(request, "name").strip(":"), user)
        return {}

    async def _pin(self, user: str, request: JSON) -> JSON:
        self._operations.pin(self._place(user, request).id, text_of(request, "ts"), user)
        return {}

    async def _unpin(self, user: str, request: JSON) -> JSON:
        self._operations.unpin(self._place(user, request).id, text_of(request, "ts"), user)
        return {}

    async def _join(self, user: str, request: JSON) -> JSON:
        self._operations.join(text_of(request, "channel"), user)
        return {}

    async def _leave(self, user: str, request: JSON) -> JSON:
        self._operations.leave(text_of(request, "channel"), user)
        return {}

    async def _slash(self, user: str, request: JSON) -> JSON:
        conversation = self._place(user, request)
        in_thread = bool(request.get("thread_ts"))
        await self._interactions.slash(user, conversation, text_of(request, "line"), in_thread=in_thread)
        return {}

    async def _shortcut(self, user: str, request: JSON) -> JSON:
        conversation = self._place(user, request)
        message = self._state.message(conversation.id, text_of(request, "ts"))
        name = text_of(request, "callback_id")
        await self._interactions.message_shortcut(user, conversation, message, name)
        return {}

    async def _global_shortcut(self, user: str, request: JSON) -> JSON:
        await self._interactions.global_shortcut(user, text_of(request, "callback_id"))
        return {}

    async def _action(self, user: str, request: JSON) -> JSON:
        where, value = request.get("where", "message"), request.get("value")
        if where == "message":
            conversation, message = self.seen(user, request)
            block, element = element_of(message.all_blocks, request)
            await self._interactions.message_action(user, conversation, message, block, element, value)
            return {}
        opened = self.view(user, str(where))
        block, element = element_of(opened.view["blocks"], request)
        await self._interactions.view_action(opened, block, element, value)
        return {}

    def seen(self, user: str, request: JSON) -> tuple[SlackConversation, PostedMessage]:
        """Return the message a person points at; one only they see counts too."""
        conversation, ts = self._place(user, request), text_of(request, "ts")
        private = self._state.ephemeral(user, conversation.id, ts)
        return conversation, private or self._state.message(conversation.id, ts)

    def view(self, user: str, where: str) -> OpenView:
        """Return the modal view on top, or the home tab."""
        opened = self._views.home(user) if where == "home" else self._views.top(user)
        if opened is None:
            raise SlackError("view_not_found")
        return opened

    async def _input(self, user: str, request: JSON) -> JSON:
        opened = self.view(user, "modal")
        block, element = element_of(opened.view["blocks"], request)
        await self._interactions.view_action(opened, block, element, request.get("value"))
        return {}

    async def _submit(self, user: str, request: JSON) -> JSON:
        opened = self.view(user, "modal")
        for block_id, entries in (request.get("values") or {}).items():
            for action_id, value in entries.items():
                wanted = {"block_id": block_id, "action_id": action_id}
                block, element = element_of(opened.view["blocks"], wanted)
                self._interactions.fill(opened, block, element, value)
        errors = await self._interactions.submit(opened)
        return {"errors": errors} if errors else {}

    async def _back(self, user: str, request: JSON) -> JSON:
        await self._interactions.leave(user, everything=False)
        return {}

    async def _close(self, user: str, request: JSON) -> JSON:
        await self._interactions.leave(user, everything=True)
        return {}

    async def _upload(self, user: str, request: JSON) -> JSON:
        conversation = self._place(user, request)
        try:
            content = base64.b64decode(text_of(request, "content"), validate=True)
        except binascii.Error as error:
            raise BadRequest("content is not base64") from error
        file = new_file(self._state, text_of(request, "filename"), user, content)
        file.shared_in.append(conversation.id)
        text = typed(self._state, user, str(request.get("text") or ""))
        message = PostedMessage(
            "", user, text, subtype="file_share", files=[file.id], more=self._client_fields()
        )
        message.thread_ts = request.get("thread_ts") or None
        self._operations.share(conversation.id, message)
        return {"ts": message.ts, "file": file.id}

    async def _read(self, user: str, request: JSON) -> JSON:
        conversation = self._place(user, request)
        newest = max(conversation.messages, default="0")
        if conversation.last_read.get(user) != newest:
            with self._state.changing():
                conversation.last_read[user] = newest
        return {}

    async def _open_dm(self, user: str, request: JSON) -> JSON:
        others = request.get("with") or []
        with self._state.changing():
            if not others:
                return {"channel": self._state.direct(user).id}
            bot = self._state.install_for(user).bot_user
            return {"channel": self._state.group_direct([user, *others, bot]).id}

    async def _open_home(self, user: str, request: JSON) -> JSON:
        with self._state.changing():
            home = self._views.home(user)
            conversation, tab = self._state.direct(user), str(request.get("tab") or "home")
            self._events.home_opened(conversation, user, tab, self._views.json(home) if home else None)
        return {}

    async def _dismiss(self, user: str, request: JSON) -> JSON:
        channel, ts = text_of(request, "channel"), text_of(request, "ts")
        gone = self._state.ephemeral(user, channel, ts)
        with self._state.changing():
            self._state.ephemerals = [one for one in self._state.ephemerals if one[1] is not gone]
        return {}

    async def _reload(self, user: str, request: JSON) -> JSON:
        stack, tab = self._state.stacks.get(user), self._state.tabs[user]
        with self._state.changing():
            self._state.ephemerals = [one for one in self._state.ephemerals if one[1].visible_to != user]
            if stack and (not tab or stack[0].tab in ("", tab)):
                del self._state.stacks[user]
        return {}
