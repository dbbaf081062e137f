"""Tickets as a list, and short answers to whoever asked."""

from collections.abc import Sequence

from bot.blocks.kit import parts
from bot.blocks.kit.rich import Bold, Code, Hyperlink, Line, Ping, bullets, flat, lines, rich
from bot.blocks.kit.text import escape_within, in_sentence
from bot.blocks.messages import ticket_wording, why_words
from bot.blocks.values import Post, TicketCard, TicketLine
from bot.domain.wording import clock_time

SHOWN = 25
TEXT_LIMIT = 3000


def ticket_list(title: str, tickets: Sequence[TicketLine], *, total: int | None = None) -> Post:
    """List tickets one to a line; `total` if there are more than those given."""
    if not tickets:
        return plain_answer(f"{title}: none.")
    rows: list[Line] = [_row(ticket) for ticket in tickets[:SHOWN]]
    left_out = (total or len(tickets)) - len(rows)
    if left_out > 0:
        rows.append([f"and {left_out} more"])
    heading: Line = [Bold(f"{in_sentence(title)}: {total or len(tickets)}")]
    return Post(flat(heading, *rows), [rich(lines(heading), bullets(*rows))])


def _row(ticket: TicketLine) -> Line:
    """Say a ticket in one line: key, priority, status, due, who has it, subject."""
    facts = [str(ticket.priority), ticket_wording.STATUS_WORDS[ticket.status]]
    if ticket.escalated:
        facts.append("escalated")
    if ticket.due_at:
        late = "was due" if ticket.breached else "due"
        facts.append(f"{late} {clock_time(ticket.due_at, ticket.wall_clock, ticket.now)}")
    facts += [ticket_wording.person(ticket.assignee.name), in_sentence(ticket.subject, 100)]
    return [Hyperlink(ticket.key, ticket.permalink), " · " + " · ".join(facts)]


def plain_answer(text: str) -> Post:
    """Say something to whoever asked, e.g. a refusal; the text is literal, whatever is quoted in it."""
    return Post(escape_within(text, TEXT_LIMIT), [parts.literal(text)])


def note_to(slack: str | None, text: str) -> Post:
    """Say something to one person in a channel they share with others; `slack` None pings nobody."""
    words: Line = [Ping(slack), " ", text] if slack else [text]
    return Post(flat(words), [rich(lines(words))])


def unknown_command(typed: str, known: Post) -> Post:
    """Say that a sub-command is unknown, and what there is."""
    words: Line = [
        Code(in_sentence(typed, 80) or " "),
        " isn't a command I know; nothing was changed. There are:",
    ]
    return Post(f"{flat(words)} {known.text}", [rich(lines(words)), *known.blocks])


def opened(ticket: TicketLine) -> Post:
    """Confirm to whoever opened a ticket out of sight of its card that it stands, and where."""
    words: Line = [
        Hyperlink(ticket.key, ticket.permalink),
        f" is open. {ticket_wording.sentence(ticket_wording.who_for_customer(ticket.assignee))} has it.",
    ]
    return Post(flat(words), [rich(lines(words))])


def assigned(card: TicketCard) -> Post:
    """Confirm to whoever gave a ticket to somebody who has it now, and why."""
    why = " ".join(why_words.sentences(card.why, card.line.wall_clock))
    return plain_answer(f"{card.line.key} is with {card.line.assignee.name} now. {why}")
