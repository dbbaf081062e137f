"""What a token of the API allows: which questions, about which account."""

from dataclasses import dataclass
from enum import StrEnum

from bot.errors import NotAllowed, NotFound


class Scope(StrEnum):
    """A kind of question that a token may be made for."""

    ACCOUNTS = "accounts:read"
    TICKETS = "tickets:read"
    EVENTS = "events:read"
    ON_CALL = "oncall:read"


@dataclass(frozen=True, slots=True)
class Grant:
    """What one token allows; without an account it is the provider's own, and sees all of them."""

    account: str | None
    scopes: frozenset[Scope]

    @property
    def sees_all(self) -> bool:
        """Tell whether it is the provider's, who sees what staff see."""
        return self.account is None

    def require(self, scope: Scope) -> None:
        """Raise NotAllowed unless the token was made for that."""
        if scope not in self.scopes:
            raise NotAllowed(f"This token was not made for {scope}.")

    def narrowed(self, account: str | None) -> str | None:
        """Return the account that a question is about, None for all.

        Raises NotFound for another than the token's own, as for one that does not exist.
        """
        if self.account is None or account in (None, self.account):
            return self.account or account
        raise NotFound("There is no such account.")
