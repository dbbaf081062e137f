"""A Slack to ask, and a shell to ask it from."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import yaml

from bot import resources
from bot.clock import SystemClock
from playground.server import Playground
from playground.workspace.seed import demo_seed
from tests.unit.cli.commands import Shell, quiet

StartSlack = Callable[..., Playground]


@pytest.fixture
def shell(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> Iterator[Shell]:
    """Give a shell in an empty folder."""
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    yield Shell(monkeypatch, capsys, tmp_path)
    quiet()


@pytest.fixture
def start_slack() -> Iterator[StartSlack]:
    """Give a function that starts the demo's Slack, its app lacking the scopes that are named."""
    begun: list[Playground] = []

    def start(*, without: str = "") -> Playground:
        manifest = yaml.safe_load(resources.manifest().read_text(encoding="utf-8"))
        scopes = manifest["oauth_config"]["scopes"]["bot"]
        manifest["oauth_config"]["scopes"]["bot"] = [scope for scope in scopes if scope != without]
        playground = Playground(demo_seed(manifest), SystemClock())
        begun.append(playground)
        playground.__enter__()
        return playground

    yield start
    for playground in begun:
        playground.__exit__(None, None, None)
