"""Messages whose words are not in their text: forwarded, in a file's name, in code; or nowhere."""

import json

import pytest
from sqlalchemy import select

from bot.blocks.kit import ids
from bot.blocks.kit.text import escape
from models.ticket import Ticket
from tests.integration.connect.front import CHANNEL, JSON, TEAMS, Front, button

SHARED: JSON = {
    "is_msg_unfurl": True,
    "is_share": True,
    "author_name": "Priya",
    "from_url": "https://partiful.slack.com/archives/C0OPS/p1772550000000100",
    "text": "Voice: calls drop &amp; nobody hears us",
    "fallback": "[March 3rd, 2026 9:58 AM] priya: Voice: calls drop &amp; nobody hears us",
}
WORDS = "Voice: calls drop & nobody hears us"
RICH = [
    {
        "type": "rich_text",
        "elements": [
            {
                "type": "rich_text_section",
                "elements": [
                    {"type": "emoji", "name": "fire"},
                    {"type": "text", "text": " Voice: calls drop & nobody hears us"},
                ],
            },
            {
                "type": "rich_text_list",
                "elements": [
                    {"type": "rich_text_section", "elements": [{"type": "text", "text": "since nine"}]},
                    {
                        "type": "rich_text_section",
                        "elements": [{"type": "link", "url": "https://status.example.com", "text": "status"}],
                    },
                ],
            },
        ],
    }
]
SCREENSHOT: JSON = {"id": "F1", "name": "checkout & error.png", "permalink": "https://files.example.com/F1"}
STUB: JSON = {"id": "F2", "file_access": "check_file_info"}


def said(front: Front, text: str = "", user: str = "U0MAYA", **more: object) -> JSON:
    """Have somebody say something in the channel; return the message."""
    message = {"type": "message", "user": user, "team": TEAMS[user], "text": text, "ts": front.ts()} | more
    front.slack.messages.setdefault(CHANNEL, []).append(message)
    front.event(message | {"channel": CHANNEL})
    front.settle()
    return message


def by_emoji(front: Front, message: JSON) -> tuple[str, str]:
    """Open a ticket of a message by emoji; return its subject and description."""
    front.react("U0MAYA", message["ts"], "ticket")
    return newest(front)


def in_form(front: Front) -> tuple[str, str]:
    """Return the subject and description that the form which opened last is filled with."""
    view = front.slack.called("views.open")[-1]["view"]
    shown = json.loads(view) if isinstance(view, str) else view
    blocks = {block.get("block_id"): block for block in shown["blocks"]}

    def filled(block_id: str) -> str:
        return str(blocks[block_id]["element"].get("initial_value", ""))

    return filled(ids.SUBJECT_BLOCK), filled(ids.DESCRIPTION_BLOCK)


def newest(front: Front) -> tuple[str, str]:
    """Return the subject and description of the newest ticket."""
    row = newest_row(front)
    return row.subject, row.description


def newest_row(front: Front) -> Ticket:
    """Return the newest ticket as it is stored."""
    with front.bot.database.read() as session:
        found = session.scalar(select(Ticket).order_by(Ticket.id.desc()).limit(1))
    assert found is not None
    return found


FORWARDS: dict[str, tuple[JSON, str]] = {
    "shared": (SHARED, WORDS),
    "marked as unfurled only": ({**SHARED, "is_share": False}, WORDS),
    "in blocks": (
        {"is_share": True, "message_blocks": [{"team": "T1", "message": {"blocks": RICH}}]},
        f":fire: {WORDS}\nsince nine\nhttps://status.example.com",
    ),
    "in a fallback alone": ({"is_share": True, "fallback": f"priya: {escape(WORDS)}"}, f"priya: {WORDS}"),
    "an app's": ({"title": "Alert", "text": "Voice is down", "color": "red"}, "Alert\nVoice is down"),
}


@pytest.mark.parametrize(("attachment", "words"), FORWARDS.values(), ids=FORWARDS)
def test_forwarded_words_are_read_wherever_slack_puts_them(
    front: Front, attachment: JSON, words: str
) -> None:
    assert by_emoji(front, said(front, attachments=[attachment])) == (words.partition("\n")[0], words)


