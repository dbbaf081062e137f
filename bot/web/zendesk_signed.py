"""Requests of Zendesk's: heard only if signed just now, over their own time and body."""

import base64
import hashlib
import hmac
import logging
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Final
from wsgiref.types import WSGIEnvironment

from bot.clock import Clock

log = logging.getLogger(__name__)

WINDOW: Final = timedelta(minutes=5)
"""How far a request's time may be from ours: what is older was overheard, and is played to us again."""


class ZendeskSignature:
    """Zendesk's signature, by one secret or, while it is being changed, by any of several."""

    def __init__(self, secrets: Sequence[str], clock: Clock) -> None:
        self._secrets, self._clock = [secret.encode() for secret in secrets], clock

    def signed(self, environ: WSGIEnvironment, body: bytes) -> bool:
        """Tell whether a request with this body was signed by Zendesk within the last minutes."""
        signature = str(environ.get("HTTP_X_ZENDESK_WEBHOOK_SIGNATURE", "")).encode("utf-8", "replace")
        sent_at = str(environ.get("HTTP_X_ZENDESK_WEBHOOK_SIGNATURE_TIMESTAMP", ""))
        ours = [_signature(secret, sent_at, body) for secret in self._secrets]
        if not any(hmac.compare_digest(one, signature) for one in ours):
            log.warning("A request to %s is not signed by Zendesk", environ.get("PATH_INFO", ""))
            return False
        if not self._is_recent(sent_at):
            log.warning("A request of Zendesk's was sent at %s, which is not now", sent_at)
            return False
        return True

    def _is_recent(self, sent_at: str) -> bool:
        try:
            at = datetime.fromisoformat(sent_at)
        except ValueError:
            return False
        return abs(self._clock.now() - (at if at.tzinfo else at.replace(tzinfo=UTC))) <= WINDOW


def _signature(secret: bytes, sent_at: str, body: bytes) -> bytes:
    signed = hmac.new(secret, sent_at.encode("utf-8", "replace") + body, hashlib.sha256)
    return base64.b64encode(signed.digest())
