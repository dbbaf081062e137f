"""`tam-bot oncall-feed`: calendar feeds of who is on call, made, revoked, or written to a file."""

import argparse
import sys
from pathlib import Path

from bot.cli.loading import environment
from bot.cli.schedules.stored import stored
from bot.errors import NotFound, WrongInput
from bot.runbook import Runbook
from bot.settings import Settings
from bot.steps.people import feeds

_WHO = "whose shifts, by name or Slack id; left out, the 24x7 team's final schedule"


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command and what it does."""
    parser = subparsers.add_parser(
        "oncall-feed",
        help="calendar feeds of who is on call",
        description="Make or revoke the secret address of a calendar feed that `tam-bot serve` answers, "
        "or write the same file.",
    )
    doing = parser.add_subparsers(required=True, metavar="make|revoke|write")
    making = doing.add_parser("make", help="make a feed; its address is shown this once")
    making.add_argument("--who", help=_WHO)
    making.set_defaults(func=make)
    revoking = doing.add_parser("revoke", help="have a feed's address open nothing any more")
    revoking.add_argument("token", help="the token, or the address that holds it")
    revoking.set_defaults(func=revoke)
    writing = doing.add_parser("write", help="write the file that a feed would give")
    writing.add_argument("file", help="the file to write; - for the standard output")
    writing.add_argument("--who", help=_WHO)
    writing.set_defaults(func=write)


def make(args: argparse.Namespace) -> int:
    """Make a feed and print its address."""
    with stored() as work:
        token = feeds.make(work, _user(work.runbook, args.who))
    print(f"{Settings.read(environment()).public_url}/oncall/{token}.ics")
    print("Whoever has this address can read it. It is kept nowhere: note it now.", file=sys.stderr)
    return 0


def revoke(args: argparse.Namespace) -> int:
    """Revoke a feed; NotFound for none."""
    token = args.token.rsplit("/", 1)[-1].removesuffix(".ics")
    with stored() as work:
        if not feeds.revoke(work, token):
            raise NotFound("No feed has that token, or it was revoked before. Nothing was changed.")
    print("Revoked: the address opens nothing any more.")
    return 0


def write(args: argparse.Namespace) -> int:
    """Write the file."""
    with stored() as work:
        content = feeds.written(work, _user(work.runbook, args.who))
    if args.file == "-":
        sys.stdout.buffer.write(content)
    else:
        Path(args.file).write_bytes(content)
    return 0


def _user(book: Runbook, who: str | None) -> str | None:
    """Return whose shifts are meant; WrongInput for nobody of the runbook's, or several."""
    if who is None:
        return None
    wanted = who.strip().lstrip("@").casefold()
    found = [user for user, name in book.staff_names.items() if wanted in (user.casefold(), name.casefold())]
    if len(found) != 1:
        raise WrongInput(f"“{who}” does not name exactly one person who is in the runbook with a Slack id.")
    return found[0]
