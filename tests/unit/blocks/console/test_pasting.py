"""The text for the console reads like the runbook's own example tickets, and leaves nothing out."""

from typing import Any

import pytest

from bot.blocks.forms import modals
from bot.blocks.messages.console.pasting import console_body
from bot.blocks.values import IntakeFacts
from tests.fixtures.desk import sample
from tests.fixtures.shown import lines
from tests.unit.blocks.samples import OPENED, card, line

PROVIDER = sample().provider
LAST = "Reported by Maya Chen (Partiful), our reference PARTIFUL-12."


def body(description: str = "It fails.", example_ids: tuple[str, ...] = (), **intake: Any) -> str:
    ticket = card(description=description, example_ids=example_ids, intake=IntakeFacts(**intake))
    return console_body(ticket, PROVIDER.name)


@pytest.mark.parametrize("product", ["voice", "messaging"])
def test_what_the_sample_ticket_holds_makes_the_sample_ticket(product: str) -> None:
    ticket = PROVIDER.product(product).sample
    assert ticket is not None
    greeting, told, *examples = ticket.body.strip().split("\n\n")
    sentences = told.removesuffix("Below you can find 3 examples of the issue:").strip()
    written = body(sentences, tuple(examples))
    first, second, third, *rest = written.split("\n\n")
    assert (first, second) == (greeting, sentences)
    assert third == "Below you can find 3 examples of the issue:"
    assert rest == [*examples, LAST]


def test_answers_become_sentences_of_the_same_text_and_short_ones_keep_their_heading() -> None:
    answers = (
        ("Reproducible", "Yes"),
        ("Began", "This began earlier today around 8AM PST"),
        ("Scope", "All calls."),
        ("Logs", "one\ntwo"),
    )
    assert body("Calls drop", answers=answers).split("\n\n")[1:-1] == [
        "Calls drop. Reproducible: Yes. This began earlier today around 8AM PST. Scope: All calls.",
        "Logs:\none\ntwo",
    ]


def test_one_example_is_named_by_its_kind_as_in_the_video_sample() -> None:
    room = "RM" + "0" * 32
    assert f"Here is the Room SID: {room}" in body(example_ids=(room,), kinds=("Room SID",))
    assert "Here is the example: X1" in body(example_ids=("X1",), kinds=("",))


def test_affected_users_are_bullets_as_in_the_authy_sample() -> None:
    ticket = PROVIDER.product("authy").sample
    assert ticket is not None
    users = ticket.body.strip().split("\n\n")[-1]
    written = body(
        example_ids=("+1-111-111-1111", "111111111"),
        answers=(("About the examples", users),),
        examples_text=users,
        affected_users=True,
    )
    assert f"Below are some of the affected end-users:\n\n{users}\n\n" in written
    assert "About the examples" not in written
    assert "- a@b.test\n- c@d.test" in body(example_ids=("a@b.test", "c@d.test"), affected_users=True)


def test_an_example_with_words_around_it_keeps_them() -> None:
    said = "CAa91002aee7a8bafed519af3bb8f9dc85. User experienced echo 5 mins into the call."
    written = body(example_ids=("CAa91002aee7a8bafed519af3bb8f9dc85",), examples_text=said)
    assert f"Below you can find the example of the issue:\n\n{said}" in written


def test_numbers_stand_in_for_an_example() -> None:
    assert "From number: +14155551212\nTo number: unknown" in body(numbers=("+14155551212", ""))


def test_the_time_is_told_in_the_team_s_zone() -> None:
    ticket = card(description="It fails", happened_at=OPENED)
    assert "It fails. This happened Tue, Mar 10, 10:00 AM ET." in lines(console_body(ticket, "Twilio"))


def test_the_longest_text_is_shown_whole_in_parts() -> None:
    text = "\n".join(f"line {number}" for number in range(3000)) + "\n" + "x" * 12_000
    shown = framed(modals.console_text_modal(line(), "s", text, url=None))[1:]
    assert len(shown) > 1
    assert "".join(shown).replace("\n", "") == text.replace("\n", "")
    assert framed(modals.console_text_modal(line(), "s", "", url=None)) == ["s", " "]


def test_an_empty_description_leaves_no_empty_paragraph() -> None:
    assert console_body(card(description=""), "Twilio").split("\n\n") == ["Twilio Support,", LAST]


def framed(view: dict[str, Any]) -> list[str]:
    return [
        part["elements"][0]["text"]
        for block in view["blocks"]
        if block["type"] == "rich_text"
        for part in block["elements"]
        if part["type"] == "rich_text_preformatted"
    ]
