"""`tam-bot init`: from two tokens to a runbook that Slack agrees with, and nothing half written."""

import stat
from collections.abc import Mapping
from pathlib import Path

import pytest

from playground.server import Playground
from tests.integration.cli.conftest import StartSlack
from tests.unit.cli.commands import Ended, Shell

PROVIDER = {
    "--time-zone": "America/New_York",
    "--country": "us",
    "--triage": "#tam-triage",
    "--pse": "@pse",
    "--management": "24x7 Support Management",
}
ACCOUNT = {"--account": "Partiful Inc.", "--channel": "tam-partiful", "--primary": "Cierra Simms"}
WROTE = """\
wrote runbook/provider.yaml
wrote runbook/accounts/partiful-inc.yaml
.env keeps SLACK_BOT_TOKEN and SLACK_APP_TOKEN; only you can read it

Next: tam-bot check --online, then tam-bot run. To rehearse first: tam-bot playground --runbook runbook
"""
ACCOUNT_FILE = """\
# One customer with one shared channel. Every key: docs/reference/runbook.md
account: "Partiful Inc."
channel: {name: tam-partiful, id: C0PARTIFUL}
workspaces: [T0PARTIFUL]
time_zone: America/New_York
team:
  primary: {name: "Cierra Simms", slack: U0CIERRA, hours: "Mon-Fri 09:00-18:00"}
  secondary: {name: "Kirk McCalla", slack: U0KIRK, hours: "Mon-Fri 09:00-18:00"}
"""


def begun(shell: Shell, slack: Playground, options: Mapping[str, str]) -> Ended:
    """Run `init` with options, without a terminal and with nothing set but where Slack is."""
    words = [word for option in options.items() for word in option]
    return shell.run("init", *words, environment={"SLACK_API_URL": slack.api_url})


def tokens(slack: Playground) -> Mapping[str, str]:
    """Return the options that give the app's tokens."""
    return {"--bot-token": slack.seed.app.bot_token, "--app-token": slack.seed.app.app_token}


@pytest.fixture
def slack(start_slack: StartSlack) -> Playground:
    return start_slack()


def test_two_tokens_and_a_few_names_make_a_runbook_that_slack_agrees_with(
    shell: Shell, slack: Playground
) -> None:
    ended = begun(shell, slack, {**tokens(slack), **PROVIDER, **ACCOUNT, "--secondary": "kmccalla"})
    assert (ended.code, ended.out, ended.err) == (0, WROTE, "")
    assert (shell.folder / "runbook/accounts/partiful-inc.yaml").read_text(encoding="utf-8") == ACCOUNT_FILE
    checked = shell.run("check", "--online", environment={"SLACK_API_URL": slack.api_url})
    assert (checked.code, checked.err) == (0, "")


def test_the_tokens_are_kept_where_only_their_owner_reads_and_are_never_said(
    shell: Shell, slack: Playground
) -> None:
    (shell.folder / ".env").write_text("# mine\nOTHER=1\n", encoding="utf-8")
    ended = begun(shell, slack, {**tokens(slack), **PROVIDER, **ACCOUNT})
    kept = shell.folder / ".env"
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    written = [f"SLACK_BOT_TOKEN={slack.seed.app.bot_token}", f"SLACK_APP_TOKEN={slack.seed.app.app_token}"]
    assert kept.read_text(encoding="utf-8").splitlines() == ["# mine", "OTHER=1", *written]
    for token in tokens(slack).values():
        assert token not in ended.out + ended.err


def test_without_a_terminal_everything_that_is_missing_is_named_at_once(
    shell: Shell, slack: Playground
) -> None:
    ended = begun(shell, slack, {})
    assert ended.code == 2
    assert ended.problems == [
        "--bot-token is missing: the bot token, under Install App in the app's settings.",
        "--app-token is missing: the app-level token, under Basic Information.",
        "--time-zone is missing: your team's time zone, such as America/New_York.",
        "--country is missing: whose public holidays your team has, such as US.",
        "--triage is missing: the channel of your staff, by name or id.",
        "--pse is missing: the user group that answers when no TAM is on duty.",
        "--management is missing: the user group that escalations climb to.",
        "--account is missing: the customer's name.",
        "--channel is missing: the channel that you share with the customer, by name or id.",
        "--primary is missing: the primary TAM, by name or id.",
    ]
    assert list(shell.folder.iterdir()) == []


def test_a_contract_of_their_own_is_written_as_it_is_said(shell: Shell, slack: Playground) -> None:
    own = {"--account-country": "de", "--promises": "p1 30m, P2: 1h always", "--workspace": "partiful"}
    ended = begun(shell, slack, {**tokens(slack), **PROVIDER, **ACCOUNT, **own})
    assert (ended.code, ended.err) == (0, "")
    written = (shell.folder / "runbook/accounts/partiful-inc.yaml").read_text(encoding="utf-8")
    assert written.splitlines()[-2:] == [
        "holidays: {country: DE}",
        "sla: {targets: {P1: {respond_within: 30m}, P2: {respond_within: 1h, clock: always}}}",
    ]
    assert "workspaces: [T0PARTIFUL]" in written


