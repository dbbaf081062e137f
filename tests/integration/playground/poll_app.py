"""A small foreign Bolt app: it asks for polls, and writes down what it is told."""

import threading
from typing import Any

from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from playground import Playground

JSON = dict[str, Any]


def manifest() -> JSON:
    """Return the poll app's manifest."""
    return {
        "display_information": {"name": "Polls"},
        "features": {
            "app_home": {"home_tab_enabled": True},
            "bot_user": {"display_name": "polls"},
            "shortcuts": [
                {"name": "Make a poll", "type": "message", "callback_id": "from_message", "description": "x"},
                {"name": "New poll", "type": "global", "callback_id": "anywhere", "description": "x"},
            ],
            "slash_commands": [
                {"command": "/poll", "description": "Ask", "usage_hint": "[text]", "should_escape": True},
                {"command": "/mute", "description": "Never answers", "should_escape": False},
            ],
        },
        "oauth_config": {
            "scopes": {
                "bot": [
                    "channels:history",
                    "app_mentions:read",
                    "channels:read",
                    "chat:write",
                    "commands",
                    "files:read",
                    "files:write",
                    "groups:history",
                    "groups:read",
                    "im:history",
                    "im:write",
                    "pins:read",
                    "pins:write",
                    "reactions:read",
                    "reactions:write",
                    "team:read",
                    "usergroups:read",
                    "users:read",
                ]
            }
        },
        "settings": {
            "event_subscriptions": {
                "bot_events": [
                    "app_home_opened",
                    "app_mention",
                    "member_joined_channel",
                    "message.channels",
                    "message.groups",
                    "message.im",
                    "reaction_added",
                    "subteam_members_changed",
                ]
            },
            "interactivity": {"is_enabled": True},
            "socket_mode_enabled": True,
        },
    }


def plain(text: str) -> JSON:
    return {"type": "plain_text", "text": text}


FORM: JSON = {
    "type": "modal",
    "callback_id": "new_poll",
    "title": plain("New poll"),
    "submit": plain("Ask"),
    "private_metadata": "C0PARTIFUL",
    "notify_on_close": True,
    "blocks": [
        {
            "type": "input",
            "block_id": "question",
            "label": plain("Question"),
            "element": {"type": "plain_text_input", "action_id": "text", "initial_value": "Lunch?"},
        },
        {
            "type": "section",
            "block_id": "when",
            "text": plain("When?"),
            "accessory": {"type": "datepicker", "action_id": "day", "initial_date": "2026-03-11"},
        },
        {
            "type": "input",
            "block_id": "owner",
            "optional": True,
            "label": plain("Owner"),
            "element": {"type": "users_select", "action_id": "who"},
        },
        {
            "type": "input",
            "block_id": "place",
            "optional": True,
            "label": plain("Place"),
            "element": {"type": "external_select", "action_id": "place", "min_query_length": 0},
        },
        {
            "type": "actions",
            "block_id": "tools",
            "elements": [{"type": "button", "action_id": "deeper", "text": plain("More")}],
        },
    ],
}


class PollApp:
    """The app, connected over Socket Mode; `heard` holds the bodies it got, by listener."""

    def __init__(self, playground: Playground) -> None:
        self.playground = playground
        self.client = WebClient("xoxb-playground", base_url=playground.api_url)
        self.app = App(client=self.client, token_verification_enabled=False)
        self.heard: list[tuple[str, JSON]] = []
        self.answer_submission: JSON | None = None
        self.silent = threading.Event()
        self._listen()
        self.handlers: list[SocketModeHandler] = []

    def connect(self) -> SocketModeHandler:
        """Open one more socket."""
        handler = SocketModeHandler(self.app, "xapp-playground")
        handler.connect()
        self.handlers.append(handler)
        self.playground.workspace.wait_for_connection(len(self.handlers))
        return handler

    def close(self) -> None:
        """Close every socket; the playground's end first, since the SDK reads on for seconds otherwise."""
        for handler in self.handlers:
            handler.client.auto_reconnect_enabled = False
        self.playground.close_sockets()
        self.playground.workspace.wait_for(
            lambda: not any(one.client.is_connected() for one in self.handlers)
        )
        for handler in self.handlers:
            handler.client.closed = True
            handler.client.message_queue.put(None)  # its reader looks up only once a second
            handler.close()
        self.app.listener_runner.listener_executor.shutdown()

    def bodies(self, kind: str) -> list[JSON]:
        """Return what came of a kind."""
        return [body for name, body in list(self.heard) if name == kind]

    def wait_for(self, kind: str, count: int = 1) -> list[JSON]:
        """Wait until so many of a kind have come."""
        self.playground.workspace.wait_for(lambda: len(self.bodies(kind)) >= count)
        return self.bodies(kind)

    def _listen(self) -> None:
        app = self.app
        app.command("/poll")(self._poll)
        app.shortcut("from_message")(self._open_form)
        app.shortcut("anywhere")(self._open_form)
        app.action("vote")(self._vote)
        app.action("open_form")(self._open_form)
        app.action("deeper")(self._push)
        app.action("day")(self._note_and_ack("day"))
        app.action("menu")(self._note_and_ack("menu"))
        app.options("place")(self._places)
        app.view("new_poll")(self._submitted)
        app.view_closed("new_poll")(self._note_and_ack("closed"))
        for name in (
            "message",
            "app_mention",
            "reaction_added",
            "member_joined_channel",
            "app_home_opened",
            "subteam_members_changed",
        ):
            app.event(name)(self._event(name))

    def _event(self, name: str) -> Any:
        def listener(body: JSON) -> None:
            self.heard.append((name, body))

        return listener

    def _note_and_ack(self, name: str) -> Any:
        def listener(ack: Any, body: JSON) -> None:
            self.heard.append((name, body))
            ack()

        return listener

    def _poll(self, ack: Any, body: JSON, client: WebClient) -> None:
        self.heard.append(("poll", body))
        if body["text"] == "form":
            ack()
            client.views_open(trigger_id=body["trigger_id"], view=FORM)
        elif body["text"] == "loudly":
            ack({"response_type": "in_channel", "text": "Everyone: lunch?"})
        else:
            ack(f"You said: {body['text']}")

    def _open_form(self, ack: Any, body: JSON, client: WebClient) -> None:
        self.heard.append(("open_form", body))
        ack()
        client.views_open(trigger_id=body["trigger_id"], view=FORM)

    def _push(self, ack: Any, body: JSON, client: WebClient) -> None:
        self.heard.append(("deeper", body))
        ack()
        try:
            client.views_push(trigger_id=body["trigger_id"], view={**FORM, "title": plain("More")})
        except SlackApiError as refused:
            self.heard.append(("refused", dict(refused.response.data)))

    def _vote(self, ack: Any, body: JSON, respond: Any) -> None:
        self.heard.append(("vote", body))
        ack()
        respond("Thanks for voting.", replace_original=False)

    def _places(self, ack: Any, body: JSON) -> None:
        self.heard.append(("places", body))
        words = [one for one in ("Kitchen", "Roof") if body["value"].lower() in one.lower()]
        ack(options=[{"text": plain(one), "value": one.lower()} for one in words])

    def _submitted(self, ack: Any, body: JSON, client: WebClient, view: JSON) -> None:
        self.heard.append(("submitted", body))
        if self.answer_submission is not None:
            ack(**self.answer_submission)
            return
        text = view["state"]["values"]["question"]["text"]["value"]
        if len(text) < 5:
            ack(response_action="errors", errors={"question": "Say more."})
            return
        ack()
        client.chat_postMessage(channel=view["private_metadata"], text=text)
