"""The help desk's records in the JSON that its API answers with."""

import html
from datetime import UTC, datetime
from typing import Final
from urllib.parse import quote, urlsplit

from playground.console.console_account import PREFIX
from playground.console.desk import HelpDesk
from playground.console.records import (
    RULES,
    Attachment,
    DeskTicket,
    DeskUser,
    Fate,
    TicketAudit,
    TicketComment,
    Upload,
)
from playground.workspace.json_types import JSON

FILES: Final = "/zendesk-files"
"""Where files are fetched: elsewhere than the API, as with Zendesk."""
_CUSTOM_STATUSES: Final = {"new": 1, "open": 2, "pending": 3, "hold": 4, "solved": 5, "closed": 5}


def zendesk_time(at: datetime) -> str:
    """Return an zendesk_time as the API has it: UTC, without fractions."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


class DeskJson:
    """Shows what a help desk keeps."""

    def __init__(self, desk: HelpDesk) -> None:
        self._desk = desk

    def api_url(self, path: str) -> str:
        """Return the address of something in the API."""
        return f"{self._desk.url.rstrip('/')}{PREFIX}/api/v2/{path}"

    def ticket(self, ticket: DeskTicket) -> JSON:
        """Return a ticket."""
        told, custom = (
            ticket.fields,
            [{"id": id_, "value": value} for id_, value in ticket.fields.custom_fields],
        )
        return {
            "url": self.api_url(f"tickets/{ticket.id}.json"),
            "id": ticket.id,
            "external_id": told.external_id,
            "via": via(ticket.channel),
            "created_at": zendesk_time(ticket.created_at),
            "updated_at": zendesk_time(ticket.updated_at),
            "generated_timestamp": int(ticket.updated_at.timestamp()),
            "type": told.type,
            "subject": told.subject,
            "raw_subject": told.subject,
            "description": ticket.description,
            "priority": told.priority,
            "status": "deleted" if ticket.is_deleted else told.status,
            "recipient": told.recipient,
            "requester_id": told.requester_id,
            "submitter_id": ticket.submitter_id,
            "assignee_id": told.assignee_id,
            "organization_id": told.organization_id,
            "group_id": told.group_id,
            "due_at": told.due_at,
            "tags": list(told.tags),
            "custom_fields": custom,
            "fields": custom,
            "custom_status_id": _CUSTOM_STATUSES[told.status],
            "ticket_form_id": told.ticket_form_id,
            "brand_id": told.brand_id,
            "is_public": any(one.public for one in ticket.comments),
            **_UNUSED,
        }

    def audit(self, audit: TicketAudit) -> JSON:
        """Return what was changed at once."""
        events = [self._field_event(audit, number) for number in range(len(audit.changes))]
        if audit.comment is not None:
            events.insert(0, self.comment(audit.comment) | {"audit_id": audit.id})
        return {
            "id": audit.id,
            "ticket_id": audit.ticket_id,
            "created_at": zendesk_time(audit.at),
            "author_id": audit.actor_id,
            "metadata": {"system": {}, "custom": dict(audit.custom)},
            "events": events,
            "via": via(audit.channel),
        }

    def comment(self, comment: TicketComment) -> JSON:
        """Return a comment."""
        marked = comment.html_body or f"<p>{html.escape(comment.body)}</p>"
        return {
            "id": comment.id,
            "type": "Comment",
            "author_id": comment.author_id,
            "body": comment.body,
            "html_body": f'<div class="zd-comment" dir="auto">{marked}</div>',
            "plain_body": comment.body,
            "public": comment.public,
            "attachments": [self.attachment(one) for one in comment.attachments],
            "via": via(comment.channel),
            "created_at": zendesk_time(comment.at),
            "metadata": {"system": {}, "custom": dict(comment.custom)},
        }

    def user(self, user: DeskUser) -> JSON:
        """Return somebody."""
        return {
            "id": user.id,
            "url": self.api_url(f"users/{user.id}.json"),
            "name": user.name,
            "email": user.email,
            "role": user.role.value,
            "external_id": user.external_id,
            "created_at": zendesk_time(user.created_at),
            "updated_at": zendesk_time(user.created_at),
            "active": True,
            "verified": True,
            "suspended": user.suspended,
            "time_zone": "UTC",
            "locale": "en-US",
            "phone": None,
            "organization_id": None,
            "tags": [],
        }

    def upload(self, upload: Upload) -> JSON:
        """Return files that wait for their comment."""
        return {
            "token": upload.token,
            "expires_at": zendesk_time(upload.expires_at),
            "attachment": self.attachment(upload.attachments[-1]),
            "attachments": [self.attachment(one) for one in upload.attachments],
        }

    def attachment(self, file: Attachment) -> JSON:
        """Return a file; it is fetched from another host than the API's."""
        port = urlsplit(self._desk.url).port
        address = f"http://localhost:{port}{FILES}/{file.key}/{quote(file.file_name, safe='')}"
        return {
            "id": file.id,
            "url": self.api_url(f"attachments/{file.id}.json"),
            "file_name": file.file_name,
            "content_url": address,
            "mapped_content_url": address,
            "content_type": file.content_type,
            "size": len(file.content),
            "width": None,
            "height": None,
            "inline": False,
            "deleted": False,
            "malware_access_override": False,
            "malware_scan_result": self._scan(file),
            "thumbnails": [],
        }

    def _scan(self, file: Attachment) -> str:
        if self._desk.now < file.scanned_at:
            return "not_scanned"
        return "malware_found" if file.is_malware else "malware_not_found"

    def _field_event(self, audit: TicketAudit, number: int) -> JSON:
        change = audit.changes[number]
        named: JSON = {"id": audit.id * 100 + number, "field_name": change.name, "value": change.current}
        if audit.fate is Fate.CREATED:
            return named | {"type": "Create"}
        return named | {"type": "Change", "previous_value": change.previous}


_UNUSED: Final[JSON] = {
    "collaborator_ids": [],
    "follower_ids": [],
    "email_cc_ids": [],
    "forum_topic_id": None,
    "problem_id": None,
    "has_incidents": False,
    "satisfaction_rating": None,
    "sharing_agreement_ids": [],
    "followup_ids": [],
    "allow_channelback": False,
    "allow_attachments": True,
    "from_messaging_channel": False,
}


def via(channel: str) -> JSON:
    """Return by which way something came."""
    rule = channel if channel in RULES else None
    return {"channel": "rule" if rule else channel, "source": {"from": {}, "to": {}, "rel": rule}}
