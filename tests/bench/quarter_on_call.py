"""A quarter of tickets with everything on (absences, swaps, take-up, handover, reach), and a walk along it.

Run by hand: python -m tests.bench.quarter_on_call [TICKETS]. It exits with 1 where a P1 was for a moment with
nobody on duty, where whoever has one was not told at once, or where a decision comes out otherwise again.
"""

import random
import re
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import cached_property
from pathlib import Path

from bot.clock import FakeClock
from bot.domain.commands.times.spans import Hours
from bot.domain.events.life import TicketAssigned
from bot.domain.events.timing import ClockStarted, ClockStopped
from bot.domain.routing import Role
from bot.domain.sla import Priority
from bot.domain.why import GivenByHand, TakenByHand
from bot.errors import BotError
from bot.outbox.carrier import Carrier
from bot.resources import sample_runbook
from bot.runbook import Runbook
from bot.runbook.load import read_files
from bot.steps import recomputed
from bot.steps.new_ticket import Opened
from bot.steps.work import Work
from models.queues.outbox import Destination
from models.store.database import Database
from tests.bench.quarter import OFFICE, QUARTER, START, stream
from tests.fixtures.desk import NEW_YORK, PIN, Desk
from tests.fixtures.fake_pagers import FakePagers
from tests.fixtures.fake_slack import Call, FakeSlack

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
ENGINEERS = ("U0PETRA", "U0OMAR", "U0MEI")
NAMES = {"U0PETRA": "Petra Novak", "U0OMAR": "Omar Haddad", "U0MEI": "Mei Lin", "U0SAM": "Sam Okafor"}
TAMS = {Role.PRIMARY: "U0CIERRA", Role.SECONDARY: "U0KIRK"}
HOLIDAYS = ("2026-01-19", "2026-02-16")
FIRST_TURN, TURN = datetime.fromisoformat("2026-01-01T00:00Z"), 12 * HOUR
REACH = "{P1: [{after: 0m, by: dm}, {after: 2m, by: sms}, {after: 5m, by: call}]}"
PROVIDER = f"""\
people:
  petra: {{name: Petra Novak, slack: U0PETRA, phone: "${{PETRA_PHONE}}"}}
  omar: {{name: Omar Haddad, slack: U0OMAR, phone: "${{OMAR_PHONE}}"}}
  mei: {{name: Mei Lin, slack: U0MEI, phone: "${{MEI_PHONE}}"}}
  sam: {{name: Sam Okafor, slack: U0SAM, phone: "${{SAM_PHONE}}"}}
pse:
  name: Personalized Support Engineers
  usergroup: S0PSE
  reach: {REACH}
  schedule:
    time_zone: UTC
    layers: [{{name: all, people: [petra, omar, mei], every: 12 hours, handoff: "00:00", from: 2026-01-01}}]
"""
MANAGERS = """\
support_management:
  name: 24x7 Support Management
  usergroup: S0MGMT
  schedule: {layers: [{name: all, people: [sam], from: 2026-01-01}]}
"""


@dataclass(frozen=True)
class Swap:
    """Somebody covers for somebody else in a duty for a time."""

    who: str
    instead_of: str
    start: datetime
    end: datetime


@dataclass
class Lived:
    """What the quarter was made of, and what came of it."""

    desk: Desk
    pagers: FakePagers
    away: list[tuple[str, datetime, datetime]] = field(default_factory=list)
    swaps: list[Swap] = field(default_factory=list)
    open_now: dict[int, Opened] = field(default_factory=dict)
    opened: list[Opened] = field(default_factory=list)

    @cached_property
    def by_time(self) -> dict[datetime, list[Call]]:
        """Return what was said to Slack, by the minute; known once all is over."""
        found: dict[datetime, list[Call]] = {}
        for call in self.desk.slack.calls:
            found.setdefault(call.at.replace(second=0, microsecond=0), []).append(call)
        return found


