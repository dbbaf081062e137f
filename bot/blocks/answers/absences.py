"""Days and hours off, as they were understood, with a button that undoes what was said."""

from collections.abc import Sequence

from bot.blocks.answers import undoing
from bot.blocks.answers.lists import plain_answer
from bot.blocks.kit import ids
from bot.blocks.messages import ticket_wording
from bot.blocks.values import Post
from bot.blocks.values.absences import AbsenceAnswer, Undone
from bot.domain.tams import Absence
from bot.domain.wording import zone_word


def announced(told: AbsenceAnswer) -> Post:
    """Say when somebody is away."""
    return _undoable(told, " ".join(_away(told, absence) for absence in told.absences))


def cancelled(told: AbsenceAnswer) -> Post:
    """Say when somebody is there after all."""
    return _undoable(told, f"{_name(told)} is there {_listed(told)} after all.")


def ended(told: AbsenceAnswer) -> Post:
    """Say that somebody is back."""
    return _undoable(told, f"{_name(told)} is back: {_listed(told)} ends now.")


def planned(told: Sequence[AbsenceAnswer]) -> Post:
    """List the absences that are announced."""
    listed = "; ".join(f"{_name(one)} {_listed(one)}" for one in told)
    return plain_answer(f"Absences that are announced: {listed or 'none'}.")


def undone(told: Undone) -> Post:
    """Say what became of undoing, and what stands."""
    name, listed = _name(told.planned), _listed(told.planned)
    stands = f"Announced for {name}: {listed}." if listed else f"No absence of {name} is announced."
    return plain_answer(f"{undoing.WORDS[told.outcome]} {stands}")


def _away(told: AbsenceAnswer, absence: Absence) -> str:
    known = " already" if absence in told.already else ""
    goes = "Tickets of those days go" if absence.days else "Tickets of that time go"
    return f"{_name(told)} is away {_span(told, absence)}{known}. {goes} to whoever is next."


def _name(told: AbsenceAnswer) -> str:
    return ticket_wording.person(told.name)


def _listed(told: AbsenceAnswer) -> str:
    return ", ".join(dict.fromkeys(_span(told, absence) for absence in told.absences))


def _span(told: AbsenceAnswer, absence: Absence) -> str:
    words = absence.words(told.clock, told.now)
    return f"{words} ({zone_word(absence.zone, absence.start)})" if absence.days else words


def _undoable(told: AbsenceAnswer, text: str) -> Post:
    said = plain_answer(text)
    if told.act is None:
        return said
    return Post(said.text, [*said.blocks, undoing.undo_button(ids.UNDO_ABSENCE, told.act)])
