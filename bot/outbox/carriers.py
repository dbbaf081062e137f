"""The carriers to other destinations than Slack, as far as the environment sets them up."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.clock import Clock
from bot.outbox.carrier import Carrier
from bot.outbox.pagerduty import PagerDutyCarrier
from bot.outbox.webhook_carrier import WebhookCarrier
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
        from bot.outbox.copying.bridge_carriers import bridge_carriers  # its libraries, which only it needs

        found |= bridge_carriers(settings, settings.zendesk, database, clock)
    if settings.pagerduty is not None:
        pagerduty = settings.pagerduty
        found[Destination.PAGERDUTY] = PagerDutyCarrier(pagerduty.routing_key, pagerduty.url)
    if settings.twilio is not None:
        from bot.outbox.twilio import TwilioCarrier, twilio_client  # its library, which only it needs

        phones, twilio = Phones(runbook, settings.environment, database), settings.twilio
        client = twilio_client(twilio.account, twilio.user, twilio.password, twilio.url)
        answers_at = settings.public_url if answers and twilio.token else ""
        found[Destination.TWILIO] = TwilioCarrier(
            client, twilio.number, phones.number, phones.is_known, answers_at
        )
    return found


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
