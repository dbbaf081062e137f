"""The real `tam-bot run` beside a playground whose console it bridges, started again after every kill."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import yaml

from bot import resources
from playground.server import Playground

_BRIDGE: Final[dict[str, dict[str, dict[str, object]]]] = {
    "provider.yaml": {
        "people": {
            "cierra": {"name": "Cierra Simms", "slack": "U0CIERRA", "email": "csimms@twilio-support.example"},
            "kirk": {"name": "Kirk McCalla", "slack": "U0KIRK", "email": "kmccalla@twilio-support.example"},
        }
    },
    "accounts/partiful.yaml": {
        "console": {
            "bridge": "zendesk",
            "requester": "maya@partiful.example",
            "requesters": {"U0MAYA": "maya@partiful.example"},
        }
    },
}
_PATIENCE_S: Final = 120.0


@dataclass
class BotProcess:
    """One bot, however often it is started."""

    playground: Playground
    folder: Path
    port: int = field(default_factory=lambda: _free_port())
    started: int = 0

    def __post_init__(self) -> None:
        _write_runbook(self.folder / "runbook")
        hook = f"http://127.0.0.1:{self.port}/zendesk/webhook"
        self.playground.set_console("webhook", url=hook)
        self._run("migrate").wait()
        self.process = self._started()

    @property
    def database_url(self) -> str:
        """Return where it keeps what it knows."""
        return f"sqlite:///{self.folder / 'tam-bot.db'}"

    @property
    def _log(self) -> Path:
        return self.folder / "log"

    def kill(self) -> None:
        """Pull the plug, and wait until Slack has noticed."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        self.playground.workspace.wait_for(
            lambda: self.playground.workspace.sockets == 0, timeout=_PATIENCE_S
        )

    def start_again(self) -> None:
        """Start it, and wait until it is connected."""
        self.process = self._started()

    def end(self) -> None:
        """End it for good."""
        self.process.kill()
        self.process.wait()

    def _started(self) -> "subprocess.Popen[bytes]":
        self.started += 1
        process = self._run("run", "--http", str(self.port))
        try:
            self.playground.workspace.wait_for_connection(timeout=_PATIENCE_S)
        except TimeoutError:
            process.kill()
            raise SystemExit(f"It does not come back:\n{self._log.read_text()[-3000:]}") from None
        return process

    def _run(self, *words: str) -> "subprocess.Popen[bytes]":
        app, console = self.playground.seed.app, self.playground.console.desk.account
        environment = {name: value for name, value in os.environ.items() if "proxy" not in name.lower()}
        environment |= console.environment(self.playground.url) | {
            "SLACK_API_URL": self.playground.api_url,
            "SLACK_BOT_TOKEN": app.bot_token,
            "SLACK_APP_TOKEN": app.app_token,
            "DATABASE_URL": self.database_url,
            "PARTIFUL_SUPPORT_PIN": "0000",
            "PUBLIC_URL": f"http://127.0.0.1:{self.port}",
            "TAM_RUNBOOK": str(self.folder / "runbook"),
            "PYTHONPATH": str(resources.sample_runbook().parent),
        }
        command = [sys.executable, "-m", "bot", *words]
        with self._log.open("a") as log:
            return subprocess.Popen(command, cwd=self.folder, env=environment, stdout=log, stderr=log)


def wait_until(is_so: Callable[[], bool], most_s: float) -> bool:
    """Look again and again whether something is so; tell whether it became so in time."""
    until = time.monotonic() + most_s
    while not is_so():
        if time.monotonic() > until:
            return False
        time.sleep(0.5)
    return True


def _free_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])


def _write_runbook(folder: Path) -> None:
    """Write the sample with a bridge."""
    sample = resources.sample_runbook()
    for name in ("provider.yaml", "accounts/partiful.yaml"):
        data = yaml.safe_load((sample / name).read_text(encoding="utf-8"))
        for key, value in _BRIDGE[name].items():
            data[key] = {**(data.get(key) or {}), **value}
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(yaml.safe_dump(data, sort_keys=False), encoding="utf-8")
