"""Who changed how a ticket stands in the console: an agent, the customer, or a rule of the console's."""

from collections.abc import Sequence
from typing import Final

from bot.domain.console.there import ChangeThere, CommentThere, FieldThere, RuleThere, TicketThere
from bot.domain.permission import Actor
from bot.steps.console import console_people
from bot.steps.work import Work

_RULES: Final = {
    RuleThere.AUTOMATION: "Automation",
    RuleThere.TRIGGER: "Trigger",
    RuleThere.OTHER: "Business rule",
}


def who(
    work: Work,
    account: str,
    field: FieldThere,
    read: TicketThere,
    changes: Sequence[ChangeThere],
    last_said: CommentThere | None,
) -> Actor:
    """Return who set a field as it stands; whoever spoke last where nothing tells it, else somebody."""
    for change in changes:
        if change.field is not field or change.value != _value(read, field):
            continue
        if change.rule is not None:
            return console_people.rule(work, _RULES[change.rule])
        if change.by is not None:
            return console_people.speaker(work, account, change.by)
    said_by = last_said.author if last_said is not None else None
    known = said_by if said_by is not None and said_by.is_agent else console_people.SOMEBODY
    return console_people.agent(work, account, known)


def is_told_by(comment: CommentThere | None, read: TicketThere) -> bool:
    """Tell whether an agent's comment was the last change of the ticket, and all else a part of it."""
    by_agent = comment is not None and comment.author is not None and comment.author.is_agent
    return by_agent and comment is not None and comment.at >= read.updated_at


def _value(read: TicketThere, field: FieldThere) -> str | None:
    match field:
        case FieldThere.STATUS:
            return read.status.value
        case FieldThere.PRIORITY:
            return read.priority.value if read.priority else None
        case FieldThere.ASSIGNEE:
            return str(read.assignee.id) if read.assignee else None
