"""The files that `tam-bot init` writes: `.env`, the provider's and an account's, never over what is there."""

import json
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from string import Template

from dotenv import set_key

from bot import resources
from bot.errors import Conflict

ENV_FILE = Path(".env")


def starter(name: str, words: Mapping[str, str | Sequence[str]]) -> str:
    """Return a starting file of that name with its words filled in, each quoted as YAML wants it."""
    text = (resources.starter_files() / name).read_text(encoding="utf-8")
    return Template(text).substitute({key: _listed(value) for key, value in words.items()})


def _listed(value: str | Sequence[str]) -> str:
    return _quoted(value) if isinstance(value, str) else ", ".join(_quoted(one) for one in value)


def _quoted(value: str) -> str:
    """Return a text as YAML reads it back: as it is where it is plain, else in double quotes."""
    plain = value.replace("_", "").replace("/", "").replace("-", "").isalnum() and not value.isdigit()
    return value if plain and value[0].isalpha() and value.lower() not in _WORDS else json.dumps(value)


_WORDS = {"yes", "no", "on", "off", "true", "false", "null", "y", "n"}


def write_new(path: Path, text: str) -> None:
    """Write a file that is not there yet. Raises Conflict when it is."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        raise Conflict(f"{path} is there already; nothing was changed.") from None


def keep_secrets(secrets: Mapping[str, str]) -> None:
    """Add variables to `.env`, which nobody but its owner may read; what it says of others stays."""
    if not ENV_FILE.exists():
        os.close(os.open(ENV_FILE, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    ENV_FILE.chmod(0o600)
    for name, value in secrets.items():
        set_key(ENV_FILE, name, value, quote_mode="never")
