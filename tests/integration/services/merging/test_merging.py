"""Two tickets about one fault become one, and for a day two again."""

from datetime import timedelta

import pytest

from bot.domain.escalation import Reason
from bot.domain.permission import Actor
from bot.domain.search.ticket_filter import TicketFilter
from bot.domain.sla import Outcome, Priority
from bot.domain.ticket import Status
from bot.errors import AlreadySo, Conflict, NotAllowed, WrongInput
from bot.steps import recomputed
from bot.steps.deadlines.due_kinds import DueKind
from bot.steps.new_ticket import Opened
from bot.steps.work import Work
from tests.fixtures.desk import CHANNEL, Desk, new_york

HOUR = timedelta(hours=1)


def merge(desk: Desk, other: Opened, kept: Opened, actor: Actor | None = None) -> None:
    """Make one ticket a part of another, as Cierra unless somebody else is named."""
    desk.services.merging.merge(other.ticket_id, kept.ticket_id, actor or desk.cierra)
    desk.settle()


def undo(desk: Desk, other: Opened) -> None:
    """Undo a merger, as Cierra."""
    desk.services.merging.undo(other.ticket_id, desk.cierra)
    desk.settle()


def two(desk: Desk, **second: object) -> tuple[Opened, Opened]:
    """Open a ticket of Maya's, and ten minutes later one of Dev's."""
    first = desk.open()
    desk.pass_time(timedelta(minutes=10))
    dev = desk.actor("U0DEV")
    plain = {"requester": dev, "opened_by": dev, "subject": "Texts do not arrive"}
    return first, desk.open(**plain | second)


def test_the_higher_priority_survives_with_the_earlier_due_time(desk: Desk) -> None:
    kept, other = two(desk, priority=Priority.P1)
    due = desk.clock_of(other).due_at
    merge(desk, other, kept)
    line = desk.card(kept).line
    assert (line.priority, line.due_at) == (Priority.P1, due)
    assert desk.ticket(other).status is Status.SOLVED
    assert desk.clock_of(other).outcome is Outcome.CANCELLED


def test_an_earlier_due_time_survives_a_higher_priority(desk: Desk) -> None:
    kept = desk.open()
    desk.pass_time(timedelta(hours=2, minutes=30))
    other = desk.open(priority=Priority.P1)
    due = desk.clock_of(kept).due_at
    merge(desk, other, kept)
    line = desk.card(kept).line
    assert (line.priority, line.due_at) == (Priority.P1, due)


def test_a_merged_ticket_that_awaits_an_answer_has_an_answered_one_await_it(desk: Desk) -> None:
    kept, other = two(desk)
    desk.reply(kept, "U0CIERRA", "Which carrier?")
    due = desk.clock_of(other).due_at
    merge(desk, other, kept)
    assert desk.card(kept).line.due_at == due
    with pytest.raises(Conflict, match="Reply in the customer's thread first"):
        desk.services.lifecycle.set_pending(kept.ticket_id, desk.cierra)


def test_one_clock_nudges_for_both(desk: Desk) -> None:
    kept, other = two(desk, priority=Priority.P1)
    merge(desk, other, kept)
    assert desk.waiting(DueKind.BREACH) == [desk.clock_of(kept).due_at]


def test_both_threads_say_where_it_went_and_the_cards_too(desk: Desk) -> None:
    kept, other = two(desk)
    customer, triage = desk.new_in(CHANNEL), desk.new_in()
    merge(desk, other, kept)
    assert customer.texts == [
        "PARTIFUL-2 is about the same as PARTIFUL-1 and a part of it now. The answer is due by 1:00 PM ET.\n"
        "Answers come there. What you write here is read as well.",
        "PARTIFUL-1 now stands for PARTIFUL-2 too: Texts do not arrive. The answer is due by 1:00 PM ET.",
    ]
    assert triage.texts == [
        "PARTIFUL-1 · took in PARTIFUL-2 · by Cierra Simms · P3 · due 1:00 PM ET\nTexts do not arrive",
        "PARTIFUL-2 · merged into PARTIFUL-1 by Cierra Simms · what comes next is said there",
    ]
    where = "A part of PARTIFUL-1 now. What is said here is read there."
    assert f"⚪ PARTIFUL-2 · Texts do not arrive\n{where}" in desk.said(CHANNEL)
    assert f"⚪ P3 · PARTIFUL-2 · Texts do not arrive\n{where}" in desk.said()


def test_a_reply_in_the_merged_tickets_thread_goes_to_the_survivor(desk: Desk) -> None:
    kept, other = two(desk)
    thread = desk.thread(other)
    merge(desk, other, kept)
    desk.reply(kept, "U0CIERRA", "We found it.")
    desk.pass_time(HOUR)
    triage = desk.new_in()
    at = desk.clock.now()
    desk.say("U0DEV", "It still fails for us, see CA0123.", thread)
    assert desk.clock_of(kept).started_at == at.replace(
        microsecond=desk.clock_of(kept).started_at.microsecond
    )
    assert desk.clock_of(kept).stopped_at is None
    assert [text for text in triage.texts if "It still fails for us" in text]


