"""Phone numbers of the support line, each held against the numbering plan of its country."""

from typing import Literal, Self

import phonenumbers
from pydantic import model_validator

from bot.runbook.countries import regions
from bot.runbook.values import Row, Words


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
