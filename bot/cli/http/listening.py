"""Hearing Slack over HTTP: what answers its requests, and what finds out that none reach us."""

from dataclasses import dataclass
from typing import Self
from wsgiref.types import WSGIApplication

from slack_bolt.adapter.wsgi import SlackRequestHandler

from bot.app import Bot
from bot.cli.http.signed import signed_only
from bot.cli.running.host_clock import HostClockAlarm
from handlers.allowance import Allowance
from handlers.channel_history import History
from handlers.deafness import Deafness

PATH = "/slack/events"


@dataclass(frozen=True)
class Listening:
    """A bot that hears Slack over HTTP."""

    answers: WSGIApplication
    deafness: Deafness

    @classmethod
    def of(cls, bot: Bot, secret: str, alarm: HostClockAlarm) -> Self:
        """Have a bot hear whatever is signed with this secret; `alarm` is as in `signed_only`."""
        # No patience: a channel that can't be looked at now has another turn.
        history = History(bot.app.client, patience=0, allowance=Allowance(0))
        deafness = Deafness(bot.services, history, bot.reading.wake, bot.user)
        handler = SlackRequestHandler(bot.app, path=PATH)
        return cls(signed_only(handler, secret, alarm, deafness.heard), deafness)
