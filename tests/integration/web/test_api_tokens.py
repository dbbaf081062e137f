"""`tam-bot api-token` and `tam-bot webhooks`: who may read, what was sent, and bad input refused in words."""

from pathlib import Path

import pytest

from bot.cli import main
from models.integrations.api_token import ApiToken
from models.store.database import Database
from tests.unit.cli.books import use_sample_runbook


@pytest.fixture
def made(sqlite: Database, sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Database:
    """Give a database that the shell's commands use, with the sample runbook."""
    use_sample_runbook(tmp_path, monkeypatch)
    monkeypatch.setenv("DATABASE_URL", sqlite_url)
    return sqlite


def stored(database: Database) -> list[tuple[str | None, list[str], bool]]:
    """Return what is kept of all tokens."""
    with database.read() as session:
        return [(one.account, one.scopes, one.revoked_at is None) for one in ApiToken.all_of_them(session)]


def test_a_token_is_shown_once_listed_without_itself_and_revoked(
    made: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["api-token", "make", "--account", "Partiful", "--scope", "tickets:read"]) == 0
    token = capsys.readouterr().out.strip()
    assert stored(made) == [("partiful", ["tickets:read"], True)]
    assert main(["api-token", "list"]) == 0
    listed = capsys.readouterr().out
    assert listed.startswith("1  partiful  tickets:read  made ")
    assert token not in listed
    assert main(["api-token", "revoke", token]) == 0
    assert main(["api-token", "revoke", token]) == 2
    assert stored(made) == [("partiful", ["tickets:read"], False)]


def test_a_token_of_the_provider_is_for_everything(made: Database) -> None:
    assert main(["api-token", "make"]) == 0
    everything = ["accounts:read", "events:read", "oncall:read", "tickets:read"]
    assert stored(made) == [(None, everything, True)]


def test_a_token_of_no_account_is_not_made(made: Database) -> None:
    assert main(["api-token", "make", "--account", "nobody"]) == 2
    assert stored(made) == []


@pytest.mark.parametrize("token", ["2", "0", "-1", "9" * 30, "²", "tam_wrong", ""])
def test_what_is_no_token_is_said_to_be_none(
    made: Database, capsys: pytest.CaptureFixture[str], token: str
) -> None:
    assert main(["api-token", "make"]) == 0
    assert main(["api-token", "revoke", "--", token]) == 2
    said = "There is no such token, or it was revoked before. Nothing was changed."
    assert capsys.readouterr().err.splitlines()[-1] == said


@pytest.mark.parametrize("limit", ["0", "-1", "1001", "9" * 30, "x"])
def test_as_many_deliveries_as_cannot_be_listed_are_refused(
    made: Database, capsys: pytest.CaptureFixture[str], limit: str
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["webhooks", f"--limit={limit}"])
    assert ended.value.code == 2
    assert f"“{limit}” isn't a whole number from 1 to 1000" in capsys.readouterr().err


def test_a_webhook_that_the_runbook_does_not_have_is_said_to_be_none(
    made: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["webhooks"]) == 0
    assert main(["webhooks", "--hook", "nope"]) == 2
    said = "There is no webhook “nope”, and no delivery to one is known."
    assert capsys.readouterr().err.splitlines()[-1] == said
