"""Tokens of the help desk: short, renewed in pairs, and good for what they were asked for only."""

from datetime import timedelta

import pytest

from tests.integration.playground.clocks import StandingClock
from tests.integration.playground.console.zendesk_client import ZendeskClient
from tests.integration.playground.control import Control

INVALID = {
    "error": "invalid_token",
    "error_description": "The access token provided is expired or revoked.",
}


def test_a_token_is_good_for_as_long_as_it_says(zendesk: ZendeskClient, clock: StandingClock) -> None:
    granted = zendesk.grant(expires_in=301)
    assert (granted.status, granted.body["token_type"]) == (201, "bearer")
    assert granted.body["scope"] == "read write"
    zendesk.token = granted.body["access_token"]
    assert zendesk.get("users/me").body["user"]["role"] == "admin"
    clock.instant += timedelta(seconds=granted.body["expires_in"])
    refused = zendesk.get("users/me")
    assert (refused.status, refused.body) == (401, INVALID)
    assert refused.headers["WWW-Authenticate"] == 'Bearer realm="Zendesk", error="invalid_token"'


def test_renewing_takes_the_old_pair_out_of_use(zendesk: ZendeskClient) -> None:
    old = zendesk.grant().body
    renewed = zendesk.grant(grant_type="refresh_token", refresh_token=old["refresh_token"], scope=None)
    assert (renewed.status, renewed.body["scope"]) == (201, "read write")
    again = zendesk.grant(grant_type="refresh_token", refresh_token=old["refresh_token"])
    assert (again.status, again.body["error"]) == (400, "invalid_grant")
    tokens = [one["access_token"] for one in (old, renewed.body)]
    assert [zendesk.ask("GET", "/api/v2/users/me", token=one).status for one in tokens] == [401, 200]


def test_a_scope_in_a_list_is_taken_and_allows_nothing(zendesk: ZendeskClient) -> None:
    granted = zendesk.grant(scope=["read", "write"])
    assert granted.status == 201
    zendesk.token = granted.body["access_token"]
    assert zendesk.get("users/me").status == 403


def test_a_narrow_scope_allows_what_it_names(zendesk: ZendeskClient) -> None:
    zendesk.token = zendesk.grant(scope="tickets:read users:write").body["access_token"]
    person = {"user": {"name": "Ann", "email": "ann@example.com"}}
    statuses = [
        zendesk.get("tickets").status,
        zendesk.post("tickets", {"ticket": {"comment": {"body": "Hi"}}}).status,
        zendesk.get("users/me").status,
        zendesk.post("users/create_or_update", person).status,
    ]
    assert statuses == [200, 403, 403, 201]


@pytest.mark.parametrize(
    ("told", "status", "error"),
    [
        ({"client_secret": "wrong"}, 401, "invalid_client"),
        ({"grant_type": "password"}, 400, "unsupported_grant_type"),
        ({"scope": ""}, 400, "invalid_scope"),
        ({"expires_in": 300}, 400, "invalid_request"),
        ({"expires_in": 172_800}, 400, "invalid_request"),
        ({"refresh_token_expires_in": 604_800}, 400, "invalid_request"),
    ],
)
def test_a_grant_that_cannot_be_is_refused(
    zendesk: ZendeskClient, told: dict[str, object], status: int, error: str
) -> None:
    refused = zendesk.grant(**told)
    assert (refused.status, refused.body["error"]) == (status, error)


def test_how_long_tokens_last_is_set_and_all_of_them_can_expire_at_once(
    zendesk: ZendeskClient, control: Control
) -> None:
    control.post("console/tokens", last=301)
    granted = zendesk.grant().body
    assert granted["expires_in"] == 301
    control.post("console/expire_tokens")
    assert zendesk.ask("GET", "/api/v2/users/me", token=granted["access_token"]).status == 401
    renewed = zendesk.grant(grant_type="refresh_token", refresh_token=granted["refresh_token"])
    assert renewed.status == 201
