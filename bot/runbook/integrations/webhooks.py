"""Outgoing webhooks in a runbook: who is told of events, of which, and with which secret."""

import re
from collections.abc import Iterator, Mapping
from typing import Annotated, Final

from pydantic import AfterValidator

from bot.domain.integrations.webhook_signature import signing_key
from bot.runbook.values import NAMED_SECRET, Id, Row, Words
from bot.runbook.yaml_nodes import Document, Path, Problem

_HOOKS: Final[Path] = ("webhooks",)
_SECRETS: Final = ("secret", "old_secret")
_ADDRESS: Final = re.compile(r"https://[^\s/@]+(/\S*)?|http://(localhost|127\.0\.0\.1)(:\d+)?(/\S*)?")


def _address(value: str) -> str:
    if not _ADDRESS.fullmatch(value):
        raise ValueError(f"“{value}” isn't an address that may be told; write one that starts with https://")
    return value


def _kind(value: str) -> str:
    from bot.domain.events import KINDS  # dozens of classes, which a runbook without webhooks does not need

    if value not in KINDS:
        raise ValueError(f"“{value}” isn't a kind of event; the kinds are {', '.join(sorted(KINDS))}")
    return value


def _variable(value: str) -> str:
    if not NAMED_SECRET.fullmatch(value):
        # What was written is not repeated: it may be the secret itself.
        raise ValueError("must be ${NAME}, a variable of the environment; a secret is never written here")
    return value


_Variable = Annotated[str, AfterValidator(_variable)]


class WebhookRow(Row):
    """Somebody who is told of events: all that staff see, or what an account's customer sees."""

    id: Id
    url: Annotated[str, AfterValidator(_address)]
    secret: _Variable
    old_secret: _Variable | None = None
    account: Words | None = None
    events: tuple[Annotated[str, AfterValidator(_kind)], ...] = ()

    def keys(self, env: Mapping[str, str]) -> list[bytes]:
        """Return what it is signed with: the secret's key, and the old one's while it is being changed."""
        named = (NAMED_SECRET.fullmatch(written or "") for written in (self.secret, self.old_secret))
        keys = (signing_key(env.get(one[1], "")) for one in named if one)
        return [key for key in keys if key is not None]


def webhook_secret_paths(provider: Document) -> Iterator[Path]:
    """Yield the places in which a secret of a webhook is named."""
    written = provider.at(*_HOOKS)
    for index in range(len(written) if isinstance(written, list) else 0):
        for name in _SECRETS:
            yield (*_HOOKS, index, name)


def webhook_problems(
    provider: Document, accounts: Mapping[str, Document], env: Mapping[str, str] | None
) -> Iterator[Problem]:
    """Yield accounts that there are none of, and secrets that are none; none is repeated."""
    written = provider.at(*_HOOKS)
    for index in range(len(written) if isinstance(written, list) else 0):
        place: Path = (*_HOOKS, index, "account")
        account = provider.text(*place)
        if account is not None and account not in accounts:
            known = ", ".join(accounts)
            yield provider.problem(place, f"“{account}” isn't an account; the runbook knows {known}")
    for place in webhook_secret_paths(provider) if env is not None else ():
        named = NAMED_SECRET.fullmatch(provider.text(*place) or "")
        secret = (env or {}).get(named[1], "").strip() if named else ""
        if named and secret and signing_key(secret) is None:
            sentence = f"{named[0]} holds no secret: whsec_ and 24 to 64 random bytes in base64"
            yield provider.problem(place, sentence)
