"""The intake in people's hands: every product's form, warnings told once, questions asked later."""

from typing import Any

import pytest

from bot.runbook import Product
from playground.people.persona import Persona
from tests.e2e.stage import CHANNEL, TRIAGE, OnStage, Stage
from tests.fixtures.desk import sample
from tests.fixtures.shown import lines, words_of

H = "0123456789abcdef0123456789abcdef"
CALL, OTHER_CALL, ACCOUNT = f"CA{H}", f"CA{H[::-1]}", f"AC{H}"
PROVIDER = sample().provider
PRODUCTS = [product for product in PROVIDER.products if product.questions != PROVIDER.common.questions]
STUDIO = PROVIDER.product("studio")

# What somebody who follows the guideline enters, by product.
EXAMPLES = {
    "voice": f"{CALL} {OTHER_CALL}",
    "messaging": f"SM{H} MM{H}",
    "flex": f"WT{H}",
    "video": f"RM{H}",
    "email": "guest@example.com",
    "authy": "- +1-111-111-1111 (Authy ID: 111111111)",
    "studio": f"FW{H} FN{H}",
}
IN_THE_CONSOLE = {
    "voice": "Below you can find 2 examples of the issue:",
    "messaging": f"SM{H}\n\nMM{H}",
    "flex": f"Here is the Task SID: WT{H}",
    "video": f"Here is the Room SID: RM{H}",
    "email": "Below are some of the affected end-users:\n\n- guest@example.com",
    "authy": "end-users:\n\n- +1-111-111-1111 (Authy ID: 111111111)",
    "studio": f"FW{H}\n\nFN{H}",
}


@pytest.fixture
def cierra(stage: Stage) -> Persona:
    """Give Cierra Simms, the primary TAM."""
    return stage.cierra


def opened(stage: Stage, person: Persona) -> None:
    """Have a person open the form."""
    assert person.slash("/ticket", "", CHANNEL)
    person.wait_for_modal("New ticket")


def choose(stage: Stage, person: Persona, field: str, value: str, sign: str) -> None:
    """Choose what the form depends on, and wait until it asks accordingly."""
    person.fill({field: value})
    stage.eventually(lambda: person.modal and sign in words_of(person.modal.view))


def detailed(stage: Stage, person: Persona, product: str, sign: str) -> None:
    """Choose a product and all that its guideline asks."""
    choose(stage, person, "Product", product, "Abridged")
    choose(stage, person, "Form", "detailed", sign)


def shown(person: Persona) -> str:
    assert person.modal is not None
    return words_of(person.modal.view)


def ask_for(person: Persona, ticket: OnStage, what: str) -> bool:
    """Ask for one thing by the menu behind *Show all*; tell whether that was taken."""
    assert person.click(TRIAGE, ticket.triage_ts, "ticket.show_all")
    person.wait_for_modal(ticket.key)
    taken = bool(person.click_in_modal("staff.ask_for", f"{what}:{ticket.row.id}"))
    person.wait_for_modal("Asked")
    while person.modal:
        person.close()
    return taken


def console_text(person: Persona, ticket: OnStage) -> str:
    assert person.click(TRIAGE, ticket.triage_ts, "staff.more", f"console:{ticket.row.id}")
    person.wait_for_modal("Console text")
    text = shown(person)
    person.close()
    return text


@pytest.mark.parametrize("product", [*PRODUCTS, STUDIO], ids=lambda product: product.id)
def test_the_form_of_every_product_ends_in_a_ticket_with_a_text_for_the_console(
    stage: Stage, cierra: Persona, product: Product
) -> None:
    opened(stage, cierra)
    cierra.fill({"Subject": f"Trouble with {product.name}", "Description": "Guests tell us that it fails."})
    before = cierra.modal
    detailed(stage, cierra, product.id, str(product.questions[-1].label))
    assert before is not None
    assert cierra.modal is not None
    assert cierra.modal.values["subject"] == before.values["subject"]
    assert cierra.modal.values["description"] == before.values["description"]
    asked = [label for label in cierra.modal.labels if label == "Began"]
    cierra.fill({"Example IDs": EXAMPLES[product.id]})
    cierra.fill({"When did it happen?": int(stage.running.clock.now().timestamp()) - 3600})
    if asked:
        cierra.fill({"Began": "This began earlier today around 8AM PST and nothing was changed."})
    with stage.opening() as tickets:
        assert cierra.submit() is None
    [ticket] = tickets
    assert ticket.row.product == product.id
    text = console_text(cierra, ticket)
    assert "Twilio Support,\n\nGuests tell us that it fails. This happened" in text
    assert IN_THE_CONSOLE[product.id] in text
    assert ("This began earlier today around 8AM PST" in text) is bool(asked)


