"""Turns that change hands: announced, asked for, accepted, refused, undone; with the buttons for it."""

from typing import Final

from bot.blocks.answers import undoing
from bot.blocks.answers.lists import plain_answer
from bot.blocks.kit import ids, parts
from bot.blocks.kit.rich import Bold, Line, bullets, flat, lines, rich
from bot.blocks.kit.text import in_sentence
from bot.blocks.messages import ticket_wording
from bot.blocks.values import Block, Post
from bot.blocks.values.covers import CoverAnswer, CoverLine, CoverUndone, SwapAnswer, SwapOutcome
from bot.blocks.values.undoing import UndoOutcome
from bot.domain.wording import clock_time, moment

_STANDS: Final = {
    SwapOutcome.ACCEPTED_BEFORE: "That swap was accepted already; it stands.",
    SwapOutcome.REFUSED_BEFORE: "That swap was refused already; nothing changed.",
    SwapOutcome.WITHDRAWN: "That swap was taken back; nothing changed.",
    SwapOutcome.EXPIRED: "That swap has expired: its turns began before it was accepted. Nothing changed.",
}
_SHOWN: Final = 30


def covered(told: CoverAnswer) -> Post:
    """Say what changes hands, to whoever announced it."""
    return _listed(told, "These turns change hands:", undoing.undo_button(ids.UNDO_COVER, told.act))


def put_on_call(told: CoverAnswer) -> Post:
    """Say to somebody that another put them on call."""
    heading = f"{ticket_wording.person(told.author)} put you on call:"
    return _listed(told, heading, undoing.undo_button(ids.UNDO_COVER, told.act))


def asked(told: CoverAnswer) -> Post:
    """Say to whoever asked for a swap what was asked for."""
    heading = (
        f"{ticket_wording.person(told.asked or '')} is asked to swap. Nothing changes until they accept:"
    )
    return _listed(told, heading, undoing.undo_button(ids.UNDO_COVER, told.act))


def asks(told: CoverAnswer) -> Post:
    """Ask somebody to swap."""
    buttons = parts.actions(
        parts.button("Accept", ids.ACCEPT_SWAP, told.act, "primary"),
        parts.button("Refuse", ids.REFUSE_SWAP, told.act),
    )
    return _listed(told, f"{ticket_wording.person(told.author)} asks you to swap turns:", buttons)


def answered(told: SwapAnswer) -> Post:
    """Say to whoever was asked what became of their click."""
    if told.outcome is SwapOutcome.ACCEPTED:
        return covered(told.swap)
    if told.outcome is SwapOutcome.REFUSED:
        return plain_answer("You refused the swap. Nothing changed.")
    return plain_answer(_STANDS[told.outcome])


def news(told: SwapAnswer) -> Post:
    """Say to whoever asked for a swap what became of it."""
    name = ticket_wording.person(told.swap.asked or "")
    if told.outcome is SwapOutcome.ACCEPTED:
        heading = f"{name} accepted the swap. These turns change hands:"
        return _listed(told.swap, heading, undoing.undo_button(ids.UNDO_COVER, told.swap.act))
    return _listed(told.swap, f"{name} refused the swap. Nothing changed:")


def undone(told: CoverUndone) -> Post:
    """Say what became of undoing."""
    return _listed(told.cover, f"{undoing.WORDS[told.outcome]} It was about:")


def taken_back(told: CoverUndone, by: str) -> Post:
    """Say to the others concerned that somebody undid it."""
    ends = (
        "It ends now:" if told.outcome is UndoOutcome.ENDED else "These turns do not change hands after all:"
    )
    return _listed(told.cover, f"{ticket_wording.person(by)} undid this. {ends}")


def _listed(told: CoverAnswer, heading: str, *buttons: Block) -> Post:
    title: Line = [heading]
    rows = [_line(told, line) for line in told.lines[:_SHOWN]]
    if len(told.lines) > _SHOWN:
        rows.append([f"and {len(told.lines) - _SHOWN} more"])
    return Post(flat(title, *rows), [rich(lines(title), bullets(*rows)), *buttons])


def _line(told: CoverAnswer, line: CoverLine) -> Line:
    when = f"{moment(line.start, told.clock)} to {clock_time(line.end, told.clock, line.start)}"
    instead = f" in place of {ticket_wording.person(line.instead_of)}" if line.instead_of else ""
    return [Bold(f"{when}: "), f"{ticket_wording.person(line.person)}{instead}, {in_sentence(line.duty, 80)}"]
