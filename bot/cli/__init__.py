"""The command line: one module per command, and nothing that decides."""

import argparse
import logging
import os
import sys
from collections.abc import Sequence
from importlib import import_module

from bot.errors import BotError

_COMMANDS = ("playground", "run", "serve", "check", "whatif", "oncall", "migrate")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; return 0 when it went well, 2 for wrong input or settings, 1 for anything else."""
    given = sys.argv[1:] if arguments is None else list(arguments)
    args = _parser(given[:1]).parse_args(given)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    for chatty in ("alembic", "apscheduler"):
        logging.getLogger(chatty).setLevel(logging.WARNING)
    try:
        return int(args.func(args))
    except BotError as error:
        print(error, file=sys.stderr)
        return 2
    except BrokenPipeError:  # whoever read our output has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except KeyboardInterrupt:
        return 1
    except Exception:
        logging.getLogger(__name__).exception("tam-bot stopped: this is our fault, please report it")
        return 1


def _parser(given: Sequence[str] = ()) -> argparse.ArgumentParser:
    """Return the parser of the command given, or of all: each needs libraries that the others do without."""
    parser = argparse.ArgumentParser(
        prog="tam-bot",
        description="Turn chat with your Technical Account Managers into tickets with a running clock.",
        epilog="Settings come from the environment and from .env; see .env.example.",
    )
    subparsers = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    for command in [name for name in _COMMANDS if name in given] or _COMMANDS:
        import_module(f"bot.cli.{command}").add_parser(subparsers)
    return parser
