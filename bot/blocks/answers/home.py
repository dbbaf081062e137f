"""The Home tab: the support team's desk for its people, the way to their tickets for everybody else."""

from collections.abc import Sequence
from typing import Final

from bot.blocks.kit import ids, parts
from bot.blocks.kit.columns import LINE, columns, fit
from bot.blocks.kit.rich import Bold, Line, bullets, lines, rich
from bot.blocks.kit.text import in_sentence
from bot.blocks.messages import ticket_wording
from bot.blocks.messages.cards import PRIORITY_MARKS
from bot.blocks.values import Block, TicketLine, View
from bot.blocks.values.home import AnswersNow, Desk, DeskGroup, DeskTickets
from bot.domain.calendar.durations import in_words
from bot.domain.wording import clock_time

SHOWN: Final = 12
"""So many tickets of a group stand on the page: with four groups it stays under Slack's 100 blocks."""
_TITLES: Final = {
    DeskGroup.ESCALATED: "Escalated",
    DeskGroup.OVERDUE: "Overdue",
    DeskGroup.YOURS: "Yours",
    DeskGroup.NOBODYS: "Taken by nobody",
}
_SUMS: Final = {
    DeskGroup.ESCALATED: "escalated",
    DeskGroup.OVERDUE: "overdue",
    DeskGroup.YOURS: "yours",
    DeskGroup.NOBODYS: "taken by nobody",
}
_LISTS: Final = {
    DeskGroup.ESCALATED: "escalated",
    DeskGroup.OVERDUE: "overdue",
    DeskGroup.YOURS: "mine",
    DeskGroup.NOBODYS: "",
}
"""The filter of the list that has all of a group; of what nobody took there is none, so all that is open."""
_BESIDE: Final = 16
_LEAST_SUBJECT: Final = 24


def desk(desk: Desk) -> View:
    """Return the page of one of the support team: what burns, then what is theirs, then who is on call."""
    groups = [group for group in desk.groups if group.total]
    counts = " · ".join(f"{group.total} {_SUMS[group.group]}" for group in groups)
    as_of = clock_time(desk.now, desk.wall_clock, desk.now)
    return _page(
        parts.header(counts or "Nothing waits for you"),
        parts.small_print(f"As of {as_of}. For an hour after you open it, this page follows what changes."),
        parts.actions(
            parts.button("Open a ticket", ids.OPEN_TICKET),
            parts.button("All open tickets", ids.NEXT_PAGE, "1::"),
        ),
        *(block for group in groups for block in _group(group, desk.user)),
        {"type": "divider"},
        _on_call(desk),
    )


def for_customer(channels: Sequence[str]) -> View:
    """Tell a customer how they see their tickets, in which of their channels."""
    where = " or ".join(f"<#{channel}>" for channel in channels) or "the shared channel"
    return _page(
        parts.header("Your tickets"),
        parts.own_words(f"They are in the channel, not here: write `{ids.MENTION} list` in {where}."),
        parts.own_words(
            f"`{ids.MENTION} open P2 what is wrong` opens one there, `{ids.MENTION} help` tells the rest."
        ),
    )


def for_others() -> View:
    """Tell everybody else what this page is, and what they may ask."""
    return _page(
        parts.header("The support team's desk"),
        parts.own_words(
            "It shows tickets to the support team only. "
            f"Who answers just now says `{ids.MENTION} oncall` in an account's channel."
        ),
    )


def _page(*blocks: Block) -> View:
    return {"type": "home", "blocks": list(blocks)}


def _group(group: DeskTickets, user: str) -> list[Block]:
    title: Block = parts.own_words(f"*{_TITLES[group.group]}: {group.total}*")
    if group.total > len(group.tickets):
        title |= {"accessory": parts.button("All of them", ids.NEXT_PAGE, f"1::{_LISTS[group.group]}")}
    return [{"type": "divider"}, title, *(_row(ticket, group.group, user) for ticket in group.tickets)]


def _row(ticket: TicketLine, group: DeskGroup, user: str) -> Block:
    """Say a ticket in a line, with the one thing that is mostly done about it."""
    facts = [str(ticket.priority), ticket.key, *_due(ticket)]
    if ticket.assignee.slack != user:
        facts.append(ticket_wording.person(ticket.assignee.name))
    told = f"{PRIORITY_MARKS[ticket.priority]} {' · '.join(facts)} · "
    room = max(_LEAST_SUBJECT, LINE - _BESIDE - columns(told))
    return parts.literal(told + fit(ticket.subject, room)) | {"accessory": _button(ticket, group, user)}


def _due(ticket: TicketLine) -> list[str]:
    if ticket.due_at is None:
        return [ticket_wording.STATUS_WORDS[ticket.status].lower()]
    when, left = ticket_wording.when(ticket, ticket.due_at), in_words(ticket.due_at - ticket.now)
    if ticket.due_at <= ticket.now:
        return [f"{'was due' if ticket.breached else 'due'} {when}, {left} ago"]
    return [f"due {when}, in {left}"]


def _button(ticket: TicketLine, group: DeskGroup, user: str) -> Block:
    value = str(ticket.id)
    if group is DeskGroup.ESCALATED:
        return parts.button("Acknowledge", ids.ACKNOWLEDGE, value, style="primary")
    if group is DeskGroup.NOBODYS or ticket.assignee.slack != user:
        return parts.button("Take", ids.TAKE, value)
    return parts.link_button("Answer", ticket.permalink) or parts.button("Show all", ids.SHOW_ALL, value)


def _on_call(desk: Desk) -> Block:
    rows: list[Line] = [_answers(one, desk) for one in desk.on_call]
    if desk.more_accounts:
        rows.append([f"and {desk.more_accounts} more accounts: /oncall in their channels"])
    return rich(lines([Bold("On call now")]), bullets(*rows))


def _answers(one: AnswersNow, desk: Desk) -> Line:
    until = f", until {clock_time(one.until, one.wall_clock, desk.now)}" if one.until else ""
    return [Bold(f"{in_sentence(one.account_name, 60)}: "), ticket_wording.who_for_staff(one.answers), until]
