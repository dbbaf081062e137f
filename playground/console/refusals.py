"""What the help desk answers in place of doing something, in Zendesk's words."""

from dataclasses import dataclass, field

from playground.workspace.json_types import JSON


@dataclass
class DeskRefusal(Exception):
    """A request that is not carried out: HTTP status and body, which is text where it is no JSON."""

    status: int
    body: JSON | str
    headers: dict[str, str] = field(default_factory=dict)


def not_found() -> DeskRefusal:
    """Return what is said of what there is not."""
    return DeskRefusal(404, {"error": "RecordNotFound", "description": "Not found"})


def invalid(name: str, description: str) -> DeskRefusal:
    """Return what is said of a value that cannot be."""
    return DeskRefusal(
        422,
        {
            "error": "RecordInvalid",
            "description": "Record validation errors",
            "details": {name: [{"description": description}]},
        },
    )


def bad_request(error: str, description: str) -> DeskRefusal:
    """Return what is said of a request that makes no sense."""
    return DeskRefusal(400, {"error": error, "description": description})


def conflict() -> DeskRefusal:
    """Return what is said where somebody else was faster."""
    return DeskRefusal(
        409,
        {
            "error": "UpdateConflict",
            "description": "Safe Update prevented the update due to outdated ticket data. "
            "Please fetch the latest ticket data and try again.",
        },
    )


def expired() -> DeskRefusal:
    """Return what is said of a token that is not valid, or no more."""
    return DeskRefusal(
        401,
        {"error": "invalid_token", "error_description": "The access token provided is expired or revoked."},
        {"WWW-Authenticate": 'Bearer realm="Zendesk", error="invalid_token"'},
    )


def forbidden() -> DeskRefusal:
    """Return what is said of a token whose scope doesn't allow it."""
    return DeskRefusal(403, {"error": "Forbidden", "description": "Missing the following required scopes"})


def too_many(seconds: int, description: str) -> DeskRefusal:
    """Return what is said of one request too many, as text."""
    return DeskRefusal(429, description, {"Retry-After": str(seconds)})
