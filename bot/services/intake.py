"""Take in what makes a ticket solvable: forms, checks, answers given later, and asking for one."""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.blocks.forms import intake_answer
from bot.blocks.forms.form_origin import FormOrigin
from bot.blocks.forms.intake_state import IntakeInput
from bot.blocks.messages import intake_card
from bot.blocks.messages.console import comments
from bot.blocks.values import AnswersTold, Draft, FormField, IntakeForm, TicketLine, View
from bot.domain.events.talk import AskedFor, QuestionsAnswered
from bot.domain.intake.findings import Finding
from bot.domain.keys import said
from bot.domain.keys.done import DoneKey
from bot.domain.keys.said import News
from bot.domain.permission import Action, Actor, Side, require
from bot.domain.ticket import TicketType
from bot.errors import Conflict, WrongInput
from bot.runbook import OTHER
from bot.services.service import ForPeople
from bot.steps import cards, choices, history, ticket_lines
from bot.steps.console import told_words
from bot.steps.customer_word import customer_word
from bot.steps.deadlines import evidence
from bot.steps.intake import intake_checks, intake_forms, intake_record
from bot.steps.intake.intake_checks import Checked, Report
from bot.steps.intake.intake_facts import COUNTED, EXAMPLES, HAPPENED, WHEN, report_of
from bot.steps.transitions import unsolved
from bot.steps.work import Work
from models.ticket import Ticket
from models.ticket_intake import TicketIntake


@dataclass(frozen=True)
class Answers:
    """What somebody adds to a ticket by its short form."""

    entered: IntakeInput
    product: str | None = None
    happened_at: datetime | None = None


@dataclass(frozen=True)
class Questions:
    """What a ticket's short form shows."""

    line: TicketLine
    draft: Draft
    form: IntakeForm
    asks_product: bool


class Intake(ForPeople):
    """Use cases of asking for facts and of being told them."""

    def check(self, report: Report, actor: Actor) -> Checked:
        """Read a report of a ticket to be and say what is odd about it."""
        require(actor, Action.OPEN)
        return intake_checks.check_report(self.runbook.provider, report, self.clock.now())

    def form(
        self,
        actor: Actor,
        origin: FormOrigin,
        draft: Draft | None = None,
        warnings: tuple[Finding, ...] = (),
    ) -> View:
        """Return the short form of what a ticket lacks, or of the one question that `origin` names."""
        asked = self.questions(origin.ticket or 0, actor, origin.only or "", draft)
        return intake_answer.answer_form(
            asked.line,
            replace(asked.form, warnings=warnings),
            draft=asked.draft,
            products=choices.products(self.runbook) if asked.asks_product else (),
            private_metadata=origin.packed(),
        )

    def questions(
        self, ticket_id: int, actor: Actor, only: str = "", draft: Draft | None = None
    ) -> Questions:
        """Return the short form of what a ticket lacks, or of one question alone."""
        with self.reading() as work:
            require(actor, Action.ADD_DETAILS)
            ticket = work.peek(ticket_id)
            card = cards.card(work, ticket)
            stored = TicketIntake.of(work.session, ticket_id)
            product = (draft.product_id if draft else None) or ticket.product
            started = replace(
                draft or Draft(happened_at=ticket.happened_at),
                type=ticket.type,
                product_id=product,
                abridged=stored is not None and stored.abridged,
            )
            missing = {only} if only else self._missing(ticket, started, card.intake.missing)
            form = intake_forms.form_of_missing(work.runbook.provider, started, missing)
            asks_product = not only and ticket.type is TicketType.ISSUE and ticket.product == OTHER
            return Questions(card.line, started, form, asks_product)

    def _missing(self, ticket: Ticket, draft: Draft, missing: tuple[tuple[str, str], ...]) -> set[str]:
        """Return what is missing, all of the form's questions where the product is only now chosen."""
        if draft.product_id == ticket.product:
            return {question for question, _ in missing}
        form = intake_forms.form_for(self.runbook.provider, draft)
        return {EXAMPLES, HAPPENED, *(field.id for field in form.fields)}

    def check_answers(self, ticket_id: int, actor: Actor, told: Answers) -> tuple[Finding, ...]:
        """Say what is odd about answers given later; how many examples there are was told before."""
        require(actor, Action.ADD_DETAILS)
        with self.reading() as work:
            ticket = work.peek(ticket_id)
            entered = told.entered
            report = replace(
                report_of(ticket, TicketIntake.of(work.session, ticket_id)),
                product=told.product or ticket.product,
                description="",
                answers={},
                examples_text=entered.examples_text,
                happened_at=told.happened_at or ticket.happened_at,
                from_number=entered.from_number,
                to_number=entered.to_number,
            )
            found = intake_checks.check_report(work.runbook.provider, report, work.now).findings
        return tuple(each for each in found if each.check not in COUNTED)

    def answer(self, ticket_id: int, actor: Actor, told: Answers, once: DoneKey | None = None) -> None:
        """Add answers to a ticket; they are shown in its thread and count as the customer's reply.

        Raises WrongInput when nothing was told.
        """
        with self.work(once) as work:
            require(actor, Action.ADD_DETAILS)
            ticket = unsolved(work, ticket_id)
            answered = _keep(work, ticket, told)
            if answered == QuestionsAnswered():
                raise WrongInput("Answer at least one question.")
            event = history.record(work, ticket, answered, actor)
            evidence.keep_up(work, ticket)
            line = ticket_lines.line(work, ticket)
            told_now, key = _in_words(work, answered, ticket), said.news(News.ANSWERS, event.id)
            post = intake_card.answered(line, actor.name, told_now)
            cards.tell_customer(work, ticket, key, post)
            cards.tell_triage(work, ticket, key, post)
            if not ticket.private:  # what is entered there are notes among ourselves
                words = intake_card.answers_in_words(told_now, line.wall_clock)
                told_words.words_by_form(work, ticket, actor, key, words)
            if actor.side is Side.CUSTOMER:
                customer_word(work, ticket, actor, work.now)
            else:
                cards.refresh(work, ticket)

    def hand_on(self, ticket_id: int, actor: Actor) -> None:
        """Say that the ticket's examples are where they are looked up: no record is lost any more.

        Raises Conflict when that was said before.
        """
        with self.work() as work:
            require(actor, Action.HAND_ON)
            ticket = unsolved(work, ticket_id)
            if not evidence.hand_on(work, ticket, actor):
                raise Conflict("The examples were handed on already: the card says when.")

    def ask_for(self, ticket_id: int, question_id: str, actor: Actor) -> None:
        """Ask the customer for one thing that is missing, in the ticket's thread.

        Raises Conflict for what is not missing, or was asked for before.
        """
        with self.work() as work:
            require(actor, Action.ASK_FOR)
            ticket = unsolved(work, ticket_id)
            if ticket.private:
                raise Conflict(f"{work.key(ticket)} is private. Ask the customer in the console.")
            card = cards.card(work, ticket)
            if question_id not in {question for question, _ in card.intake.missing}:
                raise Conflict("That is not missing any more. The card shows what is.")
            stored = TicketIntake.made(work.session, ticket_id)
            if question_id in stored.asked_for:
                raise Conflict("The customer was asked for that already: see the ticket's thread.")
            stored.asked_for = [*stored.asked_for, question_id]
            event = history.record(work, ticket, AskedFor(question_id), actor)
            asked = _asked(work, ticket, stored, question_id)
            post = intake_card.asked_for(card.line, actor.name, asked, ticket.requester_user)
            cards.tell_customer(work, ticket, said.news(News.ASKED_FOR, event.id), post)
            note = comments.asked_for(actor.name, asked.label)
            told_words.note(work, ticket, said.news(News.ASKED_FOR, event.id), note)
            cards.refresh(work, ticket)


