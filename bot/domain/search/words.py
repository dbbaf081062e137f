"""The words of a text as they are looked for: whatever their case, form and script."""

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Final

_LONGEST: Final = 40
_SHORTEST_STEM: Final = 3
_ASCII_RUN: Final = re.compile("[a-z0-9]+")
_ENDINGS: Final = ("ing", "ies", "ied", "ed", "es", "s", "e")
_UNSPACED: Final = ("CJK", "HIRAGANA", "KATAKANA", "HANGUL", "THAI", "LAO", "KHMER", "MYANMAR")
"""How the names of characters begin that are written without spaces between words."""
_SAY_LITTLE: Final = frozenset(
    [
        "a",
        "about",
        "after",
        "again",
        "all",
        "also",
        "am",
        "an",
        "and",
        "any",
        "are",
        "as",
        "at",
        "be",
        "been",
        "but",
        "by",
        "can",
        "could",
        "did",
        "do",
        "does",
        "for",
        "from",
        "get",
        "got",
        "had",
        "has",
        "have",
        "hello",
        "help",
        "hi",
        "how",
        "i",
        "if",
        "in",
        "into",
        "is",
        "it",
        "its",
        "me",
        "my",
        "need",
        "no",
        "not",
        "of",
        "on",
        "or",
        "our",
        "please",
        "since",
        "so",
        "some",
        "still",
        "thank",
        "thanks",
        "that",
        "the",
        "their",
        "them",
        "then",
        "there",
        "they",
        "this",
        "to",
        "today",
        "too",
        "us",
        "was",
        "we",
        "were",
        "what",
        "when",
        "where",
        "which",
        "who",
        "why",
        "will",
        "with",
        "would",
        "you",
        "your",
    ]
)


def words_in(text: str) -> tuple[str, ...]:
    """Return each word of a text once, in order: lower case, without the endings of English.

    Letters, digits and their marks alone are in them. A script without spaces gives pairs of characters.
    """
    folded = unicodedata.normalize("NFKC", text).casefold()
    if folded.isascii():  # as nearly all texts are
        return tuple(dict.fromkeys(stem(run[:_LONGEST]) for run in _ASCII_RUN.findall(folded)))
    runs = ("".join(run) for is_word, run in groupby(folded, _in_words) if is_word)
    return tuple(dict.fromkeys(word for run in runs for word in _split(run)))


@dataclass(frozen=True, slots=True)
class Beginning:
    """What a word that is looked for, and may be written only in part, is found by."""

    start: str
    """What a stored word begins with."""
    whole: tuple[str, ...] = ()
    """Or what it is, since it was stored without the ending of which only a part is written."""

    def is_in(self, words: Collection[str]) -> bool:
        """Tell whether one of the stored words is meant."""
        return any(word.startswith(self.start) or word in self.whole for word in words)


def beginnings_in(wanted: str) -> tuple[Beginning, ...]:
    """Return what each word that somebody looks for is found by: `failin` finds what is stored as `fail`."""
    # The words as they are written, since a stem no longer shows what was cut off.
    folded = unicodedata.normalize("NFKC", wanted).casefold()
    written = {stem(run[:_LONGEST]): run[:_LONGEST] for run in _ASCII_RUN.findall(folded)}
    return tuple(Beginning(word, _stored_for(word, written.get(word, word))) for word in words_in(wanted))


def _stored_for(word: str, written: str) -> tuple[str, ...]:
    """Return the stems of what the written word becomes with the rest of an ending, but for longer ones."""
    ends = ((ending, at) for ending in _ENDINGS for at in range(len(ending)))
    whole = (stem(written.removesuffix(e[:at]) + e) for e, at in ends if written.endswith(e[:at]))
    return tuple(sorted({each for each in whole if not each.startswith(word)}))


def having(wanted: str) -> Callable[[str], bool]:
    """Return what tells whether a text has all these words, or words that begin so.

    Signs, which make no word, have to stand there as they are.
    """
    begun, signs = beginnings_in(wanted), [part for part in wanted.split() if not words_in(part)]

    def has(text: str) -> bool:
        there = words_in(text) if begun else ()
        has_words = all(each.is_in(there) for each in begun)
        return has_words and all(sign in text for sign in signs)

    return has


def telling_words(text: str) -> tuple[str, ...]:
    """Return the words of a text that say what it is about."""
    return tuple(word for word in words_in(text) if word not in _STEMMED_LITTLE and len(word) > 1)


def weight(words: Iterable[str]) -> int:
    """Count words by how much they tell when two texts share them: a code or an ID says as much as two."""
    return sum(2 if len(word) > _SHORTEST_STEM and any(map(str.isdigit, word)) else 1 for word in words)


def _in_words(character: str) -> bool:
    return character.isalnum() or unicodedata.category(character).startswith("M")


def _split(run: str) -> Iterable[str]:
    for unspaced, part in groupby(run, _is_unspaced):
        text = "".join(part)
        if unspaced:
            # The last one alone too, so that every character begins something.
            yield from (text[at : at + 2] for at in range(len(text)))
        else:
            yield stem(text[:_LONGEST])


def _is_unspaced(character: str) -> bool:
    return not character.isascii() and unicodedata.name(character, "").startswith(_UNSPACED)


def stem(word: str) -> str:
    """Return a word without an ending of English: failing, failed and fails are one."""
    if not (word.isascii() and word.isalpha()):
        return word
    for ending in _ENDINGS:
        left = word.removesuffix(ending)
        if left != word and _can_stand(left) and not word.endswith(("ss", "us", "is")):
            return _plain(left + "i" if ending.startswith("i") and ending != "ing" else left)
    return f"{word[:-1]}i" if word.endswith("y") and len(word) > _SHORTEST_STEM else word


def _can_stand(left: str) -> bool:
    return len(left) >= _SHORTEST_STEM and any(vowel in left for vowel in "aeiouy")


def _plain(left: str) -> str:
    """Return what is left of `running` as what is left of `runs`."""
    doubled = left[-1] == left[-2] and left[-1] not in "lsz"
    return left[:-1] if doubled else left


_STEMMED_LITTLE: Final = frozenset(map(stem, _SAY_LITTLE))
