"""What was made private in the console after its comment was told is copied to no channel any more."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from bot.domain.console.counterparts import ConsoleStatus
from models.console.link import ConsoleLink
from tests.integration.console.copies.conftest import CHANNEL, TICKET, Copying

ADDRESS, SHARE = "files.getUploadURLExternal", "files.completeUploadExternal"


@pytest.fixture(autouse=True)
def linked(copying: Copying) -> None:
    """Let the ticket have a counterpart in the console."""
    now = copying.bench.clock.now()
    link = ConsoleLink(ticket_id=TICKET, console_id=7, url="https://there", created_at=now, updated_at=now)
    link.status, link.known_at = ConsoleStatus.OPEN, now
    with copying.bench.database.begin() as session:
        session.add(link)


def mark(copying: Copying, private: bool = True) -> None:
    """Take in that the ticket has the private mark by now, or no more."""
    with copying.bench.database.begin() as session:
        session.execute(update(ConsoleLink).values(private=private))


def mark_before(copying: Copying, method: str) -> None:
    """Have the mark taken in while Slack is asked for something."""

    def marked(called: str, arguments: object) -> None:
        if called == method:
            mark(copying)

    copying.bench.slack.before = marked


def assert_nothing_came(copying: Copying) -> None:
    """See that the channel has what stood there before, and nothing waits."""
    assert (copying.shared, copying.said, copying.bench.alerts) == ([], [], [])
    assert set(copying.bench.states().values()) == {"sent"}


def test_a_file_that_waits_for_the_search_for_malware_stays_inside(copying: Copying) -> None:
    file = copying.console.attach("a.log", malware_scan_result="not_scanned")
    copying.copy(file)
    copying.bench.relay.run_once()
    mark(copying)
    file["malware_scan_result"] = "malware_not_found"
    copying.until_settled()
    assert_nothing_came(copying)
    assert copying.files.came == []


def test_a_file_that_waits_for_the_console_stays_inside(copying: Copying) -> None:
    copying.console.is_away = True
    copying.copy(copying.console.attach("a.log"))
    copying.bench.relay.run_once()
    mark(copying)
    copying.console.is_away = False
    copying.until_settled()
    assert_nothing_came(copying)


def test_a_file_that_slack_has_and_nobody_saw_stays_inside(copying: Copying) -> None:
    copying.bench.slack.be_unreachable(SHARE)
    copying.copy(copying.console.attach("a.log"))
    copying.bench.relay.run_once()
    mark(copying)
    copying.until_settled()
    assert_nothing_came(copying)


def test_a_mark_that_is_set_while_a_file_is_on_its_way_keeps_it_inside(copying: Copying) -> None:
    mark_before(copying, ADDRESS)
    copying.copy(copying.console.attach("a.log"), copying.console.attach("b.log"))
    copying.until_settled()
    assert_nothing_came(copying)


@pytest.mark.parametrize("refused", [False, True])
def test_nor_is_it_said_why_a_file_stays_there(copying: Copying, refused: bool) -> None:
    if refused:
        copying.bench.slack.refuse(ADDRESS, "file_uploads_disabled")
        mark_before(copying, ADDRESS)
        copying.copy(copying.console.attach("a.log"))
    else:
        copying.copy(copying.console.attach("a.exe", malware_scan_result="malware_found"))
        mark(copying)
    copying.until_settled()
    assert_nothing_came(copying)


def test_a_file_goes_on_to_triage(copying: Copying) -> None:
    copying.customers = None
    copying.copy(copying.console.attach("a.log"))
    mark(copying)
    copying.until_settled()
    assert copying.shared == [("a.log", b"log")]


def test_once_the_mark_is_gone_a_file_that_still_waits_is_copied(copying: Copying) -> None:
    copying.console.is_away = True
    copying.copy(copying.console.attach("a.log"))
    mark(copying)
    mark(copying, private=False)
    copying.console.is_away = False
    copying.bench.clock.advance(timedelta(minutes=1))
    copying.until_settled()
    assert copying.files.shared(CHANNEL) == [("a.log", b"log")]
