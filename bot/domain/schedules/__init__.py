"""Schedules: who of several people is on call at an instant, by layers of turns, overrides and absences."""

from bot.domain.schedules.layer import Away, Layer, away
from bot.domain.schedules.overrides import OVERRIDE, Override
from bot.domain.schedules.schedule import Schedule, Shift
from bot.domain.schedules.turns import Every, Handoff, Turns, Unit, parse_every, parse_handoff

__all__ = [
    "OVERRIDE",
    "Away",
    "Every",
    "Handoff",
    "Layer",
    "Override",
    "Schedule",
    "Shift",
    "Turns",
    "Unit",
    "away",
    "parse_every",
    "parse_handoff",
]
