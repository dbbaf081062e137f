"""The form of every product fits Slack's limits, asks what its guideline asks, and loses nothing."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from block_kit import problems
from bot.blocks.forms import intake_answer, ticket_forms
from bot.blocks.forms.forms_state import FormRefused, parse_new_ticket
from bot.blocks.forms.intake_state import IntakeInput, draft_of, parse_intake
from bot.blocks.kit import ids
from bot.blocks.kit.text import clean
from bot.blocks.values import Choice, Draft, FormField, IntakeForm, LinkLine, View
from bot.domain.intake.findings import Check, Finding, TicketPart
from bot.domain.sla import Priority
from bot.domain.ticket import TicketType
from bot.runbook import Input, Product
from bot.steps import choices
from bot.steps.intake import intake_forms
from bot.steps.intake.intake_checks import Report, check_report
from playground.blocks import filled_in
from tests.fixtures.desk import sample
from tests.fixtures.examples import drawing
from tests.fixtures.shown import lines, words_of
from tests.unit.blocks.samples import line

BOOK = sample()
PROVIDER = BOOK.provider
PRODUCTS = PROVIDER.products
GUIDED = [product for product in PRODUCTS if product.questions != PROVIDER.common.questions]
NOW = datetime(2026, 3, 3, 15, 0, tzinfo=UTC)
LONG = "x" * 30_000
EVERY_PART = tuple(Finding(part, Check.SHAPE, LONG, str(n)) for part in TicketPart for n in range(30))


def form(draft: Draft, warnings: tuple[Finding, ...] = ()) -> View:
    """Return the form as the bot opens it."""
    return ticket_forms.new_ticket_form(
        choices.products(BOOK),
        choices.priorities(BOOK.provider.sla),
        account_choices=[Choice(key, account.name) for key, account in BOOK.accounts.items()],
        on_behalf_of=True,
        prefill=draft,
        intake=intake_forms.form_for(PROVIDER, draft, warnings),
    )


def state(view: View, **entered: Any) -> dict[str, Any]:
    """Return what Slack sends back of a form: what it showed, and what was entered by block id."""
    values = filled_in.values(view["blocks"], {})
    elements = {block["block_id"]: block["element"] for block in view["blocks"] if block["type"] == "input"}
    for name, value in entered.items():
        block_id = name.replace("__", ".")
        values[block_id] = {ids.INPUT: filled_in.entry(elements[block_id], value)}
    return values


def labels(view: View) -> list[str]:
    return [block["label"]["text"] for block in view["blocks"] if block["type"] == "input"]


def full(product: Product, *, abridged: bool = False, kind: TicketType = TicketType.ISSUE) -> Draft:
    """Return a draft in which every field of every form is filled to the brim, and beyond."""
    everything = {
        field.id: field.options[0] if field.options else LONG
        for each in PRODUCTS
        for question in intake_forms.all_questions(each, abridged=False)
        for field in question.fields()
        if field.input is Input.TEXT
    }
    return Draft(
        type=kind,
        product_id=product.id,
        priority=Priority.P1,
        subject=LONG,
        description=LONG,
        happened_at=NOW,
        abridged=abridged,
        examples_text=LONG,
        from_number=LONG,
        to_number=LONG,
        answers=everything,
    )


@pytest.mark.parametrize("product", PRODUCTS, ids=lambda product: product.id)
@pytest.mark.parametrize("abridged", [False, True], ids=["detailed", "abridged"])
def test_the_form_of_every_product_fits_slack_empty_and_with_the_longest_data(
    product: Product, abridged: bool
) -> None:
    empty = form(Draft(product_id=product.id, abridged=abridged))
    assert problems("modal", empty) == []
    brimming = form(full(product, abridged=abridged), EVERY_PART)
    assert problems("modal", brimming) == []
    assert brimming["submit"]["text"] == "Open anyway"


@pytest.mark.parametrize("kind", TicketType)
def test_every_type_has_a_form_that_fits(kind: TicketType) -> None:
    view = form(Draft(type=kind, product_id="voice"))
    assert problems("modal", view) == []
    assert ("Example IDs" in labels(view)) is (kind is TicketType.ISSUE)
    assert problems("modal", form(full(PROVIDER.product("voice"), kind=kind))) == []


def test_the_longest_runbook_fits_too() -> None:
    link = LinkLine("w" * 200, "https://x.test/" + "y" * 2000)
    field = FormField("i" * 60, "l" * 500, LONG, tuple(f"{n:075}" for n in range(100)), (link,) * 20)
    asked = IntakeForm(
        abridged=True,
        intro=(("t" * 300, ((link,) * 20,) * 5),) * 3,
        description_hint=LONG,
        description_links=(link,) * 20,
        examples_hint=LONG,
        examples_links=(link,),
        numbers=True,
        fields=tuple(replace(field, id=f"{n}{field.id}") for n in range(30)),
        warnings=EVERY_PART,
        guide="voice",
    )
    products, targets = choices.products(BOOK), choices.priorities(BOOK.provider.sla)
    assert problems("modal", ticket_forms.new_ticket_form(products, targets, intake=asked)) == []
    view = intake_answer.answer_form(line(), asked, draft=Draft(), products=products)
    assert problems("modal", view) == []


def test_the_detailed_form_asks_what_the_guideline_asks_after_the_problem() -> None:
    assert labels(form(Draft(product_id="voice", abridged=False))) == [
        "Account",
        "Subject",
        "Description",
        "Priority",
        "Product",
        "Type",
        "On behalf of",
        "Form",
        "When did it happen?",
        "Example IDs",
        "From number",
        "To number",
        "Reproducible",
        "Began",
        "Scope",
        "Business impact",
        "Voice Trace",
        "Temporary route change",
        "Destinations to reroute",
    ]


def test_the_form_is_abridged_until_somebody_wants_it_detailed() -> None:
    view = form(Draft(product_id="voice"))
    assert labels(view)[7:] == ["Form", "When did it happen?", "Example IDs", "From number", "To number"]
    assert "one call SID we find the others" in str(view["blocks"])


@pytest.mark.parametrize("product", GUIDED, ids=lambda product: product.id)
def test_every_product_with_questions_has_an_abridged_form(product: Product) -> None:
    short, whole = (labels(form(Draft(product_id=product.id, abridged=given))) for given in (True, False))
    assert "Form" in short
    assert set(short) < set(whole)
    assert len(short) <= 12


@pytest.mark.parametrize(
    ("product", "asked"),
    [
        ("messaging", {"Direction", "Scope", "Began"}),
        ("flex", {"Reproducible", "Business impact"}),
        ("video", {"SDK", "Mobile device", "Browser", "Media region", "Client logs"}),
        ("email", {"Part of SendGrid", "SendGrid username", "Logs", "Deliverability"}),
        ("authy", {"Authy application", "Where it occurs", "Code and errors", "Scope"}),
        ("studio", {"Began", "Reproducible", "Code and errors"}),
    ],
)
def test_each_product_has_its_own_questions(product: str, asked: set[str]) -> None:
    assert asked <= set(labels(form(Draft(product_id=product, abridged=False))))


def test_what_matters_beside_the_questions_stands_where_it_matters() -> None:
    shown = {
        product.id: str(form(Draft(product_id=product.id, abridged=False))["blocks"]) for product in GUIDED
    }
    assert "reach your dedicated TAM" in shown["email"]
    assert "https://twilio.github.io/twilio-video-android/docs/latest/" in shown["video"]
    assert "TVILogLevel.html" in shown["video"]
    assert (
        "Is Voice Trace enabled on this account? It is critical to identifying audio quality issues."
    ) in lines(words_of(form(Draft(product_id="voice", abridged=False))))
    assert "numbers that Twilio calls, not your Twilio numbers" in shown["voice"]
    assert "screenshot or video of it" in shown["flex"]
    assert "add them as a reply in the ticket's thread" in shown["flex"]
    options = [
        option["text"]["text"]
        for block in form(Draft(product_id="voice", abridged=False))["blocks"]
        if block.get("block_id") == "question.route_change"
        for option in block["element"]["options"]
    ]
    assert options == ["The exact destination numbers", "The area code and exchange", "The area code"]


def test_account_type_product_and_length_tell_us_at_once_when_they_change() -> None:
    view = form(Draft(product_id="voice", abridged=False))
    telling = [block["block_id"] for block in view["blocks"] if block.get("dispatch_action")]
    assert telling == [ids.ACCOUNT_BLOCK, ids.PRODUCT_BLOCK, ids.TYPE_BLOCK, ids.LENGTH_BLOCK]


def test_a_field_that_is_asked_no_more_stays_while_it_holds_something() -> None:
    video = form(Draft(product_id="video", abridged=False))
    typed = state(video, question__sdk="JavaScript 2.0", examples=f"RM{'0' * 32}")
    moved = form(replace(draft_of(typed), product_id="email"))
    assert "SDK" in labels(moved)
    assert "it goes along" in str(moved["blocks"])
    assert parse_intake(state(moved)).answers == {"sdk": "JavaScript 2.0"}
    emptied = draft_of(state(moved, question__sdk=""))
    assert "SDK" not in labels(form(emptied))
    asked_no_more = form(replace(draft_of(typed), type=TicketType.QUESTION))
    assert {"SDK", "Example IDs"} <= set(labels(asked_no_more))


def test_a_warning_stands_below_its_field() -> None:
    warnings = (Finding(TicketPart.EXAMPLES, Check.SHAPE, "One digit is missing."),)
    view = form(Draft(product_id="voice", abridged=False), warnings)
    at = next(i for i, block in enumerate(view["blocks"]) if block.get("block_id") == ids.EXAMPLES_BLOCK)
    assert lines(words_of({"blocks": [view["blocks"][at + 1]]})) == ["One digit is missing."]
    assert "One thing below may slow the answer down." in lines(words_of(view))


def test_a_product_that_is_no_more_is_asked_like_none() -> None:
    assert intake_forms.form_for(PROVIDER, Draft(product_id="telegraph")) == IntakeForm()


def test_an_answer_to_a_question_that_is_no_more_keeps_its_field() -> None:
    view = form(Draft(product_id="voice", answers={"old_question": "Still here."}))
    assert labels(view)[-1] == "Old question"
    assert parse_intake(state(view)).answers == {"old_question": "Still here."}


def test_every_field_that_is_too_long_is_named() -> None:
    view = form(Draft(product_id="voice", abridged=False))
    typed = state(view, examples=LONG, question__scope=LONG)
    typed["from"] = {ids.INPUT: {"type": "plain_text_input", "value": LONG}}
    with pytest.raises(FormRefused) as refused:
        parse_intake(typed)
    assert set(refused.value.errors) == {"examples", "question.scope", "from"}


TEXTS = st.text(max_size=200)
MOVES = st.lists(
    st.tuples(
        st.sampled_from([product.id for product in GUIDED] + ["studio", "other"]),
        st.sampled_from([None, *TicketType]),
        st.booleans(),
    ),
    max_size=3,
)


@drawing(20)
@given(TEXTS, TEXTS, TEXTS, TEXTS, MOVES)
def test_whatever_is_typed_and_chosen_nothing_is_lost(
    scope: str, examples: str, description: str, sender: str, moves: list[tuple[str, TicketType | None, bool]]
) -> None:
    view = form(Draft(product_id="voice", abridged=False))
    typed = state(
        view, question__scope=scope, examples=examples, description=description, subject="s", to=sender[:50]
    )
    for product, kind, abridged in moves:
        draft = replace(draft_of(typed), product_id=product, abridged=abridged)
        view = form(replace(draft, type=kind) if kind else draft)
        assert problems("modal", view) == []
        typed = state(view)
    read = parse_intake(typed)
    assert read.answers.get("scope", "") == clean(scope)
    assert read.examples_text == clean(examples)
    assert draft_of(typed).description == clean(description)
    assert "".join(read.to_number.split()) == "".join(clean(sender[:50]).split())


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["input", "value", "x"]), inner)
    ),
    max_leaves=6,
)
BLOCKS = st.sampled_from(["type", "product", "length", "examples", "from", "happened", "question.scope"])


@drawing(40)
@given(st.dictionaries(BLOCKS, JSON | st.dictionaries(st.just(ids.INPUT), JSON)))
def test_a_forged_state_is_read_or_refused_and_shown_again_but_breaks_nothing(values: dict[str, Any]) -> None:
    assert isinstance(parse_intake(values), IntakeInput)
    view = form(draft_of(values))
    assert problems("modal", view) == []
    with pytest.raises(FormRefused):
        parse_new_ticket(values, NOW)


@drawing(25)
@given(
    TEXTS,
    TEXTS,
    st.text(max_size=40),
    st.sampled_from([product.id for product in PRODUCTS]),
    st.booleans(),
)
def test_any_text_can_be_checked(
    description: str, examples: str, number: str, product: str, abridged: bool
) -> None:
    report = Report(product, description, TicketType.ISSUE, abridged, examples, NOW, number, number)
    checked = check_report(PROVIDER, report, NOW)
    assert all(finding.sentence for finding in checked.findings)
    for example_id in checked.example_ids:
        assert example_id in examples or example_id in description
    view = form(Draft(product_id=product, examples_text=examples), checked.findings)
    assert problems("modal", view) == []