def runbook() -> Runbook:
    """Return the sample with engineers who take turns and are rung."""
    folder = sample_runbook()
    text = (folder / "provider.yaml").read_text()
    for line in text.splitlines(keepends=True):
        if line.startswith("pse:"):
            text = text.replace(line, PROVIDER)
        elif line.startswith("support_management:"):
            text = text.replace(line, MANAGERS)
    files = {"provider.yaml": text.encode()}
    files["accounts/partiful.yaml"] = (folder / "accounts" / "partiful.yaml").read_bytes()
    phones = {f"{name}_PHONE": f"+1415555010{n}" for n, name in enumerate(("PETRA", "OMAR", "MEI", "SAM"))}
    twilio = {
        "TWILIO_ACCOUNT_SID": "AC0123456789abcdef0123456789abcdef",
        "TWILIO_AUTH_TOKEN": "12345",
        "TWILIO_FROM": "+14155550100",
    }
    return read_files(files, {"PARTIFUL_SUPPORT_PIN": PIN, **phones, **twilio})


class Truth:
    """Who is on duty by plain reading: the walk's own opinion, which shares nothing with the bot's."""

    def __init__(self, lived: Lived) -> None:
        self.lived = lived

    def on_call(self, t: datetime) -> str | None:
        """Return the engineer whose turn it is, or who takes it."""
        number = (t - FIRST_TURN) // TURN
        order = [ENGINEERS[(number + step) % 3] for step in range(3)]
        person = next((one for one in order if not self.is_away(one, t)), None)
        for swap in self.lived.swaps:
            if swap.start <= t < swap.end and swap.instead_of == person and swap.instead_of in ENGINEERS:
                person = swap.who
        return person

    def tam(self, role: Role, t: datetime) -> str | None:
        """Return who is on duty in a TAM's role."""
        local = t.astimezone(NEW_YORK)
        is_open = local.weekday() < 5 and 9 <= local.hour < 18 and f"{local:%Y-%m-%d}" not in HOLIDAYS
        if not is_open:
            return None
        covering = [
            one for one in self.lived.swaps if one.instead_of == TAMS[role] and one.start <= t < one.end
        ]
        return covering[-1].who if covering else (None if self.is_away(TAMS[role], t) else TAMS[role])

    def is_away(self, person: str, t: datetime) -> bool:
        """Tell whether somebody is absent."""
        return any(who == person and start <= t < end for who, start, end in self.lived.away)

    def edges(self) -> list[datetime]:
        """Return the instants at which anything may change."""
        own = [at for _, start, end in self.lived.away for at in (start, end)]
        own += [at for one in self.lived.swaps for at in (one.start, one.end)]
        days = [START.replace(hour=hour) + n * DAY for n in range(QUARTER.days + 1) for hour in (9, 18)]
        turns = [FIRST_TURN + n * TURN for n in range(2 * (QUARTER.days + 6))]
        return sorted({*own, *days, *turns})


