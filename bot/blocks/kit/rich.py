"""Sentences as literal pieces, written once as rich text and once as the escaped text of notifications."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.blocks.kit.text import clean, cut, escape, in_sentence
from bot.blocks.values import Block, Post


@dataclass(frozen=True, slots=True)
class Bold:
    """Words that stand out."""

    text: str


@dataclass(frozen=True, slots=True)
class Code:
    """Something to type or to copy."""

    text: str


@dataclass(frozen=True, slots=True)
class Ping:
    """A real mention of a person or a user group: the only way in which a builder notifies anyone."""

    slack: str


@dataclass(frozen=True, slots=True)
class Hyperlink:
    """A link; without an address it is just its label."""

    label: str
    url: str | None


@dataclass(frozen=True, slots=True)
class Emoji:
    """An emoji by its name, without colons."""

    name: str


Piece = str | Bold | Code | Ping | Hyperlink | Emoji
Line = Sequence[Piece]

FLAT_LIMIT = 2400  # an edit refuses a text over 4,000 characters; people's words may follow
Part = Block


def rich(*parts: Part) -> Block:
    """Return a block of sections, quotes, lists and preformatted texts."""
    return {"type": "rich_text", "elements": list(parts)}


def lines(*texts: Line) -> Part:
    """Return lines one under the other."""
    elements: list[Part] = []
    for line in texts:
        if elements and line:
            elements.append({"type": "text", "text": "\n"})
        elements += _elements(line)
    return {"type": "rich_text_section", "elements": elements}


def bullets(*texts: Line) -> Part:
    """Return a bulleted list."""
    return {"type": "rich_text_list", "style": "bullet", "elements": [lines(line) for line in texts]}


def listed(texts: Sequence[Line], *, indent: int = 0, ordered: bool = False, offset: int = 0) -> Part:
    """Return a list, indented; an ordered one goes on after `offset` entries that stand above."""
    part: Part = {
        "type": "rich_text_list",
        "style": "ordered" if ordered else "bullet",
        "indent": indent,
        "elements": [lines(line) for line in texts],
    }
    return {**part, "offset": offset} if ordered and offset else part


def quoted(text: str, limit: int) -> Part:
    """Return people's words as a quote: literal, cut to `limit`."""
    return {"type": "rich_text_quote", "elements": _elements([cut(clean(text), limit) or " "])}


def preformatted(text: str, limit: int) -> Part:
    """Return a text to copy, literal, cut to `limit`."""
    return {"type": "rich_text_preformatted", "elements": _elements([cut(clean(text), limit) or " "])}


def told(*texts: Line) -> Post:
    """Return a message of nothing but lines."""
    return Post(flat(*texts), [rich(lines(*texts))])


def flat(*texts: Line) -> str:
    """Return the lines as message text, for notifications and screen readers: escaped, pings kept."""
    whole = "\n".join("".join(_flat_piece(piece) for piece in line) for line in texts if line)
    return cut(whole, FLAT_LIMIT)


def unmarked(*texts: Line) -> str:
    """Return the lines as plain text, for readers elsewhere than in Slack; nobody is pinged in it."""
    return "\n".join("".join(_unmarked_piece(piece) for piece in line) for line in texts if line)


def flat_quote(text: str, limit: int = 300) -> str:
    """Return people's words as one escaped line of message text."""
    return escape(in_sentence(text, limit))


def _elements(line: Line) -> list[Part]:
    return [_element(piece) for piece in line if _says_something(piece)]


def _says_something(piece: Piece) -> bool:
    """Tell whether a piece has any text; Slack refuses an element without."""
    match piece:
        case Bold(text) | Code(text) | Hyperlink(text):
            return bool(text)
        case Ping() | Emoji():
            return True
        case _:
            return bool(piece)


def _element(piece: Piece) -> Part:
    match piece:
        case Bold(text):
            return {"type": "text", "text": text, "style": {"bold": True}}
        case Code(text):
            return {"type": "text", "text": text, "style": {"code": True}}
        case Ping(slack) if slack.startswith("S"):
            return {"type": "usergroup", "usergroup_id": slack}
        case Ping(slack):
            return {"type": "user", "user_id": slack}
        case Hyperlink(label, url) if url and url.startswith(("https://", "http://", "mailto:", "tel:")):
            return {"type": "link", "url": url, "text": label}
        case Hyperlink(label):
            return {"type": "text", "text": label}
        case Emoji(name):
            return {"type": "emoji", "name": name}
        case _:
            return {"type": "text", "text": piece}


def _unmarked_piece(piece: Piece) -> str:
    match piece:
        case Ping() | Emoji():
            return ""
        case Hyperlink(text) | Bold(text) | Code(text):
            return text
        case _:
            return piece


def _flat_piece(piece: Piece) -> str:
    match piece:
        case Ping(slack):
            return f"<!subteam^{slack}>" if slack.startswith("S") else f"<@{slack}>"
        case Emoji(name):
            return f":{name}:"
        case Hyperlink(label):
            return escape(label)
        case Bold(text) | Code(text):
            return escape(text)
        case _:
            return escape(piece)
