"""Carrying rows to phones, by Twilio: texts, and calls that say one."""

import logging
from collections.abc import Callable
from datetime import datetime
from typing import Any, Final
from urllib.parse import urlencode

from twilio.base.exceptions import TwilioException
from twilio.http.http_client import TwilioHttpClient
from twilio.rest import Client
from twilio.twiml.voice_response import VoiceResponse

from bot.outbox.call import CLOCKS_DIFFER
from bot.outbox.carrier import Arrived
from bot.outbox.unanswered import judge_unanswered
from bot.outbox.verdict import Verdict, VerdictKind
from models.queues.outbox import Method
from models.queues.outbox_queue import Claim

CALL_PATH: Final = "/twilio/call"
STATUS_PATH: Final = "/twilio/status"
"""Where Twilio asks what to say in a call, and tells how it ended; the page is in the query."""
_TIMEOUT_S: Final = 15.0
_RINGS_S: Final = 25
"""How long a phone rings: less than it takes most voicemails to answer."""
_LOOKED_AT: Final = 50
_SLOW_DOWN_S: Final = 5.0
_KINDS: Final = {401: VerdictKind.LOCKED_OUT, 403: VerdictKind.LOCKED_OUT, 429: VerdictKind.SLOW_DOWN}

Made = list[Any]  # the SDK's texts or calls: it types nothing


class NoNumber(Exception):
    """Somebody has no phone by the runbook and the environment in force."""


class TwilioCarrier:
    """Carries rows over one account; what may have arrived is looked for among what went to that number."""

    errors = (TwilioException, OSError, NoNumber)

    def __init__(
        self,
        client: Client,
        sender: str,
        numbers: Callable[[str], str | None],
        is_known: Callable[[Method, str, datetime], bool],
        answers_at: str = "",
    ) -> None:
        """Take the number to send from, a look-up of people's by key, and whether a SID is of another row.

        Twilio asks at `answers_at`, a base without a path, what to say in a call; without it nobody is asked.
        """
        self._client, self._sender = client, sender
        self._numbers, self._is_known, self._answers_at = numbers, is_known, answers_at

    def send(self, claim: Claim) -> Arrived:
        """Send a text, or ring; return whose phone it is, and Twilio's name of the text or call."""
        text = str(claim.payload["text"])
        to = {"to": self._number(claim), "from_": self._sender}
        if claim.method is Method.SMS:
            made = self._client.messages.create(body=text, **to)
        else:
            made = self._client.calls.create(timeout=_RINGS_S, **to, **self._what_is_said(claim, text))
        return str(claim.channel), str(made.sid)

    def looks_first(self, claim: Claim) -> bool:
        """Tell that it is: Twilio sends twice what it is asked for twice."""
        return True

    def find(self, claim: Claim) -> Arrived | None:
        """Look for a text or call to that number since the first attempt which is no other row's."""
        earliest = claim.claimed_at - CLOCKS_DIFFER
        for one in self._listed(claim, self._number(claim)):
            if not _is_since(one.date_created, earliest):
                continue
            if self._is_known(claim.method, str(one.sid), earliest):
                continue
            # A trial account's texts begin with words of Twilio's.
            if claim.method is Method.CALL or str(one.body).endswith(str(claim.payload["text"])):
                return str(claim.channel), str(one.sid)
        return None

    def judge(self, error: Exception) -> Verdict:
        """Tell what an answer, or the lack of one, means."""
        if isinstance(error, NoNumber):
            return Verdict(VerdictKind.NEVER, "no_number")
        status = getattr(error, "status", None)
        if not isinstance(error, TwilioException) or status is None:
            return judge_unanswered(error)
        code = f"twilio_{getattr(error, 'code', None) or status}"
        if status >= 500:
            return Verdict(VerdictKind.UNKNOWN, code, answered=False)
        return Verdict(_KINDS.get(status, VerdictKind.NEVER), code, retry_after=_SLOW_DOWN_S)

    def _what_is_said(self, claim: Claim, text: str) -> dict[str, str]:
        if not self._answers_at:
            return {"twiml": _said(text)}
        query = urlencode({"page": claim.key})
        hooks = {"url": CALL_PATH, "status_callback": STATUS_PATH}
        return {name: f"{self._answers_at}{path}?{query}" for name, path in hooks.items()}

    def _number(self, claim: Claim) -> str:
        number = self._numbers(str(claim.channel))
        if number is None:
            raise NoNumber
        return number

    def _listed(self, claim: Claim, number: str) -> Made:
        asked = {"to": number, "from_": self._sender, "limit": _LOOKED_AT, "page_size": _LOOKED_AT}
        made = self._client.messages if claim.method is Method.SMS else self._client.calls
        found: Made = made.list(**asked)
        return found


def twilio_client(account: str, user: str, password: str, url: str) -> Client:
    """Return a client that tries nothing again by itself, and logs no request: numbers stand in them."""
    logging.getLogger("urllib3").setLevel(logging.INFO)
    quiet = logging.getLogger("tam-bot.twilio")
    quiet.setLevel(logging.WARNING)
    client = Client(user, password, account, http_client=TwilioHttpClient(timeout=_TIMEOUT_S, logger=quiet))
    client.api.base_url = url
    return client


def _said(text: str) -> str:
    """Return what a call says when nobody asks us: the text, twice, as few are awake at its first words."""
    response = VoiceResponse()
    for _ in range(2):
        response.say(text)
        response.pause(length=1)
    return str(response)


def _is_since(at: datetime | None, earliest: datetime) -> bool:
    return at is not None and at >= earliest
