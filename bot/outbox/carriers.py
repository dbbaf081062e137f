"""The carriers to other destinations than Slack, as far as the environment sets them up."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from slack_sdk import WebClient

from bot.clock import Clock
from bot.outbox.carrier import Carrier
from bot.outbox.copying.console_files import ConsoleFiles
from bot.outbox.copying.copy_carrier import CopyCarrier
from bot.outbox.copying.copy_ledger import CopyLedger
from bot.outbox.copying.slack_uploads import SlackUploads
from bot.outbox.pagerduty import PagerDutyCarrier
from bot.outbox.twilio import TwilioCarrier, twilio_client
from bot.outbox.webhook_carrier import WebhookCarrier
from bot.outbox.zendesk.at_hand import ConsoleAtHand
from bot.outbox.zendesk.console_carrier import ConsoleCarrier
from bot.outbox.zendesk.ledger import ConsoleLedger
from bot.outbox.zendesk.slack_files import SlackFiles
from bot.outbox.zendesk.uploads import ConsoleUploads
from bot.runbook import Runbook
from bot.settings import Settings
from models.queues.outbox import Destination, Method, OutboxRow
from models.store.database import Database


def carriers(
    settings: Settings, runbook: Runbook, database: Database, clock: Clock, *, answers: bool
) -> dict[Destination, Carrier]:
    """Return what carries rows elsewhere than to Slack; whether requests from outside are answered."""
    found: dict[Destination, Carrier] = {}
    hooks = {hook.id: hook for hook in runbook.provider.webhooks}
    if hooks:
        found[Destination.WEBHOOK] = WebhookCarrier(hooks, settings.environment, clock)
    if settings.zendesk is not None and any(each.console.is_bridged for each in runbook.accounts.values()):
        console = ConsoleAtHand.of(settings.zendesk, database, clock)
        slack = _slack(settings)
        files = SlackFiles(slack, settings.bot_token, settings.slack_api_url)
        uploads = ConsoleUploads(files, console.client, clock)
        found[Destination.CONSOLE] = ConsoleCarrier(console, uploads, ConsoleLedger(database), clock)
        found[Destination.SLACK_FILES] = CopyCarrier(
            ConsoleFiles(console.client, console.reading),
            SlackUploads(slack, settings.slack_api_url),
            slack,
            CopyLedger(database),
            clock,
        )
    if settings.pagerduty is not None:
        pagerduty = settings.pagerduty
        found[Destination.PAGERDUTY] = PagerDutyCarrier(pagerduty.routing_key, pagerduty.url)
    if settings.twilio is not None:
        phones, twilio = Phones(runbook, settings.environment, database), settings.twilio
        client = twilio_client(twilio.account, twilio.user, twilio.password, twilio.url)
        answers_at = settings.public_url if answers and twilio.token else ""
        found[Destination.TWILIO] = TwilioCarrier(
            client, twilio.number, phones.number, phones.is_known, answers_at
        )
    return found


def _slack(settings: Settings) -> WebClient:
    return WebClient(settings.bot_token, base_url=settings.slack_api_url, timeout=10, retry_handlers=[])


@dataclass(frozen=True)
class Phones:
    """Whose phones there are, and which calls and texts are known to have gone to them."""

    runbook: Runbook
    environment: Mapping[str, str]
    database: Database

    def number(self, person: str) -> str | None:
        """Return the number of somebody by key of the runbook's people, as the environment has it."""
        row = self.runbook.provider.people.get(person)
        return self.environment.get(row.phone, "").strip() or None if row and row.phone else None

    def is_known(self, method: Method, sid: str, since: datetime) -> bool:
        """Tell whether a text or call is known to be what a row was sent as since an instant."""
        with self.database.read() as session:
            return OutboxRow.is_sent_as(session, method, sid, since)
