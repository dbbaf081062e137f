"""`tam-bot init`: from two tokens to a runbook of one's own, with names and ids as Slack lists them."""

import argparse
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Final

from slack_sdk import WebClient

from bot.app import SLACK_TIMEOUT_S
from bot.cli.loading import environment
from bot.cli.running.patience import ONE_SHOT, patiently
from bot.cli.setup.files import keep_secrets, write_new
from bot.cli.setup.questionnaire import OF_PROVIDER, OPTIONAL, OPTIONS, account_file, provider_file
from bot.cli.setup.questions import InitQuestion, Interview
from bot.cli.setup.workspace_listing import WorkspaceListing
from bot.errors import Conflict, WrongInput
from bot.runbook import load
from bot.settings import Settings

_TOKENS: Final = {
    "SLACK_BOT_TOKEN": ("--bot-token", "xoxb-", "the bot token, under Install App in the app's settings"),
    "SLACK_APP_TOKEN": ("--app-token", "xapp-", "the app-level token, under Basic Information"),
}
"""Each secret with its option, how it begins, and where it is found."""

PROVIDER: Final = "provider.yaml"


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command and its options."""
    parser = subparsers.add_parser(
        "init",
        help="write a runbook of your own, asking Slack for names and ids",
        description="Write provider.yaml and a customer's account, asking for what they say and Slack for "
        "the ids; run again, it adds an account. Each question has an option; without a terminal those "
        "without a default are needed. Tokens are taken from the environment or .env where they are set, "
        "and are kept in .env, which only you can read. Nothing that is there already is changed.",
    )
    parser.add_argument("--folder", help="the runbook's folder (TAM_RUNBOOK, else runbook)")
    for option, _, found in _TOKENS.values():
        parser.add_argument(option, help=found)
    for option, asked in OPTIONS.items():
        parser.add_argument(option, help=asked)
    parser.set_defaults(func=run)


def run(args: argparse.Namespace) -> int:
    """Ask, write and say what comes next; return 0. Raises WrongInput, SettingsMissing, Conflict or Away."""
    given = {f"--{name.replace('_', '-')}": value for name, value in vars(args).items() if value is not None}
    interview = Interview(given, has_terminal=sys.stdin.isatty())
    known = environment()
    folder = Path(args.folder or known.get("TAM_RUNBOOK") or "runbook")
    begins = not (folder / PROVIDER).exists()
    interview.need(_questions(dict(known), begins))
    secrets = {name: _token(interview, name, known.get(name, "")) for name in _TOKENS}
    settings = Settings.read({**known, **secrets})
    client = WebClient(settings.bot_token, base_url=settings.slack_api_url, timeout=SLACK_TIMEOUT_S)
    slack = patiently(lambda: WorkspaceListing(client), limit=ONE_SHOT)
    _write(folder, _files(interview, slack, folder, begins))
    new = {name: value for name, value in secrets.items() if value != known.get(name)}
    if new:
        keep_secrets(new)
        print(f".env keeps {' and '.join(new)}; only you can read it")
    print(
        "\nNext: tam-bot check --online, then tam-bot run. To rehearse first: tam-bot playground --runbook",
        folder,
    )
    return 0


def _files(interview: Interview, slack: WorkspaceListing, folder: Path, begins: bool) -> dict[str, str]:
    """Return the texts of the files to write, by name."""
    files: dict[str, str] = {}
    taken: dict[str, str] = {}
    if begins:
        files[PROVIDER], time_zone = provider_file(interview, slack)
    else:
        book = load(folder, env=None)
        time_zone = book.provider.time_zone
        taken = {account.channel.id: account.name for account in book.accounts.values()}
    name, text = account_file(interview, slack, time_zone, taken)
    return files | {f"accounts/{name}": text}


def _write(folder: Path, files: dict[str, str]) -> None:
    """Write files that make a sound runbook with what is there; none of them otherwise."""
    for name in files:
        if (folder / name).exists():
            raise Conflict(f"{folder / name} is there already; nothing was changed.")
    with tempfile.TemporaryDirectory(prefix="tam-bot-") as trial:
        book = Path(trial, "runbook")
        if folder.is_dir():
            shutil.copytree(folder, book)
        for name, text in files.items():
            write_new(book / name, text)
        load(book, env=None)
    for name, text in files.items():
        write_new(folder / name, text)
        print(f"wrote {folder / name}")


def _questions(known: dict[str, str], begins: bool) -> list[InitQuestion[str]]:
    """Return the questions that have no default, so that all that is missing is named at once."""
    tokens = [_token_question(name) for name in _TOKENS if not known.get(name)]
    wanted = [name for name in OPTIONS if name not in OPTIONAL and (begins or name not in OF_PROVIDER)]
    return tokens + [InitQuestion(name, OPTIONS[name], str) for name in wanted]


def _token(interview: Interview, name: str, known: str) -> str:
    return known or interview.answer(_token_question(name))


def _token_question(name: str) -> InitQuestion[str]:
    option, prefix, found = _TOKENS[name]

    def read(said: str) -> str:
        if not said.startswith(prefix):
            raise WrongInput(f"It begins with {prefix}.")
        return said

    return InitQuestion(option, found, read, is_secret=True)
