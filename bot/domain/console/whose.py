"""Which customer a ticket of the console's is about: the one whose people, or whose organization, asked."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.domain.console.there import PersonThere


@dataclass(frozen=True, slots=True)
class KnownAs:
    """By what the console knows one customer."""

    account: str
    addresses: frozenset[str]
    """Of its people, in lower case."""
    organization: int | None


def whose(known: Iterable[KnownAs], requester: PersonThere | None, organization: int | None) -> str | None:
    """Return the account whose ticket it is: somebody's own address says more than their organization."""
    everybody = list(known)
    address = requester.email if requester else None
    for one in everybody:
        if address is not None and address in one.addresses:
            return one.account
    for one in everybody:
        if organization is not None and organization == one.organization:
            return one.account
    return None
