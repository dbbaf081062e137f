"""Outgoing webhooks in the runbook: what is wrong with one is said where it is written."""

from pathlib import Path

import pytest

from bot.errors import RunbookInvalid
from bot.runbook import Runbook, load
from tests.unit.runbook.written import ENV, FILES, write

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
OPS = 'id: ops, url: "https://ops.example.com/tam", secret: "${OPS_SECRET}"'


def read(tmp_path: Path, hook: str, **env: str) -> Runbook:
    """Load the small runbook with a webhook."""
    more = f"webhooks: [{{{hook}}}]\n" + FILES["provider.yaml"]
    return load(write(tmp_path, FILES | {"provider.yaml": more}), {**ENV, "OPS_SECRET": SECRET, **env})


def refused(tmp_path: Path, hook: str, **env: str) -> list[str]:
    """Return what is said of a webhook that is refused, without the line."""
    with pytest.raises(RunbookInvalid) as error:
        read(tmp_path, hook, **env)
    return [problem.split(":", 2)[2].strip() for problem in error.value.problems]


def test_a_webhook_is_told_of_everything_unless_it_says_of_what(tmp_path: Path) -> None:
    (hook,) = read(tmp_path, OPS).provider.webhooks
    keys = hook.keys({"OPS_SECRET": SECRET})
    assert (hook.id, hook.events, hook.account, len(keys)) == (
        "ops",
        (),
        None,
        1,
    )


def test_it_is_signed_with_two_secrets_while_one_is_being_changed(tmp_path: Path) -> None:
    env = {"OPS_SECRET": SECRET, "OPS_OLD": "whsec_" + "A" * 32}
    (hook,) = read(tmp_path, f'{OPS}, old_secret: "${{OPS_OLD}}"', **env).provider.webhooks
    assert len(hook.keys(env)) == 2


@pytest.mark.parametrize(
    ("hook", "said"),
    [
        (
            OPS.replace("https", "http"),
            "webhooks[ops].url: “http://ops.example.com/tam” isn't an address that may be told; write one "
            "that starts with https://",
        ),
        (
            OPS.replace("${OPS_SECRET}", SECRET),
            "webhooks[ops].secret: must be ${NAME}, a variable of the environment; a secret is never "
            "written here",
        ),
        (
            f"{OPS}, account: nobody",
            "webhooks[ops].account: “nobody” isn't an account; the runbook knows party",
        ),
    ],
)
def test_a_webhook_that_is_written_wrongly_is_refused(tmp_path: Path, hook: str, said: str) -> None:
    assert refused(tmp_path, hook) == [said]


def test_an_event_that_there_is_none_of_is_refused(tmp_path: Path) -> None:
    (said,) = refused(tmp_path, f"{OPS}, events: [opened, closed]")
    assert said.split(";")[0] == "webhooks[ops].events[2]: “closed” isn't a kind of event"


def test_a_secret_that_is_none_is_refused_and_not_repeated(tmp_path: Path) -> None:
    assert refused(tmp_path, OPS, OPS_SECRET="letmein") == [
        "webhooks[ops].secret: ${OPS_SECRET} holds no secret: whsec_ and 24 to 64 random bytes in base64"
    ]
    assert refused(tmp_path, OPS, OPS_SECRET="") == [
        "webhooks[ops].secret: ${OPS_SECRET} is not set in the environment"
    ]
