"""What a person does with the app: commands, shortcuts, clicks and modals, each until acknowledged."""

from playground.blocks import filled_in
from playground.blocks.form_rules import complaints
from playground.to_app.deliveries import Deliveries
from playground.to_app.interaction_replies import InteractionReplies
from playground.to_app.payloads import InteractionPayloads
from playground.workspace.json_types import JSON
from playground.workspace.model import OpenView, PostedMessage, SlackConversation
from playground.workspace.open_views import ViewStacks
from playground.workspace.state import SlackError, WorkspaceState

TROUBLE = "We had some trouble connecting. Try again?"
NO_ANSWER = "The app did not respond. Try again?"  # Slack shows a warning sign beside the button


class ShownToUser(Exception):
    """Something a person tried did not work; the text is what Slack shows them."""


class Interactions:
    """Turns what people do into payloads, and the app's acknowledgements into what people see."""

    def __init__(
        self,
        state: WorkspaceState,
        deliveries: Deliveries,
        payloads: InteractionPayloads,
        views: ViewStacks,
        replies: InteractionReplies,
    ) -> None:
        self._state, self._deliveries, self._payloads = state, deliveries, payloads
        self._views, self._replies = views, replies

    def installed_for(self, user: str) -> bool:
        """Tell whether the app is installed in someone's workspace: only then have they its commands."""
        return self._state.people[user].team_id in self._state.installs

    async def slash(self, user: str, conversation: SlackConversation, line: str, *, in_thread: bool) -> None:
        """Run a slash command; Slack's own refusals are raised as ShownToUser."""
        name, _, text = line.strip().partition(" ")
        if in_thread:
            raise ShownToUser(f"{name} is not supported in threads. Sorry!")
        declared = self._state.manifest.command(name) if self.installed_for(user) else None
        if declared is None:
            raise ShownToUser(
                f'{name} is not a valid command. In Slack, all messages that start with the "/" character are'
                " interpreted as commands. If you are trying to send a message and not run a command, try"
                ' preceding the "/" with an empty space.'
            )
        payload = self._payloads.command(user, conversation, declared, text.strip())
        answer = await self._deliveries.ask("slash_commands", payload)
        if not answer.ok:
            raise ShownToUser(f'{name} failed with the error "{answer.failure}"')
        if answer.payload:
            try:
                self._replies.check(answer.payload)
            except SlackError as refused:
                raise ShownToUser(f'{name} failed with the error "{refused.error}"') from refused
            self._replies.answer(user, conversation.id, answer.payload)

    async def message_shortcut(
        self, user: str, conversation: SlackConversation, message: PostedMessage, callback_id: str
    ) -> None:
        """Run a message shortcut."""
        self._has_shortcut(user, "message", callback_id)
        payload = self._payloads.message_shortcut(user, conversation, message, callback_id)
        await self._interact(payload)

    async def global_shortcut(self, user: str, callback_id: str) -> None:
        """Run a global shortcut."""
        self._has_shortcut(user, "global", callback_id)
        await self._interact(self._payloads.global_shortcut(user, callback_id))

    def _has_shortcut(self, user: str, kind: str, callback_id: str) -> None:
        known = [one["callback_id"] for one in self._state.manifest.shortcuts_of(kind)]
        if callback_id not in known or not self.installed_for(user):
            raise ShownToUser(f"There is no {kind} shortcut {callback_id} here.")

    async def _interact(self, payload: JSON) -> None:
        if not self._state.manifest.interactive:
            raise ShownToUser("This app has interactivity switched off.")
        answer = await self._deliveries.ask("interactive", payload)
        if not answer.ok:
            raise ShownToUser(NO_ANSWER)

    async def message_action(
        self,
        user: str,
        conversation: SlackConversation,
        message: PostedMessage,
        block: JSON,
        element: JSON,
        value: object,
    ) -> None:
        """Click or choose something in a message."""
        action = self._action(element, block, value)
        key = (block["block_id"], element["action_id"])
        if key in self._keys(message.all_blocks):
            with self._state.changing():
                message.choices.setdefault(user, {})[key] = self._entry(element, value)
        if block["type"] != "input" or block.get("dispatch_action"):
            await self._interact(self._payloads.message_action(user, conversation, message, block, action))

    async def view_action(self, opened: OpenView, block: JSON, element: JSON, value: object) -> None:
        """Click, choose or type in a modal or home tab; an input block is silent unless it dispatches."""
        action = self._action(element, block, value)
        self.fill(opened, block, element, value)
        if block["type"] != "input" or block.get("dispatch_action"):
            await self._interact(self._payloads.view_action(opened, action))

    def fill(self, opened: OpenView, block: JSON, element: JSON, value: object) -> None:
        """Put a value into a view without telling the app."""
        key = (block["block_id"], element["action_id"])
        if key in self._keys(opened.view["blocks"]):
            with self._state.changing():
                opened.filled[key] = self._entry(element, value)
                opened.errors.pop(block["block_id"], None)

    def _keys(self, blocks: list[JSON]) -> set[tuple[str, str]]:
        return {(block["block_id"], element["action_id"]) for block, element in filled_in.inputs(blocks)}

    def _entry(self, element: JSON, value: object) -> JSON:
        try:
            return filled_in.entry(element, value, self._suggested(element))
        except KeyError as missing:
            raise ShownToUser(f"{missing.args[0]} is not among the options.") from missing

    def _suggested(self, element: JSON) -> list[JSON]:
        found: list[JSON] = self._state.suggested.get(element.get("action_id", ""), [])
        return found

    def _action(self, element: JSON, block: JSON, value: object) -> JSON:
        """Return the entry of `actions` for what was done."""
        action = {"action_id": element["action_id"], "block_id": block["block_id"], "type": element["type"]}
        action["action_ts"] = self._state.event_ts()
        if element["type"] in ("button", "workflow_button", "icon_button", "feedback_buttons"):
            return action | {name: element[name] for name in ("text", "value", "style") if name in element}
        if element["type"] == "overflow":
            chosen = [one for one in element["options"] if one.get("value") == value]
            if not chosen:
                raise ShownToUser(f"{value} is not among the options.")
            return action | {"selected_option": chosen[0]}
        return action | self._entry(element, value)

    async def submit(self, opened: OpenView) -> dict[str, str]:
        """Submit the view on top; return errors by block when it stays open for them."""
        opened.errors = complaints(opened.view["blocks"], self._views.values(opened))
        if opened.errors:
            with self._state.changing():
                return opened.errors
        with self._state.changing():
            opened.busy = True
        try:
            answer = await self._deliveries.ask("interactive", self._payloads.submission(opened))
        finally:
            with self._state.changing():
                opened.busy = False
        if not answer.ok:
            raise ShownToUser(TROUBLE)
        return self._after_submission(opened, answer.payload)

    def _after_submission(self, opened: OpenView, payload: JSON) -> dict[str, str]:
        action = payload.get("response_action")
        if action == "errors":
            return self._show_errors(opened, payload.get("errors"))
        if action == "clear":
            self._views.close(opened.user)
            return {}
        if action in ("update", "push"):
            try:
                view = self._views.checked(payload.get("view"))
                if action == "push":
                    self._views.push_for(opened.user, view, opened.team_id)
                else:
                    self._views.replace(opened, view)
            except SlackError as refused:
                raise ShownToUser(TROUBLE) from refused
            return {}
        if payload:
            raise ShownToUser(TROUBLE)
        if self._views.top(opened.user) is opened:
            self._views.back(opened.user)
        return {}

    def _show_errors(self, opened: OpenView, errors: object) -> dict[str, str]:
        known = {block["block_id"] for block in opened.view["blocks"] if block["type"] == "input"}
        if not isinstance(errors, dict) or not errors or not set(errors) <= known:
            raise ShownToUser(TROUBLE)
        with self._state.changing():
            opened.errors = {name: str(text) for name, text in errors.items()}
        return opened.errors

    async def leave(self, user: str, *, everything: bool) -> None:
        """Close the view on top, or the whole stack; the app hears of it where it asked to."""
        top = self._views.top(user)
        if top is None:
            return
        if everything or top.view.get("clear_on_close"):
            left, cleared = self._views.close(user), True
        else:
            left, cleared = [top], False
            self._views.back(user)
        for opened in reversed(left):
            if opened.view.get("notify_on_close"):
                payload = self._payloads.closing(opened, is_cleared=cleared)
                await self._deliveries.ask("interactive", payload)

    async def options(self, user: str, block: JSON, element: JSON, typed: str, where: JSON) -> JSON:
        """Ask the app for the options of an external_select."""
        payload = self._payloads.suggestion(user, block, element, typed, where)
        answer = await self._deliveries.ask("interactive", payload)
        if not answer.ok:
            raise ShownToUser("No results")
        groups = answer.payload.get("option_groups") or []
        options = answer.payload.get("options") or []
        grouped = [one for group in groups for one in group.get("options", [])]
        self._state.suggested[element["action_id"]] = [*options, *grouped]
        return {"options": options, "option_groups": groups}
