"""What was not heard: where a gap begins, what is read first, what waits for it, and how far it came."""

import itertools
from datetime import timedelta

import pytest

from bot.domain.sla import Priority
from bot.services.background.gaps import LOOK_BACK, OVERLAP, PageToRead, ThreadToRead
from models.gap import FEW, UnheardTime, UnreadStretch
from tests.fixtures.desk import Desk

HOUR, OTHERS = timedelta(hours=1), ("other",)


def gap_of(desk: Desk, account: str = "partiful") -> UnheardTime | None:
    with desk.database.read() as session:
        return session.get(UnheardTime, account)


def stretches(desk: Desk, account: str = "partiful") -> list[UnreadStretch]:
    with desk.database.read() as session:
        return list(UnreadStretch.of_account(session, account))


def away(desk: Desk, span: timedelta = HOUR) -> None:
    """Have nobody listen for a while, and notice it."""
    desk.services.gaps.listening()
    desk.clock.advance(span)
    desk.services.gaps.notice()


def read_all(desk: Desk, *, leaving: str = "other") -> list[PageToRead | ThreadToRead]:
    """Have all that is to be read found empty; return it in the order in which it was asked for."""
    pieces: list[PageToRead | ThreadToRead] = []
    while (piece := desk.services.gaps.next_piece([leaving])) is not None:
        pieces.append(piece)
        if isinstance(piece, ThreadToRead):
            desk.services.gaps.thread_read(piece, desk.clock.now())
        else:
            desk.services.gaps.page_read(piece, None, [])
    return pieces


def test_a_channel_in_which_nothing_was_said_has_no_gap(desk: Desk) -> None:
    desk.services.gaps.notice()
    assert gap_of(desk) is None
    assert desk.services.gaps.next_piece(OTHERS) is None


def test_without_a_mark_the_gap_begins_with_the_last_word(desk: Desk) -> None:
    desk.say("U0MAYA", "Webhooks are late")
    said = desk.clock.now()
    desk.clock.advance(5 * HOUR)
    desk.services.gaps.notice()
    gap = gap_of(desk)
    assert gap is not None
    assert abs(said - OVERLAP - gap.since) < timedelta(seconds=2)


def test_with_a_mark_the_gap_begins_there(desk: Desk) -> None:
    desk.say("U0MAYA", "Webhooks are late")
    desk.clock.advance(5 * HOUR)
    heard = desk.clock.now()
    away(desk, timedelta(days=30))
    gap = gap_of(desk)
    assert gap is not None
    assert gap.since == heard - OVERLAP
    desk.services.gaps.notice_deaf("partiful")
    closed = gap_of(desk)
    assert closed is not None
    assert closed.since < heard - 4 * HOUR
    assert all(stretch.since == closed.since for stretch in stretches(desk))


def test_nothing_older_than_what_was_ever_heard_is_looked_at(desk: Desk) -> None:
    desk.say("U0MAYA", "Webhooks are late")
    first = desk.clock.now()
    desk.clock.advance(HOUR)
    away(desk)
    oldest = min(stretch.oldest for stretch in stretches(desk))
    assert abs(oldest - first) < timedelta(seconds=2)
    assert desk.clock.now() - oldest < LOOK_BACK


def test_of_the_threads_those_of_p1s_come_first_and_older_messages_last(desk: Desk) -> None:
    plain = desk.open()
    urgent = desk.open(priority=Priority.P1)
    escalated = desk.open()
    desk.escalate(escalated)
    desk.clock.advance(HOUR)
    away(desk)
    pieces = read_all(desk)
    threads = [piece.ticket for piece in pieces if isinstance(piece, ThreadToRead)]
    assert set(threads[:2]) == {urgent.ticket_id, escalated.ticket_id}
    assert threads[2:] == [plain.ticket_id]
    [new, old] = [piece for piece in pieces if isinstance(piece, PageToRead)]
    assert pieces.index(new) == 2
    assert pieces[-1] is old
    assert new.oldest == old.newest == new.since
    assert gap_of(desk) is None


def test_the_accounts_with_the_most_urgent_tickets_are_read_first(desk: Desk) -> None:
    desk.say("U0MAYA", "Nothing urgent")
    desk.services.people.meet("U0OTTO", "T0OTHER", "Otto Berg")
    other = desk.actor("U0OTTO", "other")
    desk.open(account="other", channel="C0OTHER", requester=other, opened_by=other)
    away(desk)
    pieces = read_all(desk, leaving="")
    assert [piece.account for piece in pieces if isinstance(piece, PageToRead)][:2] == ["other", "partiful"]


def test_what_is_due_about_a_ticket_waits_until_its_thread_is_known(desk: Desk) -> None:
    waits, known = desk.open(priority=Priority.P1), desk.open(priority=Priority.P1)
    away(desk, 2 * HOUR)
    for piece in (desk.services.gaps.next_piece(OTHERS), desk.services.gaps.next_piece(OTHERS)):
        assert isinstance(piece, ThreadToRead)
        if piece.ticket == known.ticket_id:
            desk.services.gaps.thread_read(piece, desk.clock.now())
    desk.sweep.run()
    assert desk.history(known, "breached")
    assert not desk.history(waits, "breached", "nudged")
    read_all(desk)
    desk.sweep.run()
    assert desk.history(waits, "breached")


def test_a_ticket_opened_since_waits_for_nothing(desk: Desk) -> None:
    desk.open()
    away(desk)
    opened = desk.open(priority=Priority.P1)
    desk.be_down_until(desk.clock.now() + 2 * HOUR)
    assert desk.history(opened, "breached")


