"""The support line: its numbers, each held against the numbering plan of its country, and how it answers."""

import re
from datetime import timedelta
from typing import Annotated, Final, Literal, Self

import phonenumbers
from pydantic import AfterValidator, BeforeValidator, model_validator

from bot.runbook.countries import regions
from bot.runbook.values import Row, Words, matching

_SHORTEST, _LONGEST = timedelta(seconds=5), timedelta(seconds=60)
_RING: Final = re.compile(r"([0-9]{1,3}) ?s")


def _ring(value: object) -> object:
    """Read how long a phone rings."""
    found = _RING.fullmatch(value.strip()) if isinstance(value, str) else None
    length = timedelta(seconds=int(found[1])) if found else timedelta()
    if not _SHORTEST <= length <= _LONGEST:
        raise ValueError(f"“{value}” isn't how long a phone may ring; write 5s to 60s")
    return length


class LineRow(Row):
    """How the bot answers the support line, where it does; words and voice go together."""

    provider: Literal["twilio"]
    voice: Words = "Polly.Joanna"
    language: Annotated[
        str,
        AfterValidator(matching(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", "isn't a language; write one like en-US")),
    ] = "en-US"
    ring: Annotated[timedelta, BeforeValidator(_ring)] = timedelta(seconds=20)


class Phone(Row):
    """A number that people of a country may call; the form is kept as written, it is what they dial."""

    country: Words
    number: Words
    kind: Literal["Toll Free", "Local", "VoIP", "Mobile", "National"]

    @model_validator(mode="after")
    def _can_be_dialled(self) -> Self:
        region = regions().get(self.country)
        if region is None and not self.number.startswith("+"):
            raise ValueError(f"“{self.country}” isn't a country known here, so its number must start with +")
        try:
            number = phonenumbers.parse(self.number, region)
        except phonenumbers.NumberParseException:
            raise ValueError(f"“{self.number}” isn't a phone number") from None
        code = phonenumbers.country_code_for_region(region) if region else number.country_code
        if number.country_code != code:
            raise ValueError(f"“{self.number}” is a number of +{number.country_code}, not of {self.country}")
        reason = phonenumbers.is_possible_number_with_reason(number)
        if reason == phonenumbers.ValidationResult.IS_POSSIBLE:
            return self
        wrong = {
            phonenumbers.ValidationResult.TOO_SHORT: "is too short",
            phonenumbers.ValidationResult.TOO_LONG: "is too long",
            phonenumbers.ValidationResult.IS_POSSIBLE_LOCAL_ONLY: "lacks the area code",
        }.get(reason, "has a length that no number has")
        raise ValueError(f"“{self.number}” {wrong} for {self.country}")
