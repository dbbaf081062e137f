"""HTTP mode: what happens is posted to the app's request URL, signed as Slack signs."""

import hashlib
import hmac
import json
from urllib.parse import urlencode

from aiohttp import ClientConnectionError, ClientSession, ClientTimeout

from playground.timing import Timing
from playground.to_app.acknowledgement import Acknowledgement
from playground.workspace.clock_mover import TimeSource
from playground.workspace.json_types import JSON
from playground.workspace.state import WorkspaceState

_FORM = "application/x-www-form-urlencoded"


class RequestUrl:
    """The app's address, if it wants its envelopes over HTTP. Lives on the server's event loop."""

    def __init__(self, state: WorkspaceState, timing: Timing, wall: TimeSource, address: str = "") -> None:
        self._state, self._timing, self._wall, self.address = state, timing, wall, address
        self._session: ClientSession | None = None

    async def send(self, envelope: JSON) -> Acknowledgement:
        """Post one envelope and return the app's answer."""
        kind, payload = envelope["type"], envelope["payload"]
        if kind == "slash_commands":
            return await self._post(urlencode(payload), _FORM, {})
        if kind == "interactive":
            return await self._post(urlencode({"payload": json.dumps(payload)}), _FORM, {})
        headers = {}
        if envelope["retry_attempt"]:
            headers["X-Slack-Retry-Num"] = str(envelope["retry_attempt"])
            headers["X-Slack-Retry-Reason"] = envelope["retry_reason"]
        return await self._post(json.dumps(payload), "application/json", headers)

    async def move_to(self, address: str) -> bool:
        """Send there from now on ("": over Socket Mode); where no app answers, all stays as it was."""
        before, self.address, moved = self.address, address, False
        try:
            moved = not address or await self._verify()
        finally:
            if not moved:
                self.address = before
        return moved

    async def _verify(self) -> bool:
        """Ask the app to prove that the address is its own, as Slack does when a URL is saved."""
        challenge = self._state.new_id("challenge-")
        question = {
            "token": "playground-verification-token",
            "challenge": challenge,
            "type": "url_verification",
        }
        answer = await self._post(json.dumps(question), "application/json", {})
        return answer.ok and challenge in (answer.payload.get("challenge"), answer.payload.get("text"))

    async def close(self) -> None:
        """Close what connections there are."""
        if self._session is not None:
            await self._session.close()

    async def _post(self, body: str, content_type: str, headers: dict[str, str]) -> Acknowledgement:
        if self._session is None:
            self._session = ClientSession(timeout=ClientTimeout(total=self._timing.ack_within))
        signed = {**headers, **self._signature(body), "Content-Type": content_type}
        try:
            async with self._session.post(
                self.address, data=body.encode(), headers=signed, allow_redirects=False
            ) as response:
                text = await response.text()
        except TimeoutError:
            return Acknowledgement("operation_timeout", reason="http_timeout")
        except ClientConnectionError:
            return Acknowledgement("dispatch_failed", reason="connection_failed")
        if not 200 <= response.status < 300:
            again = response.headers.get("X-Slack-No-Retry") != "1"
            return Acknowledgement("dispatch_failed", reason="http_error", try_again=again)
        return Acknowledgement("", _object(text))

    def _signature(self, body: str) -> dict[str, str]:
        """Sign with the time of the machine, not of the playground: the app compares it with its own."""
        now = str(int(self._wall.now().timestamp()))
        base = f"v0:{now}:{body}".encode()
        digest = hmac.new(self._state.app.signing_secret.encode(), base, hashlib.sha256).hexdigest()
        return {
            "User-Agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
            "X-Slack-Request-Timestamp": now,
            "X-Slack-Signature": f"v0={digest}",
        }


def _object(text: str) -> JSON:
    """Return an answer's body as an object; plain words are the text of one."""
    try:
        found = json.loads(text)
    except ValueError:
        found = {"text": text} if text.strip() else {}
    return found if isinstance(found, dict) else {}