def test_pending_tickets_are_neither_reminded_nor_solved_before_they_are_known(desk: Desk) -> None:
    ticket = desk.answered_and_pending()
    away(desk, timedelta(days=30))
    desk.sweep.run()
    assert not desk.history(ticket, "reminded", "solved")
    read_all(desk)
    desk.sweep.run()
    assert desk.history(ticket, "reminded")


def test_the_morning_list_waits_for_all_of_its_account(desk: Desk) -> None:
    desk.open()
    desk.services.falling_due.keep_calendar()
    away(desk, timedelta(days=5))
    desk.sweep.run()
    desk.settle()
    before = len(desk.said())
    read_all(desk)
    desk.sweep.run()
    desk.settle()
    assert len(desk.said()) > before


def test_reading_goes_on_where_it_stopped(desk: Desk) -> None:
    desk.say("U0MAYA", "Webhooks are late")
    desk.clock.advance(timedelta(days=3))
    away(desk, 5 * HOUR)
    page = desk.services.gaps.next_piece(OTHERS)
    assert isinstance(page, PageToRead)
    halfway = page.since + 2 * HOUR
    desk.services.gaps.page_read(page, halfway, [])
    again = desk.services.gaps.next_piece(OTHERS)
    assert isinstance(again, PageToRead)
    assert (again.oldest, again.newest) == (page.oldest, halfway)


def test_a_gap_noticed_while_one_is_read_adds_what_was_read_already_and_no_more(desk: Desk) -> None:
    desk.say("U0MAYA", "Webhooks are late")
    desk.clock.advance(timedelta(days=3))
    away(desk, 5 * HOUR)
    for _ in range(2):
        page = desk.services.gaps.next_piece(OTHERS)
        assert isinstance(page, PageToRead)
        read_to = page.oldest + (page.newest - page.oldest) / 2 if page.newest <= page.since else None
        desk.services.gaps.page_read(page, read_to, [])
    [rest] = stretches(desk)
    away(desk)
    covered = sorted((each.oldest, each.newest) for each in stretches(desk))
    assert covered[0] == (rest.oldest, rest.newest)
    assert all(end == begin for (_, end), (begin, _) in itertools.pairwise(covered))
    assert covered[-1][1] > desk.clock.now()
    old = [piece for piece in read_all(desk) if isinstance(piece, PageToRead)][1]
    assert (old.oldest, old.newest) == (rest.oldest, rest.newest)


def test_while_slack_is_not_heard_open_tickets_are_read_again(desk: Desk) -> None:
    ticket = desk.open(priority=Priority.P1)
    desk.services.gaps.listening()
    for _ in range(2):
        desk.clock.advance(timedelta(minutes=1))
        desk.services.gaps.still_deaf()
        [piece] = read_all(desk)
        assert isinstance(piece, ThreadToRead)
        assert piece.ticket == ticket.ticket_id


def test_a_channel_that_is_given_up_holds_back_nothing(desk: Desk) -> None:
    ticket = desk.open(priority=Priority.P1)
    away(desk, 2 * HOUR)
    desk.services.gaps.give_up("partiful")
    assert desk.services.gaps.next_piece(OTHERS) is None
    desk.sweep.run()
    assert desk.history(ticket, "breached")


def test_gaps_of_accounts_that_are_no_more_are_forgotten(desk: Desk) -> None:
    desk.open()
    away(desk)
    with desk.database.begin() as session:
        UnheardTime.keep_only(session, ["other"])
    assert gap_of(desk) is None


def test_another_account_is_read_while_one_cannot_be(desk: Desk) -> None:
    desk.open()
    desk.services.people.meet("U0OTTO", "T0OTHER", "Otto Berg")
    other = desk.actor("U0OTTO", "other")
    desk.open(account="other", channel="C0OTHER", requester=other, opened_by=other)
    away(desk)
    piece = desk.services.gaps.next_piece(["partiful"])
    assert piece is not None
    assert piece.account == "other"
    assert desk.services.gaps.next_piece(["partiful", "other"]) is None


@pytest.mark.parametrize("tickets", [FEW, FEW + 1])
def test_threads_of_few_tickets_are_read_and_of_many_only_what_older_messages_leave(
    story: Desk, tickets: int
) -> None:
    for _ in range(tickets):
        story.open()
    story.clock.advance(HOUR)
    away(story)
    kinds = ["thread" if isinstance(piece, ThreadToRead) else "page" for piece in read_all(story)]
    last = "page" if tickets <= FEW else "thread"
    assert (kinds[0], kinds[-1], kinds.count("thread")) == ("page", last, tickets)


def test_a_page_makes_the_threads_known_whose_roots_it_shows(story: Desk) -> None:
    ts = story.say("U0MAYA", "Push is slow")
    grown, carded = story.open(thread_ts=ts, priority=Priority.P2), story.open(priority=Priority.P2)
    away(story, timedelta(days=7))
    story.sweep.run()
    assert not story.history(grown, "breached")
    page = story.services.gaps.next_piece(OTHERS)
    assert isinstance(page, PageToRead)
    story.services.gaps.page_read(page, None, [ts, story.thread(carded)])
    story.sweep.run()
    assert story.history(grown, "breached")
    assert story.history(carded, "breached")
    whole = [piece.ticket for piece in read_all(story) if isinstance(piece, ThreadToRead)]
    assert set(whole) == {grown.ticket_id, carded.ticket_id}
