"""A token allows what it was made for, about its own account alone; secrets of the staff's stay theirs."""

from dataclasses import fields

import pytest

from bot.domain.events import KINDS, timing
from bot.domain.integrations.grants import Grant, Scope
from bot.domain.integrations.public_events import PUBLIC, PUBLIC_KINDS, public_facts
from bot.errors import NotAllowed, NotFound

EVERYTHING = frozenset(Scope)


@pytest.mark.parametrize("scope", Scope)
def test_a_token_is_good_for_the_scopes_it_was_made_for(scope: Scope) -> None:
    Grant(None, frozenset({scope})).require(scope)
    with pytest.raises(NotAllowed, match=f"This token was not made for {scope}."):
        Grant(None, EVERYTHING - {scope}).require(scope)


@pytest.mark.parametrize(
    ("of", "asked", "shown"),
    [
        (None, None, None),
        (None, "acme", "acme"),
        ("partiful", None, "partiful"),
        ("partiful", "partiful", "partiful"),
    ],
)
def test_a_token_of_an_account_narrows_what_is_asked(
    of: str | None, asked: str | None, shown: str | None
) -> None:
    grant = Grant(of, EVERYTHING)
    assert (grant.narrowed(asked), grant.sees_all) == (shown, of is None)


def test_another_account_is_as_good_as_none() -> None:
    with pytest.raises(NotFound, match=r"There is no such account\."):
        Grant("partiful", EVERYTHING).narrowed("acme")


def test_what_is_public_of_an_event_is_among_its_facts() -> None:
    for kind, facts in PUBLIC.items():
        assert set(facts) <= {field.name for field in fields(kind)}  # type: ignore[arg-type]
        assert KINDS[kind.kind] is kind


def test_why_somebody_has_a_ticket_is_the_staffs() -> None:
    stored = {"role": "primary", "name": "Cierra Simms", "slack": "U0CIERRA", "why": {"passed": []}}
    assert public_facts("assigned", stored) == {"role": "primary", "name": "Cierra Simms"}


def test_of_what_is_not_public_nothing_is_told() -> None:
    assert timing.AssigneeNudged.kind not in PUBLIC_KINDS
    assert public_facts(timing.AssigneeNudged.kind, {"at": "now"}) == {}


def test_a_fact_that_an_older_version_did_not_store_is_left_out() -> None:
    assert public_facts("opened", {"origin": "form"}) == {"origin": "form"}
