"""Carriers on whose way to the console something happens: it is refused, or its answer is lost."""

from bot.outbox.carrier import Arrived
from bot.outbox.console import TICKETS
from bot.outbox.zendesk.ledger import ConsoleLedger
from models.queues.outbox import Destination, Method
from models.queues.outbox_queue import Claim
from tests.integration.console.heard.bridged import Bridge
from tests.integration.console.heard.telling import Telling


class Overtaken(Telling):
    """Somebody was quicker, each time: nothing is done."""

    def send(self, claim: Claim) -> Arrived:
        """Be refused."""
        raise ConnectionRefusedError


class Left(Telling):
    """Somebody there has changed the same thing meanwhile, and theirs stands: nothing is done."""

    def send(self, claim: Claim) -> Arrived:
        """Leave it."""
        return TICKETS, str(claim.target_ts)


class AnswerLost(Telling):
    """What is said arrives, but for all we know it may not have; nothing is found of it."""

    def send(self, claim: Claim) -> Arrived:
        """Lose the answer."""
        if claim.method is not Method.CONSOLE_COMMENT:
            return super().send(claim)
        super().send(claim)
        raise ConnectionResetError

    def looks_first(self, claim: Claim) -> bool:
        """Look before sending again."""
        return True

    def find(self, claim: Claim) -> Arrived | None:
        """Be refused a look."""
        raise ConnectionResetError


def carry_by(told: Bridge, kind: type[Telling]) -> None:
    """Have what goes there go by another carrier from now on."""
    ledger = ConsoleLedger(told.desk.database)
    carrier = kind(told.console, ledger, told.desk.services.console_news.poke)
    told.desk.carriers[Destination.CONSOLE] = carrier
    told.desk.relay = told.desk.another_relay()
