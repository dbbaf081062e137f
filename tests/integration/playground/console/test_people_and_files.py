"""People and files of the help desk over its API."""

import urllib.request
from datetime import timedelta

import pytest

from playground import Playground
from tests.integration.playground.clocks import StandingClock
from tests.integration.playground.console.zendesk_client import ZendeskClient, fetched


def test_the_workspaces_people_are_there(zendesk: ZendeskClient) -> None:
    cierra, maya = zendesk.user("csimms"), zendesk.user("maya")
    assert [one["role"] for one in (cierra, maya)] == ["agent", "end-user"]
    found = zendesk.get("users/search", query=f"email:{maya['email'].upper()}").body
    assert ([one["id"] for one in found["users"]], found["count"]) == ([maya["id"]], 1)
    assert zendesk.get(f"users/{maya['id']}").body["user"] == maya
    assert zendesk.get("users/search", query="email:nobody@example.com").body["users"] == []
    assert zendesk.get("users/1").status == 404


@pytest.mark.parametrize(
    ("content", "found", "status"),
    [(b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE", "malware_found", 403), (b"log", "malware_not_found", 200)],
)
def test_a_file_is_searched_for_malware_for_a_while(
    zendesk: ZendeskClient, clock: StandingClock, content: bytes, found: str, status: int
) -> None:
    sent = zendesk.post("uploads?filename=e.com", content, Content_Type="a/b")
    file = sent.body["upload"]["attachment"]
    assert file["malware_scan_result"] == "not_scanned"
    clock.instant += timedelta(seconds=5)
    shown = zendesk.get(f"attachments/{file['id']}").body["attachment"]
    assert shown == file | {"malware_scan_result": found}
    assert fetched(file["content_url"]).status == status
    assert zendesk.get("attachments/1").status == 404


def test_somebody_is_made_known_once(zendesk: ZendeskClient) -> None:
    told = {"user": {"name": "Ann Lee", "email": "ann@example.com", "skip_verify_email": True}}
    made, again = [zendesk.post("users/create_or_update", told) for _ in range(2)]
    assert [one.status for one in (made, again)] == [201, 200]
    assert made.headers["Location"] == made.body["user"]["url"]
    assert made.body["user"] == again.body["user"]
    assert (made.body["user"]["role"], made.body["user"]["name"]) == ("end-user", "Ann Lee")
    assert zendesk.post("users/create_or_update", {"user": {"email": "x@example.com"}}).status == 422


def test_who_is_suspended_cannot_be_a_requester(zendesk: ZendeskClient, playground: Playground) -> None:
    maya = zendesk.user("maya")
    playground.console.desk.users[maya["id"]].suspended = True
    told = {"comment": {"body": "Hi"}, "requester_id": maya["id"]}
    refused = zendesk.post("tickets", {"ticket": told})
    assert (refused.status, refused.body["details"]) == (
        422,
        {"requester": [{"description": "Requester: Maya Chen is suspended."}]},
    )


def test_files_are_taken_as_text_and_given_from_another_host(
    zendesk: ZendeskClient, clock: StandingClock
) -> None:
    first = zendesk.post("uploads?filename=a.log", b"one", Content_Type="text/plain")
    assert (first.status, first.headers["Content-Type"]) == (201, "text/plain; charset=utf-8")
    token = first.body["upload"]["token"]
    both = zendesk.post(f"uploads?filename=b.log&token={token}", b"two", Content_Type="text/plain").body
    assert [one["file_name"] for one in both["upload"]["attachments"]] == ["a.log", "b.log"]
    ticket = zendesk.ticket(comment={"body": "Logs", "uploads": [token]})
    [comment] = zendesk.get(f"tickets/{ticket['id']}/comments").body["comments"]
    addresses = [one["content_url"] for one in comment["attachments"]]
    assert not any(one.startswith(zendesk.environment["ZENDESK_BASE_URL"]) for one in addresses)
    assert [fetched(one).text for one in addresses] == ["one", "two"]
    leaked = urllib.request.Request(addresses[0], headers={"Authorization": f"Bearer {zendesk.token}"})
    assert (fetched(leaked).status, fetched(leaked).text) == (400, "Only one auth mechanism allowed")
    clock.instant += timedelta(days=3)
    zendesk.token = ""
    late = zendesk.post("tickets", {"ticket": {"comment": {"body": "Logs", "uploads": [token]}}})
    assert late.status == 422
