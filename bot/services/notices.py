"""Say, sparingly, that chat has no SLA: pinned, under a message, and on a schedule."""

from bot.services.service import ClockDriven
from bot.steps import notice


class Notices(ClockDriven):
    """Use cases about the notice that belong to no message."""

    def keep_up(self) -> None:
        """Have each account's notice pinned, as the runbook has it now."""
        with self.work() as work:
            for key in work.runbook.accounts:
                notice.pin(work, key)
