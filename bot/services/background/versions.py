"""Keep each runbook that comes into force, so that what it decides can be computed again."""

from bot.services.service import ClockDriven
from bot.steps.recomputed import books


class Versions(ClockDriven):
    """The use case of a start: it comes before anything is decided."""

    def keep(self) -> None:
        """Keep the runbook in force, unless it is kept already."""
        self.contested(books.keep_runbook)
