"""A measured figure beside its bar, and the ways of measuring that the rooms share."""

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """What was measured, how much it was, and the bar it is held against."""

    what: str
    value: float
    unit: str
    bar: float
    at_least: bool = False
    """More is better."""
    floor: str = ""
    """What the machine, or the libraries alone, can do: told beside it."""

    @property
    def met(self) -> bool:
        return self.value >= self.bar if self.at_least else self.value <= self.bar

    def __str__(self) -> str:
        sign = ">=" if self.at_least else "<="
        verdict = "met" if self.met else "MISSED"
        floor = f"; floor {self.floor}" if self.floor else ""
        return f"{self.what:66} {self.value:10.2f} {self.unit:6} (bar {sign} {self.bar:.4g}{floor}) {verdict}"


def seconds(work: Callable[[], object]) -> float:
    """Return how long `work` takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def best_of(rounds: int, work: Callable[[], object]) -> float:
    """Return the shortest of several runs: what the code takes when the machine leaves it alone."""
    return min(seconds(work) for _ in range(rounds))


def percentile(values: Sequence[float], share: int) -> float:
    """Return the value that `share` per cent of the values do not exceed."""
    return statistics.quantiles(values, n=100)[share - 1]
