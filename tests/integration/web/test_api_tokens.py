"""`tam-bot api-token`: what it makes opens the API, and what it revokes opens nothing."""

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
