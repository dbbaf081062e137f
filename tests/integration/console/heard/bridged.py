"""A desk whose account is bridged to a console, with the console's people and the reader between them."""

import shutil
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

from bot.clock import FakeClock
from bot.jobs.console import ConsoleReader
from bot.outbox.zendesk.client import ConsoleClient, Query
from bot.outbox.zendesk.console_reading import ConsoleReading
from bot.outbox.zendesk.ledger import ConsoleLedger
from bot.outbox.zendesk.refused_calls import ConsoleRefusal
from bot.outbox.zendesk.whos_who import ConsolePeople
from bot.resources import sample_runbook
from bot.runbook import Runbook, load
from bot.steps.console.taking_in import Read
from bot.steps.new_ticket import Opened
from models.console.link import ConsoleLink
from models.queues.outbox import Destination
from models.store.database import Database
from models.ticket import Ticket
from tests.fixtures.console_on_http import answered
from tests.fixtures.desk import Desk, without_take_up
from tests.fixtures.fake_console import CLIENT, SECRET, Asked, Cut, FakeConsole, Json, No
from tests.fixtures.fake_slack import FakeSlack
from tests.integration.console.heard.telling import Telling

ENVIRONMENT = {
    "PARTIFUL_SUPPORT_PIN": "4711",
    "ZENDESK_BASE_URL": "https://console.example",
    "ZENDESK_CLIENT_ID": CLIENT,
    "ZENDESK_CLIENT_SECRET": SECRET,
    "ZENDESK_WEBHOOK_SECRET": "webhook-secret",
}
CONSOLE = """\
console:
  bridge: zendesk
  file: on click
  requester: ops@partiful.com
  requesters: {U0MAYA: maya@partiful.com}
  organization: 77
"""


def bridged_runbook(folder: Path) -> Runbook:
    """Load the sample, its account bridged, its TAMs known to the console by their addresses."""
    copy = folder / "bridged"
    shutil.copytree(sample_runbook(), copy)
    account = copy / "accounts" / "partiful.yaml"
    text = account.read_text()
    for user, address in (("U0CIERRA", "cierra@twilio.com"), ("U0KIRK", "kirk@twilio.com")):
        text = text.replace(f"slack: {user},", f"slack: {user}, email: {address},")
    account.write_text(f"{text}\n{CONSOLE}")
    return without_take_up(load(copy, ENVIRONMENT))


class Asking(ConsoleClient):
    """Asks the console without a network."""

    def __init__(self, console: FakeConsole) -> None:
        self.console = console

    def get(self, path: str, query: Query | None = None) -> Json:
        """Read something."""
        told = {"client_id": CLIENT, "client_secret": SECRET, "grant_type": "client_credentials"}
        token = self.console.grant(told)["access_token"]
        wanted = {name: str(value) for name, value in (query or {}).items()}
        asked = Asked("GET", f"/api/v2/{path}", wanted, b"")
        try:
            return answered(self.console, asked, f"Bearer {token}")[1]
        except Cut:
            raise ConnectionResetError from None
        except No as no:
            raise ConsoleRefusal(no.status, str(no.told)) from None


@dataclass
class Bridge:
    """Both sides, and what goes from there to here."""

    desk: Desk
    console: FakeConsole
    reading: ConsoleReading = field(init=False)
    reader: ConsoleReader = field(init=False)

    def __post_init__(self) -> None:
        ledger = ConsoleLedger(self.desk.database)
        telling = Telling(self.console, ledger, self.desk.services.console_news.poke)
        self.desk.carriers[Destination.CONSOLE] = telling
        self.desk.relay = self.desk.another_relay()
        asking = Asking(self.console)
        people = ConsolePeople(asking, self.desk.clock)
        self.reading = ConsoleReading(self.console.url, asking, people)
        self.reader = ConsoleReader(self.desk.services.console_news, self.reading, self.desk.clock)
        self.cierra = self.console.person("Cierra Simms", "Cierra@twilio.com", "agent")
        self.petra = self.console.person("Petra Novak", "petra@twilio.com", "agent")
        self.maya = self.console.person("Maya Chen", "maya@partiful.com", organization_id=77)
        self.stranger = self.console.person("Eve Moss", "eve@elsewhere.com")

    def hear(self, ticket: Json, times: int = 1) -> None:
        """Have us told of a ticket, so many times, and read it."""
        for _ in range(times):
            self.desk.services.console_news.poke(ticket["id"])
        self.read()

    def read(self) -> None:
        """Read all that is due."""
        self.desk.settle()
        while self.desk.services.console_news.due():
            self.reader.step()
            self.desk.settle()

    def as_read(self, ticket: Json) -> Read:
        """Return a ticket as whoever reads it now has it."""
        there = self.reading.ticket(ticket["id"])
        assert there is not None
        news = self.desk.services.console_news
        unheard = news.unheard_since(there)
        assert unheard is not None
        said = self.reading.comments(ticket["id"], unheard.since)
        read = Read(there, said, self.desk.clock.now())
        return replace(read, changes=self.reading.last_set(ticket["id"])) if news.asks_who(read) else read

    def pass_time(self, **given: float) -> None:
        """Let time pass here and there."""
        self.desk.pass_time(timedelta(**given))

    def file(self, requester: Json | None = None, body: str = "It fails.", **more: object) -> Json:
        """Have somebody of the customer's file a ticket in the console."""
        subject = str(more.pop("subject", "Guests get no codes"))
        return self.console.file(subject, requester or self.maya, body, **more)

    def filed(self, **more: object) -> tuple[Json, Opened]:
        """Have a ticket filed there and heard of here."""
        ticket = self.file(**more)  # type: ignore[arg-type]  # whatever the console keeps of a ticket
        self.hear(ticket)
        return ticket, self.opened(ticket)

    def opened(self, ticket: Json) -> Opened:
        """Return what stands here for a ticket of the console's."""
        link = self.link(ticket)
        assert link is not None
        return Opened(link.ticket_id, "")

    def link(self, ticket: Json) -> ConsoleLink | None:
        """Return what we know of a ticket of the console's."""
        with self.desk.database.read() as session:
            return ConsoleLink.of_console(session, ticket["id"])

    def tickets(self) -> list[Ticket]:
        """Return all unsolved tickets here."""
        with self.desk.database.read() as session:
            return list(Ticket.unsolved(session, "partiful"))


def bridge(database: Database, clock: FakeClock, slack: FakeSlack, folder: Path) -> Bridge:
    """Return both sides on one clock."""
    return Bridge(Desk(database, clock, slack, bridged_runbook(folder)), FakeConsole(clock))
