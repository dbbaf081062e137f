"""The button under a list of tickets."""

from slack_bolt import Ack, App, BoltContext

from bot.blocks.kit import ids
from bot.domain.commands.commands import ListTickets, Understood
from bot.domain.commands.reader import read_command
from bot.domain.commands.verbs import TICKET
from bot.services import Services
from handlers import answers, hearing, identity, ticket_lists
from handlers.payloads.click import Click


def register(app: App) -> None:
    """Register the button."""
    app.action(ids.NEXT_PAGE)(ack=next_page, lazy=[answers.deliver])


def next_page(ack: Ack, click: Click, context: BoltContext, services: Services) -> None:
    """Show the next page of a list to whoever clicks, as the tickets stand now."""
    number, _, of_what = click.value.partition(":")
    account, _, said = of_what.partition(":")
    known = hearing.context(services, account or None, click.person.user)
    reading = read_command(TICKET, f"list {said}", known)
    if isinstance(reading, Understood) and isinstance(reading.command, ListTickets):
        actor = identity.actor(services, click.person, account or None)
        post = ticket_lists.page(services, reading.command, account or None, actor, int(number or 1))
        answers.say(context, post)
    ack()
