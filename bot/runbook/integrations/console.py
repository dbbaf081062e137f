"""The console bridge in a runbook: whether there is one, what it files, and who is known there by what."""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Annotated, Final, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field

from bot.runbook.values import Email, Row, UserId, Words
from bot.runbook.yaml_nodes import Document, Path, Problem, Value

BRIDGE_KEYS: Final = ("bridge", "file", "product_field", "private_tag")
"""What a provider says of its bridge for all accounts; all else under `console` is its guide's."""

_BRIDGE: Final[Path] = ("console", "bridge")
_ADDRESS: Final = "ZENDESK_BASE_URL"
_THIS_MACHINE: Final = ("127.0.0.1", "::1", "localhost")
_NEEDED: Final = (_ADDRESS, "ZENDESK_CLIENT_ID", "ZENDESK_CLIENT_SECRET", "ZENDESK_WEBHOOK_SECRET")


class FiledWhen(StrEnum):
    """When a ticket is filed in the console."""

    AT_ONCE = "at once"
    ON_CLICK = "on click"


def _tag(value: str) -> str:
    if any(letter.isspace() for letter in value):
        raise ValueError(f"“{value}” isn't a tag: a tag has no spaces")
    return value


class BridgeRow(Row):
    """How a provider's tickets reach its console."""

    bridge: Literal["zendesk"] | None = None
    file: FiledWhen | None = None
    """None: a P1 and what is escalated at once, anything else on a click."""
    product_field: Annotated[int, Field(gt=0)] | None = None
    """The number of the console's field for the product."""
    private_tag: Annotated[Words, AfterValidator(_tag)] = "private"
    """What marks a ticket of the console's that its customer's channel does not see."""

    @property
    def is_bridged(self) -> bool:
        """Tell whether the bot files tickets itself, and hears of those filed there."""
        return self.bridge is not None


class AccountBridgeRow(BridgeRow):
    """The same for one customer, with the names by which its people are known in the console."""

    requester: Email | None = None
    """Who asks, where the person has no address of their own here."""
    requesters: dict[UserId, Email] = Field(default={})
    organization: Annotated[int, Field(gt=0)] | None = None
    """The organization in the console whose tickets are this customer's."""

    def addresses(self) -> frozenset[str]:
        """Return all addresses of this customer's people, in lower case."""
        named = (self.requester, *self.requesters.values())
        return frozenset(address.lower() for address in named if address)


def bridge_of_all(provider: Value) -> Value:
    """Return what an account takes over of its provider's `console`, as written."""
    if not isinstance(provider, dict):
        return None
    return {key: value for key, value in provider.items() if key in BRIDGE_KEYS}


def console_problems(
    provider: Document, accounts: Mapping[str, Document], env: Mapping[str, str] | None
) -> Iterator[Problem]:
    """Yield what a bridge lacks: a requester, settings, addresses that belong to one account only."""
    for_all = provider.text(*_BRIDGE) is not None
    bridged = [each for each in accounts.values() if _is_bridged(each, for_all)]
    for account in bridged:
        if account.text("console", "requester") is None:
            lacks = "needs an address: in whose name are this customer's tickets filed in the console?"
            yield account.problem(("console", "requester"), lacks)
    yield from _shared(bridged)
    if env is None or not bridged:
        return
    at = provider if for_all else bridged[0]
    for name in _NEEDED:
        if not env.get(name, "").strip():
            yield at.problem(_BRIDGE, f"needs {name}, which is not set in the environment")
    address = env.get(_ADDRESS, "").strip()
    if address and not _is_safe(address):
        lacks = f"needs an https address without a path in {_ADDRESS}, such as https://acme.zendesk.com"
        yield at.problem(_BRIDGE, lacks)


def _is_safe(address: str) -> bool:
    """Tell whether secrets may be sent to an address: on no other machine in clear, nor below a path."""
    try:
        asked = urlsplit(address)
    except ValueError:
        return False
    if not asked.hostname or asked.username is not None:
        return False
    if asked.hostname in _THIS_MACHINE:
        return asked.scheme in ("http", "https")
    return asked.scheme == "https" and asked.path in ("", "/")


def _is_bridged(account: Document, for_all: bool) -> bool:
    """Tell whether an account has a bridge; one that leaves `bridge` empty does without its provider's."""
    own = account.at("console")
    says_so = isinstance(own, dict) and "bridge" in own
    return account.text(*_BRIDGE) is not None if says_so else for_all


def _shared(accounts: list[Document]) -> Iterator[Problem]:
    """Yield addresses and organizations by which two accounts would be taken for one another."""
    first: dict[str, str] = {}
    for account in accounts:
        people = account.at("console", "requesters")
        users = list(people) if isinstance(people, dict) else []
        places = [("console", "requester"), *(("console", "requesters", user) for user in users)]
        own: set[str] = set()
        for place in (*places, ("console", "organization")):
            written = account.at(*place)
            name = str(written).strip().lower() if written is not None else ""
            if not name or name in own:
                continue
            own.add(name)
            if name in first:
                yield account.problem(
                    place, f"“{name}” stands in {first[name]} too; it must be one account's"
                )
            first.setdefault(name, account.file)
