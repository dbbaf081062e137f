"""What both sides are told of two tickets that became one, or two again, and the card of a merged one."""

from bot.blocks.kit import ids, parts
from bot.blocks.kit.columns import LINE, labelled
from bot.blocks.kit.rich import Bold, Hyperlink, Line, flat, lines, rich, told
from bot.blocks.kit.text import in_sentence
from bot.blocks.messages import ticket_wording
from bot.blocks.values import Block, Post, TicketLine

_MARK = "⚪"
_SUBJECT_LIMIT = 100


def to_merged_thread(other: TicketLine, kept: TicketLine) -> Post:
    """Tell a customer where their ticket went, and by when it is answered."""
    return told(
        [
            Bold(other.key),
            " is about the same as ",
            Hyperlink(kept.key, kept.permalink),
            f" and a part of it now. {ticket_wording.promise(kept)}".rstrip(),
        ],
        ["Answers come there. What you write here is read as well."],
    )


def to_kept_thread(other: TicketLine, kept: TicketLine) -> Post:
    """Tell the customer in the thread that goes on what it stands for now."""
    return told(
        [
            Bold(kept.key),
            " now stands for ",
            Hyperlink(other.key, other.permalink),
            f" too: {in_sentence(other.subject, _SUBJECT_LIMIT)}. {ticket_wording.promise(kept)}".rstrip(),
        ]
    )


def to_merged_triage(other: TicketLine, kept: TicketLine, by: str) -> Post:
    """Say in the triage thread that ends where the ticket went."""
    return told(
        [
            Bold(other.key),
            " · merged into ",
            Hyperlink(kept.key, kept.permalink),
            f" by {ticket_wording.person(by)} · what comes next is said there",
        ]
    )


def to_kept_triage(other: TicketLine, kept: TicketLine, by: str) -> Post:
    """Say in the triage thread that goes on what came in and how the ticket stands now, with *Undo*."""
    due = f" · due {ticket_wording.when(kept, kept.due_at)}" if kept.due_at else ""
    alarm = " · escalated" if kept.escalated else ""
    first: Line = [
        Bold(kept.key),
        " · took in ",
        Hyperlink(other.key, other.permalink),
        f" · by {ticket_wording.person(by)} · {kept.priority}{due}{alarm}",
    ]
    second: Line = [in_sentence(other.subject, _SUBJECT_LIMIT)]
    return parts.post(flat(first, second), rich(lines(first, second)), undo_row(other.id))


def undone(own: TicketLine, other: TicketLine) -> Post:
    """Tell the customer in a ticket's thread that it stands for itself again."""
    return told([Bold(own.key), " and ", Hyperlink(other.key, other.permalink), " are two tickets again."])


def undone_by(own: TicketLine, other: TicketLine, by: str) -> Post:
    """Say in a triage thread who undid a merger."""
    return told(
        [
            Bold(own.key),
            " · no longer one with ",
            Hyperlink(other.key, other.permalink),
            f" · by {ticket_wording.person(by)}",
        ]
    )


def answer(other_key: str, kept_key: str, other_id: int) -> Post:
    """Confirm a merger to whoever asked for it, with *Undo*."""
    words = f"{other_key} is a part of {kept_key} now. That can be undone for a day."
    return parts.post(words, parts.literal(words), undo_row(other_id))


def undo_row(other_id: int) -> Block:
    """Return a row with the button that makes a merged ticket one of its own again."""
    return parts.actions(parts.button("Undo", ids.UNDO_MERGER, str(other_id)))


def card(other: TicketLine, kept: TicketLine, *, for_staff: bool, can_be_undone: bool = False) -> Post:
    """Return either card of a ticket that is a part of another: two lines, and for a day *Undo* for staff."""
    priority = f"{other.priority} · " if for_staff else ""
    heading = labelled(f"{_MARK} {priority}{other.key} · ", other.subject, LINE)
    where: Line = [
        "A part of ",
        Hyperlink(kept.key, kept.permalink),
        " now. What is said here is read there.",
    ]
    return parts.post(
        flat([heading], where),
        rich(lines([Bold(heading)], where)),
        undo_row(other.id) if for_staff and can_be_undone else None,
    )
