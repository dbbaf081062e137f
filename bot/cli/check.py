"""`tam-bot check`: everything that would keep the bot from running, all at once."""

import argparse
import sys
from typing import Any

import yaml

from bot import resources
from bot.blocks import ids
from bot.cli.loading import environment
from bot.errors import BotError, Problems
from bot.runbook import load
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
    parser.set_defaults(func=run)


def run(args: argparse.Namespace) -> int:
    """Print every problem and return 2, or say that there is none and return 0."""
    settings = Settings.read(environment())
    problems = [*_runbook(settings), *settings.problems(http=args.http), *_manifest(args.manifest)]
    for problem in problems:
        print(problem, file=sys.stderr)
    if problems:
        print(f"{len(problems)} problem{'s' if len(problems) > 1 else ''}.", file=sys.stderr)
        return 2
    print(f"{settings.runbook}: fine. The environment and the manifest are fine too.")
    return 0


def _runbook(settings: Settings) -> list[str]:
    try:
        load(settings.runbook, settings.environment)
    except Problems as error:
        return list(error.problems)
    except BotError as error:
        return [str(error)]
    return []


def _manifest(named: str | None) -> list[str]:
    """List what the manifest lacks of the commands and shortcuts that the code answers."""
    path = named or str(resources.manifest())
    try:
        with open(path, encoding="utf-8") as file:
            manifest: Any = yaml.safe_load(file)
    except OSError as error:
        return [f"{path}: cannot be read ({error.strerror})."]
    except yaml.YAMLError as error:
        return [f"{path}: is no YAML ({' '.join(str(error).split())})."]
    if not isinstance(manifest, dict):
        return [f"{path}: is no manifest."]
    features = manifest.get("features") or {}
    commands = {each.get("command") for each in features.get("slash_commands") or []}
    shortcuts = {each.get("callback_id") for each in features.get("shortcuts") or []}
    wanted_shortcuts = {ids.CREATE_TICKET_SHORTCUT, ids.ESCALATE_SHORTCUT, ids.NEW_TICKET_SHORTCUT}
    missing = sorted(({ids.TICKET_COMMAND, ids.ONCALL_COMMAND} - commands) | (wanted_shortcuts - shortcuts))
    problems = [f"{path}: features: {name} is missing." for name in missing]
    if not ((manifest.get("settings") or {}).get("interactivity") or {}).get("is_enabled"):
        problems.append(f"{path}: settings.interactivity.is_enabled must be true, or no button works.")
    return problems
