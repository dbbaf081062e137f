"""The token that the console knows us by: got with the client's secret, renewed before it ends, shared."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final, Protocol

import requests
from pydantic import Field, TypeAdapter

from bot.clock import Clock
from bot.outbox.zendesk.refused_calls import ConsoleRefusal, NotLetIn, refusal
from bot.outbox.zendesk.seal import Seal
from bot.outbox.zendesk.wire import ZendeskJson
from bot.settings import Zendesk

PATH: Final = "/oauth/tokens"
SCOPE: Final = "read write"
"""One string: of a list Zendesk makes a token with which nothing is allowed."""
LASTS: Final = timedelta(hours=1)
TIMEOUT_S: Final = 10.0
_BEFORE_IT_ENDS: Final = timedelta(minutes=1)
_NO_GOOD: Final = (400, 401)


@dataclass(frozen=True, slots=True)
class ConsoleGrant:
    """A token, and what renews it. Neither shows in its text."""

    access: str = field(repr=False)
    refresh: str | None = field(repr=False)
    expires_at: datetime


_GRANTS: Final = TypeAdapter(ConsoleGrant)


class _Granted(ZendeskJson):
    """What the console answers."""

    access_token: str = Field(repr=False)
    refresh_token: str | None = Field(default=None, repr=False)
    expires_in: int | None = None


class TokenShelf(Protocol):
    """Where processes that share a token keep it, sealed."""

    def read(self) -> str | None:
        """Return what is kept; None for nothing."""
        ...

    def swap(self, was: str | None, sealed: str, expires_at: datetime) -> bool:
        """Keep this instead of what was read; False if somebody else was quicker."""
        ...


def _nobody_elses(request: requests.PreparedRequest) -> requests.PreparedRequest:
    """Go as nobody: else the machine's .netrc may say who we are."""
    return request


class ConsoleAccess:
    """Gives the token that is in force; safe to use from several threads and processes."""

    def __init__(self, account: Zendesk, shelf: TokenShelf, clock: Clock) -> None:
        self._account, self._shelf, self._clock = account, shelf, clock
        self._seal = Seal(account.secret, f"tam-bot console {account.url} {account.client}")
        self._one_at_a_time = threading.Lock()
        self._grant: ConsoleGrant | None = None

    def current(self) -> str:
        """Return the token to go with; raises what a call to the console raises."""
        with self._one_at_a_time:
            return self._in_force(lambda grant: True).access

    def instead_of(self, refused: str) -> str:
        """Return another token than the one that the console refused; raises likewise."""
        with self._one_at_a_time:
            return self._in_force(lambda grant: grant.access != refused).access

    def _in_force(self, will_do: Callable[[ConsoleGrant], bool]) -> ConsoleGrant:
        if self._grant is None or self._is_ending(self._grant) or not will_do(self._grant):
            kept = self._shelf.read()
            grant = self._opened(kept)
            if grant is None or self._is_ending(grant) or not will_do(grant):
                grant = self._renewed(kept, grant)
            self._grant = grant
        return self._grant

    def _renewed(self, kept: str | None, old: ConsoleGrant | None) -> ConsoleGrant:
        """Get a new token and keep it; of several that are got at once the one kept first is used by all."""
        grant = self._refreshed(old) or self._asked(grant_type="client_credentials", scope=SCOPE)
        if self._shelf.swap(kept, self._seal.close(_GRANTS.dump_json(grant).decode()), grant.expires_at):
            return grant
        return self._opened(self._shelf.read()) or grant

    def _refreshed(self, old: ConsoleGrant | None) -> ConsoleGrant | None:
        """Renew a token by what it came with; None where that is used up (an answer was lost)."""
        if old is None or old.refresh is None:
            return None
        try:
            return self._asked(grant_type="refresh_token", refresh_token=old.refresh)
        except ConsoleRefusal as refused:
            if refused.status in _NO_GOOD:
                return None
            raise

    def _asked(self, **wanted: str) -> ConsoleGrant:
        client = {"client_id": self._account.client, "client_secret": self._account.secret}
        asked = {**wanted, **client, "expires_in": int(LASTS.total_seconds())}
        answer = requests.post(
            self._account.url + PATH,
            json=asked,
            headers={"Accept": "application/json"},
            auth=_nobody_elses,
            timeout=TIMEOUT_S,
            allow_redirects=False,
        )
        if answer.status_code not in (200, 201):
            asked_too_soon = answer.status_code == 429 or answer.status_code >= 500
            raise refusal(answer, ConsoleRefusal if asked_too_soon else NotLetIn)
        told = _Granted.of(answer.json())
        lasts = timedelta(seconds=told.expires_in) if told.expires_in else LASTS
        return ConsoleGrant(told.access_token, told.refresh_token, self._clock.now() + lasts)

    def _opened(self, kept: str | None) -> ConsoleGrant | None:
        text = self._seal.open(kept) if kept is not None else None
        return _GRANTS.validate_json(text) if text is not None else None

    def _is_ending(self, grant: ConsoleGrant) -> bool:
        return grant.expires_at - self._clock.now() < _BEFORE_IT_ENDS
