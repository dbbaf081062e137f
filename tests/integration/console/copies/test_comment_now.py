"""Before a file is shared its comment is read once more: made private or taken out, it goes nowhere."""

from datetime import timedelta

import pytest

from tests.fixtures.fake_console import Json
from tests.integration.console.copies.conftest import Copying

GONE = "a.log was deleted in the console before it could be copied here."


@pytest.fixture
def file(copying: Copying) -> Json:
    """Give a file of a public comment, in which nothing has looked for malware yet."""
    console = copying.console
    maya = console.person("Maya Chen", "maya@partiful.example")
    console.file("Codes fail", maya)
    file = console.attach("a.log", malware_scan_result="not_scanned")
    copying.comment = console.say(1, maya, "Here.", attachments=[file])
    copying.copy(file)
    copying.bench.relay.run_once()
    return file


def end_scan(copying: Copying, file: Json) -> None:
    """Let the search for malware end, and what waits be done."""
    file["malware_scan_result"] = "malware_not_found"
    copying.until_settled()


def test_of_a_public_comment_it_is_shared(copying: Copying, file: Json) -> None:
    end_scan(copying, file)
    assert copying.shared == [("a.log", b"log")]


@pytest.mark.parametrize("scan", ["malware_not_found", "malware_found"])
def test_of_one_made_private_nothing_is_shared_or_said(copying: Copying, file: Json, scan: str) -> None:
    assert copying.comment is not None
    copying.comment["public"] = False
    file["malware_scan_result"] = scan
    copying.until_settled()
    assert (copying.shared, copying.said) == ([], [])


def test_made_private_after_slack_has_the_file_nobody_sees_it(copying: Copying, file: Json) -> None:
    copying.bench.slack.be_unreachable("files.completeUploadExternal")
    file["malware_scan_result"] = "malware_not_found"
    copying.bench.clock.advance(timedelta(seconds=10))
    copying.bench.relay.run_once()
    assert copying.comment is not None
    copying.comment["public"] = False
    copying.until_settled()
    assert (copying.shared, copying.said) == ([], [])


def test_in_triage_a_private_one_is_shared(copying: Copying, file: Json) -> None:
    assert copying.comment is not None
    copying.comment["public"] = False
    copying.customers = None
    other = copying.console.attach("b.log")
    copying.comment["attachments"].append(other)
    copying.copy(other)
    end_scan(copying, file)
    assert copying.shared == [("b.log", b"log")]


@pytest.mark.parametrize("left", ["nothing", "what is deleted", "what is in its place"])
def test_of_one_taken_out_whole_that_is_said(copying: Copying, file: Json, left: str) -> None:
    assert copying.comment is not None
    copying.comment["attachments"] = {
        "nothing": [],
        "what is deleted": [{**file, "deleted": True}],
        "what is in its place": [{**file, "file_name": "redacted.txt"}],
    }[left]
    end_scan(copying, file)
    assert (copying.shared, copying.said) == ([], [GONE])


def test_while_nobody_can_tell_it_waits(copying: Copying, file: Json) -> None:
    copying.console.may_see = lambda path: not path.endswith("/comments")
    file["malware_scan_result"] = "malware_not_found"
    for _ in range(9):
        copying.bench.clock.advance(timedelta(seconds=10))
        copying.bench.relay.run_once()
    assert (copying.shared, copying.said) == ([], [])
    copying.console.may_see = lambda path: True
    copying.until_settled(timedelta(minutes=1))
    assert copying.shared == [("a.log", b"log")]
