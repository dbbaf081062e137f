"""Run `tam-bot` in this process, in a folder of its own, with nothing but the environment that is given."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot import resources
from bot.cli import main

BOT_TOKEN, APP_TOKEN, PIN, PASSWORD = "xoxb-very-secret", "xapp-very-secret", "470815", "hunter2"
FINE = {
    "SLACK_BOT_TOKEN": BOT_TOKEN,
    "SLACK_APP_TOKEN": APP_TOKEN,
    "SLACK_SIGNING_SECRET": "signing-very-secret",
    "PARTIFUL_SUPPORT_PIN": PIN,
    "TAM_RUNBOOK": str(resources.sample_runbook()),
    "SLACK_API_URL": "http://127.0.0.1:9/api/",
}
SECRETS = (BOT_TOKEN, APP_TOKEN, PIN, PASSWORD, FINE["SLACK_SIGNING_SECRET"])


@dataclass(frozen=True)
class Ended:
    """How a command ended, and what it said."""

    code: int
    out: str
    err: str

    @property
    def problems(self) -> list[str]:
        """Return what it complained of, one to a line."""
        return self.err.splitlines()


@dataclass
class Shell:
    """A shell in an empty folder."""

    patch: pytest.MonkeyPatch
    capture: pytest.CaptureFixture[str]
    folder: Path

    def run(self, *arguments: str, environment: Mapping[str, str] = FINE, without: str = "") -> Ended:
        """Run a command; `without` names what is missing from the environment."""
        for name in (*FINE, "DATABASE_URL"):
            self.patch.delenv(name, raising=False)
        for name, value in environment.items():
            if name != without:
                self.patch.setenv(name, value)
        self.patch.chdir(self.folder)
        try:
            code = main(arguments)
        except SystemExit as left:
            code = int(left.code or 0)
        said = self.capture.readouterr()
        ended = Ended(code, said.out, said.err)
        for secret in SECRETS:
            assert secret not in ended.out + ended.err
        assert "Traceback" not in ended.err
        return ended


def quiet() -> None:
    """Take away what `main` sets up for logging: it would outlive the test."""
    for handler in list(logging.getLogger().handlers):
        if type(handler) is logging.StreamHandler:
            logging.getLogger().removeHandler(handler)
