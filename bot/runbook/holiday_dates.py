"""A country's holidays as plain dates: taken once, with the version of the package that named them."""

import sys
import warnings
from datetime import date
from functools import cache
from importlib.util import find_spec, module_from_spec
from typing import Annotated, Self

import holidays
from holidays.registry import EntityLoader
from holidays.version import __version__
from pydantic import AfterValidator, Field, model_validator

from bot.runbook.values import Day, Row, Words

# Wide and fixed: no clock is asked, so the same runbook means the same hours whenever it is read.
YEARS = range(2000, 2101)
VERSION = f"holidays {__version__}"


def _country(value: str) -> str:
    # The package's own list of them would load every country.
    if value not in EntityLoader.get_country_codes():
        raise ValueError(
            f"“{value}” isn't a country whose holidays are known; write its two letters, such as US"
        )
    return value


class HolidayRule(Row):
    """Which days are off: a country's holidays, with days of one's own added and others taken out."""

    country: Annotated[str, AfterValidator(_country)] | None = None
    subdivision: Words | None = None
    add: dict[Day, Words] = Field(default={})
    remove: tuple[Words, ...] = ()
    """Dates, or names of holidays as the package gives them; a name takes its observed day along."""

    @model_validator(mode="after")
    def _known(self) -> Self:
        official = self._official()
        for entry in self.remove:
            if not any(_means(entry, day, name) for day, name in official.items()):
                raise ValueError(f"“{entry}” in remove is neither the date nor the name of a holiday here")
        return self

    def dates(self) -> dict[date, str]:
        """Return the holidays with their names, from the first to the last of YEARS."""
        return {
            day: name for day, name in self._official().items() if not self._removed(day, name)
        } | self.add

    def _removed(self, day: date, name: str) -> bool:
        return any(_means(entry, day, name) for entry in self.remove)

    def _official(self) -> dict[date, str]:
        return _of_country(self.country, self.subdivision) if self.country else {}


@cache
def _of_country(country: str, subdivision: str | None) -> dict[date, str]:
    _import_no_other_country()
    try:
        with warnings.catch_warnings():
            # Some countries' tables end before ours do; what they know is what is taken.
            warnings.simplefilter("ignore")
            return dict(holidays.country_holidays(country, subdiv=subdivision, years=YEARS))
    except NotImplementedError:
        raise ValueError(
            f"“{subdivision}” isn't a subdivision of {country} whose holidays are known"
        ) from None


def _import_no_other_country() -> None:
    """Let each country's module be imported by itself: their package imports all 250 of them."""
    spec = find_spec("holidays.countries")
    if spec is not None and spec.name not in sys.modules:
        sys.modules[spec.name] = module_from_spec(spec)


def _means(entry: str, day: date, name: str) -> bool:
    """Say whether an entry of `remove` means a day; where two holidays meet, it must name the whole day."""
    return entry in (day.isoformat(), name, name.removesuffix(" (observed)"))
