"""The facts of the support organisation's document, and the values of the sample runbook that hold them."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from bot.runbook.yaml_nodes import read_yaml

HERE = Path(__file__).parent
SAMPLE = HERE.parents[2] / "runbook"
FACTS: dict[str, Any] = yaml.safe_load((HERE / "facts.yaml").read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Fact:
    """A key of the sample runbook, and what its value is, or holds."""

    key: str
    whole: str | None
    held: tuple[str, ...]


def facts() -> Iterator[Fact]:
    """Yield every fact that became data."""
    for key, told in FACTS["facts"].items():
        if isinstance(told, dict):
            yield Fact(key, told["is"], ())
        else:
            yield Fact(key, None, tuple(told))


@cache
def values() -> dict[str, str]:
    """Return every value written in the sample runbook by its key."""
    found: dict[str, str] = {}
    for prefix, name in (("provider", "provider.yaml"), ("accounts.partiful", "accounts/partiful.yaml")):
        document = read_yaml(name, (SAMPLE / name).read_bytes())
        found |= {f"{prefix}.{document.named(path)}": text for path, text in document.texts()}
    return found
