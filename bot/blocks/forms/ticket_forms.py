"""The forms people fill in; what they send back is read in `forms_state`."""

from collections.abc import Sequence

from bot.blocks.forms import intake_form
from bot.blocks.kit import ids, parts
from bot.blocks.kit.rich import Bold, lines, quoted, rich
from bot.blocks.kit.text import clean, cut, in_sentence, one_line
from bot.blocks.messages import ticket_wording
from bot.blocks.values import (
    Answerer,
    Block,
    Choice,
    Draft,
    IntakeForm,
    PriorityChoice,
    ReasonChoice,
    TicketLine,
    View,
)
from bot.domain.escalation import Reason
from bot.domain.routing import Role
from bot.domain.sla import Priority
from bot.domain.ticket import TicketType

SUBJECT_LIMIT = 150
DESCRIPTION_LIMIT = 3000
COMMENT_LIMIT = 2000
REACH_LIMIT = 200
CONSOLE_NUMBER_LIMIT = 40
DEFAULT_PRIORITY = Priority.P3


def new_ticket_form(
    products: Sequence[Choice],
    targets: Sequence[PriorityChoice],
    *,
    account_choices: Sequence[Choice] | None = None,
    on_behalf_of: bool = False,
    prefill: Draft | None = None,
    intake: IntakeForm | None = None,
    private_metadata: str = "",
) -> View:
    """Return the form *New ticket*; staff may name the requester, and the account where no channel does.

    `intake` is what the chosen type and product ask for; without it the form asks what every fault needs.
    """
    draft, asked = prefill or Draft(), intake or IntakeForm()
    blocks: list[Block] = []
    if account_choices is not None:
        accounts = parts.select(account_choices, draft.account_key)
        blocks.append(intake_form.dispatching(parts.field(ids.ACCOUNT_BLOCK, "Account", accounts)))
    blocks += [
        *intake_form.checks_summary(asked),
        *_report(draft, asked),
        _priority(targets, draft.priority or DEFAULT_PRIORITY),
        *_kind_of_ticket(products, draft),
        *([_requester(draft)] if on_behalf_of else []),
        *intake_form.length(asked),
        *intake_form.introduction(asked),
        *intake_form.evidence(draft, asked),
        *intake_form.below(draft, asked),
    ]
    return parts.modal(
        "New ticket",
        blocks,
        ids.NEW_TICKET_VIEW,
        submit="Open anyway" if asked.warnings else "Open ticket",
        private_metadata=private_metadata,
    )


def _requester(draft: Draft) -> Block:
    element: Block = {
        "type": "users_select",
        "action_id": ids.INPUT,
        "placeholder": parts.plain("Choose a person", 150),
    }
    if draft.requester_slack:
        element["initial_user"] = draft.requester_slack
    return parts.field(
        ids.REQUESTER_BLOCK,
        "On behalf of",
        element,
        optional=True,
        hint="The customer's person who has the problem. Leave it empty if it is you.",
    )


def _kind_of_ticket(products: Sequence[Choice], draft: Draft) -> list[Block]:
    types = [Choice(kind.value, kind.label) for kind in TicketType]
    chosen_type = (draft.type or TicketType.ISSUE).value
    product = parts.field(
        ids.PRODUCT_BLOCK,
        "Product",
        parts.select(products, draft.product_id),
        optional=True,
        hint="Leave it empty if your words or IDs tell it.",
    )
    return [
        intake_form.dispatching(product),
        intake_form.dispatching(parts.field(ids.TYPE_BLOCK, "Type", parts.select(types, chosen_type))),
    ]


def _priority(targets: Sequence[PriorityChoice], chosen: Priority) -> Block:
    options = [_priority_option(target) for target in targets]
    return parts.field(ids.PRIORITY_BLOCK, "Priority", parts.radios(options, chosen.value))


def _priority_option(target: PriorityChoice) -> Block:
    name = f"{target.priority} · {target.meaning}"
    if target.answered:
        return parts.option(target.priority.value, f"{name} · {target.promise}", target.answered)
    return parts.option(target.priority.value, name, f"Answered {target.promise}")


def _report(draft: Draft, intake: IntakeForm) -> list[Block]:
    description = clean(draft.description)
    subject = parts.text_input(SUBJECT_LIMIT, one_line(draft.subject), placeholder="One line: what is wrong?")
    details = parts.text_input(
        DESCRIPTION_LIMIT,
        description,
        multiline=True,
        placeholder="What happens, since when, who is affected, and what it does to your business",
    )
    told = [
        parts.field(ids.SUBJECT_BLOCK, "Subject", subject),
        *intake_form.description(intake, details),
    ]
    if cut(description, DESCRIPTION_LIMIT) != description:
        told.append(
            parts.small_print("The message is longer than a form can hold. It stays whole where it stands.")
        )
    return told


