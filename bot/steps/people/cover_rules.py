"""Which turns change hands when somebody covers or swaps, and what stands of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from bot.blocks.values.covers import CoverAnswer, CoverLine, SwapOutcome
from bot.blocks.values.undoing import UndoOutcome
from bot.domain.commands.times.spans import Span
from bot.domain.permission import Actor
from bot.domain.tams import Member
from bot.domain.tams.announcements import Stretch
from bot.domain.wording import WallClock
from bot.errors import NotAllowed, WrongInput
from bot.steps.people import absences, members
from bot.steps.people.duties import Duty, duties
from bot.steps.work import Work
from models.cover import AnnouncedCover

_LONGEST = timedelta(days=366)


@dataclass(frozen=True)
class Taking:
    """Somebody takes a turn that is another's."""

    duty: Duty
    user: str
    instead_of: str
    stretch: Stretch


def person(work: Work, user: str) -> Member:
    """Return whoever shall be on call; raises NotAllowed for anybody else than staff."""
    found = members.of_staff(work, user)
    if found is None:
        raise NotAllowed(f"{members.name(work, user)} is not of the support team, so cannot be on call.")
    return found


def stretches(work: Work, actor: Actor, spans: Sequence[Span]) -> list[Stretch]:
    """Return times as instants, days by the speaker's clock; raises WrongInput for those that are over."""
    zone = clock(work, actor).zone
    days = [absences.of_span(span, zone) for span in spans]
    found = [(each.start, each.end) for each in days]
    for start, end in found:
        if end <= work.now:
            raise WrongInput("That time is over already. A turn changes hands from now on.")
        if end - start > _LONGEST:
            raise WrongInput("Turns change hands for a year at most.")
    return [(max(start, work.now), end) for start, end in found]


def taken_over(
    work: Work, who: Member, times: Sequence[Stretch], instead_of: str | None
) -> list[tuple[Duty, Stretch]]:
    """Return what somebody covers: all that another has then, or the one schedule that is theirs too.

    Raises WrongInput where there is nothing to take over, or no place for them.
    """
    if instead_of is None:
        return [(_only_schedule(work, who), stretch) for stretch in times]
    replaced = person(work, instead_of)
    if replaced.slack == who.slack:
        raise WrongInput(f"{who.name} cannot cover for {who.name}.")
    had = [
        (duty, stretch) for duty in duties(work) for stretch in times if duty.turns_of(instead_of, *stretch)
    ]
    if not had:
        raise WrongInput(f"{replaced.name} has no turn in that time, so nothing was changed.")
    found = [(duty, stretch) for duty, stretch in had if duty.can_be_of(who)]
    if not found:
        raise WrongInput(_no_place(who, had[0][0]))
    return found


def swapped(work: Work, people: tuple[Member, Member], times: Sequence[Stretch]) -> list[Taking]:
    """Return who takes which turns when two people swap; raises WrongInput where neither has one."""
    one, other = people
    if one.slack == other.slack:
        raise WrongInput("A swap takes two: write `/oncall swap @who FROM..TO`.")
    found = [*_taking(work, one, other, times), *_taking(work, other, one, times)]
    if not found:
        raise WrongInput(
            f"Neither {one.name} nor {other.name} has a turn in that time, so nothing was asked."
        )
    return found


def swap_stands(work: Work, said: Sequence[AnnouncedCover]) -> SwapOutcome | None:
    """Return what became of a swap already; None while it can be accepted."""
    if said[0].accepted_at is not None:
        return SwapOutcome.ACCEPTED_BEFORE
    if said[0].undone_at is not None:
        refused = said[0].undone_by == said[0].asked
        return SwapOutcome.REFUSED_BEFORE if refused else SwapOutcome.WITHDRAWN
    return SwapOutcome.EXPIRED if min(one.starts for one in said) < work.now else None


def undo_outcome(work: Work, said: Sequence[AnnouncedCover]) -> UndoOutcome:
    """Return what comes of undoing what was announced together."""
    if said[0].undone_at is not None:
        return UndoOutcome.ALREADY
    if all(one.ends <= work.now for one in said):
        return UndoOutcome.OVER
    begun = any(stretch and stretch[0] < work.now for stretch in (one.stretch() for one in said))
    return UndoOutcome.ENDED if begun else UndoOutcome.UNDONE


def answer(work: Work, actor: Actor, said: Sequence[AnnouncedCover]) -> CoverAnswer:
    """Return what was announced together, for people to read by the speaker's clock."""
    titles = {duty.key: duty.title for duty in duties(work)}
    names = {user: members.name(work, user) for one in said for user in (one.user_id, one.instead_of) if user}
    rows = [
        CoverLine(
            names[one.user_id],
            names[one.instead_of] if one.instead_of else None,
            titles.get(one.duty, one.duty),
            one.starts,
            one.ends,
        )
        for one in said
    ]
    author, asked = members.name(work, said[0].announced_by), said[0].asked
    asked_name = members.name(work, asked) if asked else None
    return CoverAnswer(tuple(rows), clock(work, actor), work.now, said[0].act, author, asked_name)


def clock(work: Work, actor: Actor) -> WallClock:
    """Return the clock by which whoever asks means times: their own zone's, else the provider's."""
    known = members.member(work.runbook, actor.user)
    return WallClock(known.zone if known else work.runbook.provider.time_zone)


def _only_schedule(work: Work, who: Member) -> Duty:
    found = [
        duty
        for duty in duties(work)
        if duty.takes_turns and any(one.slack == who.slack for one in duty.members())
    ]
    if len(found) != 1:
        raise WrongInput(
            f"Say whose turns {who.name} takes: `/oncall cover @who FROM..TO for @whose`. "
            "Without that, only people of exactly one schedule can cover."
        )
    return found[0]


def _taking(work: Work, who: Member, whose: Member, times: Sequence[Stretch]) -> Iterator[Taking]:
    user, instead_of = who.slack or "", whose.slack or ""
    for duty in duties(work):
        for stretch in times:
            turns = duty.turns_of(instead_of, *stretch)
            if turns and not duty.can_be_of(who):
                raise WrongInput(_no_place(who, duty))
            yield from (Taking(duty, user, instead_of, turn) for turn in turns)


def _no_place(who: Member, duty: Duty) -> str:
    return f"{who.name} is not among the runbook's `people`, so cannot take turns in {duty.title}."
