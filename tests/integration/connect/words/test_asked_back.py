"""Whoever speaks of an outage and names no priority is asked how urgent it is, whichever way they came in."""

from collections.abc import Callable

import pytest

from bot.blocks.kit import ids
from bot.domain.sla import Priority
from tests.integration.connect.front import CHANNEL, Front, button
from tests.integration.connect.surfaces import FILLED_IN
from tests.integration.connect.test_carried_words import newest_row

Opens = Callable[[Front, str], None]


def by_emoji(front: Front, words: str) -> None:
    """Say it, and react with a ticket."""
    front.react("U0MAYA", front.chat(words=words), "ticket")


def by_mention_in_its_thread(front: Front, words: str) -> None:
    """Say it, and have the thread made a ticket."""
    front.say("U0MAYA", "<@U0TAMBOT> open", front.chat(words=words))


def by_form(front: Front, words: str) -> None:
    """Say it in the form, and leave the priority as it is."""
    issue = {"input": {"type": "static_select", "selected_option": {"value": "issue"}}}
    said = {"input": {"type": "plain_text_input", "value": words}}
    filled = FILLED_IN | {ids.TYPE_BLOCK: issue, ids.DESCRIPTION_BLOCK: said}
    front.submit("U0MAYA", ids.NEW_TICKET_VIEW, {"account": "partiful", "channel": CHANNEL}, filled)


WAYS = [by_emoji, by_mention_in_its_thread, by_form]


@pytest.mark.parametrize("opens", WAYS)
@pytest.mark.parametrize("words", ["All SMS is down", "P0: no call goes through", "urgent!! nothing works"])
def test_an_outage_asks_back(front: Front, opens: Opens, words: str) -> None:
    opens(front, words)
    front.settle()
    ticket = newest_row(front)
    assert front.slack.said(CHANNEL)[-1] == (
        f"PARTIFUL-{ticket.number} is a P3, answered by 1:00 PM ET. Is it urgent? "
        "Click, or react here or on the card: :one: P1, :two: P2, :three: P3."
    )


@pytest.mark.parametrize("opens", WAYS)
def test_an_ordinary_question_is_asked_nothing(front: Front, opens: Opens) -> None:
    front.settle()
    before = _questions(front)
    opens(front, "Where do I find the logs?")
    front.settle()
    assert _questions(front) == before


def by_mention(front: Front, words: str) -> None:
    """Have the bot open it."""
    front.mention("U0MAYA", f"open {words}")


@pytest.mark.parametrize("opens", [*WAYS, by_mention])
@pytest.mark.parametrize(("emoji", "priority"), [("one", Priority.P1), ("two", Priority.P2)])
@pytest.mark.parametrize("who", ["U0MAYA", "U0CIERRA"])
def test_an_emoji_on_the_question_answers_it(
    front: Front, opens: Opens, emoji: str, priority: Priority, who: str
) -> None:
    opens(front, "All SMS is down")
    front.settle()
    front.react(who, _question(front), emoji)
    assert newest_row(front).priority is priority


@pytest.mark.parametrize("opens", [*WAYS, by_mention])
def test_an_emoji_on_the_question_answers_it_though_slack_cannot_be_read(front: Front, opens: Opens) -> None:
    opens(front, "All SMS is down")
    front.settle()
    question = _question(front)
    front.slack.refuse("conversations.replies", "message_not_found", times=9)
    front.react("U0MAYA", question, "one")
    assert newest_row(front).priority is Priority.P1


def test_three_on_the_question_says_that_it_is_none(front: Front) -> None:
    by_mention(front, "All SMS is down")
    front.settle()
    before = front.everything()
    front.react("U0MAYA", _question(front), "three")
    assert front.everything() == before


def test_a_guest_s_emoji_on_the_question_changes_nothing(front: Front) -> None:
    by_mention(front, "All SMS is down")
    front.settle()
    front.react("U0OTTO", _question(front), "one")
    assert newest_row(front).priority is Priority.P3


@pytest.mark.parametrize("opens", [*WAYS, by_mention])
def test_a_button_of_the_question_answers_it(front: Front, opens: Opens) -> None:
    opens(front, "All SMS is down")
    front.settle()
    ticket = newest_row(front)
    front.click("U0MAYA", button(ids.SET_PRIORITY[Priority.P1], str(ticket.id)))
    assert newest_row(front).priority is Priority.P1


def _question(front: Front) -> str:
    """Return the ts of the newest question."""
    asked = [one for one in front.slack.messages[CHANNEL] if "Is it urgent?" in one["text"]]
    return str(asked[-1]["ts"])


def _questions(front: Front) -> int:
    return sum("Is it urgent?" in text for text in front.slack.said(CHANNEL))