def test_a_change_of_product_type_and_length_keeps_what_was_typed(stage: Stage, cierra: Persona) -> None:
    opened(stage, cierra)
    detailed(stage, cierra, "video", "Mobile device")
    cierra.fill({"Subject": "No audio", "SDK": "JavaScript 2.28", "Example IDs": f"RM{H}", "Priority": "P2"})
    choose(stage, cierra, "Product", "voice", "Voice Trace")
    assert "SDK" in shown(cierra)
    choose(stage, cierra, "Form", "abridged", "From one call SID we find the others")
    choose(stage, cierra, "Type", "question", "What you have tried")
    choose(stage, cierra, "Type", "issue", "From one call SID we find the others")
    assert cierra.modal is not None
    values: dict[str, Any] = cierra.modal.values
    assert values["subject"]["input"] == "No audio"
    assert values["question.sdk"]["input"] == "JavaScript 2.28"
    assert values["examples"]["input"] == f"RM{H}"
    assert values["priority"]["input"] == "P2"


def test_a_form_opens_and_changes_in_one_call_each(stage: Stage, cierra: Persona) -> None:
    before = {name: len(stage.workspace.traffic(name)) for name in ("views.open", "views.update")}
    opened(stage, cierra)
    choose(stage, cierra, "Product", "voice", "Abridged")
    stage.settle()
    after = {name: len(stage.workspace.traffic(name)) for name in before}
    assert after == {name: count + 1 for name, count in before.items()}


def test_warnings_are_told_once_and_overruled_by_sending_again(stage: Stage, cierra: Persona) -> None:
    opened(stage, cierra)
    detailed(stage, cierra, "voice", "Voice Trace")
    cierra.fill({"Subject": "Echo", "Description": "Echo on calls.", "Example IDs": f"{CALL[:-1]} {ACCOUNT}"})
    with stage.no_ticket():
        assert cierra.submit() is None
    warned = shown(cierra)
    assert f"{CALL[:-1]} has 31 after CA; a Call SID has 32: 1 digit is missing." in lines(warned)
    assert f"{ACCOUNT} is an Account SID. Here we ask for a Call SID (CA…)." in lines(warned)
    assert "an ID carries no time" in warned
    assert cierra.modal is not None
    assert cierra.modal.view["submit"]["text"] == "Open anyway"
    cierra.fill({"Example IDs": f"{CALL} SM{H}"})
    with stage.no_ticket():
        assert cierra.submit() is None
    assert f"SM{H} is a Message SID" in shown(cierra)
    with stage.opening() as tickets:
        assert cierra.submit() is None
    assert tickets[0].row.example_ids == [CALL, f"SM{H}"]
    assert "Such IDs belong to Messaging" in tickets[0].everything


def test_an_empty_form_cannot_be_overruled(stage: Stage, cierra: Persona) -> None:
    opened(stage, cierra)
    detailed(stage, cierra, "voice", "Voice Trace")
    cierra.fill({"Subject": "  ", "Description": "\n"})
    with stage.no_ticket():
        for _ in range(3):
            assert cierra.submit() == {
                "subject": "Say in one line what is wrong.",
                "description": "Describe what happens.",
            }


@pytest.mark.parametrize(
    ("kind", "question"),
    [
        ("question", "What you have tried"),
        ("feature_request", "Use case"),
        ("design_question", "Goal"),
    ],
)
def test_only_an_issue_is_asked_like_a_fault(stage: Stage, cierra: Persona, kind: str, question: str) -> None:
    opened(stage, cierra)
    choose(stage, cierra, "Type", kind, question)
    assert cierra.modal is not None
    assert not {"Example IDs", "When did it happen?", "Form"} & set(cierra.modal.labels)
    cierra.fill({"Product": "voice", "Subject": "How?", "Description": "How is it done?", question: "Docs."})
    with stage.opening() as tickets:
        assert cierra.submit() is None
    assert f"{question}: Docs." in lines(tickets[0].everything)


def test_the_whole_guideline_opens_over_the_form(stage: Stage, cierra: Persona) -> None:
    opened(stage, cierra)
    detailed(stage, cierra, "voice", "Voice Trace")
    assert cierra.click_in_modal("guide")
    guideline = cierra.wait_for_modal("Guideline")
    assert len(guideline.views) == 2
    assert "In order of preference we change" in shown(cierra)
    cierra.back()
    assert "Voice Trace" in shown(cierra)


