"""Tickets of the help desk over its API, as strict as Zendesk is with them."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.integration.playground.clocks import StandingClock
from tests.integration.playground.console.zendesk_client import JSON, ZendeskClient

PAYLOADS = Path(__file__).parents[3] / "payloads"
ZENDESK = json.loads((PAYLOADS / "zendesk-tickets.excerpt.json").read_text(encoding="utf-8"))


def commented(zendesk: ZendeskClient, ticket: JSON, count: int) -> None:
    """Write so many comments."""
    for number in range(count):
        told = {"ticket": {"comment": {"body": f"Comment {number}", "public": False}}}
        assert zendesk.put(f"tickets/{ticket['id']}", told).status == 200


def test_a_ticket_is_made_with_all_that_is_asked_for(zendesk: ZendeskClient) -> None:
    maya, cierra = zendesk.user("maya"), zendesk.user("csimms")
    made = zendesk.post(
        "tickets.json",
        {
            "ticket": {
                "subject": "SMS fails",
                "comment": {"body": "All of it", "public": True, "author_id": maya["id"]},
                "requester": {"email": maya["email"]},
                "priority": "urgent",
                "external_id": "PARTIFUL-12",
                "assignee_id": cierra["id"],
                "tags": ["P1", "sms"],
                "custom_fields": [{"id": 7, "value": "sms"}],
            }
        },
    )
    ticket, [comment, *changes] = made.body["ticket"], made.body["audit"]["events"]
    assert (made.status, made.headers["Location"]) == (201, ticket["url"])
    assert {name: ticket[name] for name in ("subject", "status", "priority", "external_id", "tags")} == {
        "subject": "SMS fails",
        "status": "open",
        "priority": "urgent",
        "external_id": "PARTIFUL-12",
        "tags": ["p1", "sms"],
    }
    assert (ticket["requester_id"], ticket["assignee_id"]) == (maya["id"], cierra["id"])
    assert (comment["type"], comment["author_id"], comment["public"]) == ("Comment", maya["id"], True)
    assert {one["type"] for one in changes} == {"Create"}
    assert zendesk.get(f"tickets/{ticket['id']}").body["ticket"] == ticket


def test_the_same_key_makes_one_ticket_for_two_hours(zendesk: ZendeskClient, clock: StandingClock) -> None:
    told = {"ticket": {"comment": {"body": "It is down"}, "external_id": "P-1"}}
    first, again = [zendesk.post("tickets", told, Idempotency_Key="key") for _ in range(2)]
    assert [one.headers["x-idempotency-lookup"] for one in (first, again)] == ["miss", "hit"]
    assert (again.status, again.body) == (201, first.body)
    other = zendesk.post("tickets", {"ticket": {"comment": {"body": "Else"}}}, Idempotency_Key="key")
    assert (other.status, other.body) == (
        400,
        {
            "error": "IdempotentRequestError",
            "description": "Request parameters don't match the given idempotency key",
        },
    )
    clock.instant += timedelta(hours=2)
    zendesk.token = ""
    assert zendesk.post("tickets", told, Idempotency_Key="key").headers["x-idempotency-lookup"] == "miss"
    assert [one["id"] for one in zendesk.get("tickets", external_id="P-1").body["tickets"]] == [1, 2]


def test_a_safe_update_is_refused_once_somebody_else_was_faster(
    zendesk: ZendeskClient, clock: StandingClock
) -> None:
    ticket = zendesk.ticket()
    clock.instant += timedelta(seconds=1)
    told = {"status": "pending", "safe_update": True, "updated_stamp": ticket["updated_at"]}
    first, second = [zendesk.put(f"tickets/{ticket['id']}", {"ticket": told}) for _ in range(2)]
    assert (first.status, first.body["ticket"]["status"]) == (200, "pending")
    assert (second.status, second.body["error"]) == (409, "UpdateConflict")
    assert zendesk.put(f"tickets/{ticket['id']}", {"ticket": {"status": "open"}}).status == 200


def test_an_update_replaces_the_tags_and_changes_one_custom_field(zendesk: ZendeskClient) -> None:
    fields = [{"id": 1, "value": "a"}, {"id": 2, "value": "b"}]
    ticket = zendesk.ticket(tags=["one", "two"], custom_fields=fields)
    told = {"tags": ["three"], "custom_fields": [{"id": 2, "value": "c"}]}
    updated = zendesk.put(f"tickets/{ticket['id']}", {"ticket": told}).body
    assert updated["ticket"]["tags"] == ["three"]
    assert updated["ticket"]["custom_fields"] == [{"id": 1, "value": "a"}, {"id": 2, "value": "c"}]
    assert [one["field_name"] for one in updated["audit"]["events"]] == ["tags", "custom_fields"]


def test_a_closed_ticket_is_not_updated(zendesk: ZendeskClient) -> None:
    ticket = zendesk.ticket(status="closed")
    refused = zendesk.put(f"tickets/{ticket['id']}", {"ticket": {"comment": {"body": "One more"}}})
    assert (refused.status, refused.body["details"]) == (
        422,
        {"status": [{"description": "Status: closed prevents ticket update"}]},
    )
    follow_up = zendesk.ticket(via_followup_source_id=ticket["id"])
    assert follow_up["id"] != ticket["id"]


def test_what_is_unknown_is_ignored_and_named_in_a_header(zendesk: ZendeskClient) -> None:
    made = zendesk.post("tickets", {"ticket": {"comment": {"body": "Hi", "Public": True}, "prio": "P1"}})
    assert made.status == 201
    assert made.headers["X-Zendesk-API-Warn"] == (
        'Removed restricted keys ["ticket.prio", "ticket.comment.Public"] from parameters'
    )


@pytest.mark.parametrize(
    ("told", "name"),
    [
        ({"comment": None}, "comment"),
        ({"comment": {"body": "  "}}, "comment"),
        ({"priority": "P1"}, "priority"),
        ({"status": "OPEN"}, "status"),
        ({"tags": "one"}, "tags"),
        ({"custom_fields": [7]}, "custom_fields"),
        ({"assignee_id": "361500000001"}, "assignee_id"),
        ({"assignee_email": "maya@partiful.example"}, "assignee_id"),
        ({"requester": {"email": "new@example.com"}}, "requester"),
        ({"comment": {"body": "Hi", "author_id": 1}}, "author_id"),
        ({"comment": {"body": "Hi", "uploads": ["none"]}}, "uploads"),
        ({"via_followup_source_id": 99}, "via_followup_source_id"),
    ],
)
def test_what_cannot_be_is_refused_by_name_and_makes_nothing(
    zendesk: ZendeskClient, told: dict[str, Any], name: str
) -> None:
    refused = zendesk.post("tickets", {"ticket": {"comment": {"body": "Hi"}, **told}})
    assert (refused.status, refused.body["error"]) == (422, "RecordInvalid")
    assert [*refused.body["details"]] == [name]
    assert zendesk.get("tickets").body["count"] == 0


def test_comments_come_in_pages_with_who_wrote_them(zendesk: ZendeskClient) -> None:
    ticket = zendesk.ticket()
    commented(zendesk, ticket, 4)
    first = zendesk.ask("GET", f"/api/v2/tickets/{ticket['id']}/comments?page[size]=3&include=users").body
    assert [one["body"] for one in first["comments"]] == ["It is down", "Comment 0", "Comment 1"]
    assert [one["name"] for one in first["users"]] == ["TAM Integration"]
    assert first["meta"]["has_more"] is True
    rest = zendesk.ask("GET", first["links"]["next"].partition("/zendesk")[2]).body
    assert [one["body"] for one in rest["comments"]] == ["Comment 2", "Comment 3"]
    assert (rest["meta"]["has_more"], rest["links"]["next"]) == (False, None)
    assert zendesk.ask("GET", f"/api/v2/tickets/{ticket['id']}/comments?page[size]=101").status == 400
    numbered = zendesk.get(f"tickets/{ticket['id']}/comments", per_page=2, page=3, sort="-created_at").body
    assert ([one["body"] for one in numbered["comments"]], numbered["count"]) == (["It is down"], 5)


def test_what_a_program_says_beside_a_comment_stays_beside_it(zendesk: ZendeskClient) -> None:
    ticket = zendesk.ticket()
    told = {"ticket": {"comment": {"body": "Hi"}, "metadata": {"tam_bot": "key"}}}
    assert zendesk.put(f"tickets/{ticket['id']}", told).status == 200
    comments = zendesk.get(f"tickets/{ticket['id']}/comments").body["comments"]
    assert [one["metadata"]["custom"] for one in comments] == [{}, {"tam_bot": "key"}]
    assert zendesk.get(f"tickets/{ticket['id']}/comments", sort="body").status == 400


def test_thirty_updates_in_ten_minutes_are_the_most(zendesk: ZendeskClient, clock: StandingClock) -> None:
    ticket = zendesk.ticket()
    commented(zendesk, ticket, 30)
    refused = zendesk.put(f"tickets/{ticket['id']}", {"ticket": {"status": "open"}})
    assert (refused.status, refused.headers["Retry-After"]) == (429, "600")
    assert refused.text == (
        "Rate limit for ticket updates exceeded, please wait before updating this ticket again"
    )
    clock.instant += timedelta(minutes=10)
    assert zendesk.put(f"tickets/{ticket['id']}", {"ticket": {"status": "open"}}).status == 200


def test_the_export_hides_the_last_minute_and_shows_the_deleted(
    zendesk: ZendeskClient, clock: StandingClock
) -> None:
    begun = int(clock.instant.timestamp())
    first, second = zendesk.ticket(), zendesk.ticket()
    zendesk.ask("DELETE", f"/api/v2/tickets/{second['id']}")
    path = "incremental/tickets/cursor"
    assert zendesk.get(path, start_time=begun).status == 422
    assert zendesk.get(path, start_time=begun - 60).body["tickets"] == []
    clock.instant += timedelta(seconds=60)
    page = zendesk.get(path, start_time=begun, per_page=1).body
    assert ([one["id"] for one in page["tickets"]], page["end_of_stream"]) == ([first["id"]], False)
    rest = zendesk.get(path, cursor=page["after_cursor"]).body
    assert [(one["id"], one["status"]) for one in rest["tickets"]] == [(second["id"], "deleted")]
    assert rest["end_of_stream"] is True
    assert zendesk.get(f"tickets/{second['id']}").body["error"] == "RecordNotFound"
    zendesk.put(f"tickets/{first['id']}", {"ticket": {"status": "pending"}})
    clock.instant += timedelta(seconds=60)
    again = zendesk.get(path, cursor=rest["after_cursor"]).body
    assert [one["status"] for one in again["tickets"]] == ["pending"]


def test_the_export_is_asked_ten_times_a_minute_at_most(zendesk: ZendeskClient, clock: StandingClock) -> None:
    since = int(clock.instant.timestamp()) - 600
    statuses = [zendesk.get("incremental/tickets/cursor", start_time=since).status for _ in range(11)]
    assert statuses == [200] * 10 + [429]


def test_answers_have_the_published_shape(zendesk: ZendeskClient, clock: StandingClock) -> None:
    made = zendesk.post("tickets", {"ticket": {"comment": {"body": "Hi"}, "priority": "high"}}).body
    comments = zendesk.get(f"tickets/{made['ticket']['id']}/comments", include="users").body
    clock.instant += timedelta(minutes=2)
    since = int(clock.instant.timestamp()) - 600
    export = zendesk.get("incremental/tickets/cursor", start_time=since).body
    for name, told in (("updated", made), ("comments", comments), ("export", export)):
        assert [error.message for error in Draft202012Validator(ZENDESK[name]).iter_errors(told)] == []


def test_many_are_shown_by_number_and_none_that_there_is_not(zendesk: ZendeskClient) -> None:
    made = [zendesk.ticket()["id"] for _ in range(3)]
    shown = zendesk.get("tickets/show_many", ids=f"{made[2]},{made[0]},99").body["tickets"]
    assert [one["id"] for one in shown] == [made[0], made[2]]
    assert zendesk.get("tickets/show_many", ids="one").status == 400
    assert zendesk.get("tickets/one").status == 404
