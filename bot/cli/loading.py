"""What `run`, `serve` and `check` share: the environment with its `.env`, the runbook with its secrets."""

import os
from collections.abc import Mapping
from pathlib import Path

from dotenv import dotenv_values

from bot.errors import BotError, Problems, SettingsMissing
from bot.runbook import Runbook, load
from bot.settings import Settings


def environment() -> Mapping[str, str]:
    """Return the environment; `.env` here fills in what it does not set.

    Raises SettingsMissing for an `.env` that is no text.
    """
    try:
        written = dotenv_values(Path(".env"), encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise SettingsMissing([".env is not UTF-8 text; save it again as UTF-8."]) from None
    except OSError as error:
        raise SettingsMissing([f".env cannot be read ({error.strerror})."]) from None
    from_file = {name: value for name, value in written.items() if value is not None}
    return {**from_file, **os.environ}


def loaded(*, http: bool = False) -> tuple[Settings, Runbook]:
    """Return settings and runbook; raise SettingsMissing with every problem of both."""
    settings = Settings.read(environment())
    problems = settings.problems(http=http)
    try:
        runbook = load(settings.runbook, settings.environment)
    except Problems as error:
        raise SettingsMissing([*problems, *error.problems]) from None
    except BotError as error:
        raise SettingsMissing([*problems, str(error)]) from None
    if problems:
        raise SettingsMissing(problems)
    return settings, runbook