def test_a_staff_answer_in_the_merged_tickets_thread_answers_the_survivor(desk: Desk) -> None:
    kept, other = two(desk)
    thread = desk.thread(other)
    merge(desk, other, kept)
    desk.say("U0CIERRA", "We found it.", thread)
    assert desk.clock_of(kept).outcome is Outcome.MET


def test_a_reply_there_opens_the_survivor_again_once_that_is_solved(desk: Desk) -> None:
    kept, other = two(desk)
    thread = desk.thread(other)
    merge(desk, other, kept)
    desk.solve(kept)
    desk.say("U0DEV", "It is broken again.", thread)
    assert desk.ticket(kept).status is Status.OPEN


def test_open_escalations_move_and_climb_on(desk: Desk) -> None:
    kept, other = two(desk)
    desk.escalate(other, Reason.BLOCKER, "U0DEV")
    climbs = desk.waiting(DueKind.CLIMB)
    merge(desk, other, kept)
    assert desk.card(kept).line.escalated
    assert desk.waiting(DueKind.CLIMB) == climbs
    desk.services.escalations.acknowledge(kept.ticket_id, desk.cierra)
    assert desk.waiting(DueKind.CLIMB) == []


def test_an_escalation_with_the_reason_of_an_open_one_is_added_to_it(desk: Desk) -> None:
    kept, other = two(desk)
    desk.escalate(kept)
    desk.pass_time(timedelta(minutes=1))
    desk.escalate(other, Reason.BLOCKER, "U0DEV")
    merge(desk, other, kept)
    assert len(desk.waiting(DueKind.CLIMB)) == 1
    undo(desk, other)
    assert desk.card(other).line.escalated
    assert desk.card(kept).line.escalated
    assert len(desk.waiting(DueKind.CLIMB)) == 2


def test_its_number_and_its_requester_lead_to_the_survivor(desk: Desk) -> None:
    kept, other = two(desk)
    merge(desk, other, kept)
    assert desk.services.places.numbered("2", "partiful").ticket_id == kept.ticket_id
    mine = desk.services.tickets.listed("partiful", TicketFilter(mine=True), desk.actor("U0DEV"))
    assert [line.key for line in mine.tickets] == ["PARTIFUL-1"]


def test_the_survivors_history_holds_what_happened_to_both(desk: Desk) -> None:
    kept, other = two(desk)
    merge(desk, other, kept)
    past = desk.services.audit.history(kept.ticket_id, desk.cierra)
    assert [
        (one.ticket, one.what.kind)
        for one in past.happened
        if one.what.kind in ("opened", "merged_into", "took_in")
    ] == [
        (None, "opened"),
        ("PARTIFUL-2", "opened"),
        ("PARTIFUL-2", "merged_into"),
        (None, "took_in"),
    ]


def test_undone_each_is_as_it_was(desk: Desk) -> None:
    kept, other = two(desk, priority=Priority.P1)
    before = [(desk.card(each).line.priority, desk.clock_of(each).due_at) for each in (kept, other)]
    waiting = desk.waiting()
    merge(desk, other, kept)
    undo(desk, other)
    assert [(desk.card(each).line.priority, desk.clock_of(each).due_at) for each in (kept, other)] == before
    assert desk.waiting() == waiting
    assert desk.said(CHANNEL)[-1].endswith("are two tickets again.")


def test_an_answer_given_while_they_were_one_answered_both(desk: Desk) -> None:
    kept, other = two(desk, priority=Priority.P1)
    merge(desk, other, kept)
    desk.reply(kept, "U0CIERRA", "We found it.")
    undo(desk, other)
    assert [desk.clock_of(each).outcome for each in (kept, other)] == [Outcome.MET, Outcome.MET]


def test_a_question_asked_in_the_merged_thread_is_awaited_there_once_undone(desk: Desk) -> None:
    kept, other = two(desk)
    thread = desk.thread(other)
    merge(desk, other, kept)
    desk.reply(kept, "U0CIERRA", "We found it.")
    desk.pass_time(HOUR)
    desk.say("U0DEV", "It still fails for us.", thread)
    undo(desk, other)
    assert desk.clock_of(other).stopped_at is None


def test_after_a_day_it_stays_merged_and_the_button_goes(desk: Desk) -> None:
    kept, other = two(desk)
    merge(desk, other, kept)
    desk.pass_time(timedelta(days=1, minutes=1))
    with pytest.raises(Conflict, match="PARTIFUL-2 was merged into PARTIFUL-1 more than a day ago"):
        undo(desk, other)
    [card] = [each for each in desk.slack.messages["C0TRIAGE"] if "A part of" in each["text"]]
    assert [block["type"] for block in card["blocks"]] == ["rich_text"]


