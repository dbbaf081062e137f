"""Forget what has served its purpose: sent posts, done due rows, old chat, what can't come again."""

from bot.domain.retention import CHAT_KEPT_FOR, KEPT_FOR
from bot.services.service import ClockDriven
from models.console.comment import ConsoleComment
from models.console.poke import ConsolePoke
from models.message import ChatMessage, Received
from models.notice import NoticeGiven
from models.phone.line_call import LineCallRow
from models.phone.pin_tries import PinTries
from models.queues import due, outbox_queue


class Retention(ClockDriven):
    """The daily use case. Tickets, their messages and their history are kept."""

    def forget(self) -> None:
        """Delete what was settled two months ago and older, and which chat there was half a year ago."""
        with self.work() as work:
            before = work.now - KEPT_FOR
            outbox_queue.prune(work.session, before)
            due.prune(work.session, before)
            Received.prune(work.session, before)
            LineCallRow.prune(work.session, before)
            PinTries.prune(work.session, before)
            ConsoleComment.prune(work.session, before)
            ConsolePoke.prune(work.session, before)
            for account in work.runbook.accounts:
                NoticeGiven.prune(work.session, account, before.date())
                ChatMessage.prune(work.session, work.channel(account), work.now - CHAT_KEPT_FOR)
