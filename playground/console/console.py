"""The help desk as one: what is asked of it is done, and what comes of it is told to the app."""

import asyncio
from datetime import datetime

from playground.console.asked import AskedTicket
from playground.console.desk import HelpDesk
from playground.console.records import DeskTicket, DeskUser, TicketAudit
from playground.console.ticket_book import API, TicketBook
from playground.console.ticket_events import event_bodies
from playground.console.tokens import Tokens
from playground.console.troubles import ConsoleTroubles
from playground.console.webhooks import TicketWebhooks
from playground.to_app.one_by_one import OneByOne
from playground.workspace.clock_mover import TimeSource
from playground.workspace.json_types import JSON
from playground.workspace.state import WorkspaceState


class Console:
    """Runs the help desk; lives on the server's event loop."""

    def __init__(self, state: WorkspaceState, wall: TimeSource) -> None:
        self.desk = HelpDesk(state)
        self.tokens, self.troubles = Tokens(self.desk), ConsoleTroubles()
        self._clock, self._book = state.clock, TicketBook(self.desk)
        self.webhooks = TicketWebhooks(self.desk.account, state.clock, wall)
        self._turns = OneByOne(self.desk.changing)

    @property
    def is_quiet(self) -> bool:
        """Tell whether the app has been told of everything that is told at once."""
        return self._turns.is_quiet

    @property
    def next_at(self) -> datetime | None:
        """Return when something happens by itself."""
        return self.webhooks.arrivals.next_at

    def create(self, asked: AskedTicket, actor: DeskUser, channel: str = API) -> TicketAudit:
        """Make a ticket; raises DeskRefusal."""
        return self._told(self._book.create(asked, actor, channel))

    def update(
        self, ticket: DeskTicket, asked: AskedTicket, actor: DeskUser, channel: str = API
    ) -> TicketAudit:
        """Change a ticket; raises DeskRefusal."""
        return self._told(self._book.update(ticket, asked, actor, channel))

    def delete(self, ticket: DeskTicket, actor: DeskUser, channel: str = API) -> TicketAudit:
        """Take a ticket away."""
        return self._told(self._book.delete(ticket, actor, channel))

    def restore(self, ticket: DeskTicket, actor: DeskUser, channel: str = API) -> TicketAudit:
        """Have a ticket back that was deleted."""
        return self._told(self._book.restore(ticket, actor, channel))

    def merge(self, ticket: DeskTicket, into: DeskTicket, actor: DeskUser) -> None:
        """Merge a ticket into another; raises DeskRefusal."""
        for audit in self._book.merge(ticket, into, actor):
            self._told(audit)

    async def pass_time(self) -> None:
        """Do what is due by now."""
        await self._turns.take(self.webhooks.arrivals.send_kept())

    async def keep_time(self, every: float) -> None:
        """Do what is due whenever it is, for as long as this runs."""
        while True:
            await asyncio.sleep(every)
            following = self.next_at
            if following is not None and following <= self._clock.now():
                await self.pass_time()

    async def close(self) -> None:
        """Stop telling, and close what connections there are."""
        await self._turns.end()
        await self.webhooks.close()

    def _told(self, audit: TicketAudit) -> TicketAudit:
        """Have the app told of a change, one event after the other."""
        events = list(event_bodies(self.desk, self.desk.tickets[audit.ticket_id], audit))
        self._turns.begin(self._tell(events))
        return audit

    async def _tell(self, events: list[JSON]) -> None:
        for event in events:
            await self.webhooks.tell(event)
