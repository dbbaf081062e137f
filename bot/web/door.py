"""The door for all that is not Slack: which path is answered by what, and what is too much."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from bot.runbook import Runbook
from bot.services import Services
from bot.settings import Settings
from bot.steps.people import feeds
from bot.steps.work import Work
from bot.web import pagerduty_hook, zendesk_hook
from bot.web.api.over_http import ApiPages
from bot.web.oncall_feed import FeedPage
from bot.web.pagerduty_hook import PagerDutyHook
from bot.web.requests import TooLarge, text_answer
from bot.web.zendesk_hook import ZendeskHook
from bot.web.zendesk_signed import ZendeskSignature
from models.store.database import Database

if TYPE_CHECKING:
    from bot.web.twilio_pages import TwilioPages

FEEDS = "/oncall/"
API = "/api/"
TWILIO = "/twilio/"
PREFIXES = (FEEDS, API, TWILIO, "/pagerduty/", "/zendesk/")
"""How the paths begin that are not Slack's."""


class Door:
    """The WSGI application; a service that is not set up is not there."""

    def __init__(self, settings: Settings, services: Services, database: Database) -> None:
        """Answer for what the settings name."""
        self._services, self._database = services, database
        self._feeds = FeedPage(self._feed)
        self._api = ApiPages(services.api)
        self._twilio = _twilio(settings, services, database)
        found: dict[str, WSGIApplication] = {}
        if settings.pagerduty_secret:
            found[pagerduty_hook.PATH] = PagerDutyHook(services.pagers, settings.pagerduty_secret)
        zendesk = settings.zendesk
        if zendesk is not None and zendesk.webhook_secret and services.console_news.is_bridged:
            by_console = ZendeskSignature([zendesk.webhook_secret], services.clock)
            found[zendesk_hook.PATH] = ZendeskHook(services.console_news.poke, by_console)
        self._hooks: Mapping[str, WSGIApplication] = found

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer one request."""
        path = environ.get("PATH_INFO", "")
        answer = self._answering(path)
        if answer is None:
            return text_answer(start_response, "404 Not Found", "no such page")
        try:
            return answer(environ, start_response)
        except TooLarge:
            return text_answer(start_response, "413 Content Too Large", "too large")

    def _answering(self, path: str) -> WSGIApplication | None:
        """Return what answers a path."""
        if path.startswith(FEEDS):
            return self._feeds
        if path.startswith(API):
            return self._api
        if path.startswith(TWILIO):
            return self._twilio.answering(path) if self._twilio else None
        return self._hooks.get(path)

    def _feed(self, token: str) -> bytes | None:
        """Return the calendar that a token opens."""
        with self._database.read() as session:
            now = self._services.clock.now()
            return feeds.of_token(Work(session, self._services.runbook, now, ""), token)


def early(settings: Settings, runbook: Runbook) -> Mapping[str, WSGIApplication]:
    """Return what answers without database and Slack, by path: the support line's last resort."""
    if not _asked_by_twilio(settings):
        return {}
    from bot.web.twilio_pages import last_resort  # its library, which nothing else needs

    return last_resort(settings, runbook)


def _twilio(settings: Settings, services: Services, database: Database) -> "TwilioPages | None":
    if not _asked_by_twilio(settings):
        return None
    from bot.web.twilio_pages import TwilioPages  # its library, which nothing else needs

    return TwilioPages(settings, services, database)


def _asked_by_twilio(settings: Settings) -> bool:
    return bool(settings.twilio_tokens and settings.public_url)
