"""What people typed, made safe to show: literal, cut to fit, and unable to reorder our own words."""

import re
import unicodedata
from collections.abc import Mapping
from typing import Final

CUT_MARK: Final = "… (cut)"
_LOOK_BACK: Final = 64  # longest cluster worth keeping whole; more is a prank

_FSI, _PDI = "\u2068", "\u2069"
_BIDI_CONTROLS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_BIDI: Final = frozenset(("R", "AL", "AN", "RLE", "RLO", "RLI", "LRE", "LRO", "LRI", "FSI", "PDI", "PDF"))
_JOINER: Final = "\u200d"

_UNWANTED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_NEWLINES = re.compile("\r\n|[\r\x85\u2028\u2029]")
_SURROGATES = re.compile("[\ud800-\udfff]")
_BLANKS = re.compile(r"\s+")
_ENTITY_TAIL = re.compile(r"&(?:a(?:mp?)?|l(?:t)?|g(?:t)?)?\Z")
_TOKEN = re.compile(r"<([^<>]*)>")


def clean(text: str) -> str:
    """Return typed text as we store it: one kind of newline, no control characters, nothing unencodable."""
    if text.isascii() and text.isprintable():
        return text.strip()  # as nearly all texts are
    text = _SURROGATES.sub("\ufffd", _NEWLINES.sub("\n", text))
    return _UNWANTED.sub("", text).strip()


def one_line(text: str) -> str:
    """Return the text with every run of white space made one space."""
    return _BLANKS.sub(" ", clean(text)).strip()


def escape(text: str) -> str:
    """Return plain text as mrkdwn in which Slack finds no mention, link or entity.

    Slack's rule: `&`, `<` and `>`, in this order, and nothing else
    (https://docs.slack.dev/messaging/formatting-message-text).
    """
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def defang(event_text: str, names: Mapping[str, str]) -> str:
    """Return the plain text of a message event: entities undone, mentions and links as names and addresses.

    `names` maps ids of people, groups and channels to what people call them. The result is plain: escape it
    on the way out, or show it in a literal element.
    """
    parts: list[str] = []
    end = 0
    for token in _TOKEN.finditer(event_text):
        parts += (_unescape(event_text[end : token.start()]), _in_words(token[1], names))
        end = token.end()
    return clean("".join((*parts, _unescape(event_text[end:]))))


def _in_words(token: str, names: Mapping[str, str]) -> str:
    """Return what Slack shows for the inside of one `<...>`."""
    target, _, label = token.partition("|")
    label = _unescape(label)
    if target.startswith(("@", "#")):
        return target[0] + names.get(target[1:], label or target[1:])
    if target.startswith("!subteam^"):
        group = target.removeprefix("!subteam^")
        return "@" + names.get(group, label or group).removeprefix("@")
    if target.startswith("!"):
        return label or "@" + target[1:].partition("^")[0]
    address = _unescape(target).removeprefix("mailto:").removeprefix("tel:")
    return f"{label} ({address})" if label and label not in (address, _unescape(target)) else address


def _unescape(text: str) -> str:
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def cut(text: str, limit: int) -> str:
    """Return the text within `limit` characters, its end replaced by a visible mark if it is longer.

    Characters count as Slack's clients count them (an emoji beyond the basic plane is two). What a reader
    sees as one character, and an entity of escaped text, is kept or dropped whole.
    """
    if _length(text) <= limit:
        return text
    room = limit - len(CUT_MARK)
    if room <= 0:
        return CUT_MARK[: max(limit, 0)]
    return text[: boundary(text, _fitting(text, room))].rstrip() + CUT_MARK


def escape_within(text: str, limit: int) -> str:
    """Return the text escaped, cut so that the escaped form stays within `limit`."""
    return cut(escape(text), limit)


def _length(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def _fitting(text: str, room: int) -> int:
    """Return how many leading characters of the text take at most `room` counted ones."""
    end = min(len(text), room)
    excess = _length(text[:end]) - room
    while excess > 0:
        end -= 1
        excess -= 2 if text[end] > "\uffff" else 1
    return end


def boundary(text: str, end: int) -> int:
    """Return the place at or before `end` where neither an entity nor a visible character is split."""
    entity = _ENTITY_TAIL.search(text, max(0, end - 4), end)
    start = entity.start() if entity else end
    for at in range(start, max(0, start - _LOOK_BACK), -1):
        if not _joined(text, at):
            return at
    return start if start > _LOOK_BACK else 0


def _joined(text: str, at: int) -> bool:
    """Tell whether the characters on both sides of a position are seen as one."""
    if at >= len(text):
        return False
    before, after = text[at - 1], text[at]
    if _JOINER in (before, after) or unicodedata.category(after) in ("Mn", "Mc", "Me"):
        return True
    if "\U0001f3fb" <= after <= "\U0001f3ff" or "\U000e0020" <= after <= "\U000e007f":
        return True  # a skin tone; the tag of a regional flag
    return _is_flag_letter(after) and _flag_letters_before(text, at) % 2 == 1


def _is_flag_letter(character: str) -> bool:
    return "\U0001f1e6" <= character <= "\U0001f1ff"


def _flag_letters_before(text: str, at: int) -> int:
    start = at
    while start > max(0, at - _LOOK_BACK) and _is_flag_letter(text[start - 1]):
        start -= 1
    return at - start


def isolate(text: str) -> str:
    """Return one line of people's text so that, inside our sentence, it cannot reorder our words.

    Left-to-right text is returned as it is. Anything else is put between U+2068 and U+2069, without the
    invisible controls by which it could step out again.
    """
    if text.isascii() or not any(unicodedata.bidirectional(character) in _BIDI for character in text):
        return text
    return _FSI + _BIDI_CONTROLS.sub("", text) + _PDI


def in_sentence(text: str, limit: int = 150) -> str:
    """Return people's text as a part of our own sentence: one line, cut to `limit`, isolated."""
    return isolate(cut(one_line(text), limit))
