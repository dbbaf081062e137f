"""The button *Undo*, and what became of a click on it."""

from typing import Final

from bot.blocks.kit import parts
from bot.blocks.values import Block
from bot.blocks.values.undoing import UndoOutcome

WORDS: Final = {
    UndoOutcome.UNDONE: "That is undone.",
    UndoOutcome.ENDED: "That had begun: it ends now.",
    UndoOutcome.ALREADY: "That was undone already.",
    UndoOutcome.OVER: "That is over already, so nothing was changed.",
}


def undo_button(action_id: str, act: str) -> Block:
    """Return a row with the button for what was announced together."""
    return parts.actions(parts.button("Undo", action_id, act))
