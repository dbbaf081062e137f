"""A ticket's facts: understood from prose, asked for later, answered by form or in words."""

from datetime import timedelta

import pytest

from bot.blocks.forms.intake_state import IntakeInput
from bot.blocks.values import Draft
from bot.domain.intake.findings import Check
from bot.domain.keys import done
from bot.domain.search.ticket_filter import TicketFilter
from bot.domain.ticket import Status, TicketOrigin, TicketType
from bot.errors import Conflict, DoneBefore, NotAllowed, NotFound, WrongInput
from bot.services.intake import Answers
from bot.steps import drafts
from bot.steps.intake.intake_checks import Report
from tests.fixtures.desk import CHANNEL, TRIAGE, Desk, new_york
from tests.fixtures.shown import lines

H = "0123456789abcdef0123456789abcdef"
CALL, OTHER_CALL = f"CA{H}", f"CA{H[::-1]}"


def labels(desk: Desk, opened: object) -> list[str]:
    return [label for _, label in desk.card(opened).intake.missing]  # type: ignore[arg-type]


def told(**given: object) -> Answers:
    """Return answers of the short form."""
    product, happened_at = given.pop("product", None), given.pop("happened_at", None)
    return Answers(IntakeInput(**given), product, happened_at)  # type: ignore[arg-type]


def test_ids_in_a_message_become_examples_and_tell_the_product(desk: Desk) -> None:
    opened = desk.open(origin=TicketOrigin.EMOJI, description=f"Calls drop, see {CALL}\nsince 9 AM")
    card = desk.card(opened)
    assert (card.report.product_name, card.report.example_ids) == ("Voice", (CALL,))
    assert labels(desk, opened) == [
        "Example IDs (1 of 2)",
        "When it happened",
        "Reproducible",
        "Scope",
        "Business impact",
    ]
    assert card.intake.in_text == ("Began",)


def test_a_product_that_was_named_is_not_guessed_again(desk: Desk) -> None:
    opened = desk.open(origin=TicketOrigin.MENTION, product="studio", description=f"Flow fails for {CALL}")
    assert desk.card(opened).report.product_name == "Studio"
    assert desk.card(opened).report.example_ids == (CALL,)


def test_a_question_is_not_held_against_a_product(desk: Desk) -> None:
    opened = desk.open(type=TicketType.QUESTION, product="voice", description=f"What is {CALL}?")
    assert desk.card(opened).report.example_ids == ()
    assert labels(desk, opened) == ["What you have tried"]


def test_both_cards_offer_what_helps(desk: Desk) -> None:
    opened = desk.open(
        origin=TicketOrigin.EMOJI, description=f"Calls drop, see {CALL}", happened_at=desk.clock.now()
    )
    customers, staff = (str(desk.slack.messages[channel][-1]["blocks"]) for channel in (CHANNEL, TRIAGE))
    assert "Still helpful: " in customers
    assert "Answer questions" in customers
    assert "Intake: " in staff
    assert "Records end Wed, Mar 4, 10:00 AM ET" in staff
    assert "Ask for…" in str(desk.services.forms.whole_ticket(opened.ticket_id, desk.cierra)["blocks"])
    desk.services.lifecycle.solve(opened.ticket_id, desk.maya)
    desk.settle()
    assert "Answer questions" not in str(desk.slack.messages[CHANNEL][0]["blocks"])


def test_a_form_without_examples_lets_them_come_later_and_nags_for_nothing_else(desk: Desk) -> None:
    opened = desk.open(product="voice", intake=IntakeInput(answers={"scope": "All calls."}))
    assert desk.card(opened).intake.offered
    other = desk.open(intake=IntakeInput())
    assert not desk.card(other).intake.offered


def test_what_is_said_in_the_thread_counts(desk: Desk) -> None:
    opened = desk.open(origin=TicketOrigin.EMOJI, description="Something is wrong")
    desk.reply(opened, "U0MAYA", f"It happens every time: {CALL} and {CALL}, and {OTHER_CALL}")
    card = desk.card(opened)
    assert (card.report.product_name, card.report.example_ids) == ("Voice", (CALL, OTHER_CALL))
    assert "Reproducible" in card.intake.in_text
    desk.reply(opened, "U0MAYA", f"{CALL} again; {CALL[:-1]} too")
    assert desk.card(opened).report.example_ids == (CALL, OTHER_CALL, CALL[:-1])
    assert any("1 digit is missing" in doubt for doubt in desk.card(opened).intake.doubts)


def test_what_staff_say_is_no_example(desk: Desk) -> None:
    opened = desk.open(origin=TicketOrigin.EMOJI)
    desk.reply(opened, "U0CIERRA", f"Compare {CALL}")
    assert desk.card(opened).report.example_ids == ()
    question = desk.open(type=TicketType.QUESTION)
    desk.reply(question, "U0MAYA", f"Like {CALL}")
    assert desk.card(question).report.example_ids == ()


