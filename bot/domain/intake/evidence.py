"""The clock of evidence: carriers drop their records, so examples must be handed on before."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.intake.kinds import ExamplesWanted

NUDGE_AT = (0.5, 0.8)
"""At which shares of the window staff are told that it closes."""


@dataclass(frozen=True, slots=True)
class Window:
    """Real time from when it happened until the records end; `perhaps` is as far as best effort goes."""

    begins: datetime
    ends: datetime
    perhaps: datetime | None = None

    def is_over(self, now: datetime) -> bool:
        """Tell whether the records have ended, best effort aside."""
        return now >= self.ends

    def nudges(self, now: datetime) -> Iterator[datetime]:
        """Yield when to tell staff, from `now` on; what is missed is told once, while there is time."""
        length: timedelta = self.ends - self.begins
        times = [self.begins + length * share for share in NUDGE_AT]
        if self.is_over(now):
            return
        coming = [at for at in times if at > now]
        yield from coming or times[-1:]


def window(happened_at: datetime | None, asked: ExamplesWanted, *, has_examples: bool) -> Window | None:
    """Return the window of a ticket's examples; None without any, without a time, or without a limit."""
    if happened_at is None or asked.within is None or not has_examples:
        return None
    perhaps = happened_at + asked.best_effort if asked.best_effort else None
    return Window(happened_at, happened_at + asked.within, perhaps)
