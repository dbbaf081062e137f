"""`tam-bot check`: every problem at once, each on a line, exit 2; or exit 0."""

import shutil
from pathlib import Path

import pytest
import yaml

from bot import resources
from tests.fixtures.shown import lines
from tests.unit.cli.books import edit
from tests.unit.cli.commands import FINE, Shell


@pytest.fixture
def runbook(tmp_path: Path) -> Path:
    """Give a copy of the sample runbook to break."""
    return Path(shutil.copytree(resources.sample_runbook(), tmp_path / "book"))


def test_a_fine_runbook_environment_and_manifest(shell: Shell) -> None:
    ended = shell.run("check")
    assert ended.code == 0
    assert "fine" in ended.out
    assert ended.err == ""


def test_without_a_token_it_says_where_to_find_one(shell: Shell) -> None:
    ended = shell.run("check", without="SLACK_BOT_TOKEN")
    assert ended.code == 2
    assert ended.problems == [
        "SLACK_BOT_TOKEN is not set. Find it under Install App, in the app's settings.",
        "1 problem.",
    ]


def test_tokens_in_each_others_place_are_noticed(shell: Shell) -> None:
    swapped = FINE | {"SLACK_BOT_TOKEN": FINE["SLACK_APP_TOKEN"], "SLACK_APP_TOKEN": FINE["SLACK_BOT_TOKEN"]}
    ended = shell.run("check", environment=swapped)
    assert ended.code == 2
    assert "SLACK_BOT_TOKEN does not begin with xoxb-" in ended.err
    assert "SLACK_APP_TOKEN does not begin with xapp-" in ended.err


def test_serving_over_http_needs_the_signing_secret_and_no_app_token(shell: Shell) -> None:
    assert shell.run("check", "--http", without="SLACK_APP_TOKEN").code == 0
    ended = shell.run("check", "--http", without="SLACK_SIGNING_SECRET")
    assert ended.code == 2
    assert lines(ended.err) == [
        "SLACK_SIGNING_SECRET is not set. Find it under Basic Information, App Credentials.",
        "1 problem.",
    ]


def test_with_a_bridge_it_says_who_is_not_known_in_the_console(shell: Shell, runbook: Path) -> None:
    edit(runbook / "provider.yaml", "\nconsole:\n", "\nconsole:\n  bridge: zendesk\n")
    account = runbook / "accounts" / "partiful.yaml"
    edit(account, "team:\n", "console: {requester: team@partiful.example}\nteam:\n")
    zendesk = {
        "BASE_URL": "https://x.zendesk.com",
        "CLIENT_ID": "tam",
        "CLIENT_SECRET": "s",
        "WEBHOOK_SECRET": "w",
    }
    given = {f"ZENDESK_{name}": value for name, value in zendesk.items()}
    ended = shell.run("check", environment=FINE | given | {"TAM_RUNBOOK": str(runbook)})
    assert (ended.code, lines(ended.out)[0]) == (
        0,
        "accounts/partiful.yaml: no email is known of Cierra Simms, Kirk McCalla. In the console they speak "
        "as the bot's agent, by name, and are given no ticket.",
    )


def test_everything_that_is_wrong_is_said_in_one_go(shell: Shell, runbook: Path) -> None:
    account = runbook / "accounts" / "partiful.yaml"
    account.write_text(account.read_text().replace("workspaces:", "werkspaces:"))
    provider = runbook / "provider.yaml"
    provider.write_text(provider.read_text().replace("America/New_York", "America/Gotham"))
    ended = shell.run("check", environment={"TAM_RUNBOOK": str(runbook)})
    assert ended.code == 2
    assert any(line.startswith("accounts/partiful.yaml:") and "werkspaces" in line for line in ended.problems)
    assert any(line.startswith("provider.yaml:") and "Gotham" in line for line in ended.problems)
    for name in ("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "PARTIFUL_SUPPORT_PIN"):
        assert any(name in line for line in ended.problems)
    assert ended.problems[-1] == f"{len(ended.problems) - 1} problems."


def test_a_pin_that_is_missing_is_told_with_its_line(shell: Shell) -> None:
    ended = shell.run("check", without="PARTIFUL_SUPPORT_PIN")
    assert ended.code == 2
    assert "partiful.yaml:6:" in ended.err
    assert "PARTIFUL_SUPPORT_PIN" in ended.err


def test_a_runbook_that_is_nowhere(shell: Shell, tmp_path: Path) -> None:
    ended = shell.run("check", environment=FINE | {"TAM_RUNBOOK": str(tmp_path / "none")})
    assert ended.code == 2
    assert len(ended.problems) == 2


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("features: [", "isn't YAML"),
        ("7", "isn't a manifest"),
        ("features: {slash_commands: [{command: /ticket}]}", "/oncall is missing"),
        ("features: {}", "create_ticket is missing"),
        ("features: {}", "is_enabled must be true"),
    ],
)
def test_a_broken_manifest(shell: Shell, tmp_path: Path, content: str, said: str) -> None:
    manifest = tmp_path / "app.yaml"
    manifest.write_text(content)
    ended = shell.run("check", "--manifest", str(manifest))
    assert ended.code == 2
    assert said in ended.err
    assert all(line.startswith(f"{manifest}: ") for line in ended.problems[:-1])


def test_a_manifest_without_a_subscription_or_a_scope_is_broken_too(shell: Shell, tmp_path: Path) -> None:
    whole = yaml.safe_load(resources.manifest().read_text(encoding="utf-8"))
    whole["settings"]["event_subscriptions"]["bot_events"].remove("message.channels")
    whole["oauth_config"]["scopes"]["bot"].remove("chat:write")
    manifest = tmp_path / "app.yaml"
    manifest.write_text(yaml.safe_dump(whole))
    ended = shell.run("check", "--manifest", str(manifest))
    assert ended.code == 2
    assert "message.channels" in ended.err
    assert "chat:write" in ended.err


def test_a_manifest_that_is_nowhere(shell: Shell, tmp_path: Path) -> None:
    ended = shell.run("check", "--manifest", str(tmp_path / "none.yaml"))
    assert ended.code == 2
    assert "cannot be read (No such file or directory)" in ended.err


def test_a_dotenv_file_is_read_and_the_environment_wins(shell: Shell) -> None:
    (shell.folder / ".env").write_text("SLACK_BOT_TOKEN=xoxb-from-file\nSLACK_APP_TOKEN=nonsense\n")
    assert shell.run("check", without="SLACK_BOT_TOKEN").code == 0


@pytest.mark.parametrize("encoding", ["utf-16", "latin-1"])
def test_an_environment_file_in_another_encoding_is_told_in_one_sentence(
    shell: Shell, tmp_path: Path, encoding: str
) -> None:
    (tmp_path / ".env").write_text("# Schlüssel\nSLACK_BOT_TOKEN=xoxb-1\n", encoding=encoding)
    ended = shell.run("check")
    assert (ended.code, ended.problems) == (2, [".env is not UTF-8 text; save it again as UTF-8."])


def test_an_environment_file_with_a_byte_order_mark_is_read(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text(f"SLACK_BOT_TOKEN={FINE['SLACK_BOT_TOKEN']}\n", encoding="utf-8-sig")
    assert shell.run("check", without="SLACK_BOT_TOKEN").code == 0
