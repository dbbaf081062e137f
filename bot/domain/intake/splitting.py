"""One ticket, one matter: find several countries or several symptoms in one text."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from bot.domain.intake.findings import Check, Finding, TicketPart

_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_LONGEST_NAME = 5  # words


@dataclass(frozen=True)
class IntakeVocabulary:
    """The words by which countries and symptoms are known: each `phrase` and what it stands for."""

    countries: Mapping[str, str]
    symptoms: Mapping[str, str]


def phrase(text: str) -> str:
    """Return words as a vocabulary lists them: small letters, one blank between, no punctuation."""
    return " ".join(_WORD.findall(text.casefold()))


def countries_named(text: str, vocabulary: IntakeVocabulary) -> tuple[str, ...]:
    """Return the countries that a text names; only words with a capital count ("Turkey", not "turkey")."""
    words = _WORD.findall(text)
    found = _found([word.casefold() for word in words], vocabulary.countries)
    return tuple(dict.fromkeys(name for at, name in found if _is_a_name(words[at])))


def symptoms_named(text: str, vocabulary: IntakeVocabulary) -> tuple[str, ...]:
    """Return the different symptoms that a text tells of."""
    found = _found(_WORD.findall(text.casefold()), vocabulary.symptoms)
    return tuple(dict.fromkeys(symptom for _, symptom in found))


def mentions(text: str, phrases: Collection[str]) -> bool:
    """Tell whether a text says one of some words or phrases, given in small letters."""
    return bool(_found(_WORD.findall(text.casefold()), {each: each for each in phrases}))


def _found(words: Sequence[str], names: Mapping[str, str]) -> list[tuple[int, str]]:
    """Return where names stand among words, and what they stand for; of several, the longest."""
    begins = {name.partition(" ")[0] for name in names}
    found: list[tuple[int, str]] = []
    for at in [at for at, word in enumerate(words) if word in begins]:
        for length in range(min(_LONGEST_NAME, len(words) - at), 0, -1):
            name = names.get(" ".join(words[at : at + length]))
            if name is not None:
                found.append((at, name))
                break
    return found


def _is_a_name(word: str) -> bool:
    """Tell "US" from "us", "Us" and "turkey"."""
    return word[0].isupper() and (len(word) > 3 or word.isupper())


def check_one_matter(countries: Collection[str], symptoms: Collection[str]) -> list[Finding]:
    """Suggest splitting a ticket that is about several countries or several symptoms."""
    findings = []
    if len(countries) > 1:
        told = f"This names several countries ({_listed(countries)}). "
        told += "Please open a ticket for each."
        findings.append(Finding(TicketPart.DESCRIPTION, Check.COUNTRIES, told))
    if len(symptoms) > 1:
        told = f"This tells of several symptoms ({_listed(symptoms)}). "
        told += "A ticket should contain examples for the same symptom: please open one for each."
        findings.append(Finding(TicketPart.DESCRIPTION, Check.SYMPTOMS, told))
    return findings


def _listed(names: Collection[str]) -> str:
    ordered = sorted(names)
    more = f" and {len(ordered) - 4} more" if len(ordered) > 4 else ""
    return ", ".join(ordered[:4]) + more
