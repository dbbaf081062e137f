"""Who an overdue ticket pings, and when: said again, then a rung at a time, then ever less often."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum


class PingRung(StrEnum):
    """Who is pinged about an answer that is overdue, from the bottom up."""

    ASSIGNEE = "assignee"
    OTHER_TAM = "other_tam"
    PSE = "pse"
    SUPPORT_MANAGEMENT = "support_management"
    TAM_MANAGER = "tam_manager"


LADDER = tuple(PingRung)


@dataclass(frozen=True, slots=True)
class Budget:
    """How often an overdue ticket pings; the last interval of the back-off repeats."""

    again: timedelta
    step: timedelta
    back_off: tuple[timedelta, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """How far the pings of one awaited answer have come."""

    times: int = 0
    reached: PingRung = PingRung.ASSIGNEE
    rounds: int = 0
    """How often it was said since nobody is left to be told."""
    asked: PingRung = PingRung.ASSIGNEE
    """The highest rung that was asked before to take it."""

    @property
    def highest(self) -> PingRung:
        """Return the highest rung that knows of it."""
        return max(self.reached, self.asked, key=LADDER.index)


def next_rung(reached: PingRung, reachable: Collection[PingRung]) -> PingRung | None:
    """Return the lowest rung above the one reached that can be reached; None at the top."""
    above = LADDER[LADDER.index(reached) + 1 :]
    return next((rung for rung in above if rung in reachable), None)


def following(said: Said, reachable: Collection[PingRung]) -> Said:
    """Return how far the next ping comes: the assignee twice, then each time a rung above those who know.

    An assignee that nothing reaches is passed over at once.
    """
    told = replace(said, times=said.times + 1)
    if said.times < 2 and said.reached is PingRung.ASSIGNEE and said.reached in reachable:
        return told
    rung = next_rung(said.highest, reachable)
    if rung is None:
        return replace(told, reached=said.highest, rounds=said.rounds + 1)
    return replace(told, reached=rung)


def wait(budget: Budget, said: Said, reachable: Collection[PingRung]) -> timedelta:
    """Return how long to wait after a ping for an answer before the next."""
    if said.times < 2 and said.reached is PingRung.ASSIGNEE:
        return budget.again
    if next_rung(said.highest, reachable) is not None:
        return budget.step
    return budget.back_off[min(said.rounds, len(budget.back_off) - 1)]
