"""What an audit makes of events, in the bodies that Zendesk posts to those who subscribed."""

import uuid
from collections.abc import Iterator
from typing import Final

from playground.console.desk import HelpDesk
from playground.console.desk_json import zendesk_time
from playground.console.records import DeskTicket, Fate, FieldChange, TicketAudit, TicketComment
from playground.workspace.json_types import JSON

_KINDS: Final = {
    "status": "status_changed",
    "priority": "priority_changed",
    "assignee_id": "agent_assignment_changed",
    "group_id": "group_assignment_changed",
    "requester_id": "requester_changed",
    "external_id": "external_id_changed",
    "organization_id": "organization_changed",
    "subject": "subject_changed",
    "tags": "tags_changed",
    "custom_fields": "custom_field_changed",
    "type": "type_changed",
}
_LOUD: Final = ("status", "priority", "type")
_NAMESPACE: Final = uuid.UUID("7a7d1f3e-5d0f-4f5a-9a36-6e9f0d1a2b3c")


def event_bodies(desk: HelpDesk, ticket: DeskTicket, audit: TicketAudit) -> Iterator[JSON]:
    """Yield the events of one audit, in the order that Zendesk has them happen."""
    detail = _detail(desk, ticket, audit)
    for kind, event in _events(desk, audit):
        yield {
            "account_id": desk.account.id,
            "id": str(uuid.uuid5(_NAMESPACE, f"{audit.id} {kind} {event}")),
            "type": f"zen:event-type:ticket.{kind}",
            "subject": f"zen:ticket:{ticket.id}",
            "time": zendesk_time(audit.at),
            "zendesk_event_version": "2022-11-06",
            "detail": detail,
            "event": event,
        }


def _events(desk: HelpDesk, audit: TicketAudit) -> Iterator[tuple[str, JSON]]:
    if audit.fate is Fate.CREATED:
        yield "created", {}
        return
    if audit.fate is Fate.DELETED:
        yield "soft_deleted", {}
    if audit.fate is Fate.RESTORED:
        yield "undeleted", {}
    if audit.comment is not None:
        yield "comment_added", {"comment": _comment(desk, audit.comment)}
    if audit.fate is Fate.MERGED:
        yield "merged", {"target_ticket_id": str(audit.into)}
    for change in audit.changes:
        if change.name == "custom_fields":
            yield from (("custom_field_changed", event) for event in _custom(change))
        elif change.name in _KINDS:
            yield _KINDS[change.name], _change(change)


def _change(change: FieldChange) -> JSON:
    if change.name == "tags":
        previous, current = _tags(change.previous), _tags(change.current)
        return {
            "tags_added": [one for one in current if one not in previous],
            "tags_removed": [one for one in previous if one not in current],
        }
    return {
        "previous": _string(change.name, change.previous),
        "current": _string(change.name, change.current),
    }


def _custom(change: FieldChange) -> Iterator[JSON]:
    before, after = _custom_values(change.previous), _custom_values(change.current)
    for id_, value in after.items():
        if before.get(id_) != value:
            yield {"field": {"id": str(id_)}, "previous": before.get(id_), "current": value}


def _custom_values(value: object) -> dict[int, object]:
    return dict(value) if isinstance(value, tuple) else {}


def _tags(value: object) -> list[str]:
    return list(value) if isinstance(value, tuple) else []


def _comment(desk: HelpDesk, comment: TicketComment) -> JSON:
    author = desk.users[comment.author_id]
    return {
        "id": str(comment.id),
        "body": comment.body,
        "is_public": comment.public,
        "author": {"id": str(author.id), "name": author.name, "is_staff": author.is_staff},
    }


def _detail(desk: HelpDesk, ticket: DeskTicket, audit: TicketAudit) -> JSON:
    """Return how the ticket stands after it: every id is a string, status and priority are upper case."""
    told = ticket.fields
    strings = {
        name: _string(name, getattr(told, name))
        for name in (
            *("assignee_id", "brand_id", "external_id", "group_id", "organization_id", "priority"),
            *("requester_id", "status", "subject", "type"),
        )
    }
    return strings | {
        "id": str(ticket.id),
        "actor_id": str(audit.actor_id),
        "created_at": zendesk_time(ticket.created_at),
        "updated_at": zendesk_time(ticket.updated_at),
        "custom_status": None,
        "description": ticket.description,
        "form_id": _string("form_id", told.ticket_form_id),
        "is_public": any(one.public for one in ticket.comments),
        "submitter_id": str(ticket.submitter_id),
        "tags": list(told.tags),
        "via": {"channel": ticket.channel},
    }


def _string(name: str, value: object) -> str | None:
    if value is None:
        return None
    return str(value).upper() if name in _LOUD else str(value)
