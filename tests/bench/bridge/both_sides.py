"""A desk and a console with everything between them at work: relay, sweep, reader, webhooks, the night."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import func, select

from bot.clock import FakeClock
from bot.jobs.console import ConsoleReader
from bot.outbox.zendesk.at_hand import ConsoleAtHand
from bot.outbox.zendesk.console_carrier import ConsoleCarrier
from bot.outbox.zendesk.ledger import ConsoleLedger
from bot.outbox.zendesk.slack_files import SlackFiles
from bot.outbox.zendesk.uploads import ConsoleUploads
from bot.runbook import Runbook
from bot.runbook.integrations.console import FiledWhen
from bot.settings import Zendesk
from models.console.poke import ConsolePoke
from models.queues.outbox import Destination, OutboxRow
from models.store.database import Database
from tests.bench.bridge.bad_line import BadLine
from tests.fixtures.desk import Desk
from tests.fixtures.fake_console import CLIENT, SECRET
from tests.fixtures.fake_slack import FakeSlack
from tests.integration.console.heard.bridged import bridged_runbook

BUSY, IDLE = timedelta(seconds=5), timedelta(seconds=30)
"""How far the clock goes at once: while anything is on its way, and else."""
SETTLED_WITHIN = timedelta(hours=3)


@dataclass
class BothSides:
    """What one ticket or a thousand live on."""

    database: Database
    clock: FakeClock
    folder: Path
    seed: int
    turns: int = 0
    console: BadLine = field(init=False)
    desk: Desk = field(init=False)
    reader: ConsoleReader = field(init=False)

    def __post_init__(self) -> None:
        slack, self.console = FakeSlack(self.clock), BadLine(self.clock, seed=self.seed)
        self.desk = Desk(self.database, self.clock, slack, _all_filed(bridged_runbook(self.folder)))
        at_hand = ConsoleAtHand.of(Zendesk(self.console.url, CLIENT, SECRET), self.database, self.clock)
        files = SlackFiles(slack, "xoxb-none", "https://slack.example/api/")
        uploads = ConsoleUploads(files, at_hand.client, self.clock)
        carrier = ConsoleCarrier(at_hand, uploads, ConsoleLedger(self.database), self.clock)
        self.desk.carriers[Destination.CONSOLE] = carrier
        self.desk.relay = self.desk.another_relay()
        self.reader = ConsoleReader(self.desk.services.console_news, at_hand.reading, self.clock)
        self.agents = [
            self.console.person("Cierra Simms", "cierra@twilio.com", "agent"),
            self.console.person("Kirk McCalla", "kirk@twilio.com", "agent"),
        ]
        self.maya = self.console.person("Maya Chen", "maya@partiful.com", organization_id=77)

    def live_until(self, target: datetime) -> None:
        """Let time pass to an instant, with all that runs meanwhile."""
        while (now := self.clock.now()) < target:
            self.turn()
            step = BUSY if self.is_busy() else IDLE
            self.desk.pass_time(min(target, now + step))

    def turn(self) -> None:
        """Hear what arrived, send what waits, read what is due."""
        self.turns += 1
        for number in self.console.arrived():
            self.desk.services.console_news.poke(number)
        self.desk.settle()
        while self.reader.step() is not None:
            self.desk.settle()

    def is_busy(self) -> bool:
        """Tell whether anything is on its way, in either direction."""
        with self.database.read() as session:
            waits = select(OutboxRow.id).where(
                OutboxRow.settled_at.is_(None), OutboxRow.lane.startswith("console/")
            )
            pokes = session.scalar(select(func.count()).select_from(ConsolePoke))
            return bool(pokes) or session.scalar(waits.limit(1)) is not None

    def settle(self) -> bool:
        """Live on until nothing is on its way, and the list was read; False if that never comes."""
        until = self.clock.now() + SETTLED_WITHIN
        self.live_until(self.clock.now() + timedelta(minutes=15))
        while self.is_busy() and self.clock.now() < until:
            self.live_until(self.clock.now() + timedelta(minutes=1))
        return not self.is_busy()


def _all_filed(book: Runbook) -> Runbook:
    at_once = {"file": FiledWhen.AT_ONCE}
    accounts = {
        key: replace(account, console=account.console.model_copy(update=at_once))
        for key, account in book.accounts.items()
    }
    return replace(book, accounts=accounts)
