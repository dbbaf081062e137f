"""Keep account of a refusal: who wanted what, from where, and what they were told."""

from typing import Any

from bot.blocks.forms_state import FormRefused
from bot.errors import BotError, DoneBefore
from bot.services import Services


def note(services: Services, error: BotError, body: dict[str, Any]) -> None:
    """Write the refusal down; a form's field that wants correcting is none."""
    if isinstance(error, FormRefused | DoneBefore):
        return
    event = body.get("event") or {}
    user = body.get("user") or {}
    services.audit.refused(
        user.get("team_id") or body.get("team_id") or event.get("user_team") or event.get("team") or "",
        user.get("id") or body.get("user_id") or event.get("user") or "",
        _asked(body, event),
        (body.get("channel") or {}).get("id")
        or body.get("channel_id")
        or event.get("channel")
        or (event.get("item") or {}).get("channel"),
        str(error),
    )


def _asked(body: dict[str, Any], event: dict[str, Any]) -> str:
    """Name what was asked by its id; of a command only the verb, never people's words."""
    if "command" in body:
        return f"{body['command']} {(body.get('text') or '').strip().partition(' ')[0]}".strip()
    if body.get("actions"):
        return str(body["actions"][0].get("action_id"))
    if "view" in body:
        return str(body["view"].get("callback_id"))
    return str(body.get("callback_id") or event.get("reaction") or event.get("type"))
