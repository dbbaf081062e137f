"""Whatever goes wrong on either side, and whenever the process dies, each file stands in the thread once."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import update

from models.queues import restored
from models.queues.outbox import Method, OutboxRow, OutboxState
from tests.fixtures.fake_slack import FakeSlack, Killed
from tests.fixtures.kills import Killed as KilledAtWrite
from tests.fixtures.kills import killed_at
from tests.integration.console.copies.conftest import Copying

ADDRESS, SHARE = "files.getUploadURLExternal", "files.completeUploadExternal"
BOTH = [("a.log", b"a"), ("b.log", b"b")]
FAULTS: dict[str, Callable[[FakeSlack, str], None]] = {
    "drop": lambda slack, method: slack.drop(method),
    "accept_then_drop": lambda slack, method: slack.accept_then_drop(method),
    "unreachable": lambda slack, method: slack.be_unreachable(method),
    "rate_limit": lambda slack, method: slack.rate_limit(method, 30),
    "broken": lambda slack, method: slack.break_down(method),
    "broken_after": lambda slack, method: slack.break_down(method, after=True),
    "internal_error": lambda slack, method: slack.refuse(method, "internal_error"),
}


def copy_both(copying: Copying) -> None:
    """Have two files copied."""
    copying.copy(*(copying.console.attach(name, content) for name, content in BOTH))


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("method", [ADDRESS, SHARE])
def test_whatever_goes_wrong_in_slack_files_stand_there_once(
    copying: Copying, method: str, fault: str
) -> None:
    FAULTS[fault](copying.bench.slack, method)
    copy_both(copying)
    copying.until_settled()
    assert copying.shared == BOTH


@pytest.mark.parametrize("fault", FAULTS)
def test_whatever_goes_wrong_why_a_file_stays_there_is_said_once(copying: Copying, fault: str) -> None:
    FAULTS[fault](copying.bench.slack, "chat.postMessage")
    copying.copy(copying.console.attach("a.exe", malware_scan_result="malware_found"))
    copying.until_settled()
    assert copying.said == ["a.exe isn't copied here: the console found malware in it."]


def test_a_file_that_is_shared_late_is_not_shared_again(copying: Copying) -> None:
    copying.bench.slack.be_late(SHARE, 20)
    copy_both(copying)
    copying.until_settled()
    assert copying.shared == BOTH


def test_a_file_that_slack_has_is_not_handed_over_again(copying: Copying) -> None:
    copying.bench.slack.drop(SHARE)
    copy_both(copying)
    copying.until_settled()
    assert len(copying.files.came) == 2


def test_a_file_that_slack_has_forgotten_is_handed_over_again(copying: Copying) -> None:
    copying.bench.slack.drop(SHARE)
    copy_both(copying)
    copying.bench.relay.run_once()
    del copying.files.files["F1"]
    copying.until_settled()
    assert copying.shared == BOTH


@pytest.mark.parametrize("status", [403, 404, 413, 429, 500, 503, 302])
def test_a_file_that_is_not_taken_is_handed_over_again(copying: Copying, status: int) -> None:
    copying.files.status = status
    copy_both(copying)
    copying.bench.relay.run_once()
    copying.files.status = 200
    copying.until_settled()
    assert copying.shared == BOTH


def test_no_token_goes_along_with_what_is_handed_over(copying: Copying) -> None:
    copy_both(copying)
    copying.until_settled()
    assert [token for _, token in copying.files.came] == [None, None]


def test_a_file_is_handed_over_to_nobody_but_slack(copying: Copying) -> None:
    copying.files.url = "https://files.slack.com.evil.example"
    copying.copy(copying.console.attach("a.log"))
    copying.bench.relay.run_once()
    assert copying.files.came == []


def test_an_hour_without_the_console_loses_no_file(copying: Copying) -> None:
    copying.console.is_away = True
    copy_both(copying)
    for _ in range(60):
        copying.bench.relay.run_once()
        copying.bench.clock.advance(timedelta(minutes=1))
    copying.console.is_away = False
    copying.until_settled()
    assert copying.shared == BOTH


@pytest.mark.parametrize("after", [True, False])
@pytest.mark.parametrize("method", [ADDRESS, SHARE])
def test_killed_in_a_call_files_stand_there_once(copying: Copying, method: str, after: bool) -> None:
    copying.bench.slack.die(method, after=after)
    copy_both(copying)
    with pytest.raises(Killed):
        copying.bench.relay.run_once()
    copying.until_settled()
    assert copying.shared == BOTH


def test_killed_at_any_commit_files_stand_there_once(copying: Copying) -> None:
    kills, died = 0, True
    while died:
        kills, died = kills + 1, False
        names = [(f"{kills}.log", b"a"), (f"{kills}b.log", b"b")]
        files = [copying.console.attach(name, content) for name, content in names]
        copying.copy(*files)
        try:
            with killed_at(copying.bench.database, kills, commits_only=True):
                copying.bench.relay.run_once()
        except KilledAtWrite:
            died = True
        copying.until_settled()
        assert copying.shared[-2:] == names
        assert len(copying.shared) == 2 * kills
    assert kills > 4


def test_what_was_shared_since_a_copy_of_the_database_was_made_is_not_shared_again(copying: Copying) -> None:
    copy_both(copying)
    with copying.bench.database.read() as session:
        files = OutboxRow.latest_by(session, Method.SHARE_FILE, 2, None)
    copying.until_settled()
    as_copied = {"state": OutboxState.WAITING, "settled_at": None, "claimed_at": None, "sent_ts": None}
    with copying.bench.database.begin() as session:
        for row in files:
            back = update(OutboxRow).where(OutboxRow.id == row.id)
            session.execute(back.values(payload=row.payload, **as_copied))
        restored.doubt_unsent(session)
    copying.until_settled()
    assert copying.shared == BOTH


def test_a_file_that_slack_has_and_then_may_not_be_shared_is_told_of(copying: Copying) -> None:
    copying.bench.slack.drop(SHARE)
    copying.copy(copying.console.attach("a.log"))
    copying.bench.relay.run_once()
    copying.bench.slack.refuse(SHARE, "file_uploads_disabled")
    copying.until_settled()
    there = "It is to be seen in the console."
    assert copying.said == [f"a.log can't be shared here: Slack doesn't allow it. {there}"]


def test_while_the_console_is_away_slack_is_asked_nothing(copying: Copying) -> None:
    copying.console.is_away = True
    copy_both(copying)
    for _ in range(10):
        copying.bench.relay.run_once()
        copying.bench.clock.advance(timedelta(minutes=5))
    assert {call.method for call in copying.bench.slack.calls} == {"chat.postMessage"}


def test_a_copy_that_took_too_long_is_begun_again(copying: Copying) -> None:
    def takes_long(method: str, arguments: object) -> None:
        if method == ADDRESS:
            copying.bench.slack.before = lambda _method, _arguments: None
            copying.bench.clock.advance(timedelta(seconds=40))

    copying.bench.slack.before = takes_long
    copy_both(copying)
    copying.bench.relay.run_once()
    copying.until_settled()
    assert copying.shared == BOTH
    assert len(copying.files.came) == 2
