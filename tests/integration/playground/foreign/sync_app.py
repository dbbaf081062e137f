"""The greeter with Bolt's sync App: `sync_app.py socket` or `sync_app.py http`; says "ready" when it is."""

import json
import os
import sys
import threading
from pathlib import Path
from typing import Any

import waitress
from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_bolt.adapter.wsgi import SlackRequestHandler
from slack_sdk import WebClient

CHANNEL = os.environ["SLACK_CHANNEL_TAM_PARTIFUL"]
FORM = json.loads(Path(__file__).with_name("form.json").read_text())
BUTTON = {"type": "button", "action_id": "open", "text": {"type": "plain_text", "text": "Open the form"}}

app = App(
    client=WebClient(os.environ["SLACK_BOT_TOKEN"], base_url=os.environ["SLACK_API_URL"]),
    signing_secret=os.environ["SLACK_SIGNING_SECRET"],
)


@app.message("hello")
def greet(event: Any, say: Any, client: WebClient) -> None:
    name = client.users_info(user=event["user"])["user"]["real_name"]
    blocks = [{"type": "actions", "elements": [BUTTON]}]
    say(text=f"Hi {name}", thread_ts=event["ts"])
    say(text="Shall we?", blocks=blocks, thread_ts=event["ts"])


@app.event("message")
def other(event: Any) -> None:
    pass


@app.event("reaction_added")
def reacted(event: Any, client: WebClient) -> None:
    client.chat_postMessage(channel=event["item"]["channel"], text=f"{event['reaction']} to you, too")


@app.command("/greet")
def command(ack: Any, body: Any) -> None:
    ack(f"You typed {body['text']}")


@app.action("open")
@app.shortcut("greet_form")
def open_form(ack: Any, body: Any, client: WebClient) -> None:
    ack()
    client.views_open(trigger_id=body["trigger_id"], view=FORM)


@app.view("greeting")
def submitted(ack: Any, view: Any, client: WebClient) -> None:
    words = view["state"]["values"]["words"]["input"]["value"]
    if len(words) < 3:
        ack(response_action="errors", errors={"words": "A little longer, please."})
        return
    ack()
    client.chat_postMessage(channel=CHANNEL, text=f"Everybody: {words}")


if __name__ == "__main__":
    if sys.argv[1] == "socket":
        SocketModeHandler(app, os.environ["SLACK_APP_TOKEN"]).connect()
        print("ready", flush=True)
        threading.Event().wait()
    server = waitress.create_server(SlackRequestHandler(app), host="127.0.0.1", port=0)
    print(f"ready http://127.0.0.1:{server.effective_port}/slack/events", flush=True)
    server.run()
