"""Files of the console's stand in the ticket's thread, below their comment, each once or with why not."""

from datetime import timedelta

import pytest

from bot.outbox.copying import console_files
from tests.fixtures.fake_console import Json
from tests.integration.console.copies.conftest import CHANNEL, Copying

SEEN_THERE = " It is to be seen in the console."


def test_a_file_stands_below_its_comment_in_the_thread(copying: Copying) -> None:
    copying.copy(copying.console.attach("calls.log", b"\x00\xff"))
    copying.until_settled()
    card, comment, shared = copying.bench.slack.messages[CHANNEL]
    assert copying.shared == [("calls.log", b"\x00\xff")]
    assert shared["text"] == "From Maya Chen"
    assert shared["thread_ts"] == card["ts"] == comment["thread_ts"]
    assert float(shared["ts"]) > float(comment["ts"])


def test_a_file_waits_for_its_comment(copying: Copying) -> None:
    copying.bench.slack.be_unreachable("chat.postMessage", times=3)
    copying.copy(copying.console.attach("calls.log"))
    copying.bench.relay.run_once()
    assert copying.shared == []
    copying.until_settled()
    assert [one["text"] for one in copying.bench.slack.messages[CHANNEL]] == [
        "card",
        "comment",
        "From Maya Chen",
    ]


def test_files_of_one_name_are_all_copied_in_order(copying: Copying) -> None:
    contents = [b"one", b"two", b"one"]
    copying.copy(*(copying.console.attach("a.log", each) for each in contents))
    copying.until_settled()
    assert copying.shared == [("a.log", each) for each in contents]


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd", ".. .. etc passwd"),
        ("C:\\logs\\a.log", "C: logs a.log"),
        ('a "b" & <!channel>.log', 'a "b" & <!channel>.log'),
        ("протокол 📈.csv", "протокол 📈.csv"),
        ("", "file"),
        (" / ", "file"),
        ("invoice\u202egpj.exe", "invoice gpj.exe"),
        ("a\nb.log", "a b.log"),
        (f"{'x' * 300}.log", f"{'x' * 196}.log"),
        ("x" * 300, "x" * 200),
    ],
)
def test_whatever_a_file_is_called_it_is_copied(copying: Copying, name: str, shown: str) -> None:
    copying.copy(copying.console.attach(name))
    copying.until_settled()
    assert copying.shared == [(shown, b"log")]
    [taken] = copying.files.files.values()
    assert taken.name == shown


@pytest.mark.parametrize(
    ("told", "why"),
    [
        ({"malware_scan_result": "malware_found"}, "isn't copied here: the console found malware in it."),
        (
            {"malware_scan_result": "failed_to_scan"},
            f"isn't copied here: the console couldn't check it for malware.{SEEN_THERE}",
        ),
        (
            {"malware_scan_result": "not_scanned"},
            f"isn't copied here: the console couldn't check it for malware.{SEEN_THERE}",
        ),
        ({"size": 21 * 1024 * 1024}, f"is larger than 20 MB, so it isn't copied here.{SEEN_THERE}"),
        ({"size": 0}, f"is empty, so it isn't copied here.{SEEN_THERE}"),
        ({"deleted": True}, "was deleted in the console before it could be copied here."),
        (
            {"content_url": "https://files.example/a.log"},
            f"lies with another service, so it isn't copied here.{SEEN_THERE}",
        ),
        ({"size": 4}, f"didn't come whole from the console, so it isn't copied here.{SEEN_THERE}"),
    ],
)
def test_of_a_file_that_stays_there_it_is_said_why(copying: Copying, told: Json, why: str) -> None:
    copying.copy(copying.console.attach("a.log", **told))
    copying.until_settled()
    assert copying.shared == []
    assert copying.said == [f"a.log {why}"]
    assert copying.bench.slack.messages[CHANNEL][-1]["thread_ts"]
    assert copying.bench.alerts == []


def test_nothing_in_a_files_name_pings_anybody(copying: Copying) -> None:
    copying.copy(copying.console.attach("<!channel>", size=0))
    copying.until_settled()
    assert copying.said == [f"&lt;!channel&gt; is empty, so it isn't copied here.{SEEN_THERE}"]


