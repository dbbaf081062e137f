"""`tam-bot check --online`: what only Slack can tell, with Slack's names beside the ids."""

import shutil
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

import pytest

from bot import resources
from bot.cli.checks import online
from playground.server import Playground
from tests.integration.cli.conftest import StartSlack
from tests.unit.cli.commands import FINE, Ended, Shell

KNOWN = """\
T0PROVIDER  the workspace “Twilio”, in which the bot is @tam
C0PARTIFUL  #tam-partiful, the channel of Partiful
C0TRIAGE  #tam-triage, triage
U0CIERRA  Cierra Simms, in the runbook Cierra Simms of Partiful's team
U0KIRK  Kirk McCalla, in the runbook Kirk McCalla of Partiful's team
U0RALPH  Ralph Esposito, in the runbook Ralph Esposito of Partiful's team
U0JAY  Jay Moore, in the runbook Jay Moore of Partiful's team
S0PSE  @pse (1 member), Personalized Support Engineers
S0MGMT  @support-management (1 member), 24x7 Support Management
Slack knows all of it: tokens, scopes, channels, people and groups are fine.
"""

BROKEN = {
    "provider.yaml": [
        ("workspaces: [T0PROVIDER]", "workspaces: [T0OTHER]"),
        ("usergroup: S0PSE", "usergroup: S0NONE"),
        ("triage: {id: C0TRIAGE}", "triage: {id: C0NONE}"),
    ],
    "accounts/partiful.yaml": [
        ("id: C0PARTIFUL", "id: C0TRIAGE"),
        (
            "workspaces: [T0PARTIFUL]",
            "workspaces: [T0PARTIFUL]\ntriage: {id: C0PARTIFUL}\nrequesters: [U0OTTO]",
        ),
        ("slack: U0KIRK", "slack: U0NOBODY"),
        ("slack: U0JAY", "slack: U0TAMBOT"),
    ],
}
"""Ids that Slack doesn't know or that are another's; the runbook by itself is fine with each."""

PROBLEMS = [
    "provider.yaml: workspaces: T0PROVIDER (“Twilio”), where the app is, isn't one of them.",
    "accounts/partiful.yaml: channel: C0TRIAGE: #tam-triage isn't shared with T0PARTIFUL; "
    "it is with T0PROVIDER.",
    "accounts/partiful.yaml: triage: C0PARTIFUL: #tam-partiful is shared with another company, "
    "which would read what staff write.",
    "accounts/partiful.yaml: team: U0CIERRA: Cierra Simms belongs to T0PROVIDER, not to T0OTHER.",
    "accounts/partiful.yaml: team: U0NOBODY: is nobody that Slack knows (user_not_found).",
    "accounts/partiful.yaml: team: U0RALPH: Ralph Esposito belongs to T0PROVIDER, not to T0OTHER.",
    "accounts/partiful.yaml: team: U0TAMBOT: tam is a bot.",
    "accounts/partiful.yaml: requesters: U0OTTO: Otto Lang belongs to T0OTHER, not to T0PARTIFUL.",
    "provider.yaml: pse.usergroup: S0NONE: isn't a user group of the bot's workspace, or is disabled.",
    "9 problems.",
]


def checked(shell: Shell, slack: Playground, **changed: str) -> Ended:
    """Run the check against a Slack."""
    app = slack.seed.app
    reached: Mapping[str, str] = {
        "SLACK_API_URL": slack.api_url,
        "SLACK_BOT_TOKEN": app.bot_token,
        "SLACK_APP_TOKEN": app.app_token,
    }
    return shell.run("check", "--online", environment={**FINE, **reached, **changed})


def test_each_id_is_told_with_what_slack_calls_it(shell: Shell, start_slack: StartSlack) -> None:
    ended = checked(shell, start_slack())
    assert (ended.code, ended.err, ended.out) == (0, "", KNOWN)


@pytest.mark.parametrize(
    ("variable", "wrong"), [("SLACK_BOT_TOKEN", "xoxb-of-another"), ("SLACK_APP_TOKEN", "xapp-of-another")]
)
def test_a_token_that_slack_refuses_is_named(
    shell: Shell, start_slack: StartSlack, variable: str, wrong: str
) -> None:
    ended = checked(shell, start_slack(), **{variable: wrong})
    assert ended.code == 2
    assert ended.problems == [f"{variable}: Slack refuses it (invalid_auth).", "1 problem."]


def test_a_scope_that_was_not_granted_is_named(shell: Shell, start_slack: StartSlack) -> None:
    ended = checked(shell, start_slack(without="pins:write"))
    assert ended.code == 2
    assert ended.problems == [
        "The app lacks the scope pins:write: add it, then install the app again.",
        "1 problem.",
    ]


def test_ids_that_slack_does_not_know_or_that_are_another_companys(
    shell: Shell, start_slack: StartSlack, tmp_path: Path
) -> None:
    book = Path(shutil.copytree(resources.sample_runbook(), tmp_path / "book"))
    for file, replaced in BROKEN.items():
        text = (book / file).read_text(encoding="utf-8")
        for old, new in replaced:
            assert old in text
            text = text.replace(old, new)
        (book / file).write_text(text, encoding="utf-8")
    ended = checked(shell, start_slack(), TAM_RUNBOOK=str(book))
    assert (ended.code, ended.problems) == (2, PROBLEMS)


def test_a_channel_that_the_bot_is_not_in_is_told(shell: Shell, start_slack: StartSlack) -> None:
    slack = start_slack()
    slack.faults.fail("conversations.info", "channel_not_found", times=1)
    ended = checked(shell, slack)
    assert ended.code == 2
    assert ended.problems == [
        "accounts/partiful.yaml: channel: C0PARTIFUL: isn't known to Slack, or the bot isn't in it: "
        "/invite it there (channel_not_found).",
        "1 problem.",
    ]


def test_a_slack_that_is_away_is_no_answer(shell: Shell, start_slack: StartSlack) -> None:
    slack = start_slack()
    slack.faults.fail("users.info", "service_unavailable", times=1000)
    shell.patch.setattr(online, "ONE_SHOT", timedelta(0))
    ended = checked(shell, slack)
    assert ended.code == 1
    assert ended.problems[-1].startswith("Slack cannot be reached at http://127.0.0.1:")
