"""Small apps, each of which lives by one fact of Slack's; together they are one Bolt app."""

from collections.abc import Callable
from typing import Any

from slack_bolt import App
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

JSON = dict[str, Any]
Note = Callable[[str, object], None]
SmallApp = Callable[[App, Note], None]


def elements(message: JSON) -> list[JSON]:
    """Return the elements of the rich text that a message consists of."""
    return [part for whole in message["blocks"][0]["elements"] for part in whole["elements"]]


def reader_of_rich_text(app: App, note: Note) -> None:
    """Read who is meant from the blocks, never from the text."""

    @app.message("assign")
    def assign(event: JSON) -> None:
        note("assign", [one["user_id"] for one in elements(event) if one["type"] == "user"])


def collector_of_links(app: App, note: Note) -> None:
    """Find the addresses in its own post in the answer."""

    @app.message("links please")
    def answer(event: JSON, client: WebClient) -> None:
        posted = client.chat_postMessage(channel=event["channel"], text="see https://a.example/x?a=1&b=2")
        note("links", [one["url"] for one in elements(posted["message"]) if one["type"] == "link"])


def keeper_of_cards(app: App, note: Note) -> None:
    """Compare a card with what it would send anew: defaults included, as Slack has them."""

    @app.message("card please")
    def card(event: JSON, client: WebClient) -> None:
        section = {"type": "section", "block_id": "s", "text": {"type": "mrkdwn", "text": "*x*"}}
        posted = client.chat_postMessage(channel=event["channel"], text="x", blocks=[section])
        note("card", posted["message"]["blocks"][0]["text"]["verbatim"])


def deployer(app: App, note: Note) -> None:
    """Hang a button on a coloured attachment, and know which was clicked."""

    @app.message("deploy please")
    def ask(event: JSON, client: WebClient) -> None:
        button = {"type": "button", "action_id": "deploy", "text": {"type": "plain_text", "text": "Deploy"}}
        attachment = {"color": "danger", "blocks": [{"type": "actions", "elements": [button]}]}
        client.chat_postMessage(channel=event["channel"], text="Deploy?", attachments=[attachment])

    @app.action("deploy")
    def deploy(ack: Any, body: JSON) -> None:
        ack()
        note("deploy", [body["container"]["type"], body["container"]["attachment_id"]])


def reader_of_forwards(app: App, note: Note) -> None:
    """Take in what is forwarded, with who said it."""

    @app.message("what do you make of")
    def read(event: JSON) -> None:
        note("forward", [(one["author_id"], one["text"]) for one in event["attachments"] if one["is_share"]])


def follower_of_threads(app: App, note: Note) -> None:
    """Know what a reply that was sent to the channel too answers."""

    @app.event({"type": "message", "subtype": "thread_broadcast"})
    def broadcast(event: JSON) -> None:
        note("root", event["root"]["text"])


def writer_of_markdown(app: App, note: Note) -> None:
    """Send markdown as it comes from elsewhere, under another name."""

    @app.message("report please")
    def report(event: JSON, client: WebClient) -> None:
        posted = client.chat_postMessage(
            channel=event["channel"],
            markdown_text="# All **well**",
            username="Reporter",
            icon_emoji=":chart:",
        )["message"]
        note("report", [posted["blocks"][0]["type"], posted["username"], posted["icons"]])


def editor(app: App, note: Note) -> None:
    """Edit the text and keep the attachments."""

    @app.message("edit please")
    def edit(event: JSON, client: WebClient) -> None:
        channel = event["channel"]
        ts = client.chat_postMessage(channel=channel, text="a", attachments=[{"text": "log"}])["ts"]
        edited = client.chat_update(channel=channel, ts=ts, text="b")["message"]
        note("edit", [edited["text"], len(edited["attachments"])])


def downloader(app: App, note: Note) -> None:
    """Fetch a file with its token, from where the file says it is."""

    @app.event("file_shared")
    def fetch(event: JSON, client: WebClient) -> None:
        file = client.files_info(file=event["file_id"])["file"]
        note("file", [file["name"], sorted(file["shares"]["public"]), file["url_private"]])


