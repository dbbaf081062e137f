"""`tam-bot serve`: the bot over HTTP, behind whatever terminates TLS."""

import argparse
import logging
import threading
from collections.abc import Iterable, Mapping
from typing import Final
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

import waitress
from slack_bolt.adapter.wsgi import SlackRequestHandler

from bot.app import Bot
from bot.cli.loading import loaded
from bot.cli.run import Watch, make_new_database, wait_for_the_end
from bot.cli.signed import MOST_BYTES, signed_only
from bot.clock import SystemClock

log = logging.getLogger(__name__)

PATH = "/slack/events"
_THREADS = 20
_BOUNDS: Final[Mapping[str, int]] = {
    "max_request_body_size": MOST_BYTES,
    "channel_timeout": 30,  # seconds in which a connection may say nothing
    "cleanup_interval": 10,  # seconds
    "connection_limit": 500,
}
"""What anybody may take of us before they have shown that they are Slack."""


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command and its options."""
    parser = subparsers.add_parser(
        "serve",
        help="run the bot over HTTP",
        description=f"Run the bot over HTTP; Slack's request URL is https://YOUR-HOST{PATH}. Needs "
        "SLACK_BOT_TOKEN, SLACK_SIGNING_SECRET and whatever the runbook names.",
    )
    parser.add_argument("--host", default="127.0.0.1", help="the address to listen on (127.0.0.1)")
    parser.add_argument("--port", type=int, default=3000, help="the port to listen on (3000)")
    parser.set_defaults(func=run)


def run(args: argparse.Namespace) -> int:
    """Serve until SIGTERM or SIGINT; return 0."""
    settings, runbook = loaded(http=True)
    make_new_database(settings.database_url)
    bot = Bot.wired(settings, runbook, SystemClock())
    server = waitress.create_server(
        web(bot, settings.signing_secret), host=args.host, port=args.port, threads=_THREADS, **_BOUNDS
    )
    threading.Thread(target=server.run, name="http", daemon=True).start()
    bot.start()
    log.info("tam-bot serves http://%s:%s%s", args.host, args.port, PATH)
    wait_for_the_end(Watch(bot, lambda: True).beat)
    server.close()
    bot.stop()
    return 0


def web(bot: Bot, secret: str) -> WSGIApplication:
    """Return the WSGI application: Slack's requests, and `/health` for whoever watches over it."""
    slack = signed_only(SlackRequestHandler(bot.app, path=PATH), secret)

    def application(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if environ.get("PATH_INFO") == "/health":
            start_response("200 OK", [("Content-Type", "text/plain")])
            return [b"ok\n"]
        return slack(environ, start_response)

    return application