class TestAnswering:
    def test_answers_are_kept_shown_and_count_as_a_reply(self, desk: Desk) -> None:
        opened = desk.open(product="voice", description="Calls drop.")
        desk.reply(opened, "U0CIERRA", "Looking.")
        desk.services.lifecycle.set_pending(opened.ticket_id, desk.cierra)
        desk.pass_time(timedelta(minutes=5))
        channel, triage = desk.new_in(CHANNEL), desk.new_in(TRIAGE)
        answers = told(
            answers={"scope": "All calls to Ohio.", "impact": "10 %"},
            examples_text=f"{CALL}\n{OTHER_CALL}. Echo",
            from_number="+14155551212",
            happened_at=new_york("2026-03-03 09:00"),
        )
        desk.services.intake.answer(opened.ticket_id, desk.maya, answers, once=done.form("V1"))
        desk.settle()
        card = desk.card(opened)
        assert card.line.status is Status.OPEN
        assert card.line.due_at is not None
        assert card.report.example_ids == (CALL, OTHER_CALL)
        assert card.report.happened_at == new_york("2026-03-03 09:00")
        assert dict(card.intake.answers) == {
            "Scope": "All calls to Ohio.",
            "Business impact": "10 %",
            "About the examples": f"{CALL}\n{OTHER_CALL}. Echo",
        }
        assert card.intake.numbers == ("+14155551212", "")
        assert channel.texts[0] == (
            "Maya Chen added to PARTIFUL-1: When it happened: Tue, Mar 3, 9:00 AM ET "
            f"Example IDs: {CALL} {OTHER_CALL}. Echo From +14155551212 to ? "
            "Scope: All calls to Ohio. Business impact: 10 %"
        )
        assert "Maya Chen added to PARTIFUL-1" in triage.texts[0]
        assert labels(desk, opened) == ["Reproducible", "Began"]
        with pytest.raises(DoneBefore):
            desk.services.intake.answer(opened.ticket_id, desk.maya, answers, once=done.form("V1"))

    def test_by_staff_they_are_no_reply(self, desk: Desk) -> None:
        opened = desk.open(product="voice")
        before = desk.card(opened).line.due_at
        answers = told(answers={"scope": "By phone: all."})
        desk.services.intake.answer(opened.ticket_id, desk.cierra, answers)
        assert desk.card(opened).line.due_at == before
        assert dict(desk.card(opened).intake.answers) == {"Scope": "By phone: all."}

    def test_the_product_may_be_told_later(self, desk: Desk) -> None:
        opened = desk.open(description="It fails.")
        asked = desk.services.intake.questions(opened.ticket_id, desk.maya)
        assert asked.asks_product
        assert {field.id for field in asked.form.fields} == {"began", "reproducible"}
        chosen = desk.services.intake.questions(opened.ticket_id, desk.maya, draft=Draft(product_id="video"))
        assert "sdk" in {field.id for field in chosen.form.fields}
        assert chosen.form.asks_examples
        desk.services.intake.answer(opened.ticket_id, desk.maya, told(product="video"))
        assert desk.card(opened).report.product_name == "Video"

    def test_only_what_is_missing_is_asked(self, desk: Desk) -> None:
        opened = desk.open(product="voice", example_ids=(CALL, OTHER_CALL), happened_at=desk.clock.now())
        asked = desk.services.intake.questions(opened.ticket_id, desk.maya)
        assert not asked.asks_product
        assert (asked.form.asks_examples, asked.form.asks_when) == (False, False)
        one = desk.services.intake.questions(opened.ticket_id, desk.maya, only="impact")
        assert [field.id for field in one.form.fields] == ["impact"]

    def test_nothing_is_no_answer(self, desk: Desk) -> None:
        opened = desk.open()
        with pytest.raises(WrongInput, match="at least one"):
            desk.services.intake.answer(opened.ticket_id, desk.maya, told())

    def test_what_is_odd_is_told_before(self, desk: Desk) -> None:
        opened = desk.open(product="voice", example_ids=(CALL,))
        answers = told(examples_text=f"AC{H}", from_number="+1415", happened_at=new_york("2026-03-01 09:00"))
        found = desk.services.intake.check_answers(opened.ticket_id, desk.maya, answers)
        assert {finding.check for finding in found} == {Check.KIND, Check.NUMBER, Check.TOO_OLD}
        assert desk.services.intake.check_answers(opened.ticket_id, desk.maya, told(examples_text=CALL)) == ()

    def test_a_ticket_that_is_gone_is_not_found(self, desk: Desk) -> None:
        with pytest.raises(NotFound):
            desk.services.intake.questions(99, desk.maya)
        with pytest.raises(NotFound):
            desk.services.intake.check_answers(99, desk.maya, told())


