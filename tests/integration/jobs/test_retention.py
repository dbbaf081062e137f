"""What is forgotten once it has served its purpose, and what is kept for all that."""

from datetime import timedelta

from sqlalchemy import select

from bot.domain.retention import CHAT_KEPT_FOR, KEPT_FOR
from models.message import ChatMessage
from models.notice import NoticeGiven
from tests.fixtures.desk import Desk

A_DAY = timedelta(days=1)


def test_old_chat_is_forgotten_but_for_the_last_word_and_what_tickets_grew_from(desk: Desk) -> None:
    forgotten, grown, last = (desk.say("U0MAYA", f"Push is slow {number}") for number in range(3))
    desk.open(thread_ts=grown)
    desk.clock.advance(CHAT_KEPT_FOR - A_DAY)
    desk.services.retention.forget()
    assert chat(desk) == {forgotten, grown, last}
    desk.clock.advance(2 * A_DAY)
    desk.services.retention.forget()
    assert chat(desk) == {grown, last}
    newest = desk.say("U0MAYA", "Push is slow once more")
    desk.services.retention.forget()
    assert chat(desk) == {grown, newest}


def test_who_got_a_notice_is_forgotten_once_that_tells_nothing_any_more(desk: Desk) -> None:
    desk.say("U0MAYA", "Push is slow")
    desk.clock.advance(KEPT_FOR + 2 * A_DAY)
    desk.say("U0DEV", "Push is slow again")
    desk.services.retention.forget()
    with desk.database.read() as session:
        assert list(session.scalars(select(NoticeGiven.user_id))) == ["U0DEV"]


def chat(desk: Desk) -> set[str]:
    """Return the ts of the chat that is known of."""
    with desk.database.read() as session:
        return set(session.scalars(select(ChatMessage.ts)))
