"""Use cases: one method is one transaction that loads, asks the domain, writes and enqueues."""

from dataclasses import dataclass
from typing import Any, Self

from bot.clock import Clock
from bot.runbook import Runbook
from bot.services.audit import Audit
from bot.services.catch_up import CatchUp
from bot.services.channels import Channels
from bot.services.conversation import Conversation
from bot.services.directory import Directory
from bot.services.escalations import Escalations
from bot.services.falling_due import FallingDue
from bot.services.guides import Guides
from bot.services.intake import Intake
from bot.services.lifecycle import Lifecycle
from bot.services.notices import Notices
from bot.services.oncall import Oncall
from bot.services.opening import Opening
from bot.services.people import People
from bot.services.replies import Replies
from bot.services.retention import Retention
from bot.services.tickets import Tickets
from models.store.database import Database


@dataclass(frozen=True)
class Services:
    """All use cases, as listeners get them."""

    runbook: Runbook
    clock: Clock
    audit: Audit
    channels: Channels
    conversation: Conversation
    directory: Directory
    escalations: Escalations
    falling_due: FallingDue
    guides: Guides
    intake: Intake
    lifecycle: Lifecycle
    catch_up: CatchUp
    notices: Notices
    oncall: Oncall
    opening: Opening
    people: People
    retention: Retention
    replies: Replies
    tickets: Tickets

    @classmethod
    def over(cls, database: Database, runbook: Runbook, clock: Clock, workspace_url: str) -> Self:
        """Build all services over one database, one runbook and one clock."""
        given = (database, runbook, clock, workspace_url)
        return cls(
            runbook=runbook,
            clock=clock,
            audit=Audit(*given),
            channels=Channels(*given),
            conversation=Conversation(*given),
            directory=Directory(*given),
            escalations=Escalations(*given),
            falling_due=FallingDue(*given),
            guides=Guides(*given),
            intake=Intake(*given),
            lifecycle=Lifecycle(*given),
            catch_up=CatchUp(*given),
            notices=Notices(*given),
            oncall=Oncall(*given),
            opening=Opening(*given),
            people=People(*given),
            retention=Retention(*given),
            replies=Replies(*given),
            tickets=Tickets(*given),
        )

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        """Stay the same object when Bolt copies a context for a lazy listener."""
        return self