class TestAskingForOne:
    def test_the_customer_is_asked_in_the_thread_and_a_button_answers_it(self, desk: Desk) -> None:
        opened = desk.open(product="voice", intake=IntakeInput(answers={"began": "9 AM"}))
        channel = desk.new_in(CHANNEL)
        desk.services.intake.ask_for(opened.ticket_id, "impact", desk.cierra)
        desk.settle()
        [asked] = channel.texts
        assert lines(asked) == [
            "<@U0MAYA> Cierra Simms asks for Business impact:",
            "What does it do to your business? What percentage of calls is affected?",
            "Reply here, or use the button.",
        ]
        assert desk.card(opened).intake.offered
        assert f"{opened.ticket_id}:impact" in str(desk.slack.messages[CHANNEL][-1]["blocks"])

    @pytest.mark.parametrize(
        ("question", "words"),
        [("examples", "Give 2-3 example SIDs"), ("happened", "The date and time, and your time zone.")],
    )
    def test_examples_and_the_time_can_be_asked_for_too(self, desk: Desk, question: str, words: str) -> None:
        opened = desk.open(product="voice", example_ids=(CALL,))
        channel = desk.new_in(CHANNEL)
        desk.services.intake.ask_for(opened.ticket_id, question, desk.cierra)
        desk.settle()
        assert words in channel.texts[0]

    def test_asking_is_no_answer_to_the_customer(self, desk: Desk) -> None:
        opened = desk.open(product="voice")
        before = desk.card(opened).line.due_at
        desk.services.intake.ask_for(opened.ticket_id, "scope", desk.cierra)
        assert desk.card(opened).line.due_at == before

    def test_what_was_asked_or_told_is_not_asked_again(self, desk: Desk) -> None:
        opened = desk.open(product="voice", intake=IntakeInput(answers={"scope": "All."}))
        desk.services.intake.ask_for(opened.ticket_id, "impact", desk.cierra)
        with pytest.raises(Conflict, match="was asked for that already"):
            desk.services.intake.ask_for(opened.ticket_id, "impact", desk.kirk)
        with pytest.raises(Conflict, match="not missing any more"):
            desk.services.intake.ask_for(opened.ticket_id, "scope", desk.cierra)

    def test_customers_cannot_ask_themselves(self, desk: Desk) -> None:
        opened = desk.open(product="voice")
        with pytest.raises(NotAllowed):
            desk.services.intake.ask_for(opened.ticket_id, "scope", desk.maya)


def test_a_draft_of_a_message_holds_its_ids_and_the_product(desk: Desk) -> None:
    drafted = drafts.with_ids(desk.runbook.provider, Draft(description=f"see {CALL}"))
    assert (drafted.product_id, drafted.example_ids) == ("voice", (CALL,))
    chosen = drafts.with_ids(desk.runbook.provider, Draft(description=f"see {CALL}", product_id="flex"))
    assert chosen.product_id == "flex"


def test_several_countries_or_symptoms_suggest_several_tickets(desk: Desk) -> None:
    def checks(description: str, **given: str) -> set[Check]:
        report = Report("voice", description, examples_text=f"{CALL} {OTHER_CALL}", **given)  # type: ignore[arg-type]
        return {finding.check for finding in desk.services.intake.check(report, desk.maya).findings}

    assert Check.COUNTRIES in checks("Calls to Germany and to France fail")
    assert Check.COUNTRIES in checks("Calls to +4915112345678 fail", to_number="+33612345678")
    assert Check.COUNTRIES not in checks("Calls to +4915112345678 in Germany fail")
    assert Check.SYMPTOMS in checks("Some users hear choppy audio, others report dropped calls")
    assert Check.SYMPTOMS not in checks("Choppy audio and echo")


def test_an_example_in_the_description_is_one_of_the_examples(desk: Desk) -> None:
    report = Report("voice", f"See {OTHER_CALL} and {CALL}", examples_text=CALL)
    checked = desk.services.intake.check(report, desk.maya)
    assert checked.example_ids == (CALL, OTHER_CALL)
    assert {finding.check for finding in checked.findings} == {Check.NO_TIME}


def test_an_old_call_is_doubted_on_the_staff_s_card(desk: Desk) -> None:
    opened = desk.open(
        product="voice",
        example_ids=(CALL, OTHER_CALL),
        happened_at=desk.clock.now() - timedelta(hours=30),
    )
    [doubt] = desk.card(opened).intake.doubts
    assert "That was 1 d 6 h ago" in doubt
    assert "Up to 48 hours we make best effort" in doubt


def test_a_ticket_is_found_by_its_number_in_the_console(desk: Desk) -> None:
    first, second = desk.open(), desk.open()
    desk.services.tickets.set_console_number(second.ticket_id, desk.cierra, "4471234")
    assert desk.services.places.numbered("4471234", "partiful").ticket_id == second.ticket_id
    assert desk.services.places.numbered("#4471234", None).ticket_id == second.ticket_id
    assert desk.services.places.numbered("1", "partiful").ticket_id == first.ticket_id
    filed = desk.services.tickets.listed("partiful", TicketFilter(console_number="4471234"), desk.cierra)
    [line] = filed.tickets
    assert line.key == "PARTIFUL-2"
    with pytest.raises(NotFound):
        desk.services.places.numbered("9999999", "partiful")
