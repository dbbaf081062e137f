"""Where a ticket stands in the provider's console, as its two cards tell it."""

from bot.blocks.kit import ids, parts
from bot.blocks.kit.columns import CELL, LINE, columns
from bot.blocks.kit.rich import Bold, Code, Hyperlink, Line, Piece
from bot.blocks.kit.text import escape, in_sentence
from bot.blocks.messages import ticket_wording
from bot.blocks.values import Block, TicketCard

_BEING_FILED = "being filed"
_NUMBER_LIMIT = 20
_FILE = "File in the console"


def in_state(card: TicketCard) -> list[Piece]:
    """Say at the end of the customer's line where the ticket is filed, with the way there."""
    console = card.console
    if console.number and console.customer_url:
        label = f"Console ticket {in_sentence(console.number, _NUMBER_LIMIT)}"
        return [" · ", Hyperlink(label, console.customer_url)]
    return [f" · {_BEING_FILED} in the console"] if console.is_being_filed else []


def contract(card: TicketCard) -> str:
    """Say by when the contract wants an answer, and since when that counts; nothing where it wants none."""
    whole, short = _due(card)
    return whole if columns(whole) <= LINE else short


def contract_in_short(card: TicketCard) -> str:
    """Say no more than by when the contract wants an answer, with a blank to follow."""
    _, short = _due(card)
    return f"{short} " if short else ""


def _due(card: TicketCard) -> tuple[str, str]:
    due_at, filed_at = card.console.contract_due_at, card.console.filed_at
    if due_at is None or filed_at is None:
        return "", ""
    due = f"By the contract an answer is due by {ticket_wording.at(card, due_at)}"
    return f"{due}, counted from {ticket_wording.at(card, filed_at)} in the console.", f"{due}."


def cells(card: TicketCard) -> list[Block]:
    """Return what staff's two columns say: the number with the way there, and the contract's own time."""
    console = card.console
    if console.is_being_filed:
        return [parts.cell("Console ticket: ", _BEING_FILED)]
    if not (console.required or console.number):
        return []
    if console.number is None or console.staff_url is None:
        return [parts.cell("Console ticket: ", console.number or "none yet")]
    number = escape(in_sentence(console.number, _NUMBER_LIMIT))
    link: Block = {"type": "mrkdwn", "text": f"Console ticket: <{console.staff_url}|{number}>"}
    if console.contract_due_at is None:
        return [link]
    due = ticket_wording.at(card, console.contract_due_at)
    whole = f"due {due}"
    return [link, parts.cell("Contract: ", whole if columns(f"Contract: {whole}") <= CELL else due)]


def customer_buttons(card: TicketCard) -> list[Block]:
    """Return the button that has the ticket filed, or shows its text to whoever files it by hand."""
    console, value = card.console, str(card.line.id)
    if console.required and console.can_be_filed:
        return [parts.button(_FILE, ids.CUSTOMER_FILE, value)]
    return [parts.button("Console text", ids.CUSTOMER_CONSOLE_TEXT, value)] if console.is_awaited else []


def staff_buttons(card: TicketCard) -> list[Block]:
    """Return the same for staff; it stands out where the contract counts from the console."""
    console, value = card.console, str(card.line.id)
    if console.can_be_filed:
        style: parts.Style | None = "primary" if console.required else None
        return [parts.button(_FILE, ids.FILE_IN_CONSOLE, value, style=style)]
    if console.is_awaited:
        return [parts.button("Console text", ids.CONSOLE_TEXT, value, style="primary")]
    return []


def facts(card: TicketCard, *, for_staff: bool) -> list[Line]:
    """Say all of it, for whoever wants to see the whole ticket."""
    console = card.console
    if console.number:
        url = console.staff_url if for_staff else console.customer_url
        number = in_sentence(console.number, 40)
        filed = f", filed {ticket_wording.at(card, console.filed_at)}" if console.filed_at else ""
        told: list[Line] = [
            [Bold("Console ticket: "), Hyperlink(number, url) if url else Code(number), filed]
        ]
        due, _ = _due(card)
        return [*told, [due]] if due else told
    if console.is_being_filed:
        return [[Bold("Console ticket: "), f"{_BEING_FILED}."]]
    if console.required and for_staff:
        who = (
            "“File in the console” does it"
            if console.is_bridged
            else "The customer files it and has the text"
        )
        whose = f"none yet. {who}; the contract's clock starts then."
        return [[Bold("Console ticket: "), whose]]
    return []
