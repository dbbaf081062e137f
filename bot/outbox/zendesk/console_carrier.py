"""Carrying rows to the console: a ticket filed once, what is said about it once, how it is to stand."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from functools import partial
from typing import Final

from bot.clock import Clock
from bot.domain.console.there import PersonThere
from bot.outbox.call import CLOCKS_DIFFER
from bot.outbox.carrier import Arrived
from bot.outbox.console import COMMENTS, TICKETS, ConsoleChange, ConsolePerson, ConsoleTicket, ConsoleWords
from bot.outbox.verdict import Verdict
from bot.outbox.zendesk import requested
from bot.outbox.zendesk.at_hand import ConsoleAtHand
from bot.outbox.zendesk.console_verdict import JUDGED, NotFiled, OutOfTime, judge_console
from bot.outbox.zendesk.ledger import ConsoleLedger
from bot.outbox.zendesk.refused_calls import ConsoleRefusal, OnlyThisOne, UnreadableAnswer
from bot.outbox.zendesk.shut_out import ShutOut
from bot.outbox.zendesk.uploads import ConsoleUploads
from bot.outbox.zendesk.wire import ChangedJson, CommentJson
from models.queues.outbox import Method
from models.queues.outbox_queue import Claim
from models.store.records import unpacked

_ONE_CALL: Final = timedelta(seconds=25)
"""What must be left of a lease for the call that changes something: until then nobody else takes the row."""
_FORBIDDEN: Final = 403
_INVALID: Final = 422


class ConsoleCarrier:
    """Carries rows to one console; what may have arrived is looked for by our key of it."""

    errors = JUDGED

    def __init__(
        self, console: ConsoleAtHand, uploads: ConsoleUploads, ledger: ConsoleLedger, clock: Clock
    ) -> None:
        self._console, self._people, self._reading = console.client, console.people, console.reading
        self._uploads, self._ledger, self._clock = uploads, ledger, clock
        self._shut_out = ShutOut()
        self._sends: Mapping[Method, Callable[[Claim], Arrived]] = {
            Method.CONSOLE_TICKET: self._file,
            Method.CONSOLE_COMMENT: self._say,
            Method.CONSOLE_CHANGE: self._change,
        }

    def send(self, claim: Claim) -> Arrived:
        """Make the row's call; return what kind of thing that made or changed, and its number there.

        Raises one of `errors`; OnlyThisOne where others need not wait.
        """
        try:
            arrived = self._sends[claim.method](claim)
        except ConsoleRefusal as refused:
            if refused.status != _FORBIDDEN or self._shut_out.is_of_all(claim):
                raise
            rest = self._shut_out.rest(claim)
            raise OnlyThisOne(refused.status, refused.code, refused.text, rest) from refused
        self._shut_out.ends(claim)
        return arrived

    def looks_first(self, claim: Claim) -> bool:
        """Tell whether it is said or filed: to have a ticket stand as it should twice changes nothing."""
        return claim.method is not Method.CONSOLE_CHANGE

    def find(self, claim: Claim) -> Arrived | None:
        """Look for the ticket or comment that the row may have made."""
        return self._filed(claim) if claim.method is Method.CONSOLE_TICKET else self._said(claim)

    def judge(self, error: Exception) -> Verdict:
        """Tell what an answer, or the lack of one, means."""
        return judge_console(error)

    def _file(self, claim: Claim) -> Arrived:
        asked = requested.ticket(unpacked(ConsoleTicket, claim.payload))
        self._hold_back_when_late(claim)
        made = ChangedJson.of(self._console.post("tickets", asked, key=claim.key))
        return self._noted(claim, made.ticket.id, made.audit.comment)

    def _filed(self, claim: Claim) -> Arrived | None:
        wanted, earliest = unpacked(ConsoleTicket, claim.payload), claim.claimed_at - CLOCKS_DIFFER
        for ticket in self._reading.filed_as(wanted.external_id):
            # Another installation may have had the same keys.
            known = self._ledger.is_known(claim.method, ticket.id, earliest)
            if ticket.created_at >= earliest and not known:
                first = next(iter(self._reading.said(ticket.id, "created_at")), None)
                return self._noted(claim, ticket.id, first.id if first else None)
        return None

    def _noted(self, claim: Claim, number: int, first_comment: int | None) -> Arrived:
        """Note that a ticket stands there, and that its first comment is our own."""
        self._ledger.filed(str(claim.slot), number, first_comment, self._clock.now())
        return TICKETS, str(number)

    def _say(self, claim: Claim) -> Arrived:
        words, number = unpacked(ConsoleWords, claim.payload), _number(claim)
        author, files = self._author(words.author), self._uploads.hand_over(claim.key, words.files)
        said = partial(requested.comment, words, key=claim.key, token=files.token, left_out=files.left_out)
        self._hold_back_when_late(claim)
        try:
            changed = self._put(number, said(author))
        except ConsoleRefusal as refused:
            if author is None or refused.status != _INVALID:
                raise
            # They may not write there (any more): then it is said in their name.
            self._people.forget(author)
            changed = self._put(number, said(None))
        if changed.audit.comment is None:
            raise UnreadableAnswer
        self._uploads.forget(claim.key)
        return COMMENTS, str(changed.audit.comment)

    def _said(self, claim: Claim) -> Arrived | None:
        words, earliest = unpacked(ConsoleWords, claim.payload), claim.claimed_at - CLOCKS_DIFFER
        for comment in self._reading.said(_number(claim), "-created_at"):
            if comment.created_at < earliest:
                return None
            if self._is_it(comment, words, claim):
                return COMMENTS, str(comment.id)
        return None

    def _is_it(self, comment: CommentJson, words: ConsoleWords, claim: Claim) -> bool:
        marked = comment.mark(requested.MARK)
        if marked is not None:
            return marked == claim.key
        same = comment.public is words.public and requested.says(comment.text, words)
        earliest = claim.claimed_at - CLOCKS_DIFFER
        return same and not self._ledger.is_known(claim.method, comment.id, earliest)

    def _change(self, claim: Claim) -> Arrived:
        wanted, number = unpacked(ConsoleChange, claim.payload), _number(claim)
        there = self._reading.ticket(number)
        if there is None:
            raise ConsoleRefusal(404, "RecordNotFound")
        whose = self._people.by_email(wanted.assignee) if wanted.assignee else None
        fields = requested.due_change(wanted, whose, there, self._ledger.agreed(number))
        stands_at = there.updated_at  # where it stands so already, an answer may have been lost
        if fields:
            self._hold_back_when_late(claim)
            stands_at = self._put(number, {"ticket": fields}).ticket.updated_at
        self._ledger.agree(number, requested.agreed_by(fields, wanted), stands_at)
        return TICKETS, str(number)

    def _author(self, person: ConsolePerson) -> PersonThere | None:
        """Return who says it there; None for somebody who cannot: then the words name them."""
        if person.email is None:
            return None
        if not person.is_agent:
            return self._people.customer(person.email, person.name)
        known = self._people.by_email(person.email)
        return known if known is not None and known.is_agent else None

    def _put(self, number: int, asked: requested.Json) -> ChangedJson:
        return ChangedJson.of(self._console.put(f"tickets/{number}", asked))

    def _hold_back_when_late(self, claim: Claim) -> None:
        """Raise OutOfTime when looking things up took so long that another relay may take the row."""
        if self._clock.now() > claim.lease_ends - _ONE_CALL:
            raise OutOfTime


def _number(claim: Claim) -> int:
    if claim.target_ts is None:
        raise NotFiled
    return int(claim.target_ts)
