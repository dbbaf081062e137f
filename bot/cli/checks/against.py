"""`tam-bot check --against DIR`: what an edited runbook would change, told before it is put in place."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from bot.cli.loading import environment
from bot.cli.offline import instant_or_now
from bot.domain.comparison import Answering, judge_response, times_moved
from bot.domain.sla import Outcome
from bot.domain.tams.coverage import burdens
from bot.domain.wording import moment
from bot.errors import Away, DatabaseUnusable
from bot.runbook import Account, Runbook, load
from bot.settings import Settings
from models.response_clock import ResponseClock
from models.store.database import Database
from models.ticket import Ticket

_AHEAD, _QUARTER = timedelta(days=28), timedelta(days=92)
Clock = tuple[Ticket, ResponseClock]


def run(folder: str) -> int:
    """Print what the runbook in `folder` would change and return 0; RunbookInvalid if it cannot be read."""
    settings, now = Settings.read(environment()), instant_or_now(None)
    present, edited = load(settings.runbook, None), load(Path(folder), None)
    tickets = list(_tickets(settings.database_url, now - _QUARTER))
    changes = 0
    for key, account in present.accounts.items():
        if key not in edited.accounts:
            found = ["  would be gone"]
        else:
            after = edited.accounts[key]
            found = [*_answering(present, edited, key, now), *_clocks(account, after, tickets, now)]
        changes += len(found)
        print("\n".join([account.name, *(found or ["  no change"])]))
    for key in edited.accounts.keys() - present.accounts.keys():
        print(f"{edited.accounts[key].name}\n  would be new")
        changes += 1
    nights = list(_nights(present, edited, now))
    print("\n".join([f"Nights of the {_AHEAD.days} days to come", *(nights or ["  no change"])]))
    changes += len(nights)
    print(f"{changes} change{'' if changes == 1 else 's'}.")
    return 0


def _tickets(url: str, since: datetime) -> Iterator[Clock]:
    """Yield the answers awaited now or in the last quarter; say so where there is no database to ask."""
    database = Database(url)
    try:
        database.check_schema()
        with database.read() as session:
            yield from ResponseClock.awaited_since(session, since)
    except (Away, DatabaseUnusable) as error:
        print(f"No ticket is compared. {error}")
    finally:
        database.dispose()


def _answering(present: Runbook, edited: Runbook, key: str, now: datetime) -> Iterator[str]:
    clock = edited.accounts[key].wall_clock
    before, after = (Answering(book.accounts[key].team(), book.pse_rota) for book in (present, edited))
    for one in times_moved(before, after, now, now + _AHEAD):
        when = f"{moment(one.start, clock)} to {moment(one.end, clock)}"
        yield f"  {when}: {one.after}, now {one.before}"


def _clocks(before: Account, after: Account, tickets: list[Clock], now: datetime) -> Iterator[str]:
    """Yield the due times that would move, and the quarter's answers that would be judged otherwise."""
    for ticket, clock in tickets:
        if ticket.account != before.key:
            continue
        target = after.sla.targets[clock.priority]
        found = judge_response(after.team(), target, clock.started_at, clock.stopped_at or now)
        name = f"  {before.prefix}-{ticket.number} ({clock.priority})"
        if clock.stopped_at is None and found.due_at != clock.due_at:
            was, would = (_when(after, due) for due in (clock.due_at, found.due_at))
            yield f"{name}: an answer would be due {would}, now {was}"
        elif clock.stopped_at is not None and found.breached is not (clock.outcome is Outcome.MISSED):
            yield f"{name}: would have been {'late' if found.breached else 'in time'}"


def _when(account: Account, due: datetime | None) -> str:
    return moment(due, account.wall_clock) if due else "at no time"


def _nights(present: Runbook, edited: Runbook, now: datetime) -> Iterator[str]:
    """Yield how many nights each person of the 24x7 team would have, where that changes."""
    before, after = (_burdens(book, now) for book in (present, edited))
    for name in sorted(before.keys() | after.keys()):
        if before.get(name, 0) != after.get(name, 0):
            yield f"  {name}: {after.get(name, 0)}, now {before.get(name, 0)}"


def _burdens(book: Runbook, now: datetime) -> dict[str, int]:
    if book.pse_rota is None:
        return {}
    end = now + _AHEAD
    found = burdens(book.pse_rota.members(), book.pse_rota.turns(now, end), end)
    return {burden.person.name: burden.nights for burden in found}
