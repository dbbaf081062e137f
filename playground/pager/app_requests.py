"""What Twilio and PagerDuty ask of an app: signed requests to the addresses that it gave."""

import base64
import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import urldefrag, urlencode, urlsplit

from aiohttp import ClientConnectionError, ClientSession, ClientTimeout
from yarl import URL

_WAITS_S: Final = 15.0


@dataclass(frozen=True, slots=True)
class AppAnswer:
    """What came back: status 0 for nothing, with Twilio's code for why."""

    status: int
    body: str = ""
    kind: str = ""
    code: int = 0

    @property
    def ok(self) -> bool:
        """Tell whether the app took it."""
        return 200 <= self.status < 300


class AppRequests:
    """Asks the app; lives on the server's event loop."""

    def __init__(self, token: str = "", waits_s: float = _WAITS_S) -> None:
        self._token, self._waits_s = token, waits_s
        self._session: ClientSession | None = None

    async def form(self, url: str, told: Mapping[str, str], method: str = "POST") -> AppAnswer:
        """Send a form as Twilio does, once more if no connection comes about."""
        address = urldefrag(url).url
        if urlsplit(address).scheme not in ("http", "https"):
            return AppAnswer(0, code=11100)
        asked = {**told} if method == "POST" else {}
        if method != "POST":
            address += ("&" if urlsplit(address).query else "?") + urlencode(told)
        headers = {"X-Twilio-Signature": twilio_signature(self._token, address, asked)}
        answer = await self._ask(method, address, headers, data=asked)
        return await self._ask(method, address, headers, data=asked) if answer.code == 11205 else answer

    async def body(self, url: str, content: bytes, headers: Mapping[str, str]) -> AppAnswer:
        """Send a body as PagerDuty does."""
        return await self._ask("POST", url, {"Content-Type": "application/json", **headers}, data=content)

    async def close(self) -> None:
        """Close what connections there are."""
        if self._session is not None:
            await self._session.close()

    async def _ask(
        self, method: str, url: str, headers: Mapping[str, str], *, data: dict[str, str] | bytes
    ) -> AppAnswer:
        if self._session is None:
            self._session = ClientSession(timeout=ClientTimeout(total=self._waits_s))
        exactly = URL(url, encoded=True)  # what is signed is what is asked, letter by letter
        try:
            async with self._session.request(
                method, exactly, data=data or None, headers=headers, allow_redirects=False
            ) as answer:
                text = await answer.text()
        except TimeoutError:
            return AppAnswer(0, code=11200)
        except ClientConnectionError:
            return AppAnswer(0, code=11205)
        return AppAnswer(answer.status, text, answer.content_type, 0 if answer.status < 300 else 11200)


def twilio_signature(token: str, url: str, form: Mapping[str, str]) -> str:
    """Return what Twilio signs a request with: the address as it is asked, and every field, sorted."""
    signed = url + "".join(name + form[name] for name in sorted(form))
    return base64.b64encode(hmac.new(token.encode(), signed.encode(), hashlib.sha1).digest()).decode()


def pagerduty_signature(secret: str, body: bytes) -> str:
    """Return what PagerDuty signs a webhook with."""
    return "v1=" + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
