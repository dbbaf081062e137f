"""`tam-bot webhooks`: how the outgoing webhooks fared, the newest first."""

import argparse
from typing import Final

from bot.cli.schedules.stored import stored
from bot.errors import NotFound
from models.queues.outbox import Method, OutboxRow

_MOST: Final = 1000


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command and its options."""
    parser = subparsers.add_parser(
        "webhooks",
        help="how the outgoing webhooks fared",
        description="List what other programs were told, the newest first, and how it went.",
    )
    parser.add_argument("--hook", help="of one webhook, by its id in the runbook (all)")
    parser.add_argument("--limit", type=_limit, default=50, help=f"how many at most, up to {_MOST} (50)")
    parser.set_defaults(func=run)


def run(args: argparse.Namespace) -> int:
    """Print a line for each delivery; NotFound for a webhook that there is not, and never was."""
    with stored() as work:
        rows = OutboxRow.latest_by(work.session, Method.WEBHOOK, args.limit, args.hook)
        known = {hook.id for hook in work.runbook.provider.webhooks}
        if args.hook is not None and not rows and args.hook not in known:
            raise NotFound(f"There is no webhook “{args.hook}”, and no delivery to one is known.")
        for row in rows:
            print(_delivery(row))
    return 0


def _limit(text: str) -> int:
    if text.isascii() and text.isdigit() and len(text) <= len(str(_MOST)) and 1 <= int(text) <= _MOST:
        return int(text)
    raise argparse.ArgumentTypeError(f"“{text}” isn't a whole number from 1 to {_MOST}")


def _delivery(row: OutboxRow) -> str:
    about = row.payload.get("data", {}).get("ticket", "")
    tries = f"{row.attempts} attempt{'' if row.attempts == 1 else 's'}"
    error = f", {row.error}" if row.error else ""
    told = f"{row.channel}  {row.payload.get('type', '')}  {about}"
    return f"{row.created_at:%Y-%m-%d %H:%M:%S}Z  {told}  {row.state} after {tries}{error}  msg_{row.key}"
