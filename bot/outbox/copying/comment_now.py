"""How the comment that a file hangs on stands in the console now: it may be private by now, or taken out."""

from enum import Enum, auto

from bot.outbox.copying.copies import FileCopy
from bot.outbox.zendesk.console_reading import ConsoleReading
from bot.outbox.zendesk.refused_calls import ConsoleRefusal, OnlyThisOne

_FORBIDDEN = 403
_REDACTED = "redacted.txt"
"""What the console puts in the place of a file that somebody took out of a comment."""


class CommentNow(Enum):
    """Who may see a file of it."""

    SHOWN = auto()
    KEPT_INSIDE = auto()  # the provider's own alone
    GONE = auto()  # nobody: the file, or all of the comment, was taken out


def comment_now(reading: ConsoleReading, file: FileCopy) -> CommentNow:
    """Read how it stands; raises what the console or the network raises: then nobody knows.

    Raises OnlyThisOne where the ticket is refused to us: no other file has to wait for it.
    """
    if file.place_there is None:
        return CommentNow.SHOWN
    try:
        comment = reading.comment(file.place_there.ticket, file.place_there.comment)
    except ConsoleRefusal as refused:
        if refused.status != _FORBIDDEN:
            raise
        raise OnlyThisOne(refused.status, refused.code, refused.text) from refused
    there = {one.id: one.name for one in comment.files} if comment is not None else {}
    if comment is None or is_redacted(there.get(file.number, _REDACTED), file.name):
        return CommentNow.GONE
    return CommentNow.SHOWN if comment.public or file.customers is None else CommentNow.KEPT_INSIDE


def is_redacted(name: str, was: str) -> bool:
    """Tell by a file's name now whether something else stands in its place."""
    return name == _REDACTED and was != _REDACTED
