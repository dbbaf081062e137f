"""The notice that chat has no SLA: pinned, under a message, and on schedule."""

from collections.abc import Sequence

from bot.blocks.kit import ids, parts
from bot.blocks.kit.rich import Emoji, Hyperlink, Line, flat, lines, rich, told
from bot.blocks.kit.text import in_sentence
from bot.blocks.messages import ticket_wording
from bot.blocks.values import Block, OffHours, Post, TicketLine
from bot.domain.wording import clock_time

_TICKETS_NAMED = 5


def pinned_notice(account_key: str, *, by_console: bool = False, can_call: bool = True) -> Post:
    """Return the message that is pinned: it stays true at any hour, so it names no time.

    `by_console` says that the contract counts from a ticket in the provider's console, or a call;
    `can_call`, that the runbook lists a number.
    """
    hint = (
        f"Or write `{ids.MENTION} open` and what is wrong. More: `{ids.MENTION} help`. "
        "To escalate, react to the ticket's card with "
        f":{ids.BLOCKER_EMOJI}: (critical blocker) or :{ids.RESPONSE_EMOJI}: (no meaningful answer)."
    )
    notice = _notice(by_console=by_console, can_call=can_call)
    buttons = _buttons(account_key, can_call=can_call)
    return parts.post(flat(notice), rich(lines(notice)), buttons, parts.small_print(hint))


def thread_notice(
    account_key: str,
    message_ts: str,
    *,
    open_tickets: Sequence[TicketLine] = (),
    off_hours: OffHours | None = None,
    by_console: bool = False,
    can_call: bool = True,
) -> Post:
    """Return the reply under a message that is no ticket; its button opens one from that message."""
    words = [_notice(by_console=by_console, can_call=can_call), *_off_hours(off_hours), *_news(open_tickets)]
    return parts.post(flat(*words), rich(lines(*words)), _buttons(account_key, message_ts, can_call=can_call))


def scheduled_notice(
    account_key: str,
    *,
    off_hours: OffHours | None = None,
    by_console: bool = False,
    can_call: bool = True,
) -> Post:
    """Return the notice that is posted on schedule."""
    words = [_notice(by_console=by_console, can_call=can_call), *_off_hours(off_hours)]
    return parts.post(flat(*words), rich(lines(*words)), _buttons(account_key, can_call=can_call))


def _notice(*, by_console: bool, can_call: bool) -> Line:
    call, or_a_call = (" or call", " or a call") if can_call else ("", "")
    counts = f" The contract's response time counts from a console ticket{or_a_call}."
    contract = counts if by_console else ""
    return [
        "This channel isn't watched 24x7 and carries no SLA. To be answered in time, open a ticket "
        "(button below, or react with ",
        Emoji(ids.OPEN_EMOJI),
        f"){call}.{contract}",
    ]


def _buttons(account_key: str, message_ts: str = "", *, can_call: bool) -> Block:
    opening = parts.button("Open a ticket", ids.OPEN_TICKET, message_ts, style="primary")
    if not can_call:
        return parts.actions(opening)
    return parts.actions(opening, parts.button("Phone numbers", ids.PHONE_NUMBERS, account_key))


def _off_hours(off: OffHours | None) -> list[Line]:
    if off is None:
        return []
    words: list[str] = []
    if off.back_at:
        back = clock_time(off.back_at, off.wall_clock, off.now)
        words.append(f"{ticket_wording.person(off.back_name)} is back {back}.")
    if off.urgent:
        words.append(ticket_wording.urgent_note(off.urgent))
    return [[" ".join(words)]] if words else []


def _news(tickets: Sequence[TicketLine]) -> list[Line]:
    """Name the person's open tickets: what they wrote may belong there."""
    if not tickets:
        return []
    if len(tickets) == 1:
        ticket = tickets[0]
        return [
            [
                "News on ",
                Hyperlink(ticket.key, ticket.permalink),
                f" ({in_sentence(ticket.subject, 80)})? Reply there.",
            ]
        ]
    named: list[str | Hyperlink] = ["News on "]
    for number, ticket in enumerate(tickets[:_TICKETS_NAMED]):
        named += [", " if number else "", Hyperlink(ticket.key, ticket.permalink)]
    more = " or another of your tickets" if len(tickets) > _TICKETS_NAMED else ""
    return [[*named, f"{more}? Reply there."]]


def unconfigured_channel(channel_name: str) -> Post:
    """Say, once, that no account belongs to this channel."""
    words: Line = [
        f"#{in_sentence(channel_name, 80)} belongs to no account that I know, so I don't take tickets here. "
        "Whoever runs this bot can add the channel to an account in the runbook."
    ]
    return told(words)
