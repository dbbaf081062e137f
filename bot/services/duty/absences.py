"""Take announcements of absence, and take them back: days or hours, all of it or nothing."""

from collections.abc import Collection, Sequence

from bot.blocks.values.absences import AbsenceAnswer, Undone
from bot.blocks.values.undoing import UndoOutcome
from bot.domain.commands.times.spans import Span
from bot.domain.permission import Action, Actor, require
from bot.domain.tams import Absence, Member
from bot.domain.tams.announcements import common
from bot.domain.wording import WallClock
from bot.errors import NotAllowed, NotFound, WrongInput
from bot.services.service import ForPeople
from bot.steps.people import absences, cover_rules, members
from bot.steps.people.absences import Announcing, Standing
from bot.steps.work import Work
from models.absence import AnnouncedAbsence


class Absences(ForPeople):
    """Use cases about days and hours off."""

    def announce(self, actor: Actor, user: str, spans: Sequence[Span]) -> AbsenceAnswer:
        """Remember when somebody is away, all of it or nothing; raises WrongInput for impossible times."""
        with self.work() as work:
            require(actor, Action.ANNOUNCE_ABSENCE)
            person = _member(work, user)
            asked = [absences.of_span(span, person.zone) for span in spans]
            for absence in asked:
                if absence.end <= work.now:
                    raise WrongInput(_over(work, actor, absence))
            known = {one.absence for one in absences.coming(work, {user: person.zone})}
            said = Announcing.begun(work, actor, user)
            for absence in asked:
                if absence not in known:
                    said.say((absence.start, absence.end))
            told = known.issuperset(asked)
            return _answer(work, actor, person, asked, None if told else said.act, known)

    def planned(self, actor: Actor) -> tuple[AbsenceAnswer, ...]:
        """List the absences that are announced and not over, the earliest first."""
        require(actor, Action.ANNOUNCE_ABSENCE)
        with self.reading() as work:
            found = absences.coming(work, members.zones(work.runbook))
            people = [(members.member(work.runbook, one.of.user_id), one) for one in found]
            return tuple(_answer(work, actor, person, [one.absence]) for person, one in people if person)

    def cancel(self, actor: Actor, user: str, spans: Sequence[Span] = ()) -> AbsenceAnswer:
        """Take an absence back: what of it lies in the spans, or (none given) the one that is planned.

        Raises WrongInput, naming what is planned, where that is not clear.
        """
        with self.work() as work:
            require(actor, Action.ANNOUNCE_ABSENCE)
            person = _member(work, user)
            coming = absences.coming(work, {user: person.zone})
            if not coming or (not spans and len(coming) > 1):
                raise WrongInput(_planned(work, person, coming))
            asked = [absences.of_span(span, person.zone) for span in spans] or [coming[0].absence]
            act = _take_back(Announcing.begun(work, actor, user), coming, asked)
            if act is None:
                raise WrongInput(_planned(work, person, coming))
            return _answer(work, actor, person, asked, act)

    def end(self, actor: Actor, user: str) -> AbsenceAnswer:
        """End the absence that lasts now; raises WrongInput where there is none."""
        with self.work() as work:
            require(actor, Action.ANNOUNCE_ABSENCE)
            person = _member(work, user)
            coming = absences.coming(work, {user: person.zone})
            now = [one for one in coming if one.absence.start <= work.now]
            if not now:
                raise WrongInput(f"{person.name} is not away now. {_planned(work, person, coming)}")
            asked = [one.absence for one in now]
            act = _take_back(Announcing.begun(work, actor, user), now, asked)
            return _answer(work, actor, person, asked, act)

    def undo(self, actor: Actor, act: str) -> Undone:
        """Undo an announcement, from now on; raises NotAllowed unless its author or its subject asks.

        Of what is undone already, or over, it says what stands.
        Raises NotFound for an announcement that is not known.
        """
        with self.work() as work:
            require(actor, Action.ANNOUNCE_ABSENCE)
            said = AnnouncedAbsence.of_act(work.session, act)
            if not said:
                raise NotFound("That announcement is not known any more.")
            _require_theirs(work, actor, said[0])
            person = _member(work, said[0].user_id)
            outcome = _outcome(work, said)
            if outcome in (UndoOutcome.UNDONE, UndoOutcome.ENDED):
                absences.undo(work, actor, said)
            coming = [one.absence for one in absences.coming(work, {said[0].user_id: person.zone})]
            return Undone(outcome, _answer(work, actor, person, coming))


def _member(work: Work, user: str) -> Member:
    person = members.member(work.runbook, user)
    if person is None:
        raise NotAllowed(members.no_tam(work, user))
    return person


def _over(work: Work, actor: Actor, absence: Absence) -> str:
    words = absence.words(cover_rules.clock(work, actor), work.now)
    return f"{words} is over already. An absence says who answers from now on."


def _take_back(said: Announcing, coming: Sequence[Standing], asked: Sequence[Absence]) -> str | None:
    """Take what was asked for out of what is in force, from now on; return the act, None for nothing."""
    taken = None
    for one in coming:
        for out in asked:
            from_now = (max(out.start, said.work.now), out.end)
            cut = common((one.absence.start, one.absence.end), from_now)
            if cut is not None:
                said.say(cut, one.of)
                taken = said.act
    return taken


def _require_theirs(work: Work, actor: Actor, said: AnnouncedAbsence) -> None:
    if actor.user not in (said.user_id, said.announced_by):
        names = work.runbook.staff_names
        who = dict.fromkeys(names[user] for user in (said.announced_by, said.user_id) if user in names)
        raise NotAllowed(f"Only {' or '.join(who)} can undo that. `/oncall off cancel` is for everybody.")


def _planned(work: Work, person: Member, coming: Sequence[Standing]) -> str:
    """Say what is announced for somebody, and how to take it back."""
    if not coming:
        return f"No absence of {person.name} is announced, so nothing was changed."
    clock = WallClock(person.zone)
    listed = "; ".join(one.absence.words(clock, work.now) for one in coming)
    return f"Announced for {person.name}: {listed}. Write `off cancel` and the days or times."


def _outcome(work: Work, said: Sequence[AnnouncedAbsence]) -> UndoOutcome:
    """Say what comes of undoing what was announced together."""
    if said[0].undone_at is not None:
        return UndoOutcome.ALREADY
    if all(one.ends <= work.now for one in said):
        return UndoOutcome.OVER
    begun = any(one.takes_back is None and one.starts <= work.now for one in said)
    return UndoOutcome.ENDED if begun else UndoOutcome.UNDONE


def _answer(
    work: Work,
    actor: Actor,
    person: Member,
    asked: Sequence[Absence],
    act: str | None = None,
    already: Collection[Absence] = (),
) -> AbsenceAnswer:
    return AbsenceAnswer(person.name, tuple(asked), cover_rules.clock(work, actor), work.now, act, already)