def directory(app: App, note: Note) -> None:
    """Look people up by address, with zone, picture and channels."""

    @app.message("who is")
    def tell(event: JSON, client: WebClient) -> None:
        user = client.users_lookupByEmail(email="csimms@twilio-support.example")["user"]
        profile = client.users_profile_get(user=user["id"])["profile"]
        rooms = client.users_conversations(user=user["id"])["channels"]
        note("who", [user["tz_offset"] % 3600, "image_192" in profile, rooms[0]["name"]])


def rota(app: App, note: Note) -> None:
    """Keep a user group equal to who is on duty."""

    @app.message("rotate please")
    def rotate(event: JSON, client: WebClient) -> None:
        changed = client.usergroups_users_update(usergroup="S0PSE", users=["U0CIERRA"])
        note("rota", changed["usergroup"]["users"])


def reminder(app: App, note: Note) -> None:
    """Have Slack say something later, and hear it when it is said."""

    @app.message("remind me")
    def later(event: JSON, client: WebClient) -> None:
        at = int(float(event["ts"])) + 60
        made = client.chat_scheduleMessage(channel=event["channel"], text="It is time", post_at=at)
        note("scheduled", made["post_at"] == at)


def listener_to_apps(app: App, note: Note) -> None:
    """Learn what another app did from the metadata of its message."""

    @app.message("order please")
    def order(event: JSON, client: WebClient) -> None:
        metadata = {"event_type": "ordered", "event_payload": {"id": "7"}}
        client.chat_postMessage(channel=event["channel"], text="Ordered.", metadata=metadata)

    @app.event("message_metadata_posted")
    def heard(event: JSON) -> None:
        note("metadata", event["metadata"]["event_payload"])


def chooser(app: App, note: Note) -> None:
    """Offer what only it knows, in a menu of a message."""

    @app.message("choose please")
    def ask(event: JSON, client: WebClient) -> None:
        menu = {
            "type": "external_select",
            "action_id": "room",
            "placeholder": {"type": "plain_text", "text": "Room"},
        }
        client.chat_postMessage(
            channel=event["channel"], text="Where?", blocks=[{"type": "actions", "elements": [menu]}]
        )

    @app.options("room")
    def rooms(ack: Any, payload: JSON) -> None:
        names = [name for name in ("Attic", "Cellar") if payload["value"].lower() in name.lower()]
        ack(options=[{"text": {"type": "plain_text", "text": one}, "value": one.lower()} for one in names])

    @app.action("room")
    def chosen(ack: Any, action: JSON) -> None:
        ack()
        note("room", action["selected_option"]["value"])


def careful_one(app: App, note: Note) -> None:
    """Tell apart what Slack refuses, by its name for it."""

    @app.message("too much")
    def overdo(event: JSON, client: WebClient) -> None:
        channel = event["channel"]
        calls: list[tuple[str, JSON]] = [
            ("chat.postMessage", {"channel": channel, "attachments": [{"text": "a"}] * 101}),
            ("reactions.add", {"channel": channel, "timestamp": event["ts"], "name": "no name"}),
            ("conversations.open", {"users": "U0CIERRA,U0OTTO"}),
        ]
        note("refused", [refusal(client, method, told) for method, told in calls])


def refusal(client: WebClient, method: str, told: JSON) -> str:
    """Return Slack's name for why it refuses a call."""
    try:
        client.api_call(method, json=told)
    except SlackApiError as refused:
        return str(refused.response["error"])
    return ""


def others(app: App, note: Note) -> None:
    """Let pass what none of them is for."""
    for event in ("message", "subteam_members_changed"):
        app.event(event)(lambda: None)


ALL: tuple[SmallApp, ...] = (
    reader_of_rich_text,
    collector_of_links,
    keeper_of_cards,
    deployer,
    reader_of_forwards,
    follower_of_threads,
    writer_of_markdown,
    editor,
    downloader,
    directory,
    rota,
    reminder,
    listener_to_apps,
    chooser,
    careful_one,
    others,
)