def live(desk: Desk, pagers: FakePagers, tickets: int) -> Lived:
    """Open, take, answer and solve the stream's tickets at their times, while people come and go."""
    dice, lived = random.Random("on call"), Lived(desk, pagers)
    moments: list[tuple[datetime, int, str]] = []
    for number, one in enumerate(stream(tickets)):
        if one.priority is Priority.P1 and dice.random() < 0.25:
            one = replace(one, answered_at=one.answered_at + dice.uniform(1, 20) * HOUR)
        moments += [(one.at, number, f"open {one.priority}"), (one.answered_at, number, "answer")]
        if one.priority is Priority.P1 and dice.random() < 0.4:
            moments.append((one.at + dice.uniform(1, 40) * MINUTE, number, "take"))
    for number in range(60):
        moments.append((START + dice.random() * QUARTER, -number - 1, dice.choice(("off", "away", "cover"))))
    moments += [(START + hour * 7 * HOUR, 10**6, "have") for hour in range(QUARTER // (7 * HOUR))]
    for at, number, what in sorted(moments):
        desk.pass_time(at)
        _do(lived, dice, number, what)
    return lived


def _do(lived: Lived, dice: random.Random, number: int, what: str) -> None:
    desk = lived.desk
    if what.startswith("open"):
        given = {"priority": Priority(what.split()[1]), "subject": f"Trouble number {number}"}
        lived.open_now[number] = desk.open(**given)
        lived.opened.append(lived.open_now[number])
    elif what == "answer":
        opened = lived.open_now.pop(number)
        desk.reply(opened, "U0CIERRA" if OFFICE.is_open(desk.clock.now()) else "U0PETRA", "We are on it.")
        desk.solve(opened)
    elif what == "take" and number in lived.open_now:
        ticket = desk.ticket(lived.open_now[number])
        user = ticket.assignee_slack or Truth(lived).on_call(desk.clock.now()) or "U0PETRA"
        desk.services.lifecycle.take(ticket.id, desk.actor(user))
        desk.settle()
    elif what in ("off", "away", "cover"):
        _change(lived, dice, what)


def _change(lived: Lived, dice: random.Random, what: str) -> None:
    """Have somebody be away, from now or later, or cover for another."""
    desk, now = lived.desk, lived.desk.clock.now().replace(microsecond=0)
    start = now if what == "away" else now + dice.uniform(1, 72) * HOUR
    end = start + dice.uniform(1, 30) * HOUR
    try:
        if what == "cover":
            pair = dice.choice((("U0KIRK", "U0CIERRA"), ("U0OMAR", "U0PETRA"), ("U0MEI", "U0OMAR")))
            span = Hours(start, end)
            desk.services.covers.cover(desk.actor(pair[1], None), pair[0], [span], pair[1])
            lived.swaps.append(Swap(*pair, start, end))
        else:
            who = dice.choice(("U0CIERRA", "U0KIRK", *ENGINEERS))
            desk.services.absences.announce(desk.actor(who, None), who, [Hours(start, end)])
            lived.away.append((who, max(start, desk.clock.now()), end))
    except BotError:
        pass  # they have no turn then
    desk.settle()


@dataclass(frozen=True)
class Owned:
    """Who has a ticket from an instant on."""

    since: datetime
    what: TicketAssigned


def faults(lived: Lived, opened: Opened) -> Iterator[str]:
    """Yield what is wrong with a P1: nobody on duty has it, or whoever has it was not told."""
    events = lived.desk.history(opened)
    key = f"PARTIFUL-{lived.desk.ticket(opened).number}"
    owners = [Owned(one.at, one.what) for one in events if isinstance(one.what, TicketAssigned)]
    starts = [one.what for one in events if isinstance(one.what, ClockStarted)]
    stops = [one.what for one in events if isinstance(one.what, ClockStopped)]
    truth, edges = Truth(lived), Truth(lived).edges()
    for begun, ended in zip(starts, stops, strict=True):
        before: str | None = None
        span = (begun.started_at, ended.at)
        for t in _probes(span, edges):
            owner = [one for one in owners if one.since <= t]
            if not owner:
                yield f"{key}: nobody has it at {t}"
                continue
            person = _person(truth, owner[-1], t)
            if person is None:
                yield f"{key}: {owner[-1].what.name} is off duty at {t}"
            elif person != before and not _knows(lived, key, owner[-1], person, t):
                yield f"{key}: {person} was not told at {t}"
            before = person


def _probes(span: tuple[datetime, datetime], edges: list[datetime]) -> list[datetime]:
    start, end = span
    count = min(int((end - start) / MINUTE), 600)
    near = [at for edge in edges for at in (edge - timedelta.resolution, edge) if start <= at < end]
    return sorted({start, *near, *(start + n * (end - start) / (count + 1) for n in range(count))})


def _person(truth: Truth, owner: Owned, t: datetime) -> str | None:
    """Return who has it if they may: on duty, or off duty when it was given to them by hand."""
    what = owner.what
    if what.role is Role.PSE:
        return what.slack or truth.on_call(t)
    if what.role not in TAMS:
        return what.slack
    by_hand = isinstance(what.why, TakenByHand | GivenByHand) and what.why.off_duty is not None
    return what.slack if by_hand or truth.tam(what.role, t) == what.slack else None


def _knows(lived: Lived, key: str, owner: Owned, person: str, t: datetime) -> bool:
    """Tell whether somebody took it themselves, or was told just then."""
    return isinstance(owner.what.why, TakenByHand) or _told(lived, key, person, t)


def _told(lived: Lived, key: str, person: str, t: datetime) -> bool:
    """Tell whether a message about the ticket named somebody within a second of an instant."""
    return any(
        call.method in ("chat.postMessage", "chat.update")
        and t <= call.at <= t + timedelta(seconds=1)
        and re.search(rf"{key}\b", str(call.arguments["text"]))
        and f"<@{person}>" in str(call.arguments["text"])
        for call in lived.by_time.get(t.replace(second=0, microsecond=0), ())
    )


def main() -> int:
    """Live through the quarter, walk it, and print what it came to."""
    tickets = next((int(one) for one in sys.argv[1:] if one.isdigit()), 2000)
    begun = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="tam-bot-bench-") as folder:
        database, clock = Database(f"sqlite:///{Path(folder, 'quarter.db')}"), FakeClock(START)
        database.migrate()
        pagers, slack = FakePagers(clock), FakeSlack(clock)
        carriers: dict[Destination, Carrier] = {Destination.TWILIO: pagers, Destination.PAGERDUTY: pagers}
        desk = Desk(database, clock, slack, runbook(), carriers)
        desk.services.people.set_group("S0PSE", list(ENGINEERS))
        for user, name in NAMES.items():
            desk.services.people.meet(user, "T0PROVIDER", name)
        desk.services.falling_due.keep_calendar()
        lived = live(desk, pagers, tickets)
        found = report(lived)
        database.dispose()
    print(f"{time.monotonic() - begun:.0f} s")
    return 1 if found else 0


def report(lived: Lived) -> int:
    """Print pings and calls by ticket and person, and all that is wrong; return how much that is."""
    found, urgent = 0, 0
    for opened in lived.opened:
        if lived.desk.ticket(opened).priority is Priority.P1:
            urgent += 1
            for fault in faults(lived, opened):
                found += 1
                print(fault)
    other, decided = recomputed_otherwise(lived)
    print(f"{len(lived.opened)} tickets, {urgent} P1; {len(lived.away)} absences, {len(lived.swaps)} covers")
    print(f"moments at which a P1 was with nobody, or somebody was not told: {found}")
    print(f"decisions computed again: {decided}, otherwise: {len(other)}")
    for line in other[:20]:
        print(f"  {line}")
    print(_counts(lived))
    return found + len(other)


def recomputed_otherwise(lived: Lived) -> tuple[list[str], int]:
    """Return the decisions that come out otherwise again, and how many there are in all."""
    other, decided = [], 0
    with lived.desk.database.read() as session:
        work = Work(session, lived.desk.runbook, lived.desk.clock.now(), "")
        for opened in lived.opened:
            for one in recomputed.decisions(work, work.peek(opened.ticket_id)):
                decided += 1
                if not one.same:
                    other.append(f"PARTIFUL-{opened.ticket_id} {one.at} {one.kind}: {one.was} / {one.now}")
    return other, decided


def _counts(lived: Lived) -> str:
    people, each = Counter[str](), Counter[str]()
    for call in lived.desk.slack.calls:
        text = str(call.arguments.get("text", ""))
        mentions = re.findall(r"<[@!][^>]+>", text) if call.method == "chat.postMessage" else []
        people.update(mentions)
        each.update(set(re.findall(r"PARTIFUL-\d+", text)) if mentions else ())
    rung = Counter((to, what) for _, what, to in lived.pagers.told)
    pinged = ", ".join(f"{name} {count}" for name, count in people.most_common())
    phones = ", ".join(f"{to} {what} {count}" for (to, what), count in rung.most_common())
    count = len(lived.opened)
    return (
        f"pings by person: {pinged}\n"
        f"pings a ticket: {sum(each.values()) / count:.2f}, most {max(each.values(), default=0)}\n"
        f"SMS and calls by person: {phones or 'none'}\n"
        f"SMS and calls a ticket: {rung.total() / count:.3f}"
    )


if __name__ == "__main__":
    sys.exit(main())
