"""Keep account of a refusal: who wanted what, from where, and what they were told."""

from typing import Any

from bot.blocks.forms.forms_state import FormRefused
from bot.errors import BotError, DoneBefore
from bot.services import Services


def note(services: Services, error: BotError, body: dict[str, Any]) -> None:
    """Write the refusal down; a form's field that wants correcting is none."""
    if isinstance(error, FormRefused | DoneBefore):
        return
    event = body.get("event") or {}
    team, user = _who(services, body, event)
    services.audit.refused(team, user, _asked(body, event), _where(body, event), str(error))


def _who(services: Services, body: dict[str, Any], event: dict[str, Any]) -> tuple[str, str]:
    """Return workspace and user; an event's outer `team_id` is not the person's, and a reaction has none."""
    person = body.get("user") or {}
    user = person.get("id") or body.get("user_id") or event.get("user") or ""
    command = body.get("team_id") if "command" in body else None
    told = person.get("team_id") or command or event.get("user_team") or event.get("team")
    return services.people.actor(None, user, told).team, user


def _where(body: dict[str, Any], event: dict[str, Any]) -> str | None:
    clicked = (body.get("channel") or {}).get("id") or body.get("channel_id")
    return clicked or event.get("channel") or (event.get("item") or {}).get("channel")


def _asked(body: dict[str, Any], event: dict[str, Any]) -> str:
    """Name what was asked by its id; of a command only the verb, never people's words."""
    if "command" in body:
        return f"{body['command']} {(body.get('text') or '').strip().partition(' ')[0]}".strip()
    if body.get("actions"):
        return str(body["actions"][0].get("action_id"))
    if "view" in body:
        return str(body["view"].get("callback_id"))
    return str(body.get("callback_id") or event.get("reaction") or event.get("type"))
