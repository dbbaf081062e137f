"""`tam-bot serve`: the bot over HTTP, behind whatever terminates TLS."""

import argparse
import logging
from collections.abc import Iterable
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from slack_bolt.adapter.wsgi import SlackRequestHandler

from bot.app import Bot
from bot.cli.ending import ShutdownSignal, told_to_end
from bot.cli.host_clock import HostClockAlarm
from bot.cli.http.server import HEALTH, HttpServer
from bot.cli.http.signed import signed_only
from bot.cli.loading import loaded
from bot.cli.patience import patiently
from bot.cli.run import Watch, keep_for_good, wired
from bot.jobs.background import Background
from bot.steps.people import feeds
from bot.steps.work import Work
from bot.web.oncall_feed import FeedPage
from handlers.allowance import Allowance
from handlers.channel_history import History
from handlers.deafness import Deafness

log = logging.getLogger(__name__)

PATH = "/slack/events"


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
    with told_to_end() as end:
        _serve(args, end)
    return 0


def _serve(args: argparse.Namespace, end: ShutdownSignal) -> None:
    settings, runbook = loaded(http=True)
    front = Front()
    server = HttpServer(front, args.host, args.port)
    bot = patiently(lambda: wired(settings, runbook), pause=end.pause)
    alarm = HostClockAlarm(log.error, http=True)
    # No patience: a channel that can't be looked at now has another turn.
    history = History(bot.app.client, patience=0, allowance=Allowance(0))
    deafness = Deafness(bot.services, history, bot.reading.wake)
    looks = Background("looks-at-channels", deafness.look_on)
    handler = SlackRequestHandler(bot.app, path=PATH)
    slack = signed_only(handler, settings.signing_secret, alarm, deafness.heard)
    front.open(slack, FeedPage(lambda token: _feed(bot, token)))
    bot.start()
    looks.start()
    keep_for_good()
    log.info("tam-bot serves http://%s:%s%s", args.host, args.port, PATH)
    watch = Watch(bot, lambda: True, sure=deafness.is_sure)

    def every_second() -> None:
        alarm.look(bot.clock.host_ahead())
        watch.beat()

    end.wait(every_second)
    server.stop()
    looks.stop()
    bot.stop()


def _feed(bot: Bot, token: str) -> bytes | None:
    """Return the calendar that a token opens."""
    with bot.database.read() as session:
        return feeds.of_token(Work(session, bot.services.runbook, bot.clock.now(), ""), token)


class Front:
    """The WSGI application: `/healthz` from the first moment, all else once the bot is there."""

    def __init__(self) -> None:
        self._slack: WSGIApplication = _not_yet
        self._feeds: WSGIApplication = _not_yet

    def open(self, slack: WSGIApplication, feeds: WSGIApplication) -> None:
        """Pass on Slack's requests, and those for calendar feeds, from now on."""
        self._slack, self._feeds = slack, feeds

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer one request."""
        if environ.get("PATH_INFO") in HEALTH:
            start_response("200 OK", [("Content-Type", "text/plain")])
            return [b"ok\n"]
        answer = self._feeds if environ.get("PATH_INFO", "").startswith("/oncall/") else self._slack
        return answer(environ, start_response)


def _not_yet(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    """Have Slack send it again: what is not stored is not acknowledged."""
    start_response("503 Service Unavailable", [("Content-Type", "text/plain"), ("Retry-After", "15")])
    return [b"starting\n"]
