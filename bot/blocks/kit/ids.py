"""Every id that Slack hands back to us, in one place: commands, shortcuts, views, actions, blocks, emoji."""

from collections.abc import Mapping
from typing import Final

from bot.domain.sla import Priority
from bot.domain.ticket import Status

# Slash commands (app.yaml: features.slash_commands)
TICKET_COMMAND: Final = "/ticket"
ONCALL_COMMAND: Final = "/oncall"

# Shortcuts (app.yaml: features.shortcuts[].callback_id)
CREATE_TICKET_SHORTCUT: Final = "create_ticket"  # on a message
ESCALATE_SHORTCUT: Final = "escalate"  # on a message
SPLIT_SHORTCUT: Final = "split"  # on a message
NEW_TICKET_SHORTCUT: Final = "new_ticket"  # global

# Views (callback_id)
NEW_TICKET_VIEW: Final = "view.new_ticket"
ESCALATE_VIEW: Final = "view.escalate"
SOLVE_VIEW: Final = "view.solve"
ADD_DETAILS_VIEW: Final = "view.add_details"
REASSIGN_VIEW: Final = "view.reassign"
PRIORITY_VIEW: Final = "view.priority"
CONSOLE_VIEW: Final = "view.console"
ANSWER_VIEW: Final = "view.answer"
READ_ONLY_VIEW: Final = "view.read_only"  # every modal that only tells: nothing to submit

# Actions anyone in the channel may meet
OPEN_TICKET: Final = "open_ticket"  # value: "" or the ts of the message the button stands under
PHONE_NUMBERS: Final = "phone_numbers"  # value: the account's key
FOLLOW_UP: Final = "open_follow_up"  # value: ticket id
GUIDE: Final = "guide"  # in forms; value: the product's id
OPEN_LINK: Final = "open_link"  # a button that is also a link: Slack sends the click all the same

# Actions on answers to whoever asked
NEXT_PAGE: Final = "list.next_page"  # value: "<page>:<account's key or nothing>:<filters as written>"
HISTORY_PAGE: Final = "history.page"  # value: "<ticket id>:<page of the lines between>"
UNDO_ABSENCE: Final = "oncall.undo_absence"  # value of these: what was announced together
UNDO_COVER: Final = "oncall.undo_cover"
ACCEPT_SWAP: Final = "oncall.accept_swap"
REFUSE_SWAP: Final = "oncall.refuse_swap"
HAVE_IT: Final = "oncall.have_it"  # value: the id of a brief of what was handed over
ONCALL_ACTIONS: Final = (UNDO_ABSENCE, UNDO_COVER, ACCEPT_SWAP, REFUSE_SWAP, HAVE_IT)

# Actions on both cards; the value is the ticket's id
SHOW_ALL: Final = "ticket.show_all"
SHARED_ACTIONS: Final = (SHOW_ALL,)

# Actions on what tells of two tickets that are one
UNDO_MERGER: Final = "ticket.undo_merger"  # value: the id of the ticket that is a part of another

# Actions on the customer's card; the value is the ticket's id
ESCALATE: Final = "customer.escalate"
ADD_DETAILS: Final = "customer.add_details"
MARK_SOLVED: Final = "customer.mark_solved"
REOPEN: Final = "customer.reopen"
ANSWER: Final = "customer.answer"  # value: the ticket's id, or "<ticket id>:<question's id>" for one alone
CUSTOMER_CONSOLE_TEXT: Final = "customer.console_text"
CUSTOMER_FILE: Final = "customer.file_in_console"
CUSTOMER_ACTIONS: Final = (
    ESCALATE,
    ADD_DETAILS,
    MARK_SOLVED,
    REOPEN,
    ANSWER,
    CUSTOMER_CONSOLE_TEXT,
    CUSTOMER_FILE,
)

# Actions on the staff's card; the value is the ticket's id
TAKE: Final = "staff.take"
PENDING: Final = "staff.pending"
SOLVE: Final = "staff.solve"
STAFF_REOPEN: Final = "staff.reopen"
ACKNOWLEDGE: Final = "staff.acknowledge"
CONSOLE_TEXT: Final = "staff.console_text"
FILE_IN_CONSOLE: Final = "staff.file_in_console"
HANDED_ON: Final = "staff.handed_on"
NEEDS_ANSWER: Final = "staff.needs_answer"  # value: "<ticket id>:<ts of the message>"
ASK_FOR: Final = "staff.ask_for"  # a menu; the chosen value is "<question's id>:<ticket id>"
MORE: Final = "staff.more"  # the overflow menu; the chosen value is "<one of MORE_*>:<ticket id>"
STAFF_ACTIONS: Final = (
    TAKE,
    PENDING,
    SOLVE,
    STAFF_REOPEN,
    ACKNOWLEDGE,
    CONSOLE_TEXT,
    FILE_IN_CONSOLE,
    HANDED_ON,
    NEEDS_ANSWER,
    ASK_FOR,
    MORE,
)

