"""What the console is asked for: tickets, comments and changes as Zendesk takes them."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final, TypeVar

from bot.domain.console import agreement
from bot.domain.console.counterparts import (
    ConsolePriority,
    ConsoleStatus,
    priority_here,
    status_here,
)
from bot.domain.console.there import PersonThere, TicketThere
from bot.outbox.console import ConsoleChange, ConsoleTicket, ConsoleWords

Json = dict[str, object]
Side = TypeVar("Side", bound=str)

MARK: Final = "tam_bot"
"""Under this our key of a comment stands beside it."""


@dataclass(frozen=True, slots=True)
class AgreedThere:
    """How a ticket stood when both sides last agreed; of what was agreed just now only what that was."""

    status: ConsoleStatus | None = None
    priority: ConsolePriority | None = None
    assignee: str | None = None
    """The address of whose it is."""


def ticket(filed: ConsoleTicket) -> Json:
    """Return a ticket to be filed; it says the same each time, as an Idempotency-Key wants it."""
    asked: Json = {
        "subject": filed.subject,
        "comment": {"body": filed.body, "public": True},
        "priority": filed.priority.value,
        "requester": {"name": filed.requester.name, "email": filed.requester.email},
        "external_id": filed.external_id,
        "tags": list(filed.tags),
    }
    if filed.product_field is not None:
        asked["custom_fields"] = [{"id": filed.product_field, "value": filed.product}]
    return {"ticket": asked}


def comment(
    words: ConsoleWords, author: PersonThere | None, key: str, token: str, left_out: Sequence[str]
) -> Json:
    """Return something to be said, by its author if they may write there, with the files under a token."""
    body = "\n\n".join(part for part in (words.body, "\n".join(left_out)) if part)
    said: Json = {"body": body, "public": words.public}
    if author is not None:
        said["author_id"] = author.id
    elif words.author.email is not None:
        said["body"] = f"{_speaking(words)}{body}"
    if token:
        said["uploads"] = [token]
    return {"ticket": {"comment": said, "metadata": {MARK: key}}}


def says(text: str, words: ConsoleWords) -> bool:
    """Tell whether a comment is these words, whoever they were said as, and whatever files were left out."""
    said, body = text.removeprefix(_speaking(words)), words.body.strip()
    return said == body or said.startswith(f"{body}\n\n(")


def due_change(
    wanted: ConsoleChange, assignee: PersonThere | None, there: TicketThere, agreed: AgreedThere | None
) -> Json:
    """Return the fields to change so that a ticket stands as wanted; empty where it does.

    What somebody there has changed since both sides agreed is left as it is: the console's stands.
    """
    theirs = AgreedThere(there.status, there.priority, there.assignee.email if there.assignee else None)
    base = agreed or theirs  # where nothing was agreed on, nobody has changed anything since
    fields: Json = {}
    if _is_due(base.status, wanted.status, theirs.status, status_here):
        fields["status"] = wanted.status
    if _is_due(base.priority, wanted.priority, theirs.priority, priority_here):
        fields["priority"] = wanted.priority
    whose = assignee if assignee is not None and assignee.is_agent else None
    if whose is not None and _is_due(base.assignee, whose.email, theirs.assignee, str):
        fields["assignee_id"] = whose.id
    missing = [tag for tag in wanted.tags if tag not in there.tags]
    if missing:
        fields["tags"] = [*there.tags, *missing]  # what is sent replaces what there is
    return {**fields, "safe_update": True, "updated_stamp": _stamp(there.updated_at)} if fields else {}


def agreed_by(asked: Json, wanted: ConsoleChange) -> AgreedThere:
    """Return what both sides agree on once the fields asked for were taken."""
    return AgreedThere(
        wanted.status if "status" in asked else None,
        wanted.priority if "priority" in asked else None,
        wanted.assignee.lower() if wanted.assignee and "assignee_id" in asked else None,
    )


def _speaking(words: ConsoleWords) -> str:
    return f"{words.author.name} (in Slack):\n\n"


def _is_due(
    base: Side | None, wanted: Side | None, theirs: Side | None, here: Callable[[Side], Hashable]
) -> bool:
    """Tell whether only our side of a field has changed, as both are called here."""
    if wanted is None:
        return False
    return (
        agreement.changed(base and here(base), here(wanted), theirs and here(theirs))
        is agreement.Changed.OURS
    )


def _stamp(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
