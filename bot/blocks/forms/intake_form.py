"""The fields by which a ticket's facts are asked for, and what is said above and below them."""

from collections.abc import Sequence

from bot.blocks.kit import ids, parts
from bot.blocks.kit.rich import Bold, Emoji, Hyperlink, Line, lines, rich
from bot.blocks.kit.text import clean, in_sentence
from bot.blocks.values import Block, Choice, Draft, FormField, IntakeForm, LinkLine, Words
from bot.domain.intake.findings import Finding, TicketPart

ANSWER_LIMIT = 2000
EXAMPLES_LIMIT = 2000
NUMBER_LIMIT = 100
_SENTENCE_LIMIT = 600
_HINT_LIMIT = 1200
_WARNINGS_SHOWN = 8

_LENGTHS = (
    ("abridged", "Abridged", "An example and what happened: when it is hard to learn more"),
    ("detailed", "Detailed", "All questions of the guideline: the fastest way to an answer"),
)
_WHEN = "Choose it on your own clock, whatever your time zone; the ticket shows it in the team's."
_EXAMPLES = "Two or three recent ones show a trend. One on each line, or with spaces between."
_FILES = "Screenshots, videos and logs: add them as a reply in the ticket's thread."


def dispatching(block: Block) -> Block:
    """Have Slack tell us at once when the field changes, since other fields depend on it."""
    return {**block, "dispatch_action": True}


def length(intake: IntakeForm) -> list[Block]:
    """Return the choice between the detailed and the abridged form, where a product has both."""
    if intake.abridged is None:
        return []
    options = [parts.option(value, label, description) for value, label, description in _LENGTHS]
    chosen = "abridged" if intake.abridged else "detailed"
    return [dispatching(parts.field(ids.LENGTH_BLOCK, "Form", parts.radios(options, chosen)))]


def checks_summary(intake: IntakeForm) -> list[Block]:
    """Return how much the checks found, to stand on top."""
    return [_summary(len(intake.warnings))] if intake.warnings else []


def introduction(intake: IntakeForm) -> list[Block]:
    """Return what a product's guideline explains, and the way to all of it."""
    blocks: list[Block] = []
    for title, paragraphs in intake.intro:
        blocks.append(rich(lines([Bold(title)], *(linked_line(paragraph) for paragraph in paragraphs))))
    if intake.guide:
        blocks.append(parts.actions(parts.button("Whole guideline", ids.GUIDE, intake.guide)))
    return blocks


def _summary(count: int) -> Block:
    things = "One thing below may slow" if count == 1 else f"{count} things below may slow"
    first: Line = [Emoji("warning"), " ", Bold(f"{things} the answer down.")]
    return rich(lines(first, ["Change what you can; or open the ticket as it is, with the same button."]))


def linked_line(words: Words) -> Line:
    """Return a text of the runbook as a line; a link without an address is just its words."""
    return [Hyperlink(run.label, run.url) if run.url else run.label for run in words]


def description(intake: IntakeForm, element: Block) -> list[Block]:
    """Return the field *Description* with its guideline's hint, and what is odd about it."""
    field = parts.field(ids.DESCRIPTION_BLOCK, "Description", element, hint=_cut(intake.description_hint))
    return [field, *_links(intake.description_links), *warnings(intake.warnings, TicketPart.DESCRIPTION)]


def evidence(draft: Draft, intake: IntakeForm) -> list[Block]:
    """Return when it happened, the examples, and the numbers that may stand for them."""
    blocks: list[Block] = []
    if intake.asks_when:
        blocks += [happened(draft), *warnings(intake.warnings, TicketPart.HAPPENED)]
    if intake.asks_examples:
        blocks += [examples(draft, intake), *_links(intake.examples_links)]
        blocks += warnings(intake.warnings, TicketPart.EXAMPLES)
    return [*blocks, *(_numbers(draft, intake) if intake.numbers else [])]


def happened(draft: Draft) -> Block:
    """Return the field *When did it happen?*."""
    element: Block = {"type": "datetimepicker", "action_id": ids.INPUT}
    if draft.happened_at:
        element["initial_date_time"] = int(draft.happened_at.timestamp())
    return parts.field(ids.HAPPENED_BLOCK, "When did it happen?", element, optional=True, hint=_WHEN)


def examples(draft: Draft, intake: IntakeForm) -> Block:
    """Return the field *Example IDs*."""
    typed = draft.examples_text or "\n".join(draft.example_ids)
    element = parts.text_input(EXAMPLES_LIMIT, clean(typed), multiline=True)
    hint = _cut(intake.examples_hint) or _EXAMPLES
    return parts.field(ids.EXAMPLES_BLOCK, "Example IDs", element, optional=True, hint=hint)


def _numbers(draft: Draft, intake: IntakeForm) -> list[Block]:
    told: list[Block] = []
    for block_id, label, typed, part, hint in (
        (ids.FROM_BLOCK, "From number", draft.from_number, TicketPart.FROM, "Only if the ID is hard to get."),
        (ids.TO_BLOCK, "To number", draft.to_number, TicketPart.TO, "With the country code: +14155551212."),
    ):
        element = parts.text_input(NUMBER_LIMIT, clean(typed), placeholder="+14155551212")
        told.append(parts.field(block_id, label, element, optional=True, hint=hint))
        told += warnings(intake.warnings, part)
    return told


def questions(draft: Draft, fields: Sequence[FormField]) -> list[Block]:
    """Return the fields of a guideline's questions, filled in as far as they were."""
    blocks: list[Block] = []
    for asked in fields:
        blocks += [question(asked, draft.answers.get(asked.id, "")), *_links(asked.links)]
    return blocks


def question(asked: FormField, answer: str) -> Block:
    """Return the field of one question: a menu where there are options, else a text."""
    if asked.options:
        choices = [Choice(option, option) for option in asked.options]
        element = parts.select(choices, answer, placeholder="Choose, if you know")
    else:
        element = parts.text_input(ANSWER_LIMIT, clean(answer), multiline=True)
    label, hint = asked.label, _cut(asked.hint)
    return parts.field(ids.QUESTION_BLOCK + asked.id, label, element, optional=True, hint=hint)


def below(draft: Draft, intake: IntakeForm) -> list[Block]:
    """Return the questions, what was answered before the product changed, and where files go."""
    blocks = questions(draft, intake.fields)
    if intake.earlier:
        blocks.append(parts.small_print("Written before you changed the product or type; it goes along:"))
        blocks += questions(draft, intake.earlier)
    if intake.asks_examples:
        blocks.append(parts.small_print(_FILES))
    return blocks


def warnings(found: Sequence[Finding], part: TicketPart) -> list[Block]:
    """Return what the checks say of one field, to stand right below it."""
    here = [finding for finding in found if finding.part is part]
    told: list[Line] = [
        [Emoji("warning"), f" {in_sentence(finding.sentence, _SENTENCE_LIMIT)}"]
        for finding in here[:_WARNINGS_SHOWN]
    ]
    if len(here) > _WARNINGS_SHOWN:
        told.append([f"and {len(here) - _WARNINGS_SHOWN} more"])
    return [rich(lines(*told))] if told else []


def _links(links: Sequence[LinkLine]) -> list[Block]:
    known = [link for link in links if link.url]
    line: list[str | Hyperlink] = []
    for number, link in enumerate(known):
        line += [" · " if number else "", Hyperlink(link.label, link.url)]
    return [rich(lines(line))] if line else []


def _cut(hint: str) -> str:
    return parts.plain(hint, _HINT_LIMIT)["text"].strip() if hint else ""