def _keep(work: Work, ticket: Ticket, told: Answers) -> QuestionsAnswered:
    """Keep what was told, and return it; what was known before is not told again."""
    provider, stored = work.runbook.provider, TicketIntake.made(work.session, ticket.id)
    product = provider.product(told.product).id if told.product else ticket.product
    new_product = product if product != ticket.product else None
    new_time = told.happened_at if told.happened_at != ticket.happened_at else None
    ticket.product, ticket.happened_at = product, told.happened_at or ticket.happened_at
    entered = told.entered
    if entered.examples_text:
        intake_record.add_examples(work, ticket, stored, entered.examples_text)
    numbers = entered.from_number or entered.to_number
    stored.from_number = entered.from_number or stored.from_number
    stored.to_number = entered.to_number or stored.to_number
    stored.answers = {**stored.answers, **entered.answers}
    return QuestionsAnswered(
        new_product,
        new_time,
        entered.examples_text,
        stored.from_number if numbers else "",
        stored.to_number if numbers else "",
        dict(entered.answers),
    )


def _in_words(work: Work, told: QuestionsAnswered, ticket: Ticket) -> AnswersTold:
    provider = work.runbook.provider
    product = provider.product(ticket.product)
    labels = {each: intake_forms.field_of(provider, each, product).label for each in told.answers}
    return AnswersTold(
        product=product.name if told.product else "",
        happened_at=told.happened_at,
        examples_text=told.examples_text,
        numbers=(told.from_number, told.to_number) if told.from_number or told.to_number else None,
        answers=tuple((labels[each], answer) for each, answer in told.answers.items()),
    )


def _asked(work: Work, ticket: Ticket, stored: TicketIntake, question_id: str) -> FormField:
    """Return the question that is asked for, as the ticket's guideline puts it."""
    provider = work.runbook.provider
    draft = Draft(type=ticket.type, product_id=ticket.product, abridged=stored.abridged)
    form = intake_forms.form_for(provider, draft)
    if question_id == EXAMPLES:
        return FormField(EXAMPLES, "Example IDs", form.examples_hint)
    if question_id == HAPPENED:
        return FormField(HAPPENED, WHEN, "The date and time, and your time zone.")
    known = next((each for each in form.fields if each.id == question_id), None)
    return known or intake_forms.field_of(provider, question_id, provider.product(ticket.product))
