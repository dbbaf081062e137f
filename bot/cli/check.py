"""`tam-bot check`: everything that would keep the bot from running, all at once."""

import argparse
import sys
from typing import Any

import yaml

from bot import resources
from bot.blocks.kit import ids
from bot.cli import against, gaps
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
    parser.add_argument(
        "--gaps",
        metavar="90d",
        help="check instead that somebody is on call by name for so long; 1 if not",
    )
    parser.add_argument(
        "--against", metavar="DIR", help="say instead what the runbook in that folder would change"
    )
    parser.set_defaults(func=run)


def run(args: argparse.Namespace) -> int:
    """Print every problem and return 2, or say that there is none and return 0."""
    if args.against is not None:
        return against.run(args.against)
    if args.gaps is not None:
        return gaps.run(args.gaps)
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
    """List what the manifest lacks of what the code answers, subscribes to and may call."""
    path = named or str(resources.manifest())
    try:
        manifest = _read(path)
    except OSError as error:
        return [f"{path}: cannot be read ({error.strerror})."]
    except yaml.YAMLError as error:
        return [f"{path}: is no YAML ({' '.join(str(error).split())})."]
    if not isinstance(manifest, dict):
        return [f"{path}: is no manifest."]
    wanted_shortcuts = {ids.CREATE_TICKET_SHORTCUT, ids.ESCALATE_SHORTCUT, ids.NEW_TICKET_SHORTCUT}
    wanted = _named(manifest, {ids.TICKET_COMMAND, ids.ONCALL_COMMAND} | wanted_shortcuts)
    problems = [f"{path}: features: {name} is missing." for name in wanted]
    shipped = _read(str(resources.manifest()))
    for place in (("settings", "event_subscriptions", "bot_events"), ("oauth_config", "scopes", "bot")):
        lacking = sorted(set(_at(shipped, place)) - set(_at(manifest, place)))
        problems += [f"{path}: {'.'.join(place)}: {name} is missing." for name in lacking]
    if _at(manifest, ("settings", "interactivity", "is_enabled")) is not True:
        problems.append(f"{path}: settings.interactivity.is_enabled must be true, or no button works.")
    return problems


def _read(path: str) -> Any:
    with open(path, encoding="utf-8") as file:
        return yaml.safe_load(file)


def _at(manifest: Any, place: tuple[str, ...]) -> Any:
    """Return what stands at a place of the manifest; an empty list where there is nothing."""
    for name in place:
        manifest = manifest.get(name) if isinstance(manifest, dict) else None
    return manifest or []


def _named(manifest: Any, wanted: set[str]) -> list[str]:
    """Return which of the wanted commands and shortcuts the manifest does not name."""
    commands = {each.get("command") for each in _at(manifest, ("features", "slash_commands"))}
    shortcuts = {each.get("callback_id") for each in _at(manifest, ("features", "shortcuts"))}
    return sorted(wanted - commands - shortcuts)
