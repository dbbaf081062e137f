"""One example ID as it was typed: of which kind it is, and what is wrong with its shape."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from bot.domain.intake.kinds import SID_DIGITS, Catalogue, IdKind, Shape

HEX = frozenset("0123456789abcdefABCDEF")
_EMAIL = re.compile(r"[^\s@<>]{1,64}@[^\s@<>]{1,190}\.[^\s@<>.]{2,63}")
_DIGIT = re.compile("[0-9]")
_DIGITS = re.compile(r"[0-9]{3,15}")
_PREFIXED = re.compile(r"([A-Za-z]{2})([0-9A-Za-z]+)")
_SID = re.compile(r"[A-Za-z]{2}[0-9A-Fa-f]{32}")
_BARE = re.compile(r"[0-9A-Fa-f]{32}")
_DATE = re.compile(r"\d{4}-\d\d?-\d\d?|\d\d?[/.]\d\d?[/.]\d{2,4}(?!\d)")
_MASK = re.compile(r"[Xx]{6,}")

PhoneFault = Callable[[str], str]
"""Say what is wrong with a phone number as written; nothing when it can be dialled."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What was made of one example; `fault` says in a sentence what is wrong with its shape."""

    text: str
    kind: IdKind | None = None
    fault: str = ""
    recognised: bool = True
    """Whether it is an ID at all, good or bad; otherwise words that stand in an ID's place."""

    @property
    def key(self) -> str:
        """Return what makes two examples the same one."""
        if self.kind is not None and self.kind.shape is Shape.PHONE:
            return "".join(character for character in self.text if character.isdigit())
        return self.text.casefold()


def as_quoted(text: str) -> str:
    """Quote what was typed inside our own sentence: cut, and only where it cannot reorder our words."""
    if not text.isascii():
        return "This entry"
    return text if len(text) <= 44 else f"{text[:40]}…"


def read_sid(token: str, catalogue: Catalogue) -> Reading | None:
    """Read a token as a SID; None if it looks like none."""
    if _SID.fullmatch(token):
        return Reading(token, catalogue.by_prefix.get(token[:2].upper()))
    if _BARE.fullmatch(token) and not _shows_prefix(token, catalogue):
        return Reading(token, fault=f"{as_quoted(token)} lacks the two letters that a SID starts with.")
    found = _PREFIXED.fullmatch(token)
    if found is None:
        return None
    kind = catalogue.by_prefix.get(found[1].upper())
    if kind is not None and (_looks_meant(token, found[2]) or _MASK.search(found[2])):
        return Reading(token, kind, _sid_fault(token, found[1].upper(), found[2], kind))
    return None


def _shows_prefix(token: str, catalogue: Catalogue) -> bool:
    """Tell a SID that is two digits short from 32 digits without a prefix: capitals before small letters."""
    rest = token[2:]
    return token[:2].isupper() and token[:2] in catalogue.by_prefix and rest == rest.lower() != rest.upper()


def _looks_meant(token: str, rest: str) -> bool:
    """Tell a mistyped SID from a word that happens to start like one."""
    digits = len(_DIGIT.findall(rest))
    if token[:2].isupper():
        return digits > 0 or len(rest) == SID_DIGITS
    return len(rest) >= 20 and digits >= 4


def _sid_fault(token: str, prefix: str, rest: str, kind: IdKind) -> str:
    if _MASK.search(rest):
        return f"{as_quoted(token)} is a placeholder: put the real {kind.name} in its place."
    wrong = sorted(set(rest) - HEX)
    if wrong:
        listed = ", ".join(f"“{character}”" for character in wrong)
        are_none = "aren't hexadecimal digits" if len(wrong) > 1 else "isn't a hexadecimal digit"
        return f"{as_quoted(token)}: {listed} {are_none}. After {prefix} come 0-9 and a-f only."
    count = len(rest)
    difference = abs(count - SID_DIGITS)
    digits = f"{difference} digit{'' if difference == 1 else 's'} {'is' if difference == 1 else 'are'}"
    what = f"{digits} missing" if count < SID_DIGITS else f"{digits} too many"
    return f"{as_quoted(token)} has {count} after {prefix}; {a(kind.name)} has {SID_DIGITS}: {what}."


def read_token(
    token: str, catalogue: Catalogue, wanted: tuple[IdKind, ...], phone_fault: PhoneFault
) -> Reading:
    """Read a token that stands where an ID is asked for, as whatever it can be."""
    shapes = {kind.shape: kind for kind in wanted}
    email, phone = catalogue.of_shape(Shape.EMAIL), catalogue.of_shape(Shape.PHONE)
    if "@" in token and email is not None:
        fault = "" if _EMAIL.fullmatch(token) else f"{as_quoted(token)} isn't an email address."
        return Reading(token, email, fault)
    if phone_like(token) and phone is not None:
        return Reading(token, phone, phone_fault(token) if Shape.PHONE in shapes else "")
    if Shape.DIGITS in shapes and _DIGITS.fullmatch(token):
        return Reading(token, shapes[Shape.DIGITS])
    sid = read_sid(token, catalogue)
    if sid is not None:
        return sid
    return Reading(token, fault=f"“{as_quoted(token)}” isn't an ID that is known here.", recognised=False)


def phone_like(token: str) -> bool:
    """Tell a phone number from other digits: a plus, or punctuation between at least seven digits."""
    if _DATE.match(token):
        return False
    digits = sum(character.isdigit() for character in token)
    others = token.removeprefix("+").translate(_PUNCTUATION)
    return digits >= 5 and others.isdigit() and (token.startswith("+") or (digits >= 7 and others != token))


_PUNCTUATION = str.maketrans("", "", " ().-/\u00a0")


def a(name: str) -> str:
    """Put the article before a name: "a Call SID", "an Account SID"."""
    return f"{'an' if name[:1] in 'AEIOUaeiou' else 'a'} {name}"