MORE_PRIORITY: Final = "priority"
MORE_REASSIGN: Final = "reassign"
MORE_ESCALATE: Final = "escalate"
MORE_WHY: Final = "why"
MORE_CONSOLE: Final = "console"
MORE_ALL: Final = "all"
MORE_REOPEN: Final = "reopen"

# Blocks that hold an input; every input's action_id is INPUT
INPUT: Final = "input"
ACCOUNT_BLOCK: Final = "account"
REQUESTER_BLOCK: Final = "requester"
TYPE_BLOCK: Final = "type"
PRODUCT_BLOCK: Final = "product"
LENGTH_BLOCK: Final = "length"  # detailed or abridged
PRIORITY_BLOCK: Final = "priority"
SUBJECT_BLOCK: Final = "subject"
DESCRIPTION_BLOCK: Final = "description"
HAPPENED_BLOCK: Final = "happened"
EXAMPLES_BLOCK: Final = "examples"
FROM_BLOCK: Final = "from"
TO_BLOCK: Final = "to"
QUESTION_BLOCK: Final = "question."  # and the question's id
REASON_BLOCK: Final = "reason"
COMMENT_BLOCK: Final = "comment"
REACH_BLOCK: Final = "reach"
CLOSING_BLOCK: Final = "closing"
DETAILS_BLOCK: Final = "details"
ASSIGNEE_BLOCK: Final = "assignee"
CONSOLE_BLOCK: Final = "console_number"

# Buttons that set a ticket's priority; the value is the ticket's id
SET_PRIORITY: Final = {priority: f"priority.{priority.value}" for priority in Priority}
PRIORITY_MARKS: Final = {"one": Priority.P1, "two": Priority.P2, "three": Priority.P3}
"""Emoji that set a ticket's priority, without colons."""

# How people call the bot in a message
MENTION: Final = "@tam"

# Emoji, without colons: what a reaction on a message or card means
OPEN_EMOJI: Final = "ticket"
BLOCKER_EMOJI: Final = "sos"
RESPONSE_EMOJI: Final = "hourglass"
HANDED_ON_EMOJI: Final = "paperclip"  # by staff: the examples are handed on
SOLVE_EMOJI: Final = "white_check_mark"  # taken away: reopen
LOOK_ALIKES: Final[Mapping[str, str]] = {
    "admission_tickets": OPEN_EMOJI,
    "hourglass_flowing_sand": RESPONSE_EMOJI,
    "heavy_check_mark": SOLVE_EMOJI,
    "ballot_box_with_check": SOLVE_EMOJI,
    "linked_paperclips": HANDED_ON_EMOJI,
}
"""At the size of a reaction nobody tells these from what they mean."""


STATUS_MARKS: Final[Mapping[Status, str]] = {
    Status.OPEN: "large_blue_circle",
    Status.PENDING: "large_yellow_circle",
    Status.SOLVED: "white_circle",
}
"""What the bot marks the message with that a ticket grew from; none of them is a command."""


def meant_by(emoji: str) -> str:
    """Return the emoji that a reaction stands for: its look-alike of ours, else itself."""
    return LOOK_ALIKES.get(emoji, emoji)


def more_value(choice: str, ticket_id: int) -> str:
    """Name an overflow choice together with its ticket."""
    return f"{choice}:{ticket_id}"


def needs_answer_value(ticket_id: int, ts: str) -> str:
    """Name a customer's message together with its ticket."""
    return f"{ticket_id}:{ts}"


def split_needs_answer(value: str) -> tuple[str, str]:
    """Take that value apart into the ticket id and the message's ts (empty if forged)."""
    ticket_id, _, ts = value.partition(":")
    return ticket_id, ts


def split_more_value(value: str) -> tuple[str, str]:
    """Take an overflow choice apart into the choice and the ticket id (still text, empty if forged)."""
    choice, _, ticket_id = value.partition(":")
    return choice, ticket_id
