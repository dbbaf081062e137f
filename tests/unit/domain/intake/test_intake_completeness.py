"""What is still missing from a ticket, and what was told in prose; several matters in one ticket."""

import pytest

from bot.domain.intake.completeness import (
    AskedQuestion,
    Completeness,
    Item,
    Told,
    of_examples,
    of_questions,
)
from bot.domain.intake.findings import Check
from bot.domain.intake.splitting import check_one_matter, countries_named, mentions, symptoms_named
from bot.runbook import intake_rules
from tests.unit.domain.intake.test_intake_examples import PROVIDER

VOICE = intake_rules.vocabulary(PROVIDER.product("voice"))
MESSAGING = intake_rules.vocabulary(PROVIDER.product("messaging"))
BEGAN = AskedQuestion("began", "Began", ("since", "this morning"))
SCOPE = AskedQuestion("scope", "Scope")
LOGS = AskedQuestion("logs", "Logs", needed=False)


def test_a_question_is_answered_in_its_field_or_in_prose_or_missing() -> None:
    items = of_questions([BEGAN, SCOPE, LOGS], {"scope": " "}, ["Broken since 9 AM."])
    assert [(item.id, item.told) for item in items] == [("began", Told.IN_TEXT), ("scope", Told.MISSING)]
    items = of_questions([BEGAN, SCOPE, LOGS], {"began": "9 AM", "logs": "x"}, [])
    assert [(item.id, item.told) for item in items] == [
        ("began", Told.ANSWERED),
        ("scope", Told.MISSING),
        ("logs", Told.ANSWERED),
    ]


def test_a_sum_is_made_of_what_is_known() -> None:
    one = Completeness(of_questions([BEGAN, SCOPE], {}, ["since then"]))
    assert (one.known, len(one.items)) == (1, 2)
    assert [item.id for item in one.missing] == ["scope"]
    assert [item.id for item in one.in_text] == ["began"]


def test_examples_are_complete_when_enough_can_be_looked_up() -> None:
    def item(good: int, *, instead: bool = False, required: bool = True) -> Item | None:
        return of_examples("Examples", good, 2, instead=instead, required=required)

    assert item(0) == Item("examples", "Examples", Told.MISSING, "0 of 2")
    assert item(1, required=False) == Item("examples", "Examples", Told.MISSING, "1 of 2")
    assert item(2) == item(0, instead=True) == Item("examples", "Examples", Told.ANSWERED)
    assert item(0, required=False) is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("It broke THIS MORNING.", True),
        ("since", True),
        ("sincerely yours", False),
        ("this is morning", False),
        ("", False),
    ],
)
def test_words_count_whole_and_in_any_case(text: str, said: bool) -> None:
    assert mentions(text, BEGAN.signs) is said


@pytest.mark.parametrize(
    ("text", "countries"),
    [
        ("Calls to Germany and France fail.", ["Germany", "France"]),
        ("Calls in the US, the U.K. and the USA", ["United States", "United Kingdom"]),
        ("Tell us about it. Us too! turkey, Jordan Smith and Chad", []),
        ("From South Africa to the United Arab Emirates", ["South Africa", "United Arab Emirates"]),
        ("Saint Vincent and the Grenadines", ["Saint Vincent And The Grenadines"]),
        ("", []),
    ],
)
def test_countries_are_known_by_name(text: str, countries: list[str]) -> None:
    found = countries_named(text, VOICE)
    assert [name for name in countries if name in found] == countries or not countries
    if len(countries) < 1:
        assert found == ()


def test_the_document_s_own_pair_of_symptoms_is_two() -> None:
    text = "Users have choppy audio, and other users have dropped calls."
    assert symptoms_named(text, VOICE) == ("audio quality", "dropped calls")
    assert symptoms_named("Choppy audio with echo", VOICE) == ("audio quality",)
    assert symptoms_named("Messages are delayed or duplicated", MESSAGING) == (
        "delayed delivery",
        "duplicate messages",
    )


def test_one_ticket_is_about_one_matter() -> None:
    assert check_one_matter(["Germany"], ["echo"]) == []
    found = check_one_matter(["b", "a", "c", "d", "e"], ["echo", "drops"])
    assert [finding.check for finding in found] == [Check.COUNTRIES, Check.SYMPTOMS]
    assert found[0].sentence == (
        "This names several countries (a, b, c, d and 1 more). Please open a ticket for each."
    )
    assert "(drops, echo). A ticket should contain examples for the same symptom" in found[1].sentence


def test_a_product_whose_guideline_says_nothing_of_it_may_be_about_several() -> None:
    email = intake_rules.vocabulary(PROVIDER.product("email"))
    assert countries_named("Germany and France", email) == ()