class TestAForwardedMessage:
    def test_gives_an_emoji_its_words(self, front: Front) -> None:
        assert by_emoji(front, said(front, attachments=[SHARED])) == (WORDS, WORDS)

    def test_stands_below_the_comment_that_came_with_it(self, front: Front) -> None:
        message = said(front, "Can you look?", attachments=[SHARED])
        assert by_emoji(front, message) == ("Can you look?", f"Can you look?\n{WORDS}")

    def test_gives_a_mention_its_words(self, front: Front) -> None:
        said(front, "<@U0TAMBOT> open P1", attachments=[SHARED])
        assert newest(front)[0] == "calls drop & nobody hears us"
        assert newest_row(front).priority == "P1"
        assert newest_row(front).product == "voice"

    def test_fills_the_shortcut_s_form(self, front: Front) -> None:
        message = said(front, attachments=[SHARED])
        front.shortcut("U0CIERRA", ids.CREATE_TICKET_SHORTCUT, message["ts"])
        assert in_form(front) == (WORDS, WORDS)

    def test_fills_the_form_behind_the_notice(self, front: Front) -> None:
        message = said(front, attachments=[SHARED])
        front.click("U0MAYA", button(ids.OPEN_TICKET, message["ts"]))
        assert in_form(front) == (WORDS, WORDS)

    def test_is_a_reply_in_a_ticket_s_thread(self, front: Front) -> None:
        card = front.card(front.open().ticket_id)
        front.answer(card)
        said(front, attachments=[SHARED], thread_ts=card)
        assert escape(WORDS) in front.slack.said("C0TRIAGE")[-1]


def test_what_was_forwarded_is_no_command(front: Front) -> None:
    opened = front.open()
    command = {**SHARED, "text": f"<@U0TAMBOT> solve {front.row(opened.ticket_id).number}"}
    said(front, "Look what he wrote", attachments=[command])
    said(front, "<@U0TAMBOT> look", attachments=[command])
    assert front.row(opened.ticket_id).status == "open"


def test_an_outage_that_was_forwarded_asks_whether_it_is_urgent(front: Front) -> None:
    said(front, "<@U0TAMBOT> open", attachments=[{**SHARED, "text": "Everything is down, total outage"}])
    front.settle()
    assert front.slack.said(CHANNEL)[-1] == (
        f"PARTIFUL-{newest_row(front).number} is a P3, answered by 1:00 PM ET. Is it urgent? "
        "Click, or react here or on the card: :one: P1, :two: P2, :three: P3."
    )


def test_the_preview_of_a_link_is_no_word(front: Front) -> None:
    link = "https://partiful.slack.com/archives/C0OPS/p1772550000000100"
    preview = {"is_msg_unfurl": True, "from_url": link, "text": "An older message"}
    page = {"from_url": "https://example.com/x", "title": "A page", "text": "About it"}
    message = said(front, f"See <{link}>", attachments=[preview, page])
    assert by_emoji(front, message) == (f"See {link}", f"See {link}")


def test_a_screenshot_alone_opens_a_ticket_that_is_called_like_it(front: Front) -> None:
    message = said(front, subtype="file_share", files=[SCREENSHOT, STUB])
    assert by_emoji(front, message) == (
        "checkout & error.png",
        "checkout & error.png\nA file without words",
    )


def test_a_file_with_a_command_as_its_comment_is_what_the_command_is_about(front: Front) -> None:
    said(front, "<@U0TAMBOT> open P2", subtype="file_share", files=[SCREENSHOT])
    assert newest(front) == ("checkout & error.png", "checkout & error.png")
    assert newest_row(front).priority == "P2"


@pytest.mark.parametrize("words", ["", " it fails here too"])
def test_a_file_is_added_with_its_link(front: Front, words: str) -> None:
    number = front.row(front.open().ticket_id).number
    said(front, f"<@U0TAMBOT> add {number}{words}", subtype="file_share", files=[SCREENSHOT])
    told = front.slack.said(CHANNEL)[-2:]
    assert any(
        "checkout & error.png https://files.example.com/F1".replace("&", "&amp;") in one for one in told
    )


def test_a_thread_s_first_message_may_be_a_file(front: Front) -> None:
    root = said(front, subtype="file_share", files=[SCREENSHOT])
    said(front, "<@U0TAMBOT> open P1", thread_ts=root["ts"])
    assert newest(front)[0] == "checkout & error.png"


@pytest.mark.parametrize("text", ["", ":fire: :fire:", "\u200b\u2060", "\u3164\u2800", "<@U0DEV>", "..."])
def test_a_message_without_words_opens_nothing_and_that_is_said(front: Front, text: str) -> None:
    message, before = said(front, text), newest_row(front).id
    front.react("U0MAYA", message["ts"], "ticket")
    front.settle()
    assert front.slack.said(CHANNEL)[-1] == (
        "Maya: No ticket was opened: this message says nothing in words. React to one that says what is "
        "wrong, or write it here in the thread and react to that."
    )
    assert newest_row(front).id == before


def test_an_alarm_without_words_is_an_alarm(front: Front) -> None:
    message = said(front, ":fire:")
    front.react("U0MAYA", message["ts"], ids.BLOCKER_EMOJI)
    assert newest(front)[0] == "Maya escalates a message"
    assert newest_row(front).priority == "P1"


def test_code_gives_its_first_line_of_words(front: Front) -> None:
    message = said(front, "```\n------\nERROR 30008: unknown\n```")
    assert by_emoji(front, message)[0] == "ERROR 30008: unknown"
