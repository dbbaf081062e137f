"""Who can be reached in Slack: a ping of an empty group, or of a deactivated person, wakes nobody."""

import logging
from collections.abc import Sequence

from bot.blocks.messages import pings
from bot.blocks.values import Recipient
from bot.domain.calendar.zones import local_day
from bot.domain.keys import said
from bot.domain.reach import Unreached
from bot.steps.people import presence
from bot.steps.work import Work

log = logging.getLogger(__name__)


def reached(work: Work, people: Sequence[Recipient]) -> tuple[Recipient, ...]:
    """Return those of some people that a ping reaches, as far as it is known."""
    return tuple(person for person in people if person.slack and is_reachable(work, person.slack))


def is_reachable(work: Work, slack: str) -> bool:
    """Tell whether a ping of a user or a user group reaches anybody, as far as it is known.

    A person does unless they are known to be gone; a group does if one of its members as last read does.
    """
    people = presence.members(work, slack) if slack.startswith("S") else frozenset({slack})
    return bool(people - presence.gone(work, people).keys())


def alarm(work: Work, name: str, slack: str, why: Unreached) -> None:
    """Tell the operator, in the log and in triage, once a day, that nobody is reached there."""
    log.error("%s (%s) cannot be reached: %s", name, slack, why)
    post = pings.unreachable(name, why)
    today = local_day(work.runbook.provider.time_zone, work.now)
    for channel in work.triage_channels():
        work.say(post, key=said.unreachable(slack, why, today, channel), channel=channel)
