"""Lists of tickets, for whoever typed, said or clicked for them."""

from bot.blocks.answers import lists
from bot.blocks.values import Post
from bot.domain.commands.commands import ListTickets
from bot.domain.permission import Actor
from bot.services import Services

_LONGEST = 1500
"""More characters than a filter has; a button carries no more than 2,000."""


def page(
    services: Services,
    asked: ListTickets,
    account: str | None,
    actor: Actor,
    number: int = 1,
    *,
    aloud: bool = False,
) -> Post:
    """Return a page of the tickets that are asked for, with a button to the next.

    `aloud`: it is answered where the account's people read it.
    """
    listing = services.tickets.listed(account, asked.wanted, actor, aloud=aloud)
    return lists.ticket_list(listing, page=number, again=f"{account or ''}:{asked.said[:_LONGEST]}")
