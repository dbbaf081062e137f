"""`tam-bot oncall`: who answers an account at an instant, and until when."""

import argparse
import json
from datetime import datetime
from typing import Any

from bot.cli.offline import instant_or_now, only_account, runbook, utc_text
from bot.domain.rotation import OnCall, PersonNow, on_call
from bot.domain.routing import Role
from bot.domain.wording import clock_time, day_words, moment
from bot.domain.zones import local_day
from bot.runbook import Account, Runbook


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command and its options."""
    parser = subparsers.add_parser(
        "oncall",
        help="who is on call for an account",
        description="Say who would get a ticket, how each TAM stands, and when that changes. "
        "Needs the runbook only.",
    )
    parser.add_argument("--account", help="the account's key or name; may be left out if there is only one")
    parser.add_argument("--at", help="when, with its offset, like 2026-03-06T17:30-05:00; now if left out")
    parser.add_argument("--json", action="store_true", help="print JSON, instants in UTC")
    parser.set_defaults(func=run)


def run(args: argparse.Namespace) -> int:
    """Print who is on call; BotError where the input or the runbook is wrong."""
    print(_on_call(runbook(), args))
    return 0


def _on_call(book: Runbook, args: argparse.Namespace) -> str:
    account = only_account(book, args.account)
    team = account.team()
    found = on_call(team, instant_or_now(args.at))
    if args.json:
        return json.dumps(_as_json(found, team.pse_name), indent=2, ensure_ascii=False)
    return _as_text(account, found, team.pse_name)


def _as_json(found: OnCall, pse_name: str) -> dict[str, Any]:
    return {
        "at": utc_text(found.at),
        "primary": _person_json(found.primary),
        "secondary": found.secondary and _person_json(found.secondary),
        "pse": {"name": pse_name},
        "now": {"role": found.now.role, "name": found.now.name},
        "next_change": utc_text(found.next_change),
    }


def _person_json(person: PersonNow) -> dict[str, Any]:
    return {
        "name": person.name,
        "hours": person.hours,
        "open": person.open,
        "absent_until": person.absent_until and person.absent_until.isoformat(),
        "next_open": utc_text(person.next_open),
    }


def _as_text(account: Account, found: OnCall, pse_name: str) -> str:
    zone = account.team().zone
    people = [(Role.PRIMARY, found.primary), (Role.SECONDARY, found.secondary)]
    change = "none planned" if found.next_change is None else clock_time(found.next_change, zone, found.at)
    lines = [
        f"{account.name}, {moment(found.at, zone)} ({found.at.isoformat()})",
        f"On call        {found.now.name}, {found.now.role.label}",
        *(f"               {sentence}" for sentence in found.now.why),
        *(f"{role.label:14} {_stands(person, zone, found.at)}" for role, person in people if person),
        f"{Role.PSE.label:14} {pse_name}, around the clock",
        f"Next change    {change}",
    ]
    return "\n".join(lines)


def _stands(person: PersonNow, zone: str, at: datetime) -> str:
    """Say whether a TAM is on duty, and if not, why and until when."""
    who = f"{person.name} ({person.hours})"
    if person.open:
        return f"{who}, on duty"
    away = "off duty"
    if person.absent_until is not None:
        away = f"absent through {day_words(person.absent_until, local_day(zone, at))}"
    back = (
        "no return is planned"
        if person.next_open is None
        else f"back {clock_time(person.next_open, zone, at)}"
    )
    return f"{who}, {away}; {back}"
