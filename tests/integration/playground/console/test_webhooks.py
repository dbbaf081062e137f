"""What the app is told of tickets: signed, with every id a string, and as late or doubled as is set."""

import json
from datetime import timedelta

import pytest

from playground import Playground
from playground.console.webhooks import zendesk_signature
from tests.integration.playground.clocks import StandingClock
from tests.integration.playground.console.zendesk_client import JSON, ZendeskClient
from tests.integration.playground.control import Control
from tests.integration.playground.pager.voice_app import VoiceApp


def events(app: VoiceApp, control: Control) -> list[JSON]:
    """Return what was told, in the order it came."""
    control.get("quiet")
    return [json.loads(body) for body in app.bodies]


def kinds(app: VoiceApp, control: Control) -> list[str]:
    """Return what kinds of events were told."""
    return [one["type"].removeprefix("zen:event-type:ticket.") for one in events(app, control)]


def test_the_signature_is_zendesks() -> None:
    secret = "dGhpc19zZWNyZXRfaXNfZm9yX3Rlc3Rpbmdfb25seQ=="
    body = b'{"event":"ticket.updated","id":123}'
    signed = zendesk_signature(secret, "2021-03-25T05:09:27Z", body)
    assert signed == "S/RDdU2ERmj7LHDDoWJ2onPYH+t7/f2+LTM4dL7UiLM="


def test_what_happens_to_a_ticket_is_told_signed(
    zendesk: ZendeskClient, app: VoiceApp, control: Control, playground: Playground
) -> None:
    kirk = zendesk.user("kmccalla")
    ticket = zendesk.ticket(priority="high")
    told = {
        "comment": {"body": "Looking", "public": True, "author_id": kirk["id"]},
        "status": "pending",
        "priority": "urgent",
        "assignee_id": kirk["id"],
        "tags": ["sms"],
    }
    zendesk.put(f"tickets/{ticket['id']}", {"ticket": told})
    told_of = events(app, control)
    assert kinds(app, control) == [
        *("created", "comment_added", "status_changed", "priority_changed"),
        *("agent_assignment_changed", "tags_changed"),
    ]
    assert [one["event"] for one in told_of[2:]] == [
        {"previous": "NEW", "current": "PENDING"},
        {"previous": "HIGH", "current": "URGENT"},
        {"previous": None, "current": str(kirk["id"])},
        {"tags_added": ["sms"], "tags_removed": []},
    ]
    comment = told_of[1]["event"]["comment"]
    assert comment["author"] == {"id": str(kirk["id"]), "name": "Kirk McCalla", "is_staff": True}
    assert (comment["body"], comment["is_public"]) == ("Looking", True)
    me = zendesk.get("users/me").body["user"]["id"]
    detail = told_of[1]["detail"]
    assert (detail["id"], detail["status"], detail["actor_id"]) == (str(ticket["id"]), "PENDING", str(me))
    assert len({one["id"] for one in told_of}) == len(told_of)
    secret = playground.console.desk.account.webhook_secret
    for headers, body in zip(app.headers, app.bodies, strict=True):
        stamp = headers["X-Zendesk-Webhook-Signature-Timestamp"]
        assert stamp == "2026-03-10T14:00:00Z"
        assert headers["X-Zendesk-Webhook-Signature"] == zendesk_signature(secret, stamp, body)


@pytest.mark.parametrize(
    ("how", "at_once", "a_minute_later"),
    [
        ("prompt", [1, 2], [1, 2]),
        ("twice", [1, 1, 2, 2], [1, 1, 2, 2]),
        ("late", [], [1, 2]),
        ("reordered", [], [2, 1]),
        ("lost", [], []),
    ],
)
def test_webhooks_arrive_as_they_are_set_to(
    zendesk: ZendeskClient,
    app: VoiceApp,
    control: Control,
    playground: Playground,
    clock: StandingClock,
    how: str,
    at_once: list[int],
    a_minute_later: list[int],
) -> None:
    assert control.post("console/webhooks", how=how)["ok"]
    for _ in range(2):
        zendesk.ticket()
    assert [int(one["detail"]["id"]) for one in events(app, control)] == at_once
    clock.instant += timedelta(minutes=1)
    assert playground.outside_next_at in (None, clock.instant)
    playground.pass_time_outside()
    assert [int(one["detail"]["id"]) for one in events(app, control)] == a_minute_later


@pytest.mark.parametrize(("status", "times"), [(200, 1), (404, 1), (503, 3), (429, 3)])
def test_an_app_that_is_away_is_told_again(
    zendesk: ZendeskClient, app: VoiceApp, control: Control, status: int, times: int
) -> None:
    app.answers["/webhook"] = status
    zendesk.ticket()
    assert kinds(app, control) == ["created"] * times


def test_what_cannot_be_set_is_said(control: Control) -> None:
    refused = [
        control.post("console/webhook", url="ftp://x"),
        control.post("console/webhooks", how="loud"),
        control.post("console/tokens", last=0),
        control.post("console/trouble", what="tired"),
        control.post("console/trouble", what="broken", times=-1),
        control.post("console/outage", what="conflict"),
        control.post("console/volume"),
    ]
    assert [one["status"] for one in refused] == [400] * len(refused)
    assert refused[5]["shown"] == "that makes no sense: an outage is broken or lost, not 'conflict'"
