"""What a ticket's cards and threads say of its intake: how complete it is, and what is still asked."""

from bot.blocks.kit import ids, parts
from bot.blocks.kit.rich import Bold, Code, Emoji, Line, Ping, flat, lines, rich
from bot.blocks.kit.text import in_sentence
from bot.blocks.messages import thread, ticket_wording
from bot.blocks.values import AnswersTold, Block, FormField, Post, TicketCard, TicketLine
from bot.domain.ticket import Status
from bot.domain.wording import WallClock, moment

_ANSWER_LIMIT = 300
_ANSWERS_SHOWN = 12
_DOUBT_LIMIT = 240
_DOUBTS_SHOWN = 4


def for_staff(card: TicketCard) -> list[Line]:
    """Say how complete the ticket is, what is missing, what the checks doubt and how long records last."""
    intake = card.intake
    told: list[Line] = []
    if intake.total:
        told.append([Bold("Intake: "), f"{intake.known} of {intake.total}{_missing(card)}{_in_text(card)}"])
    if intake.numbers:
        sender, receiver = (Code(in_sentence(number, 60) or "?") for number in intake.numbers)
        told.append(["From ", sender, " to ", receiver])
    if intake.kept_until:
        told.append([Bold("Evidence: "), _kept(card)])
    told += [
        [Emoji("warning"), f" {in_sentence(doubt, _DOUBT_LIMIT)}"] for doubt in intake.doubts[:_DOUBTS_SHOWN]
    ]
    return told


def _missing(card: TicketCard) -> str:
    labels = ", ".join(label for _, label in card.intake.missing)
    return f" · missing: {labels}" if labels else " · complete"


def _in_text(card: TicketCard) -> str:
    return f" · told in the text: {', '.join(card.intake.in_text)}" if card.intake.in_text else ""


def records(card: TicketCard) -> str:
    """Say until when the records behind the examples last, or that the examples were handed on."""
    intake = card.intake
    if intake.handed_on_at:
        return f"handed on {ticket_wording.at(card, intake.handed_on_at)}"
    if intake.kept_until is None:
        return ""
    end = "ended" if intake.kept_until <= card.line.now else "end"
    return f"records {end} {ticket_wording.at(card, intake.kept_until)}"


def _kept(card: TicketCard) -> str:
    until = card.intake.perhaps_until
    best = f", best effort until {ticket_wording.at(card, until)}" if until else ""
    return records(card) if card.intake.handed_on_at else records(card) + best


def answers(card: TicketCard) -> Block | None:
    """Return what was answered, each under its heading."""
    told: list[Line] = [
        [Bold(f"{in_sentence(label, 80)}: "), in_sentence(answer, _ANSWER_LIMIT)]
        for label, answer in card.intake.answers[:_ANSWERS_SHOWN]
    ]
    return rich(lines(*told)) if told else None


def asking(card: TicketCard) -> Block | None:
    """Return the menu by which staff ask the customer for one missing thing."""
    if card.line.status is Status.SOLVED or not card.intake.missing:
        return None
    options = [
        parts.option(ids.more_value(question, card.line.id), label) for question, label in card.intake.missing
    ]
    menu: Block = {
        "type": "static_select",
        "action_id": ids.ASK_FOR,
        "placeholder": parts.plain("Ask for…", 150),
        "options": options[:100],
    }
    return parts.actions(menu)


def for_customer(card: TicketCard) -> list[Line]:
    """Say what is still missing and how long records last."""
    told: list[Line] = []
    if card.intake.missing:
        told.append([Bold("Still helpful: "), ", ".join(label for _, label in card.intake.missing)])
    if card.intake.kept_until:
        told.append([Bold("Evidence: "), f"{_kept(card)}."])
    return told


def answer_button(card: TicketCard) -> list[Block]:
    """Return the button that opens what is missing as a short form."""
    if not _offers(card):
        return []
    return [parts.button("Answer questions", ids.ANSWER, str(card.line.id), style="primary")]


def _offers(card: TicketCard) -> bool:
    return card.intake.offered and bool(card.intake.missing) and card.line.status is not Status.SOLVED


def asked_for(ticket: TicketLine, by: str, asked: FormField, requester: str | None = None) -> Post:
    """Ask the customer for one thing in the ticket's thread; a reply answers it as well as the button."""
    greeting: list[Ping | str] = [Ping(requester), " "] if requester else []
    first: Line = [*greeting, f"{ticket_wording.person(by)} asks for ", Bold(asked.label), ":"]
    why: Line = [in_sentence(asked.hint, 1000)] if asked.hint else []
    last: Line = ["Reply here, or use the button."]
    button = parts.button("Answer", ids.ANSWER, f"{ticket.id}:{asked.id}", style="primary")
    return parts.post(flat(first, why, last), rich(lines(first, why, last)), parts.actions(button))


def answered(ticket: TicketLine, by: str, told: AnswersTold) -> Post:
    """Show what somebody answered by form, as a reply would show it."""
    return thread.details_added(ticket, by, answers_in_words(told, ticket.wall_clock))


def answers_in_words(told: AnswersTold, clock: WallClock) -> str:
    """Return what somebody answered, each under its heading."""
    rows = [
        ("Product", told.product),
        ("When it happened", moment(told.happened_at, clock) if told.happened_at else ""),
        ("Example IDs", told.examples_text),
    ]
    lines = [f"{label}: {answer}" for label, answer in rows if answer]
    if told.numbers:
        sender, receiver = told.numbers
        lines.append(f"From {sender or '?'} to {receiver or '?'}")
    lines += [f"{label}: {answer}" for label, answer in told.answers]
    return "\n".join(lines)
