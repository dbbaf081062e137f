"""Read a click on a ticket's button: which ticket, and who clicked."""

from dataclasses import dataclass
from typing import Any

from bot.domain.permission import Actor
from bot.services import Services
from handlers import identity

_LONGER_THAN_ANY_ID = 12


@dataclass(frozen=True)
class Click:
    """A click on something that carries a ticket's id."""

    ticket_id: int
    account: str
    actor: Actor


def clicked(services: Services, body: dict[str, Any], value: str | None = None) -> Click:
    """Return the ticket of a click and who the clicker is to its account; raises NotFound.

    The account is the ticket's own, whatever channel the payload names: a forged id gains nothing.
    """
    named = value if value is not None else body["actions"][0].get("value") or ""
    place = services.tickets.by_id(named if len(named) < _LONGER_THAN_ANY_ID else "")
    return Click(place.ticket_id, place.account, identity.clicker(services, body, place.account))
