"""Who belongs in the user groups that follow a schedule, and what is said where Slack keeps us from it."""

import logging

from bot.blocks.messages import pings
from bot.domain.calendar.zones import local_day
from bot.domain.keys import said
from bot.domain.tams import Rota
from bot.services.service import ClockDriven
from bot.steps.people.duties import Duty, duties
from bot.steps.people.roster import PSE, SUPPORT_MANAGEMENT, duty_key
from bot.steps.work import Work

log = logging.getLogger(__name__)


class OncallGroups(ClockDriven):
    """The use cases of groups whose members are whoever is on call."""

    def wanted(self) -> dict[str, frozenset[str]]:
        """Return who is on call just now, by group; a group in which nobody would be is left out."""
        with self.reading() as work:
            groups = _groups(work)
            found: dict[str, set[str]] = {}
            for duty in duties(work) if groups else ():
                slack = _on_call(work, duty) if duty.key in groups else None
                if slack is not None:
                    found.setdefault(groups[duty.key], set()).add(slack)
        return {group: frozenset(people) for group, people in found.items()}

    def refused(self, group: str, error: str) -> None:
        """Tell the operator, in the log and in triage, once a day, that a group cannot be kept."""
        log.error("The user group %s cannot be changed: %s", group, error)
        with self.work() as work:
            today = local_day(work.runbook.provider.time_zone, work.now)
            for channel in work.triage_channels():
                key = said.group_refused(group, error, today, channel)
                work.say(pings.group_refused(group, error), key=key, channel=channel)


def _groups(work: Work) -> dict[str, str]:
    """Return the group that follows each duty, by the duty's key."""
    provider = work.runbook.provider
    shared = {PSE: provider.pse.oncall_group, SUPPORT_MANAGEMENT: provider.support_management.oncall_group}
    roles = {
        duty_key(key, role): group
        for key, account in work.runbook.accounts.items()
        for role, group in account.oncall_groups.items()
    }
    return roles | {key: group for key, group in shared.items() if group}


def _on_call(work: Work, duty: Duty) -> str | None:
    """Return the Slack id of who has it just now."""
    if isinstance(duty.whose, Rota):
        person = duty.whose.at(work.now).person
        return person.slack if person else None
    return duty.whose.holder(work.now).slack if duty.whose.is_on(work.now) else None
