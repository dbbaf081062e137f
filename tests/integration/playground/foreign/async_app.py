"""The greeter with Bolt's AsyncApp on aiohttp: `async_app.py socket` or `http`; says "ready" when it is."""

import asyncio
import json
import os
import sys
from pathlib import Path
from typing import Any

from aiohttp import web
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

CHANNEL = os.environ["SLACK_CHANNEL_TAM_PARTIFUL"]
FORM = json.loads(Path(__file__).with_name("form.json").read_text())
BUTTON = {"type": "button", "action_id": "open", "text": {"type": "plain_text", "text": "Open the form"}}

app = AsyncApp(
    client=AsyncWebClient(os.environ["SLACK_BOT_TOKEN"], base_url=os.environ["SLACK_API_URL"]),
    signing_secret=os.environ["SLACK_SIGNING_SECRET"],
)


@app.message("hello")
async def greet(event: Any, say: Any, client: AsyncWebClient) -> None:
    name = (await client.users_info(user=event["user"]))["user"]["real_name"]
    blocks = [{"type": "actions", "elements": [BUTTON]}]
    await say(text=f"Hi {name}", thread_ts=event["ts"])
    await say(text="Shall we?", blocks=blocks, thread_ts=event["ts"])


@app.event("message")
async def other(event: Any) -> None:
    pass


@app.event("reaction_added")
async def reacted(event: Any, client: AsyncWebClient) -> None:
    await client.chat_postMessage(channel=event["item"]["channel"], text=f"{event['reaction']} to you, too")


@app.command("/greet")
async def command(ack: Any, body: Any) -> None:
    await ack(f"You typed {body['text']}")


@app.action("open")
@app.shortcut("greet_form")
async def open_form(ack: Any, body: Any, client: AsyncWebClient) -> None:
    await ack()
    await client.views_open(trigger_id=body["trigger_id"], view=FORM)


@app.view("greeting")
async def submitted(ack: Any, view: Any, client: AsyncWebClient) -> None:
    words = view["state"]["values"]["words"]["input"]["value"]
    if len(words) < 3:
        await ack(response_action="errors", errors={"words": "A little longer, please."})
        return
    await ack()
    await client.chat_postMessage(channel=CHANNEL, text=f"Everybody: {words}")


async def main(transport: str) -> None:
    if transport == "socket":
        await AsyncSocketModeHandler(app, os.environ["SLACK_APP_TOKEN"]).connect_async()
        print("ready", flush=True)
    else:
        runner = web.AppRunner(app.web_app())
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        print(f"ready http://127.0.0.1:{runner.addresses[0][1]}/slack/events", flush=True)
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
