"""Whole processes: how much memory the bot takes with 50 customers, and how long a command takes."""

import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import yaml

from bot import resources
from bot.clock import SystemClock
from playground.server import Playground
from playground.workspace.seed import demo_seed
from tests.bench.measure import Figure

_ACCOUNTS, _ROUNDS = 50, 5
_TAM = str(Path(sys.executable).with_name("tam-bot"))
_LIBRARIES = (sys.executable, "-c", "import sqlalchemy.orm, slack_bolt")
_OFFLINE = {
    "oncall": ("oncall", "--json"),
    "whatif": (
        "whatif",
        "--account",
        "partiful",
        "--priority",
        "P2",
        "--at",
        "2026-03-06T17:30-05:00",
        "--json",
    ),
    "check": ("check",),
}
_PIN = {"PARTIFUL_SUPPORT_PIN": "0000"}


def figures() -> Iterator[Figure]:
    """Measure the bot's memory, and the processor's time of each offline command beside the libraries'."""
    with tempfile.TemporaryDirectory(prefix="tam-bot-bench-") as folder:
        yield Figure("memory of tam-bot run with 50 accounts", _resident_mb(Path(folder)), "MB", 130)
        floor = _cpu_s(_LIBRARIES, folder)
        yield Figure(
            "tam-bot --help beside importing the libraries",
            _cpu_s((_TAM, "--help"), folder) / floor,
            "x",
            0.4,
        )
        for name, words in _OFFLINE.items():
            took = _cpu_s((_TAM, *words), folder)
            told = f"SQLAlchemy's ORM and Bolt {floor * 1e3:.0f} ms"
            yield Figure(f"tam-bot {name} beside importing them", took / floor, "x", 1, floor=told)


def _cpu_s(command: Sequence[str], folder: str) -> float:
    """Return the processor's time that a command takes, the least of a few runs."""
    return min(_one_cpu_s(command, folder) for _ in range(_ROUNDS))


def _one_cpu_s(command: Sequence[str], folder: str) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, cwd=folder, env=_environment(), capture_output=True, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _environment(**more: str) -> dict[str, str]:
    return {"PATH": os.environ["PATH"], "HOME": os.environ.get("HOME", "/"), **_PIN, **more}


def _resident_mb(folder: Path) -> float:
    """Run the bot on its own in the playground's workspace; return what memory it holds once it is there."""
    runbook = _runbook(folder / "runbook")
    seed = demo_seed(yaml.safe_load(resources.manifest().read_text(encoding="utf-8")))
    with Playground(seed, SystemClock()) as playground:
        told = {
            "SLACK_API_URL": playground.api_url,
            "SLACK_BOT_TOKEN": seed.app.bot_token,
            "SLACK_APP_TOKEN": seed.app.app_token,
            "DATABASE_URL": f"sqlite:///{folder / 'bench.db'}",
            "TAM_RUNBOOK": str(runbook),
        }
        subprocess.run((_TAM, "migrate"), env=_environment(**told), capture_output=True, check=True)
        bot = subprocess.Popen((_TAM, "run"), env=_environment(**told), stderr=subprocess.DEVNULL)
        try:
            playground.workspace.wait_for_connection()
            person = playground.acting_as("U0MAYA")
            for number in range(20):
                person.say("C0PARTIFUL", f"@tam open P3 Invoice {number} looks odd")
            playground.workspace.wait_until_quiet()
            time.sleep(5)  # until all is said, and what was needed once is given back
            return _status_kb(bot.pid, "VmRSS") / 1024
        finally:
            bot.terminate()
            bot.wait()


def _status_kb(pid: int, name: str) -> int:
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    return int(next(line for line in status.splitlines() if line.startswith(name)).split()[1])


def _runbook(folder: Path) -> Path:
    """Write the sample with 49 further accounts, each with its channel, company and hours."""
    accounts, sample = folder / "accounts", resources.sample_runbook()
    accounts.mkdir(parents=True)
    (folder / "provider.yaml").write_bytes((sample / "provider.yaml").read_bytes())
    first = (sample / "accounts" / "partiful.yaml").read_text(encoding="utf-8")
    (accounts / "partiful.yaml").write_text(first, encoding="utf-8")
    for number in range(1, _ACCOUNTS):
        other = first.replace("account: Partiful", f"account: Customer {number}")
        other = other.replace("C0PARTIFUL", f"C0CUSTOMER{number}").replace(
            "T0PARTIFUL", f"T0CUSTOMER{number}"
        )
        other = other.replace("pin: ${PARTIFUL_SUPPORT_PIN}", "").replace("Partiful.com", f"{number}.example")
        other = other.replace("tam-partiful", f"tam-customer-{number}")
        (accounts / f"customer{number}.yaml").write_text(other, encoding="utf-8")
    return folder
