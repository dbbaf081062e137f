"""`tam-bot playground`: a Slack workspace in a box, with the bot in it."""

import argparse
from importlib.util import find_spec

from bot.cli.offline import parse_instant
from bot.errors import WrongInput

_NOT_INSTALLED = "The playground is not installed here. Install it with: pip install 'tam-bot[playground]'"


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command and its options."""
    parser = subparsers.add_parser(
        "playground",
        help="try the bot in a local Slack workspace, in the browser",
        description="Start a local Slack workspace with the bot in it and print the address of its page. "
        "Nothing leaves this machine; nothing is kept when it ends.",
    )
    parser.add_argument("--port", type=int, default=8123, help="the page's port (8123; 0 for any free one)")
    parser.add_argument("--at", help="when it starts, like 2026-03-03T10:00-05:00 (now)")
    parser.add_argument("--rate-limits", action="store_true", help="mind Slack's rate limits")
    parser.add_argument(
        "--play",
        nargs="*",
        metavar="FILE",
        help="play scenario files (or those that ship, by name; all of them if none is named) and end; "
        "1 if one goes otherwise than written, 2 if one cannot be read",
    )
    book = parser.add_mutually_exclusive_group()
    book.add_argument(
        "--runbook", metavar="DIR", help="a runbook of yours: its workspaces, channels and people are made"
    )
    book.add_argument(
        "--two-accounts",
        action="store_true",
        help="the sample runbook with a second customer: another zone, contract, triage channel and clock",
    )
    parser.add_argument(
        "--without-bot",
        action="store_true",
        help="start the workspace alone and print, as shell exports, what any Slack app needs to use it",
    )
    parser.add_argument("--manifest", metavar="FILE", help="with --without-bot: the other app's manifest")
    parser.add_argument(
        "--request-url", metavar="URL", default="", help="with --without-bot: deliver there over HTTP"
    )
    parser.set_defaults(func=run)


def run(args: argparse.Namespace) -> int:
    """Serve the page until SIGTERM or SIGINT, or play scenarios; return the exit code.

    Raises WrongInput where the extra that brings the web server was not installed.
    """
    if find_spec("aiohttp") is None:
        raise WrongInput(_NOT_INSTALLED)
    from bot.cli.box import bare_playground, boxed, scenarios  # they need what the extra installs

    if (args.runbook or args.two_accounts) and args.play is not None:
        raise WrongInput("--runbook and --two-accounts are not for --play: a story has a runbook of its own.")
    start = parse_instant(args.at) if args.at else None
    if args.without_bot:
        return bare_playground.serve(args, start)
    if args.manifest or args.request_url:
        raise WrongInput("--manifest and --request-url are for --without-bot.")
    if args.play is not None:
        return scenarios.play(args.play)
    return boxed.serve(args, start)
