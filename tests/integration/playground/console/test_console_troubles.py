"""What goes wrong with requests to the help desk, once or until further notice."""

import http.client
import urllib.error

import pytest

from tests.integration.playground.console.zendesk_client import ZendeskClient
from tests.integration.playground.control import Control

TOLD = {"ticket": {"comment": {"body": "It is down"}}}
AWAY = (http.client.RemoteDisconnected, ConnectionError, urllib.error.URLError)


@pytest.mark.parametrize(
    ("what", "status"), [("broken", 503), ("too_many", 429), ("refused", 422), ("expired", 401)]
)
def test_the_next_request_goes_wrong_and_the_one_after_does_not(
    zendesk: ZendeskClient, control: Control, what: str, status: int
) -> None:
    zendesk.token = zendesk.grant().body["access_token"]
    control.post("console/trouble", what=what)
    statuses = [zendesk.post("tickets", TOLD).status for _ in range(2)]
    assert statuses == [status, 201]


def test_too_many_says_when_and_is_text(zendesk: ZendeskClient, control: Control) -> None:
    control.post("console/trouble", what="too_many", retry_after=7)
    refused = zendesk.get("tickets")
    assert (refused.headers["Retry-After"], refused.headers["Content-Type"]) == (
        "7",
        "text/plain; charset=utf-8",
    )
    assert refused.text == "Number of allowed API requests per minute exceeded"


def test_a_conflict_meets_the_next_update_only(zendesk: ZendeskClient, control: Control) -> None:
    control.post("console/trouble", what="conflict")
    ticket = zendesk.ticket()
    update = {"ticket": {"status": "open"}}
    assert [zendesk.put(f"tickets/{ticket['id']}", update).status for _ in range(2)] == [409, 200]


@pytest.mark.parametrize(("what", "made"), [("lost", 0), ("answer_lost", 1)])
def test_a_lost_answer_leaves_a_ticket_and_a_lost_request_does_not(
    zendesk: ZendeskClient, control: Control, what: str, made: int
) -> None:
    zendesk.token = zendesk.grant().body["access_token"]
    control.post("console/trouble", what=what)
    with pytest.raises(AWAY):
        zendesk.post("tickets", TOLD, Idempotency_Key="key")
    assert zendesk.get("tickets").body["count"] == made
    again = zendesk.post("tickets", TOLD, Idempotency_Key="key")
    assert again.headers["x-idempotency-lookup"] == ("hit" if made else "miss")
    assert zendesk.get("tickets").body["count"] == 1


def test_while_it_is_away_nobody_is_answered(zendesk: ZendeskClient, control: Control) -> None:
    zendesk.token = zendesk.grant().body["access_token"]
    control.post("console/outage", what="broken")
    assert [zendesk.get("tickets").status, zendesk.grant().status] == [503, 503]
    control.post("console/outage", what="lost")
    with pytest.raises(AWAY):
        zendesk.get("tickets")
    with pytest.raises(AWAY):
        zendesk.grant()
    control.post("console/outage", what=None)
    assert zendesk.get("tickets").status == 200
