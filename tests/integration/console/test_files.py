"""Files go with words to the console; our token goes to Slack alone, and no word is kept back for a file."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from typing import Any

import pytest
from slack_sdk.errors import SlackApiError

from bot.clock import FakeClock
from bot.domain.keys.said import SaidKey
from bot.outbox import console as to_console
from bot.outbox.console import ConsoleWords
from bot.outbox.zendesk import slack_files
from bot.outbox.zendesk.slack_files import FetchedFile, FileLeftOut, LeftOut, SlackFiles
from models.store.database import Database
from tests.fixtures.fake_console import FakeConsole, Trouble
from tests.fixtures.fake_slack import FakeSlack
from tests.fixtures.listening import listening
from tests.integration.console.conftest import desk_with
from tests.integration.console.test_carrying import MAYA, file, until_settled
from tests.integration.outbox.conftest import Bench

TOKEN = "xoxb-secret"


@dataclass
class Drawer:
    """Files as Slack has them, and who came for them with which token."""

    url: str = ""
    told: dict[str, dict[str, Any]] = field(default_factory=dict)
    content: dict[str, tuple[int, str, bytes]] = field(default_factory=dict)
    came: list[tuple[str, str]] = field(default_factory=list)
    error: str = ""

    def share(self, name: str, content: bytes = b"log", kind: str = "text/plain", **told: Any) -> str:
        """Have a file shared; return its id."""
        number = f"F{len(self.told)}"
        address = {"url_private_download": f"{self.url}/{number}/{name}"}
        self.told[number] = {"name": name, "mimetype": kind, "size": len(content), **address, **told}
        self.content[f"/{number}/{name}"] = (200, kind, content)
        return number

    def api_call(self, api_method: str, *, json: object = None, params: Any = None) -> Any:
        """Answer files.info."""
        assert api_method == "files.info"
        if self.error or params["file"] not in self.told:
            answer = {"ok": False, "error": self.error or "file_not_found"}
            raise SlackApiError("no", answer)  # type: ignore[no-untyped-call]
        return {"ok": True, "file": self.told[params["file"]]}


@pytest.fixture
def drawer() -> Iterator[Drawer]:
    """Give files that are fetched over HTTP."""
    drawer = Drawer()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            drawer.came.append((self.path, self.headers["Authorization"] or ""))
            status, kind, content = drawer.content[self.path]
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(content)))
            if status == 302:
                self.send_header("Location", "/elsewhere")
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *args: object) -> None:
            pass

    with listening(Handler) as drawer.url:
        yield drawer


@pytest.fixture
def files(drawer: Drawer) -> SlackFiles:
    """Give what fetches them."""
    return SlackFiles(drawer, TOKEN, f"{drawer.url}/api/")


@pytest.fixture
def desk(
    database: Database, slack: FakeSlack, clock: FakeClock, console: FakeConsole, files: SlackFiles
) -> Bench:
    """Give an outbox whose relay takes files along."""
    desk = desk_with(database, slack, clock, console, files)
    file(desk)
    until_settled(desk)
    return desk


def say(desk: Bench, *files: str) -> None:
    """Have something said with files."""
    with desk.database.begin() as session:
        words, now = ConsoleWords(MAYA, "See there.", files=files), desk.clock.now()
        to_console.add_comment(session, SaidKey("say"), 1, words, now, now)


def said(console: FakeConsole) -> tuple[str, list[str]]:
    """Return what was said last, and with which files."""
    comment = console.comments[1][-1]
    return comment["body"], [one["file_name"] for one in comment["attachments"]]


def test_a_file_is_fetched_with_our_token(files: SlackFiles, drawer: Drawer) -> None:
    number = drawer.share("a.log", b"\x00\xff")
    assert files.fetch(number) == FetchedFile("a.log", "text/plain", b"\x00\xff")
    assert drawer.came == [("/F0/a.log", f"Bearer {TOKEN}")]


@pytest.mark.parametrize(
    "address",
    [
        "https://docs.example/a.log",
        "https://files.slack.com.evil.example/a.log",
        "http://files.slack.com/a.log",
        "https://slack.com@evil.example/a.log",
        "https://evil.example\\@files.slack.com/a.log",
        "https://evil.example\\.slack.com/a.log",
        "https://[::1/a.log",
    ],
)
def test_our_token_goes_to_nobody_but_slack(files: SlackFiles, drawer: Drawer, address: str) -> None:
    number = drawer.share("a.log", url_private_download=address)
    assert files.fetch(number) == FileLeftOut("a.log", LeftOut.ELSEWHERE)


@pytest.mark.parametrize(
    ("status", "kind"),
    [(302, "text/html"), (200, "text/html; charset=utf-8"), (403, "text/plain"), (404, "")],
)
def test_a_page_to_log_in_at_is_no_file(files: SlackFiles, drawer: Drawer, status: int, kind: str) -> None:
    number = drawer.share("a.log")
    drawer.content["/F0/a.log"] = (status, kind, b"<html>Log in</html>")
    assert files.fetch(number) == FileLeftOut("a.log", LeftOut.NOT_SHOWN)
    assert len(drawer.came) == 1


@pytest.mark.parametrize("told", [{"url_private_download": ""}, {"file_access": "access_denied"}])
def test_what_another_company_keeps_to_itself_is_left_there(
    files: SlackFiles, drawer: Drawer, told: dict[str, Any]
) -> None:
    assert files.fetch(drawer.share("a.log", **told)) == FileLeftOut("a.log", LeftOut.NOT_SHOWN)
    assert drawer.came == []


@pytest.mark.parametrize("said_size", [True, False])
def test_a_file_that_is_too_large_is_left_there_whatever_slack_says_of_its_size(
    files: SlackFiles, drawer: Drawer, said_size: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(slack_files, "MOST_BYTES", 10)
    number = drawer.share("a.log", b"0123456789x", size=11 if said_size else 0)
    assert files.fetch(number) == FileLeftOut("a.log", LeftOut.TOO_LARGE)
    assert len(drawer.came) == (0 if said_size else 1)


def test_our_token_goes_to_slacks_own_api_by_https_alone(drawer: Drawer) -> None:
    number = drawer.share("a.log", url_private_download="http://slack.com/a.log")
    found = SlackFiles(drawer, TOKEN, "https://slack.com/api/").fetch(number)
    assert found == FileLeftOut("a.log", LeftOut.ELSEWHERE)


def test_files_stand_beside_the_words(desk: Bench, console: FakeConsole, drawer: Drawer) -> None:
    say(desk, drawer.share("a.log"), drawer.share("b.png", b"png", "image/png"))
    until_settled(desk)
    assert said(console) == ("See there.", ["a.log", "b.png"])


def test_what_is_left_out_is_said(desk: Bench, console: FakeConsole, drawer: Drawer) -> None:
    elsewhere = drawer.share("plan", url_private_download="https://docs.example/plan")
    say(desk, elsewhere, "F9", drawer.share("a.log"))
    until_settled(desk)
    words = "See there.\n\n(The file plan lies with another service.)\n(A file can be opened in Slack only.)"
    assert said(console) == (words, ["a.log"])


def test_no_word_is_kept_back_because_the_app_may_not_read_files(
    desk: Bench, console: FakeConsole, drawer: Drawer
) -> None:
    drawer.error = "missing_scope"
    say(desk, drawer.share("a.log"))
    until_settled(desk)
    assert said(console) == ("See there.\n\n(A file can be opened in Slack only.)", [])


def test_slack_away_for_a_moment_takes_no_file_away(
    desk: Bench, console: FakeConsole, drawer: Drawer
) -> None:
    drawer.error = "internal_error"
    say(desk, drawer.share("a.log"))
    desk.relay.run_once()
    drawer.error = ""
    until_settled(desk)
    assert said(console) == ("See there.", ["a.log"])


@pytest.mark.parametrize("trouble", Trouble)
def test_whatever_goes_wrong_on_the_way_a_file_stands_there_once(
    desk: Bench, console: FakeConsole, drawer: Drawer, trouble: Trouble
) -> None:
    console.go_wrong(trouble)
    say(desk, drawer.share("a.log"), drawer.share("b.log"))
    until_settled(desk)
    console.go_wrong(trouble)
    assert said(console) == ("See there.", ["a.log", "b.log"])
    assert len(console.comments[1]) == 2


def test_a_file_that_the_console_refuses_is_named(desk: Bench, console: FakeConsole, drawer: Drawer) -> None:
    console.refuses_files = True
    say(desk, drawer.share("a.exe"))
    until_settled(desk)
    assert said(console) == ("See there.\n\n(The file a.exe was not taken by the console.)", [])
