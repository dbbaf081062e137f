"""Schedules as a runbook writes them: layers of people who take turns, and overrides."""

from typing import Annotated

from pydantic import AfterValidator, Field

from bot.domain.business_hours import BusinessCalendar, parse_week
from bot.domain.schedules import Every, Handoff, Layer, Override, Turns, Unit, parse_handoff
from bot.runbook.values import (
    Choice,
    FirstDay,
    Hours,
    Instant,
    PersonKey,
    Row,
    TurnLength,
    Words,
    Zone,
    filled,
)

_DAILY = Every(1, Unit.DAY)


class LayerRow(Row):
    """People in the order of their turns; one alone needs none."""

    name: Choice
    people: Annotated[tuple[PersonKey, ...], AfterValidator(filled)]
    every: TurnLength | None = None
    handoff: Words | None = None
    since: FirstDay | None = Field(default=None, alias="from")
    hours: Hours | None = None
    time_zone: Zone | None = None


class OverrideRow(Row):
    """Somebody who is on call whatever the layers say; in the place of `instead_of` only, if it is given."""

    who: PersonKey
    start: Instant = Field(alias="from")
    end: Instant = Field(alias="to")
    instead_of: PersonKey | None = Field(default=None, alias="for")


class ScheduleRow(Row):
    """Layers, of which the first that has somebody decides, and what overrides all of them."""

    time_zone: Zone | None = None
    layers: Annotated[tuple[LayerRow, ...], AfterValidator(filled)]
    overrides: tuple[OverrideRow, ...] = ()

    def built_layers(self, zone: str) -> tuple[Layer, ...]:
        """Return the layers; `zone` is that of a schedule which names none."""
        return tuple(_layer(row, row.time_zone or self.time_zone or zone) for row in self.layers)

    def built_overrides(self) -> tuple[Override, ...]:
        """Return the overrides in the order of their writing."""
        return tuple(Override(row.who, row.start, row.end, row.instead_of) for row in self.overrides)

    def weeks(self, zone: str) -> tuple[tuple[str, str], ...]:
        """Return the hours of each layer with their zone, `always` for one without."""
        return tuple((row.hours or "always", row.time_zone or self.time_zone or zone) for row in self.layers)

    @property
    def hours_text(self) -> str:
        """Return the hours of all layers, each once, as the runbook writes them."""
        written = dict.fromkeys(row.hours or "always" for row in self.layers)
        return "always" if "always" in written else "; ".join(written)


def _layer(row: LayerRow, zone: str) -> Layer:
    hours = BusinessCalendar(zone, parse_week(row.hours)) if row.hours else None
    return Layer(row.name, row.people, _turns(row, zone), hours)


def _turns(row: LayerRow, zone: str) -> Turns | None:
    if row.since is None:
        return None
    every = row.every or _DAILY
    handoff = parse_handoff(row.handoff, every.unit) if row.handoff else Handoff("00:00")
    return Turns(zone, every, handoff, row.since)