def test_a_channel_of_several_companies_is_all_of_theirs(shell: Shell, slack: Playground) -> None:
    slack.administer("reconnect", channel="C0PARTIFUL", team="T0OTHER")
    begun(shell, slack, {**tokens(slack), **PROVIDER, **ACCOUNT})
    written = (shell.folder / "runbook/accounts/partiful-inc.yaml").read_text(encoding="utf-8")
    assert "workspaces: [T0PARTIFUL, T0OTHER]" in written


@pytest.mark.parametrize(
    ("option", "said", "problem"),
    [
        ("--bot-token", "xapp-1", "It begins with xoxb-."),
        ("--time-zone", "Berlin", "“Berlin” isn't a time zone; did you mean Europe/Berlin?"),
        (
            "--country",
            "Gotham",
            "“Gotham” isn't a country's two letters; write them, such as US.",
        ),
        ("--country", "USA", "“USA” isn't a country's two letters; write them, such as US."),
        ("--account-country", "deu", "“deu” isn't a country's two letters; write them, such as US."),
        (
            "--country",
            "xx",
            "“XX” isn't a country whose holidays are known; write its two letters, such as US.",
        ),
        (
            "--channel",
            "tam-partifull",
            "Slack lists no shared channel that the bot is in “tam-partifull”. Did you mean #tam-partiful?",
        ),
        ("--channel", "general", "Slack lists no shared channel that the bot is in “general”."),
        (
            "--triage",
            "tam-partiful",
            "Slack lists no channel of yours alone that the bot is in “tam-partiful”.",
        ),
        ("--primary", "Maya Chen", "Slack lists no colleague “Maya Chen”."),
        ("--primary", " ", "An answer is needed: the primary TAM, by name or id."),
        ("--pse", "", "An answer is needed: the user group that answers when no TAM is on duty."),
        ("--pse", "@psee", "Slack lists no user group “@psee”. Did you mean @pse?"),
        (
            "--hours",
            "9-18",
            "“9-18” gives a time before any weekday; write hours like “Mon-Fri 09:00-18:00”.",
        ),
        (
            "--workspace",
            "Partyful",
            "Slack lists no workspace that shares it “Partyful”. Did you mean Partiful?",
        ),
        ("--workspace", ",", "A workspace is needed."),
        ("--promises", "P4 1h", "“P4 1h” isn't a promise; write them like “P1 30m, P2 1h always”."),
        ("--promises", "P1 soon", "“soon” isn't a duration; write one like 15m, 1h or 7 days."),
    ],
)
def test_an_answer_that_is_none_is_told_and_nothing_is_written(
    shell: Shell, slack: Playground, option: str, said: str, problem: str
) -> None:
    ended = begun(shell, slack, {**tokens(slack), **PROVIDER, **ACCOUNT, option: said})
    assert (ended.code, ended.problems) == (2, [f"{option}: {problem}"])
    assert list(shell.folder.iterdir()) == []


def test_run_again_it_refuses_a_channel_that_an_account_has_and_touches_nothing(
    shell: Shell, slack: Playground
) -> None:
    begun(shell, slack, {**tokens(slack), **PROVIDER, **ACCOUNT})
    before = {path: path.read_bytes() for path in Path(shell.folder).rglob("*.yaml")}
    for channel in ("tam-partiful", "#TAM-Partiful", "C0PARTIFUL"):
        again = begun(shell, slack, {**ACCOUNT, "--account": "Another", "--channel": channel})
        assert (again.code, again.problems) == (
            2,
            [
                "--channel: #tam-partiful is the channel of “Partiful Inc.” already; "
                "each account needs a channel of its own."
            ],
        )
    assert {path: path.read_bytes() for path in Path(shell.folder).rglob("*.yaml")} == before


def test_a_file_that_is_there_already_is_left_as_it_is(shell: Shell, slack: Playground) -> None:
    there = shell.folder / "runbook/accounts/partiful-inc.yaml"
    there.parent.mkdir(parents=True)
    there.write_text("# mine\n", encoding="utf-8")
    ended = begun(shell, slack, {**tokens(slack), **PROVIDER, **ACCOUNT})
    assert (ended.code, ended.problems) == (
        2,
        ["runbook/accounts/partiful-inc.yaml is there already; nothing was changed."],
    )
    assert [path for path in shell.folder.rglob("*") if path.is_file()] == [there]
    assert there.read_text(encoding="utf-8") == "# mine\n"
