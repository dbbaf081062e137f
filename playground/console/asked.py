"""What is asked for a ticket, read: what is known, what cannot be, and what is ignored."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from playground.console.records import PRIORITIES, STATUSES, TYPES
from playground.console.refusals import invalid
from playground.workspace.json_types import JSON

_ONE_OF: Final[Mapping[str, tuple[str | None, ...]]] = {
    "status": STATUSES,
    "priority": (*PRIORITIES, None),
    "type": (*TYPES, None),
}
_NUMBERS: Final = (
    *("requester_id", "assignee_id", "group_id", "organization_id", "brand_id"),
    *("ticket_form_id", "submitter_id", "via_followup_source_id"),
)
_TEXTS: Final = ("subject", "external_id", "recipient", "due_at", "assignee_email", "updated_stamp")
# These are taken and have no effect here.
_WITHOUT_EFFECT: Final = (
    "email_ccs",
    "followers",
    "macro_ids",
    "raw_subject",
    "custom_status_id",
)
_OTHERS: Final = (
    "comment",
    "requester",
    "tags",
    "custom_fields",
    "safe_update",
    "metadata",
    *_WITHOUT_EFFECT,
)
_KNOWN: Final = frozenset({*_ONE_OF, *_NUMBERS, *_TEXTS, *_OTHERS})
_COMMENT: Final = frozenset({"body", "html_body", "public", "author_id", "uploads", "type"})
_REQUESTER: Final = frozenset({"name", "email", "locale_id"})


@dataclass(frozen=True, slots=True)
class AskedComment:
    """A comment to write."""

    body: str
    html_body: str = ""
    public: bool | None = None
    author_id: int | None = None
    uploads: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AskedTicket:
    """What a ticket is to be: fields by name, a comment, whose it is."""

    fields: Mapping[str, object] = field(default_factory=dict)
    comment: AskedComment | None = None
    requester: Mapping[str, str] | None = None
    stamp: str | None = None
    """What the ticket's `updated_at` must be, for a safe update."""
    ignored: tuple[str, ...] = ()
    custom: Mapping[str, object] = field(default_factory=dict)
    """What a program says beside it, for itself."""


def asked_ticket(body: object) -> AskedTicket:
    """Read `{"ticket": {…}}`; raises DeskRefusal (422) for what a field cannot be."""
    told = body.get("ticket") if isinstance(body, dict) else None
    if not isinstance(told, dict):
        raise invalid("ticket", "Ticket: cannot be blank")
    comment, requester = told.get("comment"), told.get("requester")
    ignored = [f"ticket.{name}" for name in told if name not in _KNOWN]
    for part, name, known in ((comment, "comment", _COMMENT), (requester, "requester", _REQUESTER)):
        if part is not None and not isinstance(part, dict):
            raise invalid(name, f"{name.capitalize()}: is invalid")
        ignored += [f"ticket.{name}.{key}" for key in part or () if key not in known]
    return AskedTicket(
        {name: _value(name, told[name]) for name in told if name in _READ},
        _comment(comment) if comment is not None else None,
        {key: str(value) for key, value in requester.items()} if requester is not None else None,
        str(told.get("updated_stamp")) if told.get("safe_update") is True else None,
        tuple(ignored),
        told["metadata"] if isinstance(told.get("metadata"), dict) else {},
    )


def _comment(told: JSON) -> AskedComment:
    body, marked = str(told.get("body") or ""), str(told.get("html_body") or "")
    public, author, uploads = told.get("public"), told.get("author_id"), told.get("uploads") or []
    if public is not None and not isinstance(public, bool):
        raise invalid("public", "Public: is invalid")
    if author is not None and type(author) is not int:
        raise invalid("author_id", "Author: is invalid")
    if not isinstance(uploads, list):
        raise invalid("uploads", "Uploads: is invalid")
    if not (body or marked).strip():
        raise invalid("comment", "Comment: cannot be blank")
    return AskedComment(body or marked, marked, public, author, tuple(str(one) for one in uploads))


def _one_of(name: str, value: object) -> object:
    if value not in _ONE_OF[name]:
        raise invalid(name, f"{name.capitalize()}: {value} is not valid")
    return value


def _number(name: str, value: object) -> int | None:
    if value is not None and type(value) is not int:
        raise invalid(name, f"{name}: {value} is not valid")
    return value if isinstance(value, int) else None


def _text(name: str, value: object) -> str | None:
    if isinstance(value, (dict, list)):
        raise invalid(name, f"{name}: is not valid")
    return None if value is None else str(value)


def _tags(name: str, value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or any(not isinstance(one, str) for one in value):
        raise invalid(name, "Tags: are not valid")
    return tuple(dict.fromkeys(one.casefold() for one in value))


def _custom_fields(name: str, value: object) -> tuple[tuple[int, object], ...]:
    try:
        return tuple((int(one["id"]), one.get("value")) for one in list(value))  # type: ignore[call-overload]
    except (AttributeError, KeyError, TypeError, ValueError):
        raise invalid(name, "Custom fields: are not valid") from None


_READ: Final[Mapping[str, Callable[[str, object], object]]] = {
    **dict.fromkeys(_ONE_OF, _one_of),
    **dict.fromkeys(_NUMBERS, _number),
    **{name: _text for name in _TEXTS if name != "updated_stamp"},
    "tags": _tags,
    "custom_fields": _custom_fields,
}


def _value(name: str, value: object) -> object:
    return _READ[name](name, value)
