"""Carries what we say to a console that is none, at once and without a network."""

from collections.abc import Callable
from datetime import datetime

from bot.outbox.carrier import Arrived
from bot.outbox.console import COMMENTS, TICKETS, ConsoleChange, ConsoleTicket, ConsoleWords
from bot.outbox.verdict import Verdict, judge
from bot.outbox.zendesk.ledger import ConsoleLedger
from bot.outbox.zendesk.requested import AgreedThere
from models.queues.outbox import Method
from models.queues.outbox_queue import Claim
from models.store.records import unpacked
from tests.fixtures.fake_console import FakeConsole, Json


class Telling:
    """Carries rows to the console; tells `poked` of it, as a webhook would."""

    errors = (OSError,)

    def __init__(self, console: FakeConsole, ledger: ConsoleLedger, poked: Callable[[int], None]) -> None:
        self._console, self._ledger, self._poked = console, ledger, poked

    def send(self, claim: Claim) -> Arrived:
        """Take it there."""
        if self._console.is_away:
            raise ConnectionResetError
        if claim.method is Method.CONSOLE_TICKET:
            return self._file(unpacked(ConsoleTicket, claim.payload), claim.key)
        number = int(str(claim.target_ts))
        if claim.method is Method.CONSOLE_COMMENT:
            words = unpacked(ConsoleWords, claim.payload)
            told = {"body": words.body, "public": words.public, "author_id": self._id(words.author.email)}
            answer = self._console.update(number, {"ticket": {"comment": told}})
            return COMMENTS, str(answer["audit"]["events"][0]["id"])
        wanted = unpacked(ConsoleChange, claim.payload)
        assignee = self._id(wanted.assignee)
        named = {"status": wanted.status, "priority": wanted.priority, "assignee_id": assignee}
        fields = {name: value for name, value in named.items() if value is not None}
        stands = self._console.update(number, {"ticket": fields})["ticket"]
        agreed = AgreedThere(wanted.status, wanted.priority, wanted.assignee)
        self._ledger.agree(number, agreed, datetime.fromisoformat(stands["updated_at"]))
        self._poked(number)
        return TICKETS, str(number)

    def looks_first(self, claim: Claim) -> bool:
        """Tell that nothing is ever lost here."""
        return False

    def find(self, claim: Claim) -> Arrived | None:
        """Find nothing."""
        return None

    def judge(self, error: Exception) -> Verdict:
        """Tell what an error means."""
        return judge(error)

    def _file(self, filed: ConsoleTicket, key: str) -> Arrived:
        told: Json = {
            "subject": filed.subject,
            "priority": filed.priority,
            "external_id": filed.external_id,
            "tags": list(filed.tags),
            "requester": {"name": filed.requester.name, "email": filed.requester.email},
            "comment": {"body": filed.body},
        }
        number = int(self._console.create({"ticket": told}, key)["ticket"]["id"])
        self._poked(number)
        return TICKETS, str(number)

    def _id(self, email: str | None) -> int | None:
        return next((user["id"] for user in self._console.users if user["email"].lower() == email), None)
