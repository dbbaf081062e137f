"""The customer's thread as triage sees it: each reply as it came, edited or deleted."""

from collections.abc import Sequence
from datetime import datetime

from block_kit.surfaces import characters
from bot.blocks.kit import ids, parts
from bot.blocks.kit.rich import Bold, Hyperlink, Line, Part, flat, flat_quote, lines, quoted, rich
from bot.blocks.kit.text import in_sentence
from bot.blocks.messages import ticket_wording
from bot.blocks.values import Answerer, Block, FileLink, Post, Recipient, Reply
from bot.domain.wording import WallClock, clock_time

REPLY_LIMIT = 3000
_FILES_SHOWN = 10
_SHOWN_TOGETHER = 10
_TOGETHER_LIMIT = 4000
_GROWN_LIMIT = 8500
"""So much of what several replies say now fits in one message, beside names and files."""


def mirrored(
    reply: Reply,
    wall_clock: WallClock,
    now: datetime,
    *,
    edited: bool = False,
    told_to: Sequence[Answerer | Recipient] = (),
    needs_answer: str | None = None,
    beside: int = 0,
) -> Post:
    """Show a reply: who, when, the words as they were typed, files as links; `told_to` is pinged.

    `needs_answer` is the value of the button by which staff say that it asks for something after all.
    With others `beside` it in its post, long words are cut so that all have room.
    """
    first = [*ticket_wording.pings(told_to), *_first(reply, wall_clock, now, " (edited)" if edited else "")]
    body: list[Part] = [lines(first)]
    if reply.text:
        body.append(quoted(reply.text, min(REPLY_LIMIT, _GROWN_LIMIT // (beside + 1))))
    if reply.files:
        body.append(lines(*_files(reply.files)))
    words = f" {flat_quote(reply.text)}" if reply.text else ""
    return parts.post(flat(first) + words, rich(*body), _needs_answer(needs_answer))


def together(earlier: Post, post: Post) -> Post | None:
    """Return one post that shows both, one below the other; None where they need one each.

    What has a button stands alone, and so does what is long: an edit must have room to say more.
    """
    both = in_one((earlier, post))
    fits = characters(both.blocks) <= _TOGETHER_LIMIT and len(both.blocks) <= _SHOWN_TOGETHER
    has_button = any(block["type"] == "actions" for block in both.blocks)
    return both if fits and not has_button else None


def in_one(posts: Sequence[Post]) -> Post:
    """Return one post that shows all of several, one below the other."""
    return Post("\n".join(post.text for post in posts), [block for post in posts for block in post.blocks])


def deleted(reply: Reply, wall_clock: WallClock, now: datetime) -> Post:
    """Show that a reply was deleted; its words go with it."""
    first = _first(reply, wall_clock, now, ": deleted by its author")
    return parts.post(flat(first), rich(lines(first)))


def _first(reply: Reply, wall_clock: WallClock, now: datetime, note: str) -> Line:
    side = "us" if reply.from_staff else "customer"
    return [
        Bold(ticket_wording.person(reply.author_name)),
        f" ({side}), ",
        Hyperlink(clock_time(reply.sent_at, wall_clock, now), reply.permalink),
        note,
    ]


def _needs_answer(value: str | None) -> Block | None:
    """Offer what starts the clock, where a message alone started none."""
    return None if value is None else parts.actions(parts.button("Needs an answer", ids.NEEDS_ANSWER, value))


def _files(files: tuple[FileLink, ...]) -> list[Line]:
    shown: list[Line] = [["File: ", Hyperlink(in_sentence(file.name) or "file", file.url)] for file in files]
    left_out = len(files) - _FILES_SHOWN
    return [*shown[:_FILES_SHOWN], [f"and {left_out} more files"]] if left_out > 0 else shown
