"""Use cases: one method is one transaction that loads, asks the domain, writes and enqueues."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Self, get_type_hints

from bot.blocks.values import Post
from bot.clock import Clock
from bot.domain.keys.done import DoneKey
from bot.runbook import Runbook
from bot.services.acts import Act, Acts
from bot.services.audit import Audit
from bot.services.background.calendars import Calendars
from bot.services.background.catch_up import CatchUp
from bot.services.background.falling_due import FallingDue
from bot.services.background.gaps import Gaps
from bot.services.background.oncall_groups import OncallGroups
from bot.services.background.postponed import Postponed
from bot.services.background.reconciling import Reconciling
from bot.services.background.retention import Retention
from bot.services.background.versions import Versions
from bot.services.channels import Channels
from bot.services.conversation import Conversation
from bot.services.directory import Directory
from bot.services.duty.absences import Absences
from bot.services.duty.covers import CoverTurns
from bot.services.duty.handovers import Handovers
from bot.services.duty.pagers import Pagers
from bot.services.duty.support_line import SupportLine
from bot.services.escalations import Escalations
from bot.services.forms import Forms
from bot.services.guides import Guides
from bot.services.home.following import HomesFollowing
from bot.services.home.opened import HomesOpened
from bot.services.intake import Intake
from bot.services.integrations.api import Api
from bot.services.integrations.console_news import ConsoleNews
from bot.services.lifecycle import Lifecycle
from bot.services.merging import Merging
from bot.services.notices import Notices
from bot.services.oncall import Oncall
from bot.services.opening import Opening
from bot.services.people import People
from bot.services.places import Places
from bot.services.related import Related
from bot.services.service import Service
from bot.services.tickets import Tickets
from bot.steps.roster_memory import RosterMemory
from bot.steps.work import Work
from models.store.database import Database


@dataclass(frozen=True)
class Services:
    """All use cases, as listeners get them."""

    runbook: Runbook
    clock: Clock
    absences: Absences
    acts: Acts
    api: Api
    audit: Audit
    calendars: Calendars
    channels: Channels
    console_news: ConsoleNews
    conversation: Conversation
    covers: CoverTurns
    directory: Directory
    escalations: Escalations
    falling_due: FallingDue
    forms: Forms
    gaps: Gaps
    guides: Guides
    handovers: Handovers
    homes: HomesOpened
    homes_following: HomesFollowing
    intake: Intake
    lifecycle: Lifecycle
    catch_up: CatchUp
    merging: Merging
    notices: Notices
    oncall: Oncall
    oncall_groups: OncallGroups
    opening: Opening
    pagers: Pagers
    people: People
    places: Places
    postponed: Postponed
    reconciling: Reconciling
    related: Related
    retention: Retention
    support_line: SupportLine
    tickets: Tickets
    versions: Versions

    @classmethod
    def over(
        cls,
        database: Database,
        runbook: Runbook,
        clock: Clock,
        workspace_url: str,
        part_of: Work | None = None,
        memory: RosterMemory | None = None,
    ) -> Self:
        """Build all services over one database, one runbook and one clock; the rest is as in `Service`."""
        given = (database, runbook, clock, workspace_url, part_of, memory or RosterMemory())
        made: dict[str, Any] = {  # each is of the type that its field names
            name: kind(*given) for name, kind in _use_cases().items()
        }
        return cls(runbook=runbook, clock=clock, **made)

    def within(self, work: Work) -> Self:
        """Return all use cases as parts of one transaction."""
        acts = self.acts
        return self.over(acts.database, self.runbook, self.clock, acts.workspace_url, work, acts.memory)

    def perform(self, act: Act, do: Callable[[Self], Post | None]) -> None:
        """Do what an event asks for, answer it and mark it as done, in one transaction; see `Acts.perform`.

        `do` is handed the use cases that take part in that transaction. It must not call Slack, which may
        be slow, and may be called again when another act got in first.
        """
        self.acts.perform(act, lambda work: do(self.within(work)))

    def once(self, key: DoneKey | None, do: Callable[[Self], object]) -> None:
        """Do what a click or a form asks for and mark it as done, in one transaction.

        Raises DoneBefore when it was done before, and whatever `do` raises; then nothing is changed, and
        the same key may come again. `do` is as in `perform`; without a key nothing tells a repetition.
        """
        self.acts.once(key, lambda work: do(self.within(work)))

    def __deepcopy__(self, memo: dict[int, object]) -> Self:
        """Stay the same object when Bolt copies a context for a lazy listener."""
        return self


@cache
def _use_cases() -> Mapping[str, type[Service]]:
    """Return the families of use cases by their names here."""
    return {name: kind for name, kind in get_type_hints(Services).items() if issubclass(kind, Service)}
