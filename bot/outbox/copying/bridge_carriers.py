"""The carriers of the console bridge: rows to the console, and files from it."""

from slack_sdk import WebClient

from bot.clock import Clock
from bot.outbox.carrier import Carrier
from bot.outbox.copying.console_files import ConsoleFiles
from bot.outbox.copying.copy_carrier import CopyCarrier
from bot.outbox.copying.copy_ledger import CopyLedger
from bot.outbox.copying.slack_uploads import SlackUploads
from bot.outbox.zendesk.at_hand import ConsoleAtHand
from bot.outbox.zendesk.console_carrier import ConsoleCarrier
from bot.outbox.zendesk.ledger import ConsoleLedger
from bot.outbox.zendesk.slack_files import SlackFiles
from bot.outbox.zendesk.uploads import ConsoleUploads
from bot.settings import Settings, Zendesk
from models.queues.outbox import Destination
from models.store.database import Database


def bridge_carriers(
    settings: Settings, account: Zendesk, database: Database, clock: Clock
) -> dict[Destination, Carrier]:
    """Return what carries rows to an account of the console, and its files to Slack."""
    console = ConsoleAtHand.of(account, database, clock)
    slack = WebClient(settings.bot_token, base_url=settings.slack_api_url, timeout=10, retry_handlers=[])
    files = SlackFiles(slack, settings.bot_token, settings.slack_api_url)
    uploads = ConsoleUploads(files, console.client, clock)
    copies = CopyCarrier(
        ConsoleFiles(console.client, console.reading),
        SlackUploads(slack, settings.slack_api_url),
        slack,
        CopyLedger(database),
        clock,
    )
    return {
        Destination.CONSOLE: ConsoleCarrier(console, uploads, ConsoleLedger(database), clock),
        Destination.SLACK_FILES: copies,
    }