def test_a_deleted_file_is_said_to_be_gone(copying: Copying) -> None:
    file = copying.console.attach("a.log")
    copying.copy(file)
    del copying.console.files[file["id"]]
    copying.until_settled()
    assert copying.said == ["a.log was deleted in the console before it could be copied here."]


def test_a_redacted_file_is_said_to_be_gone(copying: Copying) -> None:
    file = copying.console.attach("secrets.txt")
    copying.copy(dict(file))
    file |= {"file_name": "redacted.txt", "size": 0}
    copying.until_settled()
    assert copying.said == ["secrets.txt was deleted in the console before it could be copied here."]


def test_a_file_is_copied_once_the_console_has_looked_for_malware(copying: Copying) -> None:
    file = copying.console.attach("a.log", malware_scan_result="not_scanned")
    copying.copy(file)
    copying.bench.relay.run_once()
    copying.bench.clock.advance(timedelta(minutes=5))
    copying.bench.relay.run_once()
    assert (copying.shared, copying.said) == ([], [])
    file["malware_scan_result"] = "malware_not_found"
    copying.until_settled()
    assert copying.shared == [("a.log", b"log")]


def test_what_turns_out_to_be_infected_is_not_copied(copying: Copying) -> None:
    file = copying.console.attach("a.exe", malware_scan_result="not_scanned")
    copying.copy(file)
    copying.bench.relay.run_once()
    file["malware_scan_result"] = "malware_found"
    copying.until_settled()
    assert (copying.shared, copying.said) == (
        [],
        ["a.exe isn't copied here: the console found malware in it."],
    )


def test_no_word_waits_for_a_file_that_is_still_looked_through(copying: Copying) -> None:
    copying.copy(copying.console.attach("a.log", malware_scan_result="not_scanned"))
    copying.bench.relay.run_once()
    copying.bench.post("later", CHANNEL, thread_slot="card")
    copying.bench.relay.run_once()
    assert copying.said == ["later"]


def test_a_file_larger_than_the_console_says_is_not_copied(
    copying: Copying, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(console_files, "MOST_BYTES", 10)
    copying.copy(copying.console.attach("a.log", b"0123456789x", size=9))
    copying.until_settled()
    assert copying.said == [f"a.log is larger than 20 MB, so it isn't copied here.{SEEN_THERE}"]


@pytest.mark.parametrize("error", ["file_uploads_disabled", "slack_connect_file_upload_sharing_blocked"])
@pytest.mark.parametrize("method", ["files.getUploadURLExternal", "files.completeUploadExternal"])
def test_where_slack_takes_no_files_that_is_said(copying: Copying, error: str, method: str) -> None:
    copying.bench.slack.refuse(method, error)
    copying.copy(copying.console.attach("a.log"))
    copying.until_settled()
    assert copying.said == [f"a.log can't be shared here: Slack doesn't allow it.{SEEN_THERE}"]


def test_while_the_app_may_not_share_files_they_wait_and_the_operator_hears_of_it(copying: Copying) -> None:
    copying.bench.slack.refuse("files.getUploadURLExternal", "missing_scope", times=3)
    copying.copy(copying.console.attach("a.log"))
    copying.bench.relay.run_once()
    [alert] = copying.bench.alerts
    assert alert.endswith("(files.completeUploadExternal to C1) will be tried again: missing_scope.")
    copying.until_settled(timedelta(minutes=2))
    assert (copying.shared, copying.said) == ([("a.log", b"log")], [])


def test_after_a_day_without_the_right_to_share_files_a_copy_is_given_up(copying: Copying) -> None:
    copying.bench.slack.refuse("files.getUploadURLExternal", "missing_scope", times=999)
    copying.copy(copying.console.attach("a.log"))
    copying.until_settled(timedelta(hours=1))
    assert (copying.shared, copying.said) == ([], [])
    assert list(copying.bench.states().values())[-1] == "failed"


def test_nothing_of_a_file_is_kept(copying: Copying, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG")
    copying.copy(copying.console.attach("a.log", b"SECRET CONTENT"))
    copying.until_settled()
    with copying.bench.database.read_connection() as connection:
        rows = str(connection.exec_driver_sql("SELECT * FROM outbox").all())
    assert "SECRET CONTENT" not in rows + caplog.text
    assert "/files/" not in rows
