"""Phone numbers that people give for a call or a message, held against the world's numbering plans."""

import re
from functools import cache

import phonenumbers

from bot.domain.intake.splitting import phrase
from bot.runbook.countries import names

_OTHER_ADDRESS = re.compile(r"(?:sip:|sips:|client:|whatsapp:|messenger:|rcs:)\S+", re.IGNORECASE)
_SHORT_CODE = re.compile(r"[0-9]{3,8}")
_SENDER_NAME = re.compile(r"(?=[^a-zA-Z]*[a-zA-Z])[0-9A-Za-z][0-9A-Za-z &+_-]{1,10}")

# Names that are more often a person's, a state's or a bird's than the country's.
_AMBIGUOUS = frozenset({"chad", "georgia", "guinea", "jersey", "jordan", "turkey"})
_ABBREVIATIONS = {
    "us": "US",
    "usa": "US",
    "U.S": "US",
    "U.S.A": "US",
    "america": "US",
    "uk": "GB",
    "u.k": "GB",
    "britain": "GB",
    "england": "GB",
    "scotland": "GB",
    "uae": "AE",
    "holland": "NL",
}


def phone_fault(number: str) -> str:
    """Say what is wrong with a phone number as written; nothing if it could be dialled from anywhere."""
    parsed = _parsed(number)
    if isinstance(parsed, str):
        return parsed
    reason = phonenumbers.is_possible_number_with_reason(parsed)
    wrong = {
        phonenumbers.ValidationResult.IS_POSSIBLE: "",
        phonenumbers.ValidationResult.TOO_SHORT: "is too short",
        phonenumbers.ValidationResult.TOO_LONG: "is too long",
        phonenumbers.ValidationResult.IS_POSSIBLE_LOCAL_ONLY: "lacks the area code",
    }.get(reason, "has a length that no number has")
    return f"{_shown(number)} {wrong} for a number of +{parsed.country_code}." if wrong else ""


def address_fault(text: str) -> str:
    """Say what is wrong with a From or To: a number, a short code, a sender's name or a SIP address."""
    text = text.strip()
    if any(pattern.fullmatch(text) for pattern in (_OTHER_ADDRESS, _SHORT_CODE, _SENDER_NAME)):
        return ""
    return phone_fault(text)


def country_of(number: str) -> str | None:
    """Return the English name of the country that a number belongs to, None if that cannot be said."""
    parsed = _parsed(number)
    if isinstance(parsed, str):
        return None
    region = phonenumbers.region_code_for_number(parsed)
    region = region or phonenumbers.region_code_for_country_code(parsed.country_code or 0)
    return names().get(region)


@cache
def country_words() -> dict[str, str]:
    """Return the phrases by which texts name countries, and the country that each means."""
    known = names()
    plain = {phrase(name): name for name in known.values() if name.casefold() not in _AMBIGUOUS}
    return plain | {phrase(word): known[region] for word, region in _ABBREVIATIONS.items()}


def _parsed(number: str) -> phonenumbers.PhoneNumber | str:
    """Return the number, or what keeps it from being one."""
    if not number.strip().startswith("+"):
        return f"{_shown(number)} has no country code: write it with + in front, like +14155551212."
    try:
        return phonenumbers.parse(number)
    except phonenumbers.NumberParseException:
        return f"{_shown(number)} isn't a phone number: write it like +14155551212."


def _shown(number: str) -> str:
    number = number.strip()
    return number[:40] if number.isascii() and number else "This"
