"""Covers and swaps as they were announced: read into the schedules, and written down."""

import secrets
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.permission import Actor
from bot.domain.tams import Cover
from bot.domain.tams.announcements import Stretch
from bot.steps.people import members, presence
from bot.steps.work import Work
from models.cover import AnnouncedCover


def covers(work: Work, duties: Sequence[str]) -> dict[str, list[Cover]]:
    """Return who covers in some duties, by duty, in the order of its writing; whoever left is passed over."""
    found: dict[str, list[Cover]] = defaultdict(list)
    # Whoever covers may get another name in Slack meanwhile: remembered is only where nobody does.
    if not work.recall(("covered", *duties), lambda: bool(AnnouncedCover.of_duties(work.session, duties))):
        return found
    known = presence.known_acts(work)
    # What people say in Slack counts more than what a calendar tells, whichever came first.
    rows = sorted(AnnouncedCover.of_duties(work.session, duties), key=lambda row: not row.is_imported)
    for row in rows:
        person, stretch = members.of_staff(work, row.user_id), row.stretch(known)
        if person and stretch:
            found[row.duty].append(Cover(person, *stretch, row.instead_of))
    return found


@dataclass(frozen=True)
class Covering:
    """One announcement: all that it says is accepted and undone together, by the name of its act."""

    work: Work
    actor: Actor
    act: str
    asked: str | None = None

    @classmethod
    def begun(cls, work: Work, actor: Actor, asked: str | None = None, act: str | None = None) -> "Covering":
        """Begin one; `asked` has to accept it, `act` names what a calendar tells."""
        act = act or secrets.token_hex(8)
        presence.note_announced(work, act)
        return cls(work, actor, act, asked)

    def say(self, duty: str, user: str, instead_of: str | None, stretch: Stretch) -> None:
        """Announce that somebody is on call."""
        self.work.session.add(
            AnnouncedCover(
                duty=duty,
                user_id=user,
                instead_of=instead_of,
                starts=stretch[0],
                ends=stretch[1],
                act=self.act,
                announced_by=self.actor.user,
                announced_at=self.work.now,
                asked=self.asked,
            )
        )
        self.work.teams.clear()

    def said(self) -> Sequence[AnnouncedCover]:
        """Return all that it says."""
        self.work.session.flush()
        return AnnouncedCover.of_act(self.work.session, self.act)


def undo(work: Work, actor: Actor, said: Sequence[AnnouncedCover]) -> None:
    """Undo what was announced together, from now on."""
    AnnouncedCover.undo(work.session, said[0].act, actor.user, work.now)
    work.teams.clear()


def accept(work: Work, said: Sequence[AnnouncedCover]) -> None:
    """Accept what was asked for together, from now on."""
    AnnouncedCover.accept(work.session, said[0].act, work.now)
    work.teams.clear()
