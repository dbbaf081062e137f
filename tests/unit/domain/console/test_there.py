"""What was read in the console: when a ticket went up in another one, and which rows are about it here."""

from dataclasses import replace
from datetime import UTC, datetime

from bot.domain.console.counterparts import ConsoleStatus
from bot.domain.console.there import CommentsThere, CommentThere, TicketThere
from bot.domain.keys import slots

AT = datetime(2026, 3, 3, 15, tzinfo=UTC)
CLOSED = TicketThere(
    id=7,
    url="https://console.example/agent/tickets/7",
    subject="All codes fail",
    status=ConsoleStatus.CLOSED,
    priority=None,
    requester=None,
    assignee=None,
    organization=None,
    tags=("closed_by_merge",),
    external_id=None,
    created_at=AT,
    updated_at=AT,
)


def test_what_is_closed_and_tagged_so_was_merged() -> None:
    assert CLOSED.is_merged
    assert not replace(CLOSED, tags=()).is_merged
    assert not replace(CLOSED, status=ConsoleStatus.OPEN).is_merged


def comments(*bodies: str) -> list[CommentThere]:
    return [CommentThere(id=n, author=None, body=body, public=True, at=AT) for n, body in enumerate(bodies)]


def test_where_one_went_is_what_its_last_comment_alone_names() -> None:
    assert CommentsThere(comments("see #3", "This was closed and merged into #12.")).merged_into == 12
    assert CommentsThere(comments("#12, that is #12")).merged_into == 12
    assert CommentsThere(comments("#12 or #13")).merged_into is None
    assert CommentsThere(comments("see #3", "closed")).merged_into is None
    assert CommentsThere().merged_into is None


def test_what_it_was_filed_with_is_the_first_of_all_that_was_said() -> None:
    whole = comments("All codes fail", "Looking")
    assert CommentsThere(whole).first == whole[0]
    assert CommentsThere(whole[1:], is_whole=False).first is None
    assert CommentsThere().first is None


def test_the_slot_of_a_counterpart_tells_its_ticket_and_no_other_slot_does() -> None:
    assert slots.ticket_in_console(slots.console_ticket(12)) == 12
    others = (slots.console_comment(12, "said/1.2"), slots.filed_with("console/12"), slots.staff_card(12))
    assert [slots.ticket_in_console(other) for other in others] == [None, None, None]
