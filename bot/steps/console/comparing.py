"""Compare tickets with their counterparts in the console, as both sides know them: what drifted is mended."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.blocks.messages.console import heard
from bot.domain.keys import said, slots
from bot.steps import ticket_lines
from bot.steps.console import told_standing
from bot.steps.work import Work
from models.console import lane
from models.console.link import ConsoleLink


@dataclass(frozen=True, slots=True)
class Drift:
    """A ticket that stands otherwise in the console, in these of its facts."""

    channel: str
    key: str
    facts: tuple[str, ...]


def compare(work: Work, ticket_ids: Sequence[int]) -> list[Drift]:
    """Have the console told again what it should have followed, and did not; return which tickets those are.

    What is on its way there is waited for.
    """
    found = []
    for ticket_id in ticket_ids:
        own = work.own_ticket(ticket_id)
        link = ConsoleLink.of_ticket(work.session, ticket_id)
        if link is None or lane.is_under_way(work.session, slots.console_ticket(ticket_id)):
            continue
        facts = told_standing.drifted(work, own, link)
        if facts:
            link.told = {name: asked for name, asked in (link.told or {}).items() if name not in facts}
            told_standing.follow(work, own)
            found.append(Drift(own.triage_channel, ticket_lines.line(work, own).key, facts))
    return found


def report(work: Work, found: Sequence[Drift]) -> None:
    """Tell each triage channel what drifted, in one message a night."""
    for channel in sorted({one.channel for one in found}):
        named = [(one.key, one.facts) for one in found if one.channel == channel]
        work.say(
            heard.drifted(named), key=said.console_night(work.now.date(), channel, "drift"), channel=channel
        )
