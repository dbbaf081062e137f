"""`tam-bot oncall`: who answers an account at an instant, and until when."""

import argparse
import json
from datetime import datetime

from bot.blocks.messages.why_words import sentences
from bot.cli.offline import add_options, instant_or_now, only_account, parse_instant, runbook, utc_text
from bot.cli.schedules.announced import Roster, as_announced
from bot.cli.schedules.final_schedule import final_schedule, person_json
from bot.domain.rotation import OnCallAt, PersonNow, who_is_on_call
from bot.domain.routing import Role
from bot.domain.tams import Turn
from bot.domain.wording import WallClock, clock_time, day_words, moment
from bot.errors import WrongInput
from bot.runbook import Account, Runbook


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command and its options."""
    parser = subparsers.add_parser(
        "oncall",
        help="who is on call for an account",
        description="Say who would get a ticket, how each TAM stands, and when that changes. "
        "Needs the runbook only; what was announced in Slack counts if DATABASE_URL can be read.",
    )
    add_options(parser)
    parser.add_argument("--from", dest="start", help="show the 24x7 team's final schedule from then on")
    parser.add_argument("--to", dest="end", help="the end of that schedule, excluded")
    parser.set_defaults(func=run)


def run(args: argparse.Namespace) -> int:
    """Print who is on call; BotError where the input or the runbook is wrong."""
    book = runbook()
    scheduled = args.start is not None or args.end is not None
    found = as_announced(book)
    print(_schedule(book, found, args) if scheduled else _on_call(book, found, args))
    return 0


def _schedule(book: Runbook, found: Roster, args: argparse.Namespace) -> str:
    if args.start is None or args.end is None or args.at is not None:
        raise WrongInput("Give --from and --to together for a schedule, or --at alone for an instant.")
    if args.account is not None:
        book.account(args.account)
    start, end = parse_instant(args.start), parse_instant(args.end)
    return final_schedule(book.provider, found.pse, (start, end), as_json=args.json)


def _on_call(book: Runbook, roster: Roster, args: argparse.Namespace) -> str:
    account = only_account(book, args.account)
    team, at = roster.teams[account.key], instant_or_now(args.at)
    found, pse = who_is_on_call(team, at), roster.pse.at(at) if roster.pse else None
    if args.json:
        return json.dumps(_as_json(found, team.pse_name, pse), indent=2, ensure_ascii=False)
    return _as_text(account, found, pse)


def _as_json(found: OnCallAt, pse_name: str, pse: Turn | None) -> dict[str, object]:
    return {
        "at": utc_text(found.at),
        "primary": _person_json(found.primary),
        "secondary": found.secondary and _person_json(found.secondary),
        "pse": {
            "name": pse_name,
            "person": person_json(pse.person if pse else None),
            "layer": pse and pse.layer,
            "until": pse and utc_text(pse.end),
        },
        "now": {"role": found.now.role, "name": found.now.name},
        "next_change": utc_text(found.next_change),
    }


def _person_json(person: PersonNow) -> dict[str, object]:
    return {
        "name": person.name,
        "hours": person.hours,
        "open": person.open,
        "absent_until": person.absent_until and person.absent_until.isoformat(),
        "next_open": utc_text(person.next_open),
    }


def _as_text(account: Account, found: OnCallAt, pse: Turn | None) -> str:
    clock = account.wall_clock
    people = [(Role.PRIMARY, found.primary), (Role.SECONDARY, found.secondary)]
    change = "none planned" if found.next_change is None else clock_time(found.next_change, clock, found.at)
    lines = [
        f"{account.name}, {moment(found.at, clock)} ({found.at.isoformat()})",
        f"On call        {found.now.name}, {found.now.role.label}",
        *(f"               {sentence}" for sentence in sentences(found.now.why, clock)),
        *(f"{role.label:14} {_stands(person, clock, found.at)}" for role, person in people if person),
        f"{Role.PSE.label:14} {account.team().pse_name}, {_engineer(pse, clock, found.at)}",
        f"Next change    {change}",
    ]
    return "\n".join(lines)


def _engineer(pse: Turn | None, clock: WallClock, at: datetime) -> str:
    """Say who of the 24x7 team is on call, and until when."""
    if pse is None:
        return "around the clock"
    until = f"until {clock_time(pse.end, clock, at)}" if pse.end else "with no end planned"
    return f"{pse.person.name} {until} ({pse.layer})" if pse.person else f"nobody by name {until}"


def _stands(person: PersonNow, clock: WallClock, at: datetime) -> str:
    """Say whether a TAM is on duty, and if not, why and until when."""
    who = f"{person.name} ({person.hours})"
    if person.open:
        return f"{who}, on duty"
    away = "off duty"
    if person.absent_until is not None:
        away = f"absent through {day_words(person.absent_until, clock.day(at))}"
    back = (
        "no return is planned"
        if person.next_open is None
        else f"back {clock_time(person.next_open, clock, at)}"
    )
    return f"{who}, {away}; {back}"