def escalate_form(
    ticket: TicketLine | None,
    reasons: Sequence[ReasonChoice],
    *,
    draft: Draft | None = None,
    preselected: Reason | None = None,
    private_metadata: str = "",
) -> View:
    """Return the form *Escalate*; without a ticket it also opens one, from `draft`."""
    blocks = [*_what_is_escalated(ticket, draft or Draft()), _full_reasons(reasons)]
    options = [
        parts.option(choice.reason.value, ticket_wording.REASON_LABELS[choice.reason]) for choice in reasons
    ]
    blocks += [
        parts.field(
            ids.REASON_BLOCK, "Reason", parts.radios(options, preselected.value if preselected else None)
        ),
        parts.field(
            ids.REACH_BLOCK,
            "How do we reach you now?",
            parts.text_input(REACH_LIMIT, placeholder="A phone number, or where we find you"),
            optional=True,
            hint="For a critical blocker: we may want to work on it with you at once.",
        ),
        parts.field(
            ids.COMMENT_BLOCK, "Comment", parts.text_input(COMMENT_LIMIT, multiline=True), optional=True
        ),
    ]
    return parts.modal(
        "Escalate", blocks, ids.ESCALATE_VIEW, submit="Escalate", private_metadata=private_metadata
    )


def _what_is_escalated(ticket: TicketLine | None, draft: Draft) -> list[Block]:
    if ticket is not None:
        return [_named(ticket)]
    subject = parts.text_input(SUBJECT_LIMIT, one_line(draft.subject))
    return [
        parts.literal(
            "This is not a ticket yet. Escalating opens one: P1 for a critical blocker, otherwise P2."
        ),
        parts.field(ids.SUBJECT_BLOCK, "Subject", subject),
        parts.field(
            ids.DESCRIPTION_BLOCK,
            "Description",
            parts.text_input(DESCRIPTION_LIMIT, clean(draft.description), multiline=True),
        ),
    ]


def _named(ticket: TicketLine) -> Block:
    return rich(lines([Bold(ticket.key), f" · {ticket.priority} · {in_sentence(ticket.subject)}"]))


def _full_reasons(reasons: Sequence[ReasonChoice]) -> Block:
    told: list[Block] = []
    for choice in reasons:
        told += [lines([Bold(ticket_wording.REASON_LABELS[choice.reason])]), quoted(choice.sentence, 1000)]
    return rich(*told)


def solve_form(ticket: TicketLine, *, private_metadata: str = "") -> View:
    """Return the form in which staff close a ticket with words for the customer."""
    there = "the console, as a public comment" if ticket.private else "the ticket's thread"
    hint = f"Posted to the customer in {there}."
    closing = _words(ids.CLOSING_BLOCK, "Closing message", hint)
    return parts.modal(
        "Solve", [_named(ticket), closing], ids.SOLVE_VIEW, submit="Solve", private_metadata=private_metadata
    )


def add_details_form(ticket: TicketLine, *, private_metadata: str = "") -> View:
    """Return the form in which a customer adds to a ticket; to a private one only staff do."""
    hint = "Posted in the ticket's thread, like a reply. To add files, reply there."
    if ticket.private:
        hint = "Posted in triage. The customer doesn't see it."
    details = _words(ids.DETAILS_BLOCK, "Details", hint)
    return parts.modal(
        "Add details",
        [_named(ticket), details],
        ids.ADD_DETAILS_VIEW,
        submit="Add",
        private_metadata=private_metadata,
    )


def _words(block: str, label: str, hint: str) -> Block:
    """Return the one field of a form that asks for words; the cursor stands in it."""
    return parts.field(
        block, label, parts.text_input(DESCRIPTION_LIMIT, multiline=True, focus=True), hint=hint
    )


def reassign_form(ticket: TicketLine, team: Sequence[Answerer], *, private_metadata: str = "") -> View:
    """Return the form in which staff hand a ticket to another role of the account's team."""
    choices = [Choice(member.role.value, ticket_wording.who_for_staff(member)) for member in team]
    menu = parts.select(choices, _role(ticket.assignee.role, team))
    hint = "The customer isn't told." if ticket.private else "The customer is told."
    return parts.modal(
        "Reassign",
        [_named(ticket), parts.field(ids.ASSIGNEE_BLOCK, "Assignee", menu, hint=hint)],
        ids.REASSIGN_VIEW,
        submit="Reassign",
        private_metadata=private_metadata,
    )


def _role(role: Role, team: Sequence[Answerer]) -> str | None:
    return role.value if any(member.role is role for member in team) else None


def priority_form(
    ticket: TicketLine, targets: Sequence[PriorityChoice], *, private_metadata: str = ""
) -> View:
    """Return the form that changes a priority."""
    start = "The response time is counted from the same start."
    told = "The customer isn't told." if ticket.private else "The customer is told of a lower priority."
    return parts.modal(
        "Priority",
        [
            _named(ticket),
            _priority(targets, ticket.priority),
            parts.small_print(f"{start} {told}"),
        ],
        ids.PRIORITY_VIEW,
        submit="Change",
        private_metadata=private_metadata,
    )
