"""A desk with a bridge to a console, and what stands on both sides of it."""

from dataclasses import dataclass
from pathlib import Path

from bot.domain.console.counterparts import ConsolePriority, ConsoleStatus
from bot.runbook import Runbook
from bot.services.service import Service
from bot.steps.console import filing
from bot.steps.new_ticket import Opened
from models.console.link import ConsoleEnd, ConsoleLink
from tests.fixtures.desk import Desk, without_take_up
from tests.integration.services.console.heard import FIRST_NUMBER, HeardConsole
from tests.integration.services.runbooks import edited

TEAM = "team:\n  primary: {name: Cierra Simms,"
BRIDGE = """\
console:
  requester: team@partiful.example
  requesters: {U0MAYA: maya@partiful.example}
team:
  primary: {name: Cierra Simms, email: csimms@twilio.com,"""


def bridged_book(folder: Path, terms: str = "") -> Runbook:
    """Load the sample with a bridge; Maya and Cierra are known in the console by their addresses."""
    book = edited(
        folder,
        provider=("\nconsole:\n", f"\nconsole:\n  bridge: zendesk\n{terms}"),
        partiful=(TEAM, BRIDGE),
        acme=("team:\n", "console: {bridge: null}\nteam:\n"),
    )
    return without_take_up(book)


@dataclass
class Bridged:
    """A desk and its console."""

    desk: Desk
    console: HeardConsole

    def stands_there(self, opened: Opened, number: int = FIRST_NUMBER, **changed: object) -> None:
        """Have the bot read its ticket in the console."""
        now = self.desk.clock.now()
        stands: dict[str, object] = {
            "ticket_id": opened.ticket_id,
            "console_id": number,
            "url": f"https://twilio.zendesk.com/api/v2/tickets/{number}.json",
            "created_at": now,
            "status": ConsoleStatus.NEW,
            "priority": ConsolePriority.NORMAL,
            "assignee": "csimms@twilio.com",
            "updated_at": now,
            "known_at": now,
        }
        services = Service(self.desk.database, self.desk.runbook, self.desk.clock)
        with services.work() as work:
            filing.stands_there(work, work.ticket(opened.ticket_id), ConsoleLink(**stands | changed))
        self.desk.settle()

    def filed(self, **given: object) -> Opened:
        """Open a ticket of Maya's, file it by a click, and have it read; then forget what was told."""
        opened = self.desk.open(**given)
        self.desk.services.tickets.file_in_console(opened.ticket_id, self.desk.cierra)
        self.desk.settle()
        self.stands_there(opened)
        self.console.words.clear()
        self.console.changes.clear()
        return opened

    def ends(self, opened: Opened, how: ConsoleEnd = ConsoleEnd.CLOSED) -> None:
        """Have the bot read that nothing about a ticket can be changed in the console any more."""
        with Service(self.desk.database, self.desk.runbook, self.desk.clock).work() as work:
            link = ConsoleLink.of_ticket(work.session, opened.ticket_id)
            assert link is not None
            link.ended = how

    def heard(self) -> list[tuple[str, str | None, str, bool]]:
        """Return what was said there: by name and address, in which words, for everybody or not."""
        return [(one.author.name, one.author.email, one.body, one.public) for one in self.console.words]
