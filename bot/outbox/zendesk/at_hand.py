"""One console with all that it takes to ask it."""

from dataclasses import dataclass
from typing import Self

from bot.clock import Clock
from bot.outbox.zendesk.client import ConsoleClient
from bot.outbox.zendesk.console_reading import ConsoleReading
from bot.outbox.zendesk.oauth import ConsoleAccess
from bot.outbox.zendesk.shelf import SharedShelf
from bot.outbox.zendesk.whos_who import ConsolePeople
from bot.settings import Zendesk
from models.store.database import Database


@dataclass(frozen=True)
class ConsoleAtHand:
    """What calls, reads and knows people of one console; safe to use from several threads."""

    client: ConsoleClient
    people: ConsolePeople
    reading: ConsoleReading

    @classmethod
    def of(cls, account: Zendesk, database: Database, clock: Clock) -> Self:
        """Put it together; nothing is asked yet."""
        tokens = ConsoleAccess(account, SharedShelf(database, account.client), clock)
        client = ConsoleClient(account.url, tokens)
        people = ConsolePeople(client, clock)
        return cls(client, people, ConsoleReading(account.url, client, people))
