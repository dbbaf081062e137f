"""Keep account of a refusal: who wanted what, from where, and what they were told."""

from dataclasses import dataclass

from bot.steps.work import Work
from models.refusal import Refusal


@dataclass(frozen=True)
class Attempt:
    """Who asked for what: workspace and user as the person's own payload names them."""

    team: str
    user: str
    what: str
    """The command, emoji, button or form, as Slack names it; never people's words."""
    channel: str | None


def keep(work: Work, asked: Attempt, why: str) -> None:
    """Keep account of a refusal, with the words that the person was told."""
    work.session.add(
        Refusal(
            at=work.now,
            actor_team=asked.team,
            actor_user=asked.user,
            asked=asked.what,
            channel=asked.channel,
            why=why,
        )
    )
