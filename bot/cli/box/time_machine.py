"""Time travel for the playground: on the way to an instant, do all that falls due, when it falls due."""

import threading
from datetime import UTC, datetime, timedelta
from typing import Protocol

from bot.app import Bot
from bot.clock import MovableClock
from bot.services.background.falling_due import Upcoming
from bot.steps.deadlines.due_kinds import DueKind

WORDS = {
    DueKind.NUDGE: "Nudge",
    DueKind.RAISED_LATE: "Nudge: raised late",
    DueKind.TAKE_UP: "Not taken: the next one is asked",
    DueKind.REACH: "Somebody is reached beside Slack's pings",
    DueKind.BREACH: "Overdue: the assignee is told",
    DueKind.BREACH_AGAIN: "Overdue: said again, or to those above",
    DueKind.SHOW_OVERDUE: "Overdue: the cards show it",
    DueKind.SHOW_DATES: "Day over: the cards show dates",
    DueKind.SHOW_LINK: "The cards lead to the thread",
    DueKind.REMIND_PENDING: "Reminder to the customer",
    DueKind.SOLVE_PENDING: "Solved if still silent",
    DueKind.CLIMB: "Escalation: next step",
    DueKind.FILING: "Not in the console by then: triage is told",
    DueKind.EVIDENCE: "Evidence: the carriers' records near their end",
    DueKind.HANDOVER: "Shifts change: what cannot wait is handed over",
    DueKind.HANDOVER_CLIMB: "Handover not confirmed: the next one is told",
    DueKind.DRILL: "Drill: a P1 that is none",
    DueKind.DRILL_OVER: "Drill over, if nobody takes it",
    DueKind.MORNING_LIST: "Morning list of what waits",
    DueKind.SCHEDULED_NOTICE: "Scheduled notice",
    DueKind.SILENT_CALL: "A call that nothing more is heard of",
}
"""What each thing that falls due is called in the list of what will happen."""
_JUST_AFTER = timedelta(milliseconds=1)


class TimeOutside(Protocol):
    """What happens outside the bot by itself: phones stop ringing, webhooks come late."""

    @property
    def outside_next_at(self) -> datetime | None:
        """Return when something happens next."""
        ...

    def pass_time_outside(self) -> None:
        """Do what is due by the clock."""
        ...


class TimeMachine:
    """The playground's clock together with the bot that lives by it."""

    def __init__(self, clock: MovableClock) -> None:
        self._clock = clock
        self._bot: Bot | None = None
        self._outside: TimeOutside | None = None
        self._travelling = threading.Lock()

    def drives(self, bot: Bot, outside: TimeOutside) -> None:
        """Have this bot do what falls due on the way, and what happens outside happen."""
        self._bot, self._outside = bot, outside

    def now(self) -> datetime:
        """Return this instant, aware."""
        return self._clock.now()

    def move_to(self, instant: datetime) -> None:
        """Go to `instant`, stopping wherever something is due; blocks until there."""
        with self._travelling:
            if self._bot is None:
                self._clock.set(instant)
                return
            with self._bot.sweep.without_beats():
                self._stop_by(self._bot, instant)
                self._clock.reach(instant)
                self._settle(self._bot)

    def due(self) -> list[dict[str, object]]:
        """Return what will happen, the soonest first."""
        upcoming = self._bot.services.falling_due.upcoming() if self._bot else ()
        return [_as_json(each) for each in upcoming]

    def _stop_by(self, bot: Bot, instant: datetime) -> None:
        while (wait := self._until_next(bot)) is not None:
            now = self._clock.now()
            if now + wait > instant + _JUST_AFTER:
                return
            self._clock.reach(now + wait)
            self._settle(bot)

    def _until_next(self, bot: Bot) -> timedelta | None:
        """Return how long it is until something happens."""
        # What is due is due by Slack's clock, which may differ from the one that is moved.
        due = bot.services.falling_due.next_at()
        waits = [due + _JUST_AFTER - bot.services.clock.now()] if due else []
        following = self._outside.outside_next_at if self._outside else None
        waits += [following - self._clock.now()] if following else []
        return min(waits, default=None)

    def _settle(self, bot: Bot) -> None:
        if self._outside is not None:
            self._outside.pass_time_outside()
        bot.reading.settle()
        if bot.console is not None:
            bot.console.settle()
        bot.sweep.run()
        bot.relay.settle()


def _as_json(upcoming: Upcoming) -> dict[str, object]:
    at = upcoming.at.astimezone(UTC).isoformat()
    return {"at": at, "what": WORDS[upcoming.kind], "to": upcoming.to, "ticket": upcoming.ticket}
