"""Whose a ticket of the console's is: by the address of who asks, else by their organization."""

import pytest

from bot.domain.console.there import PersonThere
from bot.domain.console.whose import KnownAs, whose

PARTIFUL = KnownAs("partiful", frozenset({"maya@partiful.com"}), 77)
ACME = KnownAs("acme", frozenset({"ann@acme.com"}), None)


@pytest.mark.parametrize(
    ("address", "organization", "account"),
    [
        ("maya@partiful.com", None, "partiful"),
        ("maya@partiful.com", 1, "partiful"),
        ("ann@acme.com", 77, "acme"),
        ("dana@partiful.com", 77, "partiful"),
        (None, 77, "partiful"),
        (None, None, None),
        ("eve@elsewhere.com", 1, None),
        ("eve@elsewhere.com", None, None),
    ],
)
def test_an_address_says_more_than_an_organization(
    address: str | None, organization: int | None, account: str | None
) -> None:
    somebody = PersonThere(1, "Somebody", address, is_agent=False)
    assert whose([PARTIFUL, ACME], somebody, organization) == account


def test_nobody_asked_and_an_organization_does_for_them() -> None:
    assert whose([ACME, PARTIFUL], None, 77) == "partiful"
    assert whose([ACME, PARTIFUL], None, None) is None
