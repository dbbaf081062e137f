"""Questions back: what may have been meant, with a button to do it; how urgent something is."""

from bot.blocks.kit import ids, parts
from bot.blocks.kit.rich import Code, Line, flat, lines, rich
from bot.blocks.kit.text import in_sentence
from bot.blocks.messages import ticket_wording
from bot.blocks.values import Block, Post, TicketLine
from bot.domain.commands import commands
from bot.domain.commands.commands import Command
from bot.domain.sla import Priority
from bot.domain.ticket import Status


def is_it_urgent(ticket: TicketLine) -> Post:
    """Ask how urgent a ticket is that was opened without a priority and sounds urgent."""
    by = ""
    if ticket.due_at:
        by = f", answered by {ticket_wording.when(ticket, ticket.due_at)}"
    marks = ", ".join(f":{emoji}: {priority}" for emoji, priority in ids.PRIORITY_MARKS.items())
    question = f"{ticket.key} is a {ticket.priority}{by}. Is it urgent?"
    how = f"Click, or react here or on the card: {marks}."
    buttons = [_priority_button(priority, ticket.id) for priority in Priority]
    return parts.post(
        f"{question} {how}", parts.own_words(question), parts.small_print(how), parts.actions(*buttons)
    )


def may_be_meant(command: Command, *, ticket: TicketLine | None, ts: str) -> Post | None:
    """Ask whether a command was meant, or say that it is so already; None for one that no button can do.

    `ticket` is the one that the command is about; `ts` is the message's own.
    """
    so = _already(command, ticket) if ticket else ""
    if so:
        return parts.post(so, parts.literal(so))
    match command:
        case commands.OpenTicket():
            said = "I opened no ticket: did you mean to?"
            if ticket is not None:
                said = f"Your words reached {ticket.key}. Did you mean to open another ticket?"
            return _asked(said, parts.button("Open a ticket", ids.OPEN_TICKET, ts))
        case commands.SolveTicket() if ticket:
            return _asked(
                f"{ticket.key} isn't solved: did you mean to mark it solved?",
                parts.button("Mark solved", ids.MARK_SOLVED, str(ticket.id)),
            )
        case commands.ReopenTicket() if ticket:
            return _asked(
                f"{ticket.key} stays as it is: did you mean to reopen it?",
                parts.button("Reopen", ids.REOPEN, str(ticket.id)),
            )
        case commands.Escalate() if ticket:
            stands = "is escalated already" if ticket.escalated else "isn't escalated"
            again = " again" if ticket.escalated else ""
            return _asked(
                f"{ticket.key} {stands}: did you mean to escalate it{again}?",
                parts.button("Escalate", ids.ESCALATE, str(ticket.id)),
            )
        case commands.SetPriority(_, priority) if ticket and ticket.priority is not priority:
            return _asked(
                f"{ticket.key} is still a {ticket.priority}: did you mean to make it a {priority}?",
                _priority_button(priority, ticket.id, f"Make it a {priority}"),
            )
        case commands.AddDetails(named) if ticket and named:
            return _asked(
                f"Your words reached this ticket. Did you mean to add them to {ticket.key}?",
                parts.button("Add details", ids.ADD_DETAILS, str(ticket.id)),
            )
    return None


def not_understood(left: str, ts: str) -> Post:
    """Say what was not read of a message, at `ts`, that held a command: no word of it opened a ticket."""
    words: Line = [
        "I did not read the rest: ",
        Code(in_sentence(left, 80)),
        ". If something is wrong, open a ticket.",
    ]
    button = parts.button("Open a ticket", ids.OPEN_TICKET, ts)
    return parts.post(flat(words), rich(lines(words)), parts.actions(button))


def unknown(word: str, nearest: str | None, known: Post, ts: str = "") -> Post:
    """Say that a message to the bot, at `ts`, begins with no command, and which one may be meant."""
    words: list[Code | str] = ["I read no command in that; nothing was changed."]
    if word:
        words = [Code(in_sentence(word, 80)), " isn't a command I know; nothing was changed."]
    if nearest:
        words += [" Did you mean ", Code(nearest), "?"]
    words.append(" There are:")
    button = parts.button("Open a ticket", ids.OPEN_TICKET, ts)
    return Post(f"{flat(words)} {known.text}", [rich(lines(words)), *known.blocks, parts.actions(button)])


def _priority_button(priority: Priority, ticket_id: int, label: str | None = None) -> Block:
    return parts.button(label or str(priority), ids.SET_PRIORITY[priority], str(ticket_id))


def _asked(question: str, button: Block) -> Post:
    return parts.post(question, parts.literal(question), parts.actions(button))


def _already(command: Command, ticket: TicketLine) -> str:
    """Say that a ticket stands as it may have been meant to; nothing if it doesn't."""
    match command:
        case commands.SolveTicket() if ticket.status is Status.SOLVED:
            return f"{ticket.key} is solved."
        case commands.ReopenTicket() if ticket.status is not Status.SOLVED:
            return f"{ticket.key} isn't solved."
    return ""
