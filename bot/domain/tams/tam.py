"""What is known of whoever fills the role of a TAM."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from bot.domain.business_hours import OpenHours
from bot.domain.tams.absence import Absence
from bot.domain.tams.cover import Cover
from bot.domain.tams.duty import OffDuty, OnDutyBy
from bot.domain.tams.identity import Member, NamedPerson, Role
from bot.domain.tams.turn import Turn

Announced = Mapping[str, Sequence[Absence]]
"""Absences that were announced later than the runbook was written, by Slack user."""


class Tam(Protocol):
    """Whoever fills the role of a TAM: one person in their hours, or several by a schedule."""

    @property
    def role(self) -> Role:
        """Return the role."""

    @property
    def hours_text(self) -> str:
        """Return the posted hours as the runbook writes them."""

    @property
    def posted(self) -> OpenHours:
        """Return the posted hours, holidays out, whoever is absent."""

    def holder(self, now: datetime) -> NamedPerson:
        """Return who is on duty at an instant, or who is so next."""

    def everybody(self) -> tuple[Member, ...]:
        """Return all who may fill the role."""

    def is_on(self, now: datetime) -> bool:
        """Say whether somebody is on duty."""

    def back(self, now: datetime) -> datetime | None:
        """Return the least instant >= `now` at which somebody is on duty; None if there is none to come."""

    def until(self, now: datetime) -> datetime | None:
        """Return the next instant at which it is not as it is: on or off duty, or another person."""

    def next_change(self, now: datetime) -> datetime | None:
        """Return the next instant at which the role is on duty if it was off, or off if it was on."""

    def absence(self, now: datetime) -> Absence | None:
        """Return the absence that `now` falls in; of several in a row, the last."""

    def absences_after(self, now: datetime) -> tuple[Absence, ...]:
        """Return the absences that are yet to begin."""

    def on_duty_by(self, now: datetime) -> OnDutyBy:
        """Return by which hours or layer somebody is on duty, who must be."""

    def has(self, slack: str | None, now: datetime) -> bool:
        """Say whether a ticket may stay with that person, who got it for being on duty."""

    def passed_over(self, now: datetime) -> OffDuty:
        """Return why tickets go to somebody else, and until when."""

    def turns(self, start: datetime, end: datetime) -> list[Turn]:
        """Return who is on duty in [start, end), clipped to it; ValueError if it is empty."""

    def announced(self, absences: Announced, covers: Sequence[Cover]) -> "Tam":
        """Return it with what was announced later: absences by Slack user, and who covers."""
