"""Foreign apps, run unchanged as processes of their own and driven over the control API alone."""

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest
import yaml

from bot.cli import main
from bot.cli.box.bare_playground import exports, seed_for
from bot.clock import SystemClock
from playground import Playground
from tests.fixtures.patience import PATIENCE_S
from tests.integration.playground.control import Control

HERE = Path(__file__).parent
ROOT = HERE.parents[3]
BOLT_FOR_JAVASCRIPT = ROOT / "node_modules" / "@slack" / "bolt"
WITHOUT_NODE = "TAM_WITHOUT_NODE"


@contextmanager
def app_running(command: Sequence[str], environment: dict[str, str]) -> Iterator[str]:
    """Run an app until it says that it is ready; give its request URL, if it has one."""
    known = {name: value for name, value in os.environ.items() if "proxy" not in name.lower()}
    process = subprocess.Popen(command, env={**known, **environment}, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        line = process.stdout.readline().split()
        assert line[:1] == ["ready"], f"{command} ended with {process.wait(PATIENCE_S)}"
        yield line[1] if len(line) > 1 else ""
    finally:
        process.terminate()
        process.wait(PATIENCE_S)
        assert process.stdout is not None
        process.stdout.close()


@pytest.fixture
def playground() -> Iterator[Playground]:
    manifest = yaml.safe_load((HERE / "greeter.yaml").read_text())
    clock = SystemClock()
    with Playground(seed_for(manifest), clock, wall=clock) as running:
        yield running


@pytest.fixture
def command(app: str) -> list[str]:
    """Give the command that starts the app; one in JavaScript uses what `npm ci` has put in node_modules."""
    language, transport = app.split(" over ")
    if language != "JavaScript":
        return [sys.executable, str(HERE / f"{language}_app.py"), transport]
    if os.environ.get(WITHOUT_NODE):
        pytest.skip(f"{WITHOUT_NODE} is set: Bolt for JavaScript is left out")
    if not BOLT_FOR_JAVASCRIPT.exists():
        pytest.fail(f"Bolt for JavaScript is missing: run `npm ci`, or set {WITHOUT_NODE}=1 to leave it out.")
    return ["node", str(HERE / "js_app.cjs"), transport]


@pytest.mark.parametrize(
    "app",
    [
        "sync over socket",
        "sync over http",
        "async over socket",
        "async over http",
        "JavaScript over socket",
        "JavaScript over http",
    ],
)
def test_a_foreign_app_runs_unchanged(playground: Playground, command: list[str]) -> None:
    environment = dict(
        line.removeprefix("export ").split("=", 1) for line in exports(playground) if line[0] != "#"
    )
    control = Control(f"{environment['SLACK_CONTROL_URL']}/")
    with app_running(command, environment) as request_url:
        assert control.post("slack/request_url", url=request_url)["ok"]
        converse(control)


def converse(control: Control) -> None:
    """Do everything the greeter is for, as two people of two companies."""
    ts = control.post("say", who="maya", channel="tam-partiful", text="hello there")["ts"]
    (greeted,) = control.said("Hi Maya Chen", thread=ts)
    assert greeted["thread_ts"] == ts
    (offer,) = control.said("[Open the form]", thread=ts)
    assert control.post("click", who="maya", channel="tam-partiful", ts=offer["ts"], what="Open the form")[
        "ok"
    ]
    assert "Greeting" in control.get("modal", who="maya", wait=PATIENCE_S)["modal"]["words"]
    refused = control.post("submit", who="maya", values={"Words": "Yo"})
    assert refused["errors"] == {"words": "A little longer, please."}
    control.post("fill", who="maya", values={"Words": f"Good news since {ts}"})
    assert control.post("submit", who="maya") == {"ok": True}
    assert control.said(f"Everybody: Good news since {ts}")
    assert (
        "not a valid command"
        in control.post("slash", who="maya", channel="tam-partiful", line="/greet x")["shown"]
    )
    assert control.post("slash", who="cierra", channel="tam-partiful", line=f"/greet {ts}")["ok"]
    assert control.get("ephemerals", who="cierra", text=f"You typed {ts}", wait=PATIENCE_S)["messages"]
    assert control.post("shortcut", who="cierra", what="Greet somebody")["ok"]
    assert control.get("modal", who="cierra", wait=PATIENCE_S)["modal"]
    control.post("close", who="cierra")
    control.post("react", who="maya", channel="tam-partiful", ts=ts, name="wave")
    assert control.said("wave to you, too")
    assert control.get("quiet")["ok"]


def test_an_app_that_does_not_answer_there_is_no_request_url(playground: Playground) -> None:
    assert not playground.set_request_url("http://127.0.0.1:9/slack/events")
    answer = Control(f"{playground.url}control/").post("slack/request_url", url="http://127.0.0.1:9/x")
    assert answer == {"ok": False, "error": "url_verification_failed"}


def test_the_command_prints_what_an_app_needs(tmp_path: Path) -> None:
    with serving("--manifest", str(HERE / "greeter.yaml")) as environment:
        command = [sys.executable, str(HERE / "sync_app.py"), "socket"]
        with app_running(command, environment):
            converse(Control(f"{environment['SLACK_CONTROL_URL']}/"))
    assert environment["SLACK_USER_MAYA"] == "U0MAYA"


@contextmanager
def serving(*options: str) -> Iterator[dict[str, str]]:
    """Run the command; give what it exports."""
    command = [sys.executable, "-m", "bot", "playground", "--without-bot", "--port", "0", *options]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        exported = {}
        for line in process.stdout:
            name, _, value = line.strip().removeprefix("export ").partition("=")
            exported[name] = value
            if name == "SLACK_USER_OTTO":
                break
        yield exported
    finally:
        process.terminate()
        assert process.wait(PATIENCE_S) == 0
        process.stdout.close()


@pytest.mark.parametrize(
    ("manifest", "says"),
    [("", "it has no display_information"), ("{", "isn't a manifest"), (None, "cannot be read")],
)
def test_a_manifest_that_is_none_is_wrong_input(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], manifest: str | None, says: str
) -> None:
    file = tmp_path / "manifest.yaml"
    if manifest is not None:
        file.write_text(manifest)
    assert main(["playground", "--without-bot", "--port", "0", "--manifest", str(file)]) == 2
    assert says in capsys.readouterr().err


def test_options_of_other_apps_need_the_playground_alone(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["playground", "--request-url", "http://127.0.0.1:3000/"]) == 2
    assert "--without-bot" in capsys.readouterr().err
