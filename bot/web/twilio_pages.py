"""All that Twilio asks over HTTP: how pages fared, and the support line."""

from wsgiref.types import WSGIApplication

from bot.outbox.carriers import Phones
from bot.outbox.twilio import CALL_PATH, STATUS_PATH
from bot.runbook import Runbook
from bot.services import Services
from bot.settings import Settings
from bot.web.line_twiml import LineTwiml
from bot.web.twilio_hooks import TwilioHooks
from bot.web.twilio_signed import TwilioSignature
from bot.web.twilio_voice import FALLBACK, VOICE, FallbackHook, VoiceHooks
from models.store.database import Database


class TwilioPages:
    """What answers Twilio, by path."""

    def __init__(self, settings: Settings, services: Services, database: Database) -> None:
        """Answer for what the settings and the runbook name."""
        signature = _signature(settings)
        self._hooks = last_resort(settings, services.runbook)
        self._voice = _voice(settings, services, database, signature)
        if settings.twilio is not None:
            hooks = TwilioHooks(services.pagers, signature)
            self._hooks |= {CALL_PATH: hooks, STATUS_PATH: hooks}

    def answering(self, path: str) -> WSGIApplication | None:
        """Return what answers a path."""
        if path == VOICE or path.startswith(f"{VOICE}/"):
            return self._voice
        return self._hooks.get(path)


def last_resort(settings: Settings, runbook: Runbook) -> dict[str, WSGIApplication]:
    """Return what answers without database and Slack, by path."""
    line = runbook.provider.line
    if line is None:
        return {}
    twiml = LineTwiml(line, runbook.provider, lambda person: None)
    return {FALLBACK: FallbackHook(_signature(settings), twiml)}


def _voice(
    settings: Settings, services: Services, database: Database, signature: TwilioSignature
) -> WSGIApplication | None:
    """Return what answers the support line; None where the runbook has none."""
    runbook = services.runbook
    line = runbook.provider.line
    if line is None:
        return None
    phones = Phones(runbook, settings.environment, database)
    return VoiceHooks(services.support_line, signature, LineTwiml(line, runbook.provider, phones.number))


def _signature(settings: Settings) -> TwilioSignature:
    return TwilioSignature(settings.twilio_tokens, settings.public_url)
