"""Carrying rows to other programs: signed as Standard Webhooks are, and told again until they have it."""

import http.client
import json
import urllib.request
from collections.abc import Mapping
from email.message import Message
from typing import IO, Final
from urllib.error import HTTPError

from bot.clock import Clock
from bot.domain.integrations.webhook_signature import signed
from bot.outbox.carrier import Arrived
from bot.outbox.verdict import Verdict, VerdictKind, judge, retry_after
from bot.runbook.integrations.webhooks import WebhookRow
from models.queues.outbox_queue import Claim

_TIMEOUT_S: Final = 10.0
_GONE: Final = 410
_SAYS_WHEN: Final = (429, 503)


class NoWebhook(Exception):
    """The runbook in force has no webhook of that id, or no secret for it."""


class _Nowhere(urllib.request.HTTPRedirectHandler):
    """Follows no redirect: what is signed for one address goes to no other."""

    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: Message, newurl: str
    ) -> None:
        """Go nowhere."""


class WebhookCarrier:
    """Carries rows to the webhooks of a runbook; who hears a message twice knows it by its id."""

    errors = (OSError, http.client.HTTPException, ValueError, NoWebhook)

    def __init__(self, hooks: Mapping[str, WebhookRow], env: Mapping[str, str], clock: Clock) -> None:
        """Take the webhooks by id, and the environment that holds their secrets."""
        self._hooks, self._env, self._clock = hooks, env, clock
        self._opener = urllib.request.build_opener(_Nowhere)

    def send(self, claim: Claim) -> Arrived:
        """Tell of an event; raise NoWebhook where the runbook in force has none of that id, or no secret."""
        hook, message = self._hooks.get(str(claim.channel)), f"msg_{claim.key}"
        keys = hook.keys(self._env) if hook else []
        if hook is None or not keys:
            raise NoWebhook
        body = json.dumps(claim.payload, ensure_ascii=False, separators=(",", ":")).encode()
        headers = {"Content-Type": "application/json", "User-Agent": "tam-bot"}
        headers |= signed(keys, message, self._clock.now(), body)
        request = urllib.request.Request(hook.url, body, headers, method="POST")
        with self._opener.open(request, timeout=_TIMEOUT_S) as answer:
            answer.read(1)
        return hook.id, message

    def looks_first(self, claim: Claim) -> bool:
        """Tell that it need not be: the same message again is known by its id."""
        return False

    def find(self, claim: Claim) -> Arrived | None:
        """Find nothing: there is nothing to ask."""
        return None

    def judge(self, error: Exception) -> Verdict:
        """Tell what an answer, or the lack of one, means: all but "gone" is tried again."""
        if isinstance(error, NoWebhook):
            return Verdict(VerdictKind.NEVER, "no_webhook")
        if not isinstance(error, HTTPError):
            return Verdict(VerdictKind.UNREACHED, judge(error).error, answered=False)
        if error.code == _GONE:
            return Verdict(VerdictKind.NEVER, "http_410")
        wait = retry_after(dict(error.headers)) if error.code in _SAYS_WHEN else 0.0
        return Verdict(VerdictKind.UNREACHED, f"http_{error.code}", wait, answered=False)
