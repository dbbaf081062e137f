"""What was read after a verb: the command, what is left over, and whether it may be done without asking."""

from dataclasses import dataclass

from bot.domain.commands.commands import Command
from bot.domain.commands.sentence import Sentence


@dataclass(frozen=True)
class Parsed:
    """What was read after a verb, and what of it is no argument of that verb."""

    command: Command
    left: str = ""
    is_sure: bool = True
    """Whether it can be done without asking: nobody talks like that by chance."""


def alone(said: Sentence, end: int, command: Command) -> Parsed:
    """Return a command that ends at a token; in a ticket's thread, words behind it make it a sentence."""
    if said.ends(end):
        return Parsed(command)
    return Parsed(command, said.rest(end), is_sure=not said.context.place.is_ticket)
