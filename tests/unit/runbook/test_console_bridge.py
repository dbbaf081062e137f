"""The console bridge in the runbook: what an account takes over, and what is wrong with one."""

from pathlib import Path

import pytest

from bot.errors import RunbookInvalid
from bot.runbook import Runbook, load
from bot.runbook.integrations.console import FiledWhen
from tests.unit.runbook.written import ACME, ENV, FILES, write

ZENDESK = {
    "ZENDESK_BASE_URL": "https://acme.zendesk.com",
    "ZENDESK_CLIENT_ID": "tam_bot",
    "ZENDESK_CLIENT_SECRET": "example-only",
    "ZENDESK_WEBHOOK_SECRET": "example-only-too",
}
OTHER = (
    ACME.replace("Party", "Ball")
    .replace("C0PARTY", "C0BALL")
    .replace("T0PARTY", "T0BALL")
    .replace("acme-party", "acme-ball")
    .replace("pin: ${PARTY_PIN}\n", "")
)


def read(tmp_path: Path, provider: str = "", account: str = "", env: dict[str, str] = ZENDESK) -> Runbook:
    """Load the small runbook with what is said of the console on either side."""
    files = {"provider.yaml": FILES["provider.yaml"] + provider, "accounts/party.yaml": ACME + account}
    return load(write(tmp_path, FILES | files), ENV | env)


def refused(
    tmp_path: Path, provider: str = "", account: str = "", env: dict[str, str] = ZENDESK
) -> list[str]:
    """Return what is said of a bridge that is refused."""
    with pytest.raises(RunbookInvalid) as error:
        read(tmp_path, provider, account, env)
    return [problem.split(":", 2)[2].strip() for problem in error.value.problems]


def test_there_is_no_bridge_unless_somebody_asks_for_one(tmp_path: Path) -> None:
    assert not read(tmp_path, env={}).accounts["party"].console.is_bridged


def test_an_account_takes_over_the_bridge_and_none_of_the_guide(tmp_path: Path) -> None:
    provider = "console: {submit: Submit a ticket., bridge: zendesk, file: on click, product_field: 36}\n"
    account = (
        "console: {requester: Ops@party.example, requesters: {U0DEV: dev@party.example}, file: at once}\n"
    )
    console = read(tmp_path, provider, account).accounts["party"].console
    assert console.is_bridged
    assert (console.file, console.product_field, console.private_tag) == (FiledWhen.AT_ONCE, 36, "private")
    assert console.addresses() == {"ops@party.example", "dev@party.example"}


def test_an_account_that_leaves_it_empty_has_none(tmp_path: Path) -> None:
    read_book = read(tmp_path, "console: {bridge: zendesk}\n", "console: {bridge: null}\n")
    assert not read_book.accounts["party"].console.is_bridged


def test_a_bridge_needs_somebody_who_asks(tmp_path: Path) -> None:
    assert refused(tmp_path, "console: {bridge: zendesk}\n") == [
        "console.requester: needs an address: in whose name are this customer's tickets filed in the console?"
    ]


def test_a_bridge_needs_its_settings(tmp_path: Path) -> None:
    account = "console: {bridge: zendesk, requester: ops@party.example}\n"
    assert refused(tmp_path, account=account, env={}) == [
        f"console.bridge: needs {name}, which is not set in the environment" for name in ZENDESK
    ]


@pytest.mark.parametrize(
    "address",
    [
        "http://acme.zendesk.com",
        "acme.zendesk.com",
        "https://",
        "https://me:secret@acme.zendesk.com",
        "ftp://acme.zendesk.com",
        "https://[acme",
        "https://acme.zendesk.com/api/v2",
        "https://acme.zendesk.com/agent/dashboard",
    ],
)
def test_secrets_go_to_the_console_by_https_alone(tmp_path: Path, address: str) -> None:
    account = "console: {bridge: zendesk, requester: ops@party.example}\n"
    assert refused(tmp_path, account=account, env=ZENDESK | {"ZENDESK_BASE_URL": address}) == [
        "console.bridge: needs an https address without a path in ZENDESK_BASE_URL, such as https://acme.zendesk.com"
    ]


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1:8080/zendesk", "http://localhost:1", "https://a.example/"]
)
def test_a_console_on_this_machine_needs_no_https(tmp_path: Path, address: str) -> None:
    account = "console: {bridge: zendesk, requester: ops@party.example}\n"
    book = read(tmp_path, account=account, env=ZENDESK | {"ZENDESK_BASE_URL": address})
    assert book.accounts["party"].console.is_bridged


def test_an_address_stands_for_one_customer(tmp_path: Path) -> None:
    mine = "console: {requester: ops@party.example, organization: 7}\n"
    theirs = "console: {requester: OPS@party.example, organization: 7}\n"
    files = {
        "provider.yaml": FILES["provider.yaml"] + "console: {bridge: zendesk}\n",
        "accounts/party.yaml": ACME + mine,
        "accounts/ball.yaml": OTHER + theirs,
    }
    with pytest.raises(RunbookInvalid) as error:
        load(write(tmp_path, FILES | files), ENV | ZENDESK)
    assert [problem.split(": ", 1)[1] for problem in error.value.problems] == [
        "console.organization: “7” stands in accounts/ball.yaml too; it must be one account's",
        "console.requester: “ops@party.example” stands in accounts/ball.yaml too; it must be one account's",
    ]


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (
            "requester: nobody",
            "console.requester: “nobody” isn't an email address",
        ),
        (
            'requester: a@b.example, private_tag: "not for all"',
            "console.private_tag: “not for all” isn't a tag: a tag has no spaces",
        ),
    ],
)
def test_what_is_written_wrongly_is_said(tmp_path: Path, written: str, said: str) -> None:
    assert refused(tmp_path, account=f"console: {{bridge: zendesk, {written}}}\n") == [said]
