"""The composition root: settings, clock and executor in, a wired bot out."""

import logging
from collections.abc import Callable
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Self

from slack_bolt import App
from slack_bolt.error import BoltError
from slack_sdk import WebClient

import handlers
from bot.clock import Clock, SlackClock
from bot.errors import Away, BotError, SettingsMissing
from bot.jobs.background import Background
from bot.jobs.calendars import CalendarReader
from bot.jobs.scheduler import Jobs
from bot.jobs.sweep import Sweep
from bot.outbox.carriers import carriers
from bot.outbox.relay import SLOW_ANSWER_S, Relay
from bot.outbox.timed_client import TimedClient
from bot.outbox.verdict import FROM_SLACK, VerdictKind, judge
from bot.runbook import Runbook
from bot.services import Services
from bot.settings import Settings
from handlers import trying_again
from handlers.allowance import A_MINUTE, Allowance
from handlers.catching_up import CatchingUp
from handlers.channel_history import History
from handlers.events import usergroups, users
from handlers.oncall_groups import OncallGroupKeeper
from models.store.database import Database

if TYPE_CHECKING:
    from bot.jobs.console import ConsoleReader

log = logging.getLogger(__name__)

LISTENER_THREADS = 20
"""Bolt's own 5 threads starve: five slow calls and the sixth click goes unanswered."""

SLACK_TIMEOUT_S = 10


@dataclass(frozen=True)
class Bot:
    """Everything that runs: Bolt's app, the relay, the sweep and the jobs that wake it."""

    app: App
    database: Database
    services: Services
    relay: Relay
    sweep: Sweep
    jobs: Jobs
    reading: Background
    """Catching up with what was not heard."""
    console: Background | None
    """Reading what changes in the console, where there is a bridge."""
    clock: SlackClock
    user: str
    """The bot's own user id."""

    @classmethod
    def wired(
        cls,
        settings: Settings,
        runbook: Runbook,
        clock: Clock,
        *,
        executor: Executor | None = None,
        pace: float = 1.0,
        answers: bool = False,
    ) -> Self:
        """Wire the bot together; asks Slack once who it is, so that no request has to wait for that.

        Raises SettingsMissing when Slack refuses the token, DatabaseUnusable when the schema is not ours,
        Away when either cannot be reached now.
        `pace` is the least time in seconds between two posts to one channel; `answers` tells
        whether requests of Twilio's are answered.
        """
        database = _database(settings.database_url)
        slack_clock = SlackClock(clock)
        client = _client(settings, slack_clock, SLACK_TIMEOUT_S)
        ourselves = _who_we_are(client)
        services = _services(database, runbook, slack_clock, ourselves["url"])
        app = _bolt(client, settings, executor)
        handlers.register(app, services)
        carry = carriers(settings, runbook, database, slack_clock, answers=answers)
        patient = _client(settings, slack_clock, SLOW_ANSWER_S)
        pins = _pins(runbook)
        relay = Relay(database, patient, slack_clock, fill=pins, alert=log.error, carriers=carry, pace=pace)
        allowance = Allowance(A_MINUTE if pace else 0, slack_clock)
        reading = _reading(client, services, ourselves["user_id"], allowance)
        missed = partial(_read_what_was_missed, services, reading)
        sweep = Sweep(database, slack_clock, services.falling_due.act, missed)
        console = _console(settings, services, database, slack_clock)
        return cls(
            app,
            database,
            services,
            relay,
            sweep,
            _jobs(client, services, ourselves["user_id"], sweep, settings, console),
            reading,
            Background("the console", console.step) if console else None,
            slack_clock,
            ourselves["user_id"],
        )

    def start(self) -> None:
        """Speak and sweep at once; what was said while nobody listened is read beside that.

        Until the thread of a ticket is known, nothing falls due about it: whoever answered while we were
        away must not be nudged, nor their ticket solved.
        """
        self.services.gaps.notice()
        self.services.notices.keep_up()
        self.services.falling_due.keep_calendar()
        self.relay.start()
        self.jobs.start()
        self.reading.start()
        if self.console is not None:
            self.console.start()

    def missed(self) -> None:
        """Read what was said while nobody listened: the connection was lost, or the machine slept."""
        _read_what_was_missed(self.services, self.reading)

    def still_deaf(self) -> None:
        """Have nothing fall due about a ticket before its thread was read once more: events may be lost."""
        self.services.gaps.still_deaf()
        self.reading.wake()

    def stop(self) -> None:
        """Stop what runs, in the order that loses nothing; what is unsent stays in the outbox."""
        if self.console is not None:
            self.console.stop()
        self.reading.stop()
        self.jobs.stop()
        self.relay.stop()
        self.database.dispose()


