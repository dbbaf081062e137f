"""What cards say of the intake, whatever people wrote; and guidelines as messages and modals."""

from typing import Any

import pytest

from block_kit import problems
from bot.blocks.answers import guide
from bot.blocks.kit import ids
from bot.blocks.messages import cards, intake_card, ticket_whole
from bot.blocks.values import FormField, Guide, GuideSection, IntakeFacts, LinkLine
from bot.clock import FakeClock
from bot.domain.ticket import Status
from bot.errors import NotFound
from bot.services.guides import TOPICS, Guides
from bot.steps.work import TAM_BOT
from tests.fixtures.desk import sample
from tests.unit.blocks.samples import MONDAY, NOON, OPENED, card, line
from tests.unit.blocks.test_everything_is_literal import HOSTILE, mentioned

BOOK = sample()
GUIDES = Guides(None, BOOK, FakeClock(OPENED))  # type: ignore[arg-type]
MISSING = (("examples", "Example IDs (1 of 2)"), ("scope", "Scope"))


def facts(**changed: Any) -> IntakeFacts:
    plain: dict[str, Any] = {"known": 5, "total": 7, "missing": MISSING, "in_text": ("Began",)}
    return IntakeFacts(**{**plain, **changed})


def test_staff_see_how_complete_it_is_and_what_is_missing() -> None:
    assert "Intake: 5 of 7" in str(cards.staff_card(card(intake=facts())).blocks)
    text = str(ticket_whole.whole(card(intake=facts()), for_staff=True))
    assert "5 of 7 · missing: Example IDs (1 of 2), Scope · told in the text: Began" in text
    complete = card(intake=facts(known=7, missing=()))
    assert "7 of 7 · complete" in str(ticket_whole.whole(complete, for_staff=True))
    assert "Intake" not in str(cards.staff_card(card()).blocks)


def test_staff_can_ask_for_each_missing_thing_until_it_is_solved() -> None:
    asking = intake_card.asking(card(intake=facts()))
    assert asking is not None
    [menu] = asking["elements"]
    assert [option["value"] for option in menu["options"]] == ["examples:7", "scope:7"]
    assert intake_card.asking(card(intake=facts(), status=Status.SOLVED)) is None
    assert intake_card.asking(card(intake=facts(missing=()))) is None


def test_cards_say_until_when_carriers_keep_the_records() -> None:
    ticket = card(intake=facts(kept_until=NOON, perhaps_until=MONDAY))
    assert "Records end 12:00 PM ET" in str(cards.staff_card(ticket).blocks)
    words = "records end 12:00 PM ET, best effort until Mon, Mar 16, 9:00 AM ET"
    for for_staff in (True, False):
        assert words in str(ticket_whole.whole(ticket, for_staff=for_staff))
    sure = card(intake=facts(kept_until=NOON))
    assert "best effort" not in str(ticket_whole.whole(sure, for_staff=True))
    assert "Evidence" not in str(ticket_whole.whole(card(), for_staff=False))


def test_the_customer_is_offered_the_questions_only_where_nobody_asked_them_yet() -> None:
    offered = str(cards.customer_card(card(intake=facts(offered=True))).blocks)
    assert "Still helpful: " in offered
    assert ids.ANSWER in offered
    assert ids.ANSWER not in str(cards.customer_card(card(intake=facts())).blocks)
    complete = card(intake=facts(offered=True, missing=()))
    assert ids.ANSWER not in str(cards.customer_card(complete).blocks)


@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE.keys())
def test_whatever_people_answered_the_cards_are_accepted_and_ping_nobody(words: str) -> None:
    intake = facts(
        answers=((words, words),) * 20,
        doubts=(words,) * 9,
        in_text=("Began",),
        numbers=(words, words),
        offered=True,
        kept_until=NOON,
    )
    for status in Status:
        shown = card(intake=intake, status=status, description=words, solved_at=NOON, pending_since=NOON)
        posts = [ticket_whole.card_and_all(shown, for_staff=staff) for staff in (True, False)]
        for post in (*posts, cards.staff_card(shown), cards.customer_card(shown)):
            assert problems("message", {"text": post.text, "blocks": post.blocks}) == []
            assert list(mentioned(post.blocks)) == []
    asked = intake_card.asked_for(line(), words, FormField("scope", words[:75] or "x", words), "U0MAYA")
    assert problems("message", {"text": asked.text, "blocks": asked.blocks}) == []
    assert list(mentioned(asked.blocks)) == ["U0MAYA"]


def test_one_thing_is_asked_for_with_the_guideline_s_question() -> None:
    post = intake_card.asked_for(line(), "Cierra Simms", FormField("scope", "Scope", "All calls?"))
    assert post.text == "Cierra Simms asks for Scope:\nAll calls?\nReply here, or use the button."
    assert "7:scope" in str(post.blocks)
    short = intake_card.asked_for(line(), "Cierra Simms", FormField("scope", "Scope"))
    assert "Scope:\nReply here" in short.text


@pytest.mark.parametrize("topic", ["", *TOPICS, *(product.id for product in BOOK.provider.products)])
def test_every_guide_fits_a_message_and_a_modal(topic: str) -> None:
    about = GUIDES.about(topic, TAM_BOT)
    post = guide.message(about)
    assert problems("message", {"text": post.text, "blocks": post.blocks}) == []
    assert problems("modal", guide.modal(about)) == []
    assert len(post.blocks) > 1


def test_an_unknown_guide_names_what_there_is() -> None:
    with pytest.raises(NotFound, match=r"There are, among others: voice, messaging, flex, .*escalation"):
        GUIDES.about("telegraph", TAM_BOT)


def test_questions_are_numbered_and_go_on_after_their_points() -> None:
    points = ((0, plain("one")), (1, plain("point")), (2, plain("deeper")), (0, plain("two")))
    post = guide.message(Guide("G", (GuideSection("Q", points=points, numbered=True),)))
    lists = [part for part in post.blocks[1]["elements"] if part["type"] == "rich_text_list"]
    assert [(part["style"], part["indent"], part.get("offset", 0)) for part in lists] == [
        ("ordered", 0, 0),
        ("bullet", 1, 0),
        ("bullet", 2, 0),
        ("ordered", 0, 1),
    ]


def test_a_section_without_anything_is_left_out() -> None:
    assert len(guide.message(Guide("G", (GuideSection(""),))).blocks) == 1


def plain(text: str) -> tuple[LinkLine, ...]:
    return (LinkLine(text, None),)
