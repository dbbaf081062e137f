"""OAuth: short tokens for clients, made out of their credentials or of an earlier token."""

import hashlib
import itertools
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from playground.console.desk import HelpDesk
from playground.console.refusals import DeskRefusal, expired, forbidden
from playground.workspace.json_types import JSON

DEFAULT_LIFE: Final = timedelta(minutes=30)
_REFRESH_LIFE_S: Final = 2_592_000
_SHORTEST_S, _LONGEST_S = 300, 172_800
_SHORTEST_REFRESH_S, _LONGEST_REFRESH_S = 604_800, 7_776_000


@dataclass(frozen=True, slots=True)
class TokenGrant:
    """An access token with the one that renews it."""

    access: str
    refresh: str
    scope: object
    """As it was asked for: only as a string does it allow anything."""
    expires_at: datetime
    refresh_expires_at: datetime

    def allows(self, resource: str, access: str) -> bool:
        """Tell whether it allows to `read` or `write` a resource."""
        scopes = self.scope.split() if isinstance(self.scope, str) else []
        return access in scopes or f"{resource}:{access}" in scopes


class Tokens:
    """Hands out tokens, and says what they are good for."""

    def __init__(self, desk: HelpDesk) -> None:
        self._desk, self.life = desk, DEFAULT_LIFE
        self._grants: dict[str, TokenGrant] = {}
        self._numbers = itertools.count(1)

    def issue(self, asked: JSON) -> JSON:
        """ZendeskAnswer `POST /oauth/tokens`; raises DeskRefusal."""
        kind, account = asked.get("grant_type"), self._desk.account
        if kind not in ("client_credentials", "refresh_token"):
            raise _refused(400, "unsupported_grant_type", "The authorization grant type is not supported.")
        known = (account.client_id, account.client_secret)
        if (asked.get("client_id"), asked.get("client_secret")) != known:
            raise _refused(401, "invalid_client", "Client authentication failed due to unknown client.")
        scope = asked.get("scope")
        if kind == "refresh_token":
            scope = self._renewed(str(asked.get("refresh_token"))).scope
        if not scope:
            raise _refused(400, "invalid_scope", "The requested scope is invalid, unknown, or malformed.")
        return self._shown(self._granted(scope, asked))

    def check(self, header: str, resource: str, access: str) -> None:
        """Let a request in; raises DeskRefusal (401, 403)."""
        kind, _, token = header.partition(" ")
        grant = self._grants.get(token) if kind.casefold() == "bearer" else None
        if grant is None or grant.expires_at <= self._desk.now:
            raise expired()
        if not grant.allows(resource, access):
            raise forbidden()

    def expire(self) -> None:
        """Let every access token handed out so far be too old; what renews them is good still."""
        now = self._desk.now
        self._grants = {
            token: TokenGrant(one.access, one.refresh, one.scope, now, one.refresh_expires_at)
            for token, one in self._grants.items()
        }

    def _renewed(self, refresh: str) -> TokenGrant:
        """Take a pair out of use; raises DeskRefusal for one that there is not, or no more."""
        for grant in self._grants.values():
            if grant.refresh == refresh and grant.refresh_expires_at > self._desk.now:
                return self._grants.pop(grant.access)
        raise _refused(400, "invalid_grant", "The provided refresh token is invalid, expired or revoked.")

    def _granted(self, scope: object, asked: JSON) -> TokenGrant:
        life = _seconds(asked, "expires_in", _SHORTEST_S, _LONGEST_S, int(self.life.total_seconds()))
        refresh = _seconds(
            asked, "refresh_token_expires_in", _SHORTEST_REFRESH_S, _LONGEST_REFRESH_S, _REFRESH_LIFE_S
        )
        now, number = self._desk.now, next(self._numbers)
        grant = TokenGrant(
            _secret(f"access {number}"),
            _secret(f"refresh {number}"),
            scope,
            now + timedelta(seconds=life),
            now + timedelta(seconds=refresh),
        )
        self._grants[grant.access] = grant
        return grant

    def _shown(self, grant: TokenGrant) -> JSON:
        now = self._desk.now
        return {
            "access_token": grant.access,
            "refresh_token": grant.refresh,
            "token_type": "bearer",
            "scope": grant.scope,
            "expires_in": int((grant.expires_at - now).total_seconds()),
            "refresh_token_expires_in": int((grant.refresh_expires_at - now).total_seconds()),
        }


def _seconds(asked: JSON, name: str, above: int, below: int, default: int) -> int:
    value = asked.get(name)
    if value is None:
        return default
    if type(value) is not int or not above < value < below:
        raise _refused(400, "invalid_request", f"{name} must be above {above} and below {below}.")
    return int(value)


def _secret(said: str) -> str:
    return hashlib.sha256(said.encode()).hexdigest()


def _refused(status: int, error: str, description: str) -> DeskRefusal:
    return DeskRefusal(status, {"error": error, "error_description": description})
