"""What the Slack app manifest has to name: the commands, shortcuts, events and scopes of the code."""

from typing import Any

import yaml

from bot import resources
from bot.blocks.kit import ids

Yaml = Any  # whatever a file holds that is being checked: what is looked for may be there or not


def manifest_problems(named: str | None) -> list[str]:
    """List what the manifest lacks of what the code answers, subscribes to and may call."""
    path = named or str(resources.manifest())
    try:
        manifest = _read(path)
    except OSError as error:
        return [f"{path}: cannot be read ({error.strerror})."]
    except yaml.YAMLError as error:
        return [f"{path}: isn't YAML ({' '.join(str(error).split())})."]
    if not isinstance(manifest, dict):
        return [f"{path}: isn't a manifest."]
    wanted_shortcuts = {
        ids.CREATE_TICKET_SHORTCUT,
        ids.ESCALATE_SHORTCUT,
        ids.SPLIT_SHORTCUT,
        ids.NEW_TICKET_SHORTCUT,
    }
    wanted = _named(manifest, {ids.TICKET_COMMAND, ids.ONCALL_COMMAND} | wanted_shortcuts)
    problems = [f"{path}: features: {name} is missing." for name in wanted]
    shipped = _read(str(resources.manifest()))
    for place in (("settings", "event_subscriptions", "bot_events"), ("oauth_config", "scopes", "bot")):
        lacking = sorted(set(_at(shipped, place)) - set(_at(manifest, place)))
        problems += [f"{path}: {'.'.join(place)}: {name} is missing." for name in lacking]
    if _at(manifest, ("settings", "interactivity", "is_enabled")) is not True:
        problems.append(f"{path}: settings.interactivity.is_enabled must be true, or no button works.")
    return problems


def shipped_scopes() -> frozenset[str]:
    """Return the scopes that the manifest that ships asks for."""
    return frozenset(_at(_read(str(resources.manifest())), ("oauth_config", "scopes", "bot")))


def _read(path: str) -> Yaml:
    with open(path, encoding="utf-8") as file:
        return yaml.safe_load(file)


def _at(manifest: Yaml, place: tuple[str, ...]) -> Yaml:
    """Return what stands at a place of the manifest; an empty list where there is nothing."""
    for name in place:
        manifest = manifest.get(name) if isinstance(manifest, dict) else None
    return manifest or []


def _named(manifest: Yaml, wanted: set[str]) -> list[str]:
    """Return which of the wanted commands and shortcuts the manifest does not name."""
    commands = {each.get("command") for each in _at(manifest, ("features", "slash_commands"))}
    shortcuts = {each.get("callback_id") for each in _at(manifest, ("features", "shortcuts"))}
    return sorted(wanted - commands - shortcuts)