def _read_what_was_missed(services: Services, reading: Background) -> None:
    services.gaps.notice()
    reading.wake()


def _jobs(
    client: WebClient,
    services: Services,
    user: str,
    sweep: Sweep,
    settings: Settings,
    console: "ConsoleReader | None",
) -> Jobs:
    """Return what runs by the clock: what is due, the roll of people, forgetting, comparing consoles."""

    groups = OncallGroupKeeper(client, services)

    def due() -> None:
        sweep.beat()
        trying_again.try_again(client, services, user)
        groups.keep_up()
        services.homes_following.follow()

    roll = partial(users.call_the_roll, client, services)
    compared = {"console": console.reconcile} if console else {}
    calendars = CalendarReader(services, settings.environment, settings.runbook)
    return Jobs(
        due,
        daily={"retention": services.retention.forget, "roll": roll, **compared},
        at_start={"roll": roll},
        each_minute={"calendars": calendars.keep_up},
    )


def _console(
    settings: Settings, services: Services, database: Database, clock: Clock
) -> "ConsoleReader | None":
    """Return what reads the console; None without a bridge, or without all that it takes to ask."""
    if settings.zendesk is None or not services.console_news.is_bridged:
        return None
    from bot.jobs.console import ConsoleReader  # libraries that nothing else needs
    from bot.outbox.zendesk.at_hand import ConsoleAtHand

    reading = ConsoleAtHand.of(settings.zendesk, database, clock).reading
    return ConsoleReader(services.console_news, reading, services.clock)


def _reading(client: WebClient, services: Services, user: str, allowance: Allowance) -> Background:
    """Return what reads the user groups once, then whatever was not heard."""

    def pause(seconds: float) -> None:
        background.pause(seconds)

    reader = CatchingUp(client, services, user, History(client, pause=pause, allowance=allowance))
    background = Background(
        "catching-up", reader.read_on, first=lambda: usergroups.read_all(client, services)
    )
    return background


def not_let_in(variable: str, where: str, error: Exception) -> BotError:
    """Tell what an error of `FROM_SLACK` at the start means: a token to be mended, or Slack being away."""
    verdict = judge(error)
    if verdict.kind in (VerdictKind.UNREACHED, VerdictKind.UNKNOWN, VerdictKind.SLOW_DOWN):
        return Away(f"Slack cannot be reached at {where} ({verdict.error}).")
    return SettingsMissing([f"{variable}: Slack refuses it ({verdict.error})."])


def _database(url: str) -> Database:
    database = Database(url)
    try:
        database.check_schema()
    finally:
        database.dispose()  # it is opened again when it is needed; at the start it may take several tries
    return database


def _services(database: Database, runbook: Runbook, clock: SlackClock, url: str) -> Services:
    services = Services.over(database, runbook, clock, url)
    services.versions.keep()
    return services


def _client(settings: Settings, clock: SlackClock, timeout: int) -> WebClient:
    return TimedClient(settings.bot_token, clock, base_url=settings.slack_api_url, timeout=timeout)


def _bolt(client: WebClient, settings: Settings, executor: Executor | None) -> App:
    try:
        return App(
            client=client,
            signing_secret=settings.signing_secret or "socket mode carries no signature",
            process_before_response=True,
            token_verification_enabled=True,  # asks Slack who we are now, not in the first request
            listener_executor=executor or ThreadPoolExecutor(LISTENER_THREADS, "listener"),
        )
    except (BoltError, *FROM_SLACK) as error:
        raise Away(f"Slack cannot be reached at {client.base_url} ({type(error).__name__}).") from None


def _who_we_are(client: WebClient) -> dict[str, str]:
    try:
        found = client.auth_test()
        return {"url": found["url"], "user_id": found["user_id"]}
    except FROM_SLACK as error:
        raise not_let_in("SLACK_BOT_TOKEN", client.base_url, error) from None


def _pins(runbook: Runbook) -> Callable[[str], str]:
    def fill(account: str) -> str:
        named = runbook.account(account).pin
        return (named.reveal() if named else None) or "not set"

    return fill
