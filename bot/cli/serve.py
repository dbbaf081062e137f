"""`tam-bot serve`: the bot over HTTP, behind whatever terminates TLS."""

import argparse
import logging

from bot.cli.http.front import Front
from bot.cli.http.listening import PATH, Listening
from bot.cli.http.server import HttpServer
from bot.cli.loading import loaded
from bot.cli.run import Watch, keep_for_good, wired
from bot.cli.running.ending import ShutdownSignal, told_to_end
from bot.cli.running.host_clock import HostClockAlarm
from bot.cli.running.patience import patiently
from bot.jobs.background import Background
from bot.web.door import Door, early

log = logging.getLogger(__name__)


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
    front = Front(early(settings, runbook))
    server = HttpServer(front, args.host, args.port)
    bot = patiently(lambda: wired(settings, runbook, answers=True), pause=end.pause)
    alarm = HostClockAlarm(log.error, http=True)
    slack = Listening.of(bot, settings.signing_secret, alarm)
    looks = Background("looks-at-channels", slack.deafness.look_on)
    front.open(slack.answers, Door(settings, bot.services, bot.database))
    bot.start()
    looks.start()
    keep_for_good()
    log.info("tam-bot serves http://%s:%s%s", args.host, args.port, PATH)
    watch = Watch(bot, lambda: True, sure=slack.deafness.is_sure)

    def every_second() -> None:
        alarm.look(bot.clock.host_ahead())
        watch.beat()

    end.wait(every_second)
    server.stop()
    looks.stop()
    bot.stop()
