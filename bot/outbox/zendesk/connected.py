"""A console as the environment names it, to be read."""

from bot.clock import Clock
from bot.outbox.zendesk.client import ConsoleClient
from bot.outbox.zendesk.console_reading import ConsoleReading
from bot.outbox.zendesk.oauth import ConsoleAccess
from bot.outbox.zendesk.shelf import SharedShelf
from bot.outbox.zendesk.whos_who import ConsolePeople
from bot.settings import Zendesk
from models.store.database import Database


def console_reading(account: Zendesk, database: Database, clock: Clock) -> ConsoleReading:
    """Return what reads the console, with the token that all processes of the bot share."""
    client = ConsoleClient(account.url, ConsoleAccess(account, SharedShelf(database, account.client), clock))
    return ConsoleReading(account.url, client, ConsolePeople(client, clock))