def test_twice_undone_says_what_stands(desk: Desk) -> None:
    kept, other = two(desk)
    merge(desk, other, kept)
    undo(desk, other)
    with pytest.raises(AlreadySo, match=r"\APARTIFUL-2 is a ticket of its own\.\Z"):
        undo(desk, other)


def test_of_three_the_last_merger_is_undone_first(desk: Desk) -> None:
    first, second = two(desk)
    third = desk.open(subject="No texts at all")
    merge(desk, first, second)
    merge(desk, second, third)
    with pytest.raises(Conflict, match=r"\APARTIFUL-2 is a part of PARTIFUL-3 by now\. Undo that first\.\Z"):
        undo(desk, first)
    undo(desk, second)
    undo(desk, first)
    assert {desk.ticket(each).status for each in (first, second, third)} == {Status.OPEN}


def test_a_customer_cannot_merge(desk: Desk) -> None:
    kept, other = two(desk)
    with pytest.raises(NotAllowed, match=r"\AOnly the support team can merge tickets\.\Z"):
        merge(desk, other, kept, desk.maya)


def test_what_cannot_be_one_is_refused_and_says_why(desk: Desk) -> None:
    kept, other = two(desk)
    with pytest.raises(WrongInput, match=r"\APARTIFUL-1 cannot be merged into itself\. Name two tickets\.\Z"):
        merge(desk, kept, kept)
    desk.solve(other)
    with pytest.raises(Conflict, match=r"\APARTIFUL-2 is solved\. Reopen it first, then merge\.\Z"):
        merge(desk, other, kept)


def test_tickets_of_two_customers_stay_two(two_accounts: Desk) -> None:
    desk = two_accounts
    kept = desk.open()
    ann = desk.services.people.actor("acme", "U0ANN", "T0ACME")
    other = desk.open(account="acme", requester=ann, opened_by=ann, channel="C0ACME")
    with pytest.raises(WrongInput, match="different customers' tickets"):
        merge(desk, other, kept)


def test_a_pending_survivor_is_open_again_and_pending_once_undone(desk: Desk) -> None:
    kept = desk.answered_and_pending()
    other = desk.open(subject="Texts do not arrive")
    waiting = desk.waiting(DueKind.REMIND_PENDING, DueKind.SOLVE_PENDING)
    merge(desk, other, kept)
    assert desk.ticket(kept).status is Status.OPEN
    undo(desk, other)
    assert desk.ticket(kept).status is Status.PENDING
    assert desk.waiting(DueKind.REMIND_PENDING, DueKind.SOLVE_PENDING) == waiting


def test_at_night_a_p1_that_comes_in_is_nudged_about(desk: Desk) -> None:
    desk.pass_time(new_york("2026-03-03 17:30"))
    kept, other = two(desk, priority=Priority.P1)
    merge(desk, other, kept)
    triage = desk.new_in()
    desk.pass_time(timedelta(minutes=55))
    assert [text for text in triage.posted if "PARTIFUL-1" in text]
    assert not [text for text in triage.posted if "PARTIFUL-2" in text]


def test_what_was_decided_about_both_comes_to_the_same_when_it_is_computed_again(desk: Desk) -> None:
    kept, other = two(desk, priority=Priority.P1)
    merge(desk, other, kept)
    desk.pass_time(HOUR)
    undo(desk, other)
    with desk.database.read() as session:
        work = Work(session, desk.runbook, desk.clock.now(), "")
        for each in (kept, other):
            decisions = recomputed.decisions(work, desk.ticket(each))
            assert [decision for decision in decisions if not decision.same] == []


def test_both_threads_hear_that_it_is_solved_and_open_again(desk: Desk) -> None:
    kept, other = two(desk)
    merge(desk, other, kept)
    customer = desk.new_in(CHANNEL)
    desk.solve(kept)
    desk.services.lifecycle.reopen(kept.ticket_id, desk.maya)
    desk.settle()
    solved = [text for text in customer.texts if text.startswith("Cierra Simms marked PARTIFUL-1 solved.")]
    reopened = [text for text in customer.texts if text.startswith("Maya Chen reopened PARTIFUL-1.")]
    assert (len(solved), len(reopened)) == (2, 2)


def test_whoever_reported_either_is_reminded_in_their_own_thread(desk: Desk) -> None:
    kept, other = two(desk)
    merge(desk, other, kept)
    desk.reply(kept, "U0CIERRA", "Could you send us an example?")
    desk.services.lifecycle.set_pending(kept.ticket_id, desk.cierra)
    customer = desk.new_in(CHANNEL)
    desk.pass_time(timedelta(days=8))
    reminded = [text.split()[0] for text in customer.texts if "we have been waiting for your answer" in text]
    assert sorted(reminded) == ["<@U0DEV>", "<@U0MAYA>"]
