"""`tam-bot check`: everything that would keep the bot from running, all at once."""

import argparse
import sys

from bot.cli.checks import uncovered
from bot.cli.checks.manifest import manifest_problems
from bot.cli.checks.nameless_there import nameless_there
from bot.cli.garbage import seldom_collected
from bot.cli.loading import environment
from bot.errors import BotError, Problems
from bot.runbook import Runbook, load
from bot.settings import Settings


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command and its options."""
    parser = subparsers.add_parser(
        "check",
        help="check runbook, environment and manifest",
        description="Check the runbook, the environment and the Slack app manifest; say every problem, "
        "with file and line where there is one. Nothing is changed and nothing is sent.",
    )
    parser.add_argument("--http", action="store_true", help="check what `serve` needs, not what `run` needs")
    parser.add_argument("--manifest", help="the manifest to check (the one that ships)")
    parser.add_argument(
        "--gaps",
        metavar="90d",
        help="check instead that somebody is on call by name for so long; 1 if not",
    )
    parser.add_argument(
        "--against", metavar="DIR", help="say instead what the runbook in that folder would change"
    )
    parser.add_argument(
        "--online",
        action="store_true",
        help="ask Slack instead: tokens, scopes, and whose the named channels, people and groups are",
    )
    parser.set_defaults(func=run)


def run(args: argparse.Namespace) -> int:
    """Print every problem and return 2, or say that there is none and return 0."""
    if args.against is not None:
        from bot.cli.checks import against  # what asks a database, which nothing else here needs

        return against.run(args.against)
    if args.gaps is not None:
        return uncovered.run(args.gaps)
    if args.online:
        from bot.cli.checks.online import check_online  # Slack's libraries, which nothing else here needs

        return check_online(http=args.http)
    settings = Settings.read(environment())
    runbook, of_runbook = _runbook(settings)
    problems = [*of_runbook, *settings.problems(http=args.http), *manifest_problems(args.manifest)]
    for problem in problems:
        print(problem, file=sys.stderr)
    if problems:
        print(f"{len(problems)} problem{'s' if len(problems) > 1 else ''}.", file=sys.stderr)
        return 2
    for known in nameless_there(runbook) if runbook else ():
        print(known)
    print(f"{settings.runbook}: fine. The environment and the manifest are fine too.")
    return 0


@seldom_collected()
def _runbook(settings: Settings) -> tuple[Runbook | None, list[str]]:
    try:
        return load(settings.runbook, settings.environment), []
    except Problems as error:
        return None, list(error.problems)
    except BotError as error:
        return None, [str(error)]
