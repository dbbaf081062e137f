"""What the console is told is plain text: nobody there reads Slack's marks."""

from datetime import timedelta

from bot.blocks.kit.rich import Bold, Code, Emoji, Hyperlink, Line, Ping, unmarked
from bot.blocks.messages import support_line
from bot.blocks.messages.console import comments
from bot.blocks.messages.console.comments import Spoken
from bot.domain.escalation import Reason
from bot.domain.events.calls import LineCalled
from bot.domain.phone.line_call import CallOutcome
from tests.unit.blocks.samples import CLOCK, OPENED, line

SAID = Spoken("Maya Chen", " <b>It</b> fails & fails ", OPENED, ("error.log", "shot.png"))


def test_people_write_what_they_like_and_nothing_of_it_is_escaped() -> None:
    assert comments.words([SAID]) == "<b>It</b> fails & fails\n\nShared in Slack: error.log, shot.png"
    assert comments.words([SAID], "Maya").splitlines()[0] == "Maya wrote in Slack:"
    assert comments.words([Spoken("Maya Chen", "", OPENED)]) == ""


def test_nothing_said_before_is_no_comment() -> None:
    assert comments.before([], CLOCK) == ""
    assert comments.before([Spoken("Maya Chen", " ", OPENED)], CLOCK) == ""


def test_an_edit_names_its_author_only_where_nobody_knows_them_there() -> None:
    edited = "in Slack what was said Tue, Mar 10, 10:00 AM ET. It reads now:"
    assert comments.edited(SAID, CLOCK).splitlines()[0] == f"Edited {edited}"
    assert comments.edited(SAID, CLOCK, "Maya").splitlines()[0] == f"Maya edited {edited}"


def test_an_escalation_says_why_and_how_whoever_raised_it_is_reached() -> None:
    told = comments.escalated(line(), "Maya Chen", Reason.RESPONSE, "Since 9 nothing.", "+1 555 0100")
    assert told.split("\n\n") == [
        "Maya Chen escalated PARTIFUL-12: no meaningful or timely response.",
        "Since 9 nothing.",
        "How to reach them now: +1 555 0100",
        "The thread in Slack: https://partiful.slack.com/archives/C0PARTIFUL/p1",
    ]


def test_lines_lose_their_marks_and_ping_nobody() -> None:
    pieces: Line = [
        Bold("A"),
        " & ",
        Code("b"),
        Ping("U0MAYA"),
        Hyperlink("c", "https://x.test/"),
        Emoji("sos"),
    ]
    assert unmarked(pieces, [], ["d"]) == "A & bc\nd"


def test_a_call_is_told_in_the_words_of_the_thread() -> None:
    call = LineCalled(OPENED + timedelta(minutes=5), CallOutcome.ANSWERED, "Petra Novak", 360)
    assert support_line.called_in_plain_words(line(), "Partiful", call) == (
        "PARTIFUL-12 · Somebody at Partiful called at 10:05 AM ET and talked to Petra Novak for 6 min."
    )
