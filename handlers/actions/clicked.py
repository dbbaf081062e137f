"""Whose ticket's button was clicked, and who the clicker is to that ticket's account."""

from dataclasses import dataclass

from bot.domain.permission import Actor
from bot.services import Services
from handlers import identity
from handlers.payloads.click import Click

_LONGER_THAN_ANY_ID = 12


@dataclass(frozen=True)
class TicketClick:
    """A click on something that carries a ticket's id."""

    ticket_id: int
    account: str
    actor: Actor


def on_ticket(services: Services, click: Click, named: str | None = None) -> TicketClick:
    """Return the ticket of a click (`named`: its id within the click's value); raises NotFound.

    The account is the ticket's own, whatever channel the payload names: a forged id gains nothing.
    """
    ticket = click.value if named is None else named
    place = services.places.by_id(ticket if len(ticket) < _LONGER_THAN_ANY_ID else "")
    return TicketClick(place.ticket_id, place.account, identity.actor_on(services, click.person, place))
