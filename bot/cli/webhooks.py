"""`tam-bot webhooks`: how the outgoing webhooks fared, the newest first."""

import argparse

from bot.cli.schedules.stored import stored
from models.queues.outbox import Method, OutboxRow


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command and its options."""
    parser = subparsers.add_parser(
        "webhooks",
        help="how the outgoing webhooks fared",
        description="List what other programs were told, the newest first, and how it went.",
    )
    parser.add_argument("--hook", help="of one webhook, by its id in the runbook (all)")
    parser.add_argument("--limit", type=int, default=50, help="how many at most (50)")
    parser.set_defaults(func=run)


def run(args: argparse.Namespace) -> int:
    """Print a line for each delivery."""
    with stored() as work:
        for row in OutboxRow.latest_by(work.session, Method.WEBHOOK, max(args.limit, 1), args.hook):
            print(_delivery(row))
    return 0


def _delivery(row: OutboxRow) -> str:
    about = row.payload.get("data", {}).get("ticket", "")
    tries = f"{row.attempts} attempt{'' if row.attempts == 1 else 's'}"
    error = f", {row.error}" if row.error else ""
    told = f"{row.channel}  {row.payload.get('type', '')}  {about}"
    return f"{row.created_at:%Y-%m-%d %H:%M:%S}Z  {told}  {row.state} after {tries}{error}  msg_{row.key}"
