"""The form *New ticket*: the problem first, who would answer by when, and nothing typed is lost."""

import pytest

from playground.people.persona import Persona
from tests.e2e.stage import CHANNEL, Stage, send
from tests.fixtures.shown import words_of

CALL = "CA0123456789abcdef0123456789abcdef"


@pytest.fixture
def maya(stage: Stage) -> Persona:
    """Give Maya with the form of the pinned notice open."""
    [pinned] = stage.workspace.pins(CHANNEL)
    assert stage.maya.click(CHANNEL, pinned, "open_ticket")
    stage.maya.wait_for_modal("New ticket")
    return stage.maya


def promised(person: Persona) -> dict[str, str]:
    """Return what the form says of each priority."""
    assert person.modal is not None
    [priority] = [block for block in person.modal.blocks if block["block_id"] == "priority"]
    options = priority["element"]["options"]
    return {option["value"]: option["description"]["text"] for option in options}


def test_each_priority_says_who_answers_by_when_as_the_ticket_then_does(stage: Stage, maya: Persona) -> None:
    said = promised(maya)
    maya.fill({"Product": "voice", "Subject": "Calls drop", "Description": "Since nine.", "Priority": "P2"})
    with stage.opening() as opened:
        assert send(maya) is None
    assert said["P2"].replace(" answers ", " (your primary TAM) answers ") in opened[0].card


@pytest.mark.parametrize(
    ("words", "product"),
    [
        (f"Guests hear an echo, see {CALL}", "voice"),
        ("SMS to France is slow", "messaging"),
        ("Our Flex agents are logged out", "flex"),
    ],
)
def test_a_product_that_is_left_open_is_taken_from_words_and_ids(
    stage: Stage, maya: Persona, words: str, product: str
) -> None:
    maya.fill({"Subject": stage.name("Trouble"), "Description": words})
    with stage.opening() as opened:
        assert send(maya) is None
    assert opened[0].row.product == product


def test_words_that_name_no_product_or_several_ask_for_it_with_all_else_that_is_wrong(
    stage: Stage, maya: Persona
) -> None:
    tomorrow = int(stage.running.clock.now().timestamp()) + 86_400
    maya.fill({"Subject": "SMS and Flex fail", "Description": " ", "When did it happen?": tomorrow})
    with stage.no_ticket():
        assert maya.submit() == {
            "description": "Describe what happens.",
            "product": "Choose a product.",
            "happened": "That time is still to come. Choose when it happened.",
        }


def test_the_form_of_a_message_guesses_the_product_from_its_words(stage: Stage) -> None:
    ts = stage.chat("Our SMS to France fail")
    assert stage.cierra.message_shortcut("create_ticket", CHANNEL, ts)
    form = stage.cierra.wait_for_modal("New ticket")
    assert form.values["product"]["input"] == "messaging"
    assert form.labels[:4] == ["Subject", "Description", "Priority", "Product"]


def test_a_refusal_stacks_on_the_form_and_leaves_what_was_typed(stage: Stage) -> None:
    ts = stage.chat("Calls drop", by=stage.maya)
    assert stage.cierra.message_shortcut("create_ticket", CHANNEL, ts)
    stage.cierra.wait_for_modal("New ticket")
    stage.cierra.fill({"Product": "voice", "Description": "Typed with care."})
    with stage.opening():
        stage.maya.react(CHANNEL, ts, "ticket")
    stage.cierra.submit()
    refusal = stage.cierra.wait_for_modal("Not done")
    assert "This thread already is ticket" in words_of(refusal.view)
    stage.cierra.back()
    form = stage.cierra.wait_for_modal("New ticket")
    assert form.values["description"]["input"] == "Typed with care."


def test_a_priority_that_a_message_names_is_chosen_in_the_form_of_its_button(stage: Stage) -> None:
    said = stage.maya.say(CHANNEL, f"P1 @tam {stage.name('all SMS is down')}")
    stage.settle()
    [asked] = [
        message
        for message in stage.workspace.thread(CHANNEL, said)
        if "I opened no ticket: did you mean to?" in words_of(message)
    ]
    assert stage.maya.click(CHANNEL, asked["ts"], "open_ticket")
    stage.maya.wait_for_modal("New ticket")
    with stage.opening() as opened:
        assert send(stage.maya) is None
    assert opened[0].row.priority == "P1"
