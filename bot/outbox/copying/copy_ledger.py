"""What copying a file leaves in the database, each in a short transaction."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.blocks.messages.console import copied
from bot.domain.keys import said, slots
from bot.outbox import enqueue
from bot.outbox.copying.copies import FileCopy
from models.console.link import ConsoleLink
from models.queues import outbox_queue
from models.queues.outbox import MessageSlot, OutboxRow
from models.queues.outbox_queue import Claim
from models.store.database import Database
from models.store.records import packed
from models.ticket import Ticket


class CopyLedger:
    """Knows the threads that files go to, and which files Slack has."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def thread(self, file: FileCopy) -> str | None:
        """Return the ts of the thread that a file goes to; None while it goes to the channel itself."""
        if file.thread_slot is None:
            return file.thread_ts
        with self._database.read() as session:
            posted = MessageSlot.at(session, file.thread_slot)
            return posted.ts if posted is not None else None

    def is_kept_inside(self, file: FileCopy) -> bool:
        """Tell whether a file's customer may not see it any more: the ticket was made private meanwhile."""
        if file.customers is None:
            return False
        with self._database.read() as session:
            link = ConsoleLink.of_ticket(session, file.customers)
            return link is not None and link.private

    def handed_over(self, claim: Claim, file: FileCopy, file_id: str) -> bool:
        """Note what Slack calls a file that it has; False where another relay has the row by now."""
        with self._database.begin() as session:
            return outbox_queue.note(session, claim, packed(replace(file, handed_over=file_id)))

    def given_up(self, claim: Claim, file: FileCopy, now: datetime) -> None:
        """Have triage told, once, of a file that was given up."""
        with self._database.begin() as session:
            ticket = session.get(Ticket, file.customers) if file.customers is not None else None
            if ticket is None and file.customers is not None:
                return  # it has no thread in triage, and no customer is told
            link = ConsoleLink.of_ticket(session, ticket.id) if ticket is not None else None
            post = copied.given_up(file.name, link.url if link else file.seen_at, for_staff=ticket is None)
            enqueue.post(
                session,
                key=said.posting(slots.given_up(claim.id)),
                channel=ticket.triage_channel if ticket is not None else str(claim.channel),
                thread_slot=ticket.triage_slot if ticket is not None else file.thread_slot,
                text=post.text,
                blocks=post.blocks,
                now=now,
            )

    def first_unknown(self, claim: Claim, file_ids: Sequence[str], since: datetime) -> str | None:
        """Return the first of files that is not known to be another row's."""
        with self._database.read() as session:
            known = (OutboxRow.is_sent_as(session, claim.method, each, since) for each in file_ids)
            return next((each for each, is_known in zip(file_ids, known, strict=True) if not is_known), None)
