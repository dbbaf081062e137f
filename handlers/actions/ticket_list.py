"""The buttons to the next page of what is long: a list of tickets, a ticket's history."""

from slack_bolt import Ack, App, BoltContext

from bot.blocks.answers import past
from bot.blocks.kit import ids
from bot.domain.commands.commands import ListTickets, Understood
from bot.domain.commands.reader import read_command
from bot.domain.commands.verbs import TICKET
from bot.services import Services
from handlers import answers, hearing, identity, ticket_lists
from handlers.actions.clicked import on_ticket
from handlers.payloads.click import Click

_LONG_NUMBER = 6


def register(app: App) -> None:
    """Register both."""
    app.action(ids.NEXT_PAGE)(ack=next_page, lazy=[answers.deliver])
    app.action(ids.HISTORY_PAGE)(ack=history_page, lazy=[answers.deliver])


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


def history_page(ack: Ack, click: Click, context: BoltContext, services: Services) -> None:
    """Show a page of a ticket's history to whoever clicks."""
    ticket_id, _, page = click.value.partition(":")
    clicked = on_ticket(services, click, ticket_id)
    number = int(page) if page.isascii() and page.isdigit() and len(page) < _LONG_NUMBER else 1
    answers.say(context, past.history(services.audit.history(clicked.ticket_id, clicked.actor, number)))
    ack()
