"""The emoji that stand on a ticket: a mark is gone when the last person has taken it away."""

from slack_sdk import WebClient

from bot.blocks.kit import ids
from bot.services import Services
from bot.services.places import TicketPlace
from handlers import message_lookup
from handlers.payloads.message import EmojiOn


def is_marked(client: WebClient, services: Services, place: TicketPlace, meaning: str, bot_user: str) -> bool:
    """Tell whether an emoji of that meaning stands on any of the ticket's messages, by somebody it counts of.

    Raises what Slack or the network raised: then nobody knows.
    """
    return any(
        ids.meant_by(mark.emoji) == meaning and _counts(services, place, mark, bot_user)
        for channel, ts in services.places.messages_of(place.ticket_id)
        for mark in message_lookup.emoji_on(client, channel, ts)
    )


def _counts(services: Services, place: TicketPlace, mark: EmojiOn, bot_user: str) -> bool:
    """Tell whether one of those who put the mark there may do what it means; whoever Slack leaves out may."""
    others = [user for user in mark.users if user != bot_user]
    return mark.count > len(mark.users) or services.people.any_may_solve(place.account, others)
