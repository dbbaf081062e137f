"""`tam-bot why`: whether what was decided about a ticket comes to the same when it is computed again."""

import argparse
import json
import re
from collections.abc import Sequence

from bot.blocks.answers import decided
from bot.cli.offline import only_account, utc_text
from bot.cli.schedules.stored import stored
from bot.domain.decisions import Decision
from bot.domain.wording import WallClock
from bot.errors import NotFound
from bot.steps import recomputed
from bot.steps.work import Work
from models.ticket import Ticket

_KEY = re.compile(r"(?:(?P<account>.+)-)?(?P<number>[0-9]{1,9})")


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command and its options."""
    parser = subparsers.add_parser(
        "why",
        help="whether what was decided about a ticket comes to the same again",
        description="Compute every assignment, due time, nudge and page of a ticket again, by the runbook "
        "and from the absences and covers of then. Exit 0 if all come to the same, 1 if one does not.",
    )
    parser.add_argument("ticket", help="its key, like PARTIFUL-12; with one account the number will do")
    parser.add_argument("--json", action="store_true", help="print JSON, instants in UTC")
    parser.set_defaults(func=run)


def run(args: argparse.Namespace) -> int:
    """Print each decision beside what it comes to; NotFound for an unknown ticket."""
    with stored() as work:
        ticket = _ticket(work, args.ticket)
        key, clock = work.key(ticket), work.wall_clock(ticket.account)
        found = recomputed.decisions(work, ticket)
    print(_as_json(key, found, clock) if args.json else _as_text(key, found, clock))
    return 0 if all(decision.same for decision in found) else 1


def _ticket(work: Work, text: str) -> Ticket:
    key = _KEY.fullmatch(text.strip())
    if key is None:
        raise NotFound(f"“{text}” isn't a ticket. Write a key like PARTIFUL-12.")
    account = only_account(work.runbook, key["account"])
    ticket = Ticket.numbered(work.session, account.key, int(key["number"]))
    if ticket is None:
        raise NotFound(f"There is no ticket {account.prefix}-{int(key['number'])}.")
    return ticket


def _as_json(key: str, found: Sequence[Decision], clock: WallClock) -> str:
    decisions = [
        {
            "at": utc_text(one.at),
            "kind": one.kind,
            "was": decided.words(one.was, clock),
            "now": decided.words(one.now, clock),
            "same": one.same,
        }
        for one in found
    ]
    same = all(one.same for one in found)
    return json.dumps({"ticket": key, "same": same, "decisions": decisions}, indent=2, ensure_ascii=False)


def _as_text(key: str, found: Sequence[Decision], clock: WallClock) -> str:
    lines = [f"{key}: {decided.verdict(found)}"]
    for one in found:
        was, now = decided.words(one.was, clock), decided.words(one.now, clock)
        lines.append(f"{utc_text(one.at)}  {decided.KINDS[one.kind]}, by runbook {one.runbook_version}")
        lines += [f"  same: {was}"] if one.same else [f"  was: {was}", f"  now: {now}"]
    return "\n".join(lines)
