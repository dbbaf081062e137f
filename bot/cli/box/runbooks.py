"""The runbooks that a playground's bot lives by: the sample, parts laid over it, or one of yours."""

import argparse
import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import yaml

from bot import resources
from bot.runbook import Runbook, load

_MADE_UP_PIN: Final = "0000"
_MADE_UP_PHONE: Final = "+15005550006"  # a number that is kept for tests
_VARIABLE: Final = re.compile(r"\$\{(\w+)\}")
_PHONE: Final = re.compile(r"""\bphone:\s*["']?\$\{(\w+)\}""")
# A runbook may have people rung, paged, and tickets filed: the playground stands for all that does it.
_PAGED: Final = ("TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN", "PAGERDUTY_ROUTING_KEY")
_FILED: Final = ("ZENDESK_BASE_URL", "ZENDESK_CLIENT_ID", "ZENDESK_CLIENT_SECRET", "ZENDESK_WEBHOOK_SECRET")
_ENVIRONMENT: Final = dict.fromkeys((*_PAGED, *_FILED), "there") | {
    "TWILIO_FROM": _MADE_UP_PHONE,
    "PUBLIC_URL": "https://bot.example.com",
    "ZENDESK_BASE_URL": "https://console.example.com",
}


def boxed_runbook(folder: Path | None = None) -> Runbook:
    """Load the sample runbook (or one made of it), with secrets that are made up and nobody's."""
    return with_made_up_secrets(folder or resources.sample_runbook())


def chosen_runbook(args: argparse.Namespace) -> Runbook | None:
    """Return the runbook that was asked for, its secrets made up; None for the sample."""
    if args.runbook:
        return with_made_up_secrets(Path(args.runbook))
    return sample_that_rings(resources.second_account()) if args.two_accounts else None


def sample_that_rings(*accounts: Path) -> Runbook:
    """Return the sample with all that happens beside Slack, and further accounts of these files.

    People are reached by phone and pager, tickets are filed in the console.
    """
    reach, bridge = _shipped(resources.sample_reach()), _shipped(resources.sample_bridge())
    with sample_with({**bridge, "provider.yaml": laid_over(reach, bridge["provider.yaml"])}) as folder:
        for account in accounts:
            shutil.copy(account, folder / "accounts")
        return with_made_up_secrets(folder)


def _shipped(file: Path) -> dict[str, object]:
    return dict(yaml.safe_load(file.read_text(encoding="utf-8")))


@contextmanager
def sample_with(changes: Mapping[str, object]) -> Iterator[Path]:
    """Give a folder with the sample runbook, and what is otherwise laid over it, file by file."""
    with tempfile.TemporaryDirectory(prefix="tam-bot-") as folder:
        sample = resources.sample_runbook()
        for file in sample.rglob("*.yaml"):
            name = file.relative_to(sample).as_posix()
            target = Path(folder, name)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, target)
            if change := changes.get(name):
                changed = laid_over(_shipped(file), change)
                target.write_text(yaml.safe_dump(changed, allow_unicode=True), encoding="utf-8")
        yield Path(folder)


def with_made_up_secrets(folder: Path) -> Runbook:
    """Load a runbook whose variables nobody has set; raises RunbookInvalid for its faults."""
    files = [*folder.glob("*.yaml"), *folder.glob("accounts/*.yaml")]
    named = {name for file in files for name in _VARIABLE.findall(file.read_text(encoding="utf-8"))}
    phones = {name for file in files for name in _PHONE.findall(file.read_text(encoding="utf-8"))}
    made_up = dict.fromkeys(named, _MADE_UP_PIN) | dict.fromkeys(phones, _MADE_UP_PHONE)
    return load(folder, _ENVIRONMENT | made_up)


def laid_over(below: object, above: object) -> object:
    """Return `below` with what `above` has put over it, mapping by mapping."""
    if not isinstance(below, Mapping) or not isinstance(above, Mapping):
        return above
    return {**below, **{name: laid_over(below.get(name), value) for name, value in above.items()}}
