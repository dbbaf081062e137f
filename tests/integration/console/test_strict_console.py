"""The playground's console, as strict as Zendesk, takes all that is carried to it, whatever goes wrong."""

from collections.abc import Iterator

import pytest

from bot.clock import FakeClock
from bot.domain.console.counterparts import ConsolePriority, ConsoleStatus
from bot.outbox.console import ConsoleChange
from bot.outbox.zendesk.at_hand import ConsoleAtHand
from bot.outbox.zendesk.console_carrier import ConsoleCarrier
from bot.outbox.zendesk.ledger import ConsoleLedger
from bot.outbox.zendesk.slack_files import SlackFiles
from bot.outbox.zendesk.uploads import ConsoleUploads
from bot.settings import Zendesk
from models.queues.outbox import Destination
from models.store.database import Database
from playground import Playground
from playground.console.console import Console
from playground.console.troubles import ConsoleTrouble
from playground.workspace.seed import demo_seed
from tests.fixtures.fake_slack import FakeSlack
from tests.integration.console.test_carrying import change, changed, file, say, until_settled
from tests.integration.outbox.conftest import Bench

TAKEN = [each for each in ConsoleTrouble if each is not ConsoleTrouble.REFUSED]


@pytest.fixture
def playground(clock: FakeClock) -> Iterator[Playground]:
    """Give a playground, whose help desk stands for Zendesk."""
    with Playground(demo_seed({}), clock) as running:
        yield running


@pytest.fixture
def strict(playground: Playground) -> Console:
    """Give its help desk."""
    return playground.console


@pytest.fixture
def desk(
    database: Database, slack: FakeSlack, clock: FakeClock, playground: Playground, strict: Console
) -> Bench:
    """Give an outbox whose relay speaks to it."""
    account = Zendesk.read(strict.desk.account.environment(playground.url))
    assert account is not None
    at_hand = ConsoleAtHand.of(account, database, clock)
    uploads = ConsoleUploads(SlackFiles(slack, "xoxb-none", playground.api_url), at_hand.client, clock)
    bench = Bench(database, slack, clock)
    carrier = ConsoleCarrier(at_hand, uploads, ConsoleLedger(database), clock)
    bench.relay = bench.another_relay(carriers={Destination.CONSOLE: carrier})
    return bench


def bodies(strict: Console) -> list[str]:
    """Return what stands in its one ticket."""
    [ticket] = strict.desk.tickets.values()
    return [said.body for said in ticket.comments]


@pytest.mark.parametrize("trouble", TAKEN)
def test_whatever_goes_wrong_a_ticket_its_words_and_its_standing_arrive_once(
    desk: Bench, strict: Console, trouble: ConsoleTrouble
) -> None:
    strict.troubles.go_wrong(trouble)
    file(desk)
    until_settled(desk)
    strict.troubles.go_wrong(trouble)
    say(desk, "Any news?")
    until_settled(desk)
    strict.troubles.go_wrong(trouble)
    change(desk, ConsoleChange(ConsoleStatus.PENDING, ConsolePriority.HIGH, tags=("escalated",)))
    until_settled(desk)
    [ticket] = strict.desk.tickets.values()
    assert bodies(strict) == ["All of it.", "Any news?"]
    assert (ticket.fields.status, ticket.fields.priority) == ("pending", "high")
    assert ticket.fields.tags == ("tam-bot", "escalated")
    assert (changed(desk).state, set(desk.states().values())) == ("sent", {"sent"})


def test_more_words_than_a_ticket_takes_in_ten_minutes_all_arrive_in_order(
    desk: Bench, strict: Console
) -> None:
    file(desk)
    for number in range(35):
        say(desk, f"word {number}")
    until_settled(desk)
    assert bodies(strict) == ["All of it.", *(f"word {number}" for number in range(35))]
