"""The alarm that this machine's clock is wrong: raised once, and again only after it was right."""

from collections.abc import Callable
from datetime import timedelta
from typing import Final

from bot.domain.calendar.durations import in_words

TOLERATED: Final = timedelta(minutes=1)
SIGNATURES_END: Final = timedelta(minutes=5)
"""So old, or so far ahead, a request that Slack signed counts no more."""


class HostClockAlarm:
    """Tells the operator, through `alert`, how far this machine's clock is from Slack's."""

    def __init__(self, alert: Callable[[str], object], *, http: bool = False) -> None:
        self._alert, self._http = alert, http
        self._said = self._refusing = False

    def look(self, ahead: timedelta) -> None:
        """Say so if this machine's clock is `ahead` of Slack's (negative: behind) by too much."""
        wrong = abs(ahead) > TOLERATED
        if wrong and not self._said:
            self._alert(self._wrong(ahead))
        self._said = wrong

    def refused(self, age: timedelta) -> None:
        """Say that a request of Slack's own was refused, which by this machine's clock is of that age."""
        if not self._refusing:
            sent = f"{in_words(age)} {'ago' if age > timedelta(0) else 'from now'}"
            self._alert(
                f"A request that Slack signed was refused: by this machine's clock it was sent {sent}, and a "
                "signature counts for 5 min. Set this machine's clock right (NTP): while it is wrong, "
                "nothing that Slack sends is heard."
            )
        self._refusing = True

    def heard(self) -> None:
        """Note that a request of Slack's was in time."""
        self._refusing = False

    def _wrong(self, ahead: timedelta) -> str:
        where = f"{in_words(ahead)} {'ahead of' if ahead > timedelta(0) else 'behind'} Slack's"
        if self._http and abs(ahead) > SIGNATURES_END:
            meanwhile = "until then nothing that Slack sends is heard, since its signatures count for 5 min."
        else:
            meanwhile = "until then tam-bot goes by Slack's."
        return f"This machine's clock is {where}. Set it right (NTP); {meanwhile}"
