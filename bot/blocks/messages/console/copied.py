"""What is said beside files that are copied from the console, and of those that stay there."""

from collections.abc import Sequence
from typing import Final

from bot.blocks.kit.rich import Hyperlink, Line, Piece, flat, told
from bot.blocks.kit.text import in_sentence
from bot.blocks.messages import ticket_wording
from bot.blocks.values import Post
from bot.domain.console.left_there import MOST_MEGABYTES, LeftThere

_FILES: Final = 10
_WHY: Final = {
    LeftThere.INFECTED: " isn't copied here: the console found malware in it.",
    LeftThere.UNCHECKED: " isn't copied here: the console couldn't check it for malware.",
    LeftThere.TOO_LARGE: f" is larger than {MOST_MEGABYTES} MB, so it isn't copied here.",
    LeftThere.EMPTY: " is empty, so it isn't copied here.",
    LeftThere.GONE: " was deleted in the console before it could be copied here.",
    LeftThere.NOT_SHOWN: " couldn't be fetched from the console.",
    LeftThere.ELSEWHERE: " lies with another service, so it isn't copied here.",
    LeftThere.NOT_WHOLE: " didn't come whole from the console, so it isn't copied here.",
    LeftThere.REFUSED_HERE: " can't be shared here: Slack doesn't allow it.",
}
_SEEN_THERE: Final = frozenset(LeftThere) - {LeftThere.INFECTED, LeftThere.GONE}


def from_whom(name: str) -> str:
    """Return what stands above a copied file, escaped: whose it is."""
    return flat([f"From {ticket_wording.person(name)}"])


def files_named(files: Sequence[str], url: str | None) -> Line:
    """Return which files there are, and where they are to be seen."""
    named = ", ".join(in_sentence(name) for name in files[:_FILES])
    more = f" and {len(files) - _FILES} more" if len(files) > _FILES else ""
    return ["Files, also to be seen in ", _console(url), f": {named}{more}"]


def filed_with(files: Sequence[str], url: str | None) -> Post:
    """Say with which files a ticket was filed in the console."""
    return told(files_named(files, url))


def stays(file: str, why: LeftThere, url: str | None) -> Post:
    """Say that a file stays in the console, why, and where it is to be seen."""
    where: Line = [" It is to be seen in ", _console(url), "."] if why in _SEEN_THERE else []
    return told([in_sentence(file), _WHY[why], *where])


def given_up(file: str, url: str | None, *, for_staff: bool) -> Post:
    """Say to the provider's own that a file couldn't be copied, and where it is to be seen."""
    where = "here" if for_staff else "into the customer's thread"
    words: Line = [f" couldn't be copied {where}. It is to be seen in ", _console(url), "."]
    return told([in_sentence(file or "A file"), *words])


def _console(url: str | None) -> Piece:
    return Hyperlink("the console", url)