def test_a_message_s_ids_choose_product_and_examples_of_its_form(stage: Stage) -> None:
    ts = stage.dev.say(CHANNEL, f"Guests hear an echo on {CALL}")
    stage.settle()
    assert stage.cierra.message_shortcut("create_ticket", CHANNEL, ts)
    form = stage.cierra.wait_for_modal("New ticket")
    assert form.values["product"]["input"] == "voice"
    assert form.values["examples"]["input"] == CALL
    assert "Form" in form.labels


def test_a_ticket_by_emoji_is_asked_what_is_missing_and_answered_by_button_or_reply(stage: Stage) -> None:
    ts = stage.chat(f"Calls drop, for example {CALL}")
    with stage.opening() as tickets:
        stage.maya.react(CHANNEL, ts, "ticket")
    [ticket] = tickets
    assert ticket.row.product == "voice"
    assert "missing: Example IDs (1 of 2), When it happened" in ticket.everything
    assert stage.maya.click(CHANNEL, ticket.card_ts, "customer.answer")
    stage.maya.wait_for_modal("Answer questions")
    assert set(stage.maya.submit() or {}) == {"question.impact"}
    stage.maya.fill({"Scope": "All calls to Ohio.", "Example IDs": f"{ACCOUNT}"})
    assert stage.maya.submit() is None
    assert "is an Account SID" in shown(stage.maya)
    stage.maya.fill({"Example IDs": OTHER_CALL})
    assert stage.maya.submit() is None
    assert stage.maya.modal is None
    stage.maya.say(CHANNEL, "It is reproducible every time, since noon", ticket.thread)
    stage.settle()
    assert (
        "missing: When it happened, Business impact · told in the text: Reproducible, Began"
        in ticket.everything
    )
    assert any(
        {f"Maya Chen added to {ticket.key}:", "Scope: All calls to Ohio."} <= set(lines(said))
        for said in ticket.customers_see
    )


def test_staff_ask_for_one_thing_with_a_click_and_the_customer_answers_it(stage: Stage) -> None:
    ticket = stage.open("Calls drop", how="open voice")
    assert ask_for(stage.cierra, ticket, "impact")
    stage.settle()
    asked = stage.workspace.thread(CHANNEL, ticket.thread)[-1]
    assert "<@U0MAYA> Cierra Simms asks for Business impact:" in lines(words_of(asked))
    assert stage.dev.click(CHANNEL, asked["ts"], "customer.answer")
    form = stage.dev.wait_for_modal("Answer questions")
    assert form.labels == ["Business impact"]
    stage.dev.fill({"Business impact": "Half of our guests."})
    assert stage.dev.submit() is None
    stage.settle()
    assert "Business impact: Half of our guests." in lines(ticket.everything)
    again = ask_for(stage.kirk, ticket, "scope")
    assert again


def test_a_ticket_that_names_no_product_asks_for_it_first(stage: Stage) -> None:
    ticket = stage.open("Something is odd")
    assert stage.maya.click(CHANNEL, ticket.card_ts, "customer.answer")
    form = stage.maya.wait_for_modal("Answer questions")
    assert form.labels[0] == "Product"
    choose(stage, stage.maya, "Product", "authy", "Authy application")
    stage.maya.fill({"Authy application": "Partiful, 00001", "Example IDs": "+14155551212"})
    stage.maya.fill({"Where it occurs": "Authy app"})
    assert stage.maya.submit() is None
    stage.settle()
    assert ticket.row.product == "authy"
    assert "Where it occurs: Authy app" in ticket.everything


def test_a_guideline_can_be_read_by_command_and_by_mention(stage: Stage) -> None:
    assert stage.cierra.slash("/ticket", "guide voice", CHANNEL)
    told = stage.told(stage.cierra)
    assert "What did the callers hear or see? Describe the symptom." in lines(told)
    ts = stage.maya.say(CHANNEL, "@tam guide messaging")
    [answer] = stage.answers(ts)
    assert "Give 2-3 example SIDs from the past 72 hours." in lines(answer)
    ts = stage.maya.say(CHANNEL, "@tam guide telegraph")
    [answer] = stage.answers(ts)
    assert "There is no guide to “telegraph”" in answer


def test_the_console_s_number_finds_the_ticket(stage: Stage, cierra: Persona) -> None:
    ticket = stage.open("Calls drop")
    assert cierra.click(TRIAGE, ticket.triage_ts, "staff.console_text")
    cierra.wait_for_modal("Console text")
    cierra.fill({"Console ticket number": "4471234"})
    assert cierra.submit() is None
    for text in ("list 4471234", "show 4471234"):
        assert cierra.slash("/ticket", text, CHANNEL)
        assert ticket.key in stage.told(cierra)
    stage.settle()
    assert "4471234" in ticket.card
