"""`tam-bot whatif`: what would happen to a ticket opened at a given instant."""

import argparse
import json
from datetime import datetime

from bot.blocks.messages.why_words import sentences
from bot.cli.offline import add_options, instant_or_now, only_account, runbook, utc_text
from bot.cli.schedules.announced import as_announced
from bot.domain.forecast import Forecast, Nudge, forecast
from bot.domain.routing import Assignment
from bot.domain.sla import Priority
from bot.domain.wording import clock_time, moment
from bot.errors import WrongInput
from bot.runbook import Account, Runbook


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command and its options."""
    parser = subparsers.add_parser(
        "whatif",
        help="what would happen to a ticket opened at an instant",
        description="Say who would get a ticket, why, when the answer is due and what silence would bring. "
        "Needs the runbook only; what was announced in Slack counts if DATABASE_URL can be read.",
    )
    add_options(parser)
    parser.add_argument("--priority", required=True, help="P1, P2 or P3")
    parser.add_argument("--product", help="the product's id or name, like voice")
    parser.set_defaults(func=run)


def run(args: argparse.Namespace) -> int:
    """Print the forecast; BotError where the input or the runbook is wrong."""
    print(_forecast(runbook(), args))
    return 0


def _forecast(book: Runbook, args: argparse.Namespace) -> str:
    account = only_account(book, args.account)
    product = book.provider.product(args.product).name if args.product else None
    found = forecast(
        as_announced(book).teams[account.key],
        account.sla.targets,
        (account.pending.remind_days, account.pending.solve_days),
        account.sla.nudge_at,
        _priority(args.priority),
        instant_or_now(args.at),
    )
    if args.json:
        return json.dumps(_as_json(account, found), indent=2, ensure_ascii=False)
    return _as_text(account, product, found)


def _priority(text: str) -> Priority:
    try:
        return Priority(text.strip().upper())
    except ValueError:
        raise WrongInput(f"“{text}” isn't a priority; use P1, P2 or P3.") from None


def _as_json(account: Account, found: Forecast) -> dict[str, object]:
    return {
        "account": account.key,
        "priority": found.priority,
        "at": utc_text(found.at),
        "assignee": _who(found.assignment),
        "why": sentences(found.assignment.why, account.wall_clock),
        "respond_by": utc_text(found.respond_by),
        "nudges": [{"at": utc_text(nudge.at), "to": _who(nudge.to)} for nudge in found.nudges],
        "remind_at": utc_text(found.remind_at),
        "solve_at": utc_text(found.solve_at),
    }


def _who(assignment: Assignment) -> dict[str, str]:
    return {"role": assignment.role, "name": assignment.name}


def _as_text(account: Account, product: str | None, found: Forecast) -> str:
    clock = account.wall_clock

    def when(instant: datetime | None) -> str:
        return "never" if instant is None else clock_time(instant, clock, found.at)

    about = f"{found.priority} for {account.name}" + (f", {product}" if product else "")
    lines = [
        f"{about}, opened {moment(found.at, clock)} ({found.at.isoformat()})",
        f"Goes to     {found.assignment.name}, {found.assignment.role.label}",
        *(f"            {sentence}" for sentence in sentences(found.assignment.why, clock)),
        f"Respond by  {when(found.respond_by)}",
        *(f"Nudge       {_part(nudge)} {when(nudge.at)}, to {nudge.to.name}" for nudge in found.nudges),
        "If it were set Pending then, and the customer stayed silent:",
        f"Reminder    {when(found.remind_at)}",
        f"Solved      {when(found.solve_at)}",
    ]
    return "\n".join(lines)


def _part(nudge: Nudge) -> str:
    return "due " if nudge.fraction == 1 else f"{nudge.fraction:.0%} "
