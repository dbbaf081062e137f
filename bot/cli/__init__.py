"""The command line: one module per command, and nothing that decides."""

import argparse
import logging
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from importlib.metadata import version

from bot.cli.garbage import seldom_collected
from bot.cli.log_lines import LogLines
from bot.errors import Away, BotError

_COMMANDS = {
    "playground": "try the bot in a local Slack workspace, in the browser",
    "init": "write a runbook of your own, asking Slack for names and ids",
    "run": "run the bot over Socket Mode",
    "serve": "run the bot over HTTP",
    "check": "check runbook, environment and manifest",
    "whatif": "what would happen to a ticket opened at an instant",
    "oncall": "who is on call for an account",
    "why": "whether what was decided about a ticket comes to the same again",
    "reconcile": "after restoring an older database: learn what was said since",
    "oncall-feed": "calendar feeds of who is on call",
    "api-token": "tokens with which other programs read the API",
    "webhooks": "how the outgoing webhooks fared",
    "import-oncall": "take shifts and absences from calendars now",
    "migrate": "make or upgrade the database's tables",
}
"""What each command is for; said here too, so that listing them loads none of them."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; return 0 when it went well, 2 for wrong input or settings, 1 for anything else."""
    given = sys.argv[1:] if arguments is None else list(arguments)
    command = next((word for word in given if not word.startswith("-")), "")
    with seldom_collected():
        args = (_parser([command]) if command in _COMMANDS else _listing()).parse_args(given)
    written = logging.StreamHandler()
    written.setFormatter(LogLines())
    logging.basicConfig(level=logging.INFO, handlers=[written])
    for chatty in ("alembic", "apscheduler"):
        logging.getLogger(chatty).setLevel(logging.WARNING)
    try:
        return int(args.func(args))
    except BotError as error:
        print(error, file=sys.stderr)
        return 1 if isinstance(error, Away) else 2
    except BrokenPipeError:  # whoever read our output has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except KeyboardInterrupt:
        return 1
    except Exception:
        logging.getLogger(__name__).exception("tam-bot stopped: this is our fault, please report it")
        return 1


class Version(argparse.Action):
    """Prints the version and ends; what is installed is only looked at when somebody asks."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: object,
        option_string: str | None = None,
    ) -> None:
        """Print name and version, such as "tam-bot 0.1.0"; exit with 0."""
        print("tam-bot", version("tam-bot"))
        parser.exit()


def _parser(given: Sequence[str] = tuple(_COMMANDS)) -> argparse.ArgumentParser:
    """Return the parser of the commands given: each needs libraries that the others do without."""
    parser, subparsers = _empty()
    for command in given:
        import_module(f"bot.cli.{command.replace('-', '_')}").add_parser(subparsers)
    return parser


def _listing() -> argparse.ArgumentParser:
    """Return a parser that names every command and loads none."""
    parser, subparsers = _empty()
    for command, purpose in _COMMANDS.items():
        subparsers.add_parser(command, help=purpose)
    return parser


def _empty() -> "tuple[argparse.ArgumentParser, argparse._SubParsersAction[argparse.ArgumentParser]]":
    parser = argparse.ArgumentParser(
        prog="tam-bot",
        description="Turn chat with your Technical Account Managers into tickets with a running clock.",
        epilog="Settings come from the environment and from .env; see .env.example.",
    )
    parser.add_argument("--version", action=Version, nargs=0, help="say which version this is, and end")
    return parser, parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
