"""The console's ticket stands as ours does; what came from there never goes back."""

from datetime import timedelta

from bot.domain.console.counterparts import ConsolePriority, ConsoleStatus
from bot.domain.sla import Priority
from bot.outbox.console import ConsoleChange
from bot.services.service import Service
from bot.steps import cards
from bot.steps.console import told_standing
from bot.steps.new_ticket import Opened
from models.console.link import ConsoleLink
from tests.integration.services.console.bridged import Bridged

MINUTE = timedelta(minutes=1)


def told(bridged: Bridged) -> list[ConsoleChange]:
    return bridged.console.changes


def read_there(bridged: Bridged, opened: Opened, status: ConsoleStatus) -> None:
    """Take over how it stands there, as the reader does."""
    desk = bridged.desk
    with Service(desk.database, desk.runbook, desk.clock).work() as work:
        link = ConsoleLink.of_ticket(work.session, opened.ticket_id)
        assert link is not None
        link.status, link.told = status, None
    desk.settle()


def test_priority_and_status_follow(bridged: Bridged) -> None:
    opened, desk = bridged.filed(), bridged.desk
    desk.services.lifecycle.set_priority(opened.ticket_id, Priority.P1, desk.maya)
    desk.settle()
    assert told(bridged) == [ConsoleChange(priority=ConsolePriority.URGENT)]
    desk.pass_time(MINUTE)
    desk.reply(opened, "U0CIERRA", "Could you send us an example?")
    desk.services.lifecycle.set_pending(opened.ticket_id, desk.cierra)
    desk.settle()
    assert told(bridged)[1:] == [ConsoleChange(status=ConsoleStatus.PENDING)]
    desk.pass_time(MINUTE)
    desk.reply(opened, "U0MAYA", "Here is one.")
    assert told(bridged)[2:] == [ConsoleChange(status=ConsoleStatus.OPEN)]
    desk.pass_time(MINUTE)
    desk.solve(opened)
    assert told(bridged)[3:] == [ConsoleChange(status=ConsoleStatus.SOLVED)]


def test_who_takes_it_has_it_there_too_if_known_there(bridged: Bridged) -> None:
    opened, desk = bridged.filed(), bridged.desk
    desk.services.lifecycle.take(opened.ticket_id, desk.kirk)  # has no address there
    desk.settle()
    assert told(bridged) == []
    desk.services.lifecycle.take(opened.ticket_id, desk.cierra)
    desk.settle()
    assert told(bridged) == []  # has it there all the time


def test_what_stands_there_already_is_not_told(bridged: Bridged) -> None:
    opened = bridged.filed()
    bridged.desk.reply(opened, "U0CIERRA", "Looking.")
    bridged.desk.pass_time(timedelta(hours=3))
    assert told(bridged) == []


def test_what_is_undone_before_the_console_was_read_again_is_told_all_the_same(bridged: Bridged) -> None:
    opened, desk = bridged.filed(), bridged.desk
    for priority in (Priority.P1, Priority.P3):
        desk.services.lifecycle.set_priority(opened.ticket_id, priority, desk.cierra)
        desk.settle()
    assert [change.priority for change in told(bridged)] == [ConsolePriority.URGENT, ConsolePriority.NORMAL]


def test_changes_that_still_wait_are_one(bridged: Bridged) -> None:
    opened, desk = bridged.filed(), bridged.desk
    bridged.console.is_away = True
    for priority in (Priority.P1, Priority.P2):
        desk.services.lifecycle.set_priority(opened.ticket_id, priority, desk.cierra)
    bridged.console.is_away = False
    desk.settle()
    assert told(bridged) == [ConsoleChange(priority=ConsolePriority.HIGH)]


def test_what_is_taken_over_from_there_never_goes_back(bridged: Bridged) -> None:
    opened, desk = bridged.filed(), bridged.desk
    with Service(desk.database, desk.runbook, desk.clock).work() as work:
        ticket, link = work.ticket(opened.ticket_id), ConsoleLink.of_ticket(work.session, opened.ticket_id)
        assert link is not None
        with told_standing.quietly(work, ticket.id):
            link.priority = ConsolePriority.URGENT
            cards.refresh(work, ticket)  # not taken over yet
            ticket.priority = Priority.P1
            cards.refresh(work, ticket)
        told_standing.follow(work, ticket)
    desk.settle()
    assert told(bridged) == []


def test_what_cannot_be_taken_over_stays_there_as_it_is(bridged: Bridged) -> None:
    opened, desk = bridged.filed(), bridged.desk
    with Service(desk.database, desk.runbook, desk.clock).work() as work:
        ticket, link = work.ticket(opened.ticket_id), ConsoleLink.of_ticket(work.session, opened.ticket_id)
        assert link is not None
        link.assignee = "stranger@twilio.com"
        link.told = {"assignee": told_standing.standing(work, ticket)["assignee"]}
        told_standing.follow(work, ticket)
    desk.reply(opened, "U0MAYA", "Any news?")
    assert told(bridged) == []


def test_nothing_goes_to_a_ticket_that_ended_there(bridged: Bridged) -> None:
    opened, desk = bridged.filed(), bridged.desk
    bridged.ends(opened)
    desk.reply(opened, "U0MAYA", "Any news?")
    desk.solve(opened)
    assert (told(bridged), bridged.heard()) == ([], [])


def test_a_merger_solves_there_what_was_merged_where_both_were_filed(bridged: Bridged) -> None:
    desk = bridged.desk
    kept, other = bridged.filed(), desk.open(subject="SMS drops")
    desk.services.tickets.file_in_console(other.ticket_id, desk.cierra)
    desk.settle()
    bridged.stands_there(other, 4712)
    told(bridged).clear()
    desk.services.merging.merge(other.ticket_id, kept.ticket_id, desk.cierra)
    desk.settle()
    assert told(bridged) == [ConsoleChange(status=ConsoleStatus.SOLVED)]


def test_where_only_the_merged_one_was_filed_it_goes_on_for_both(bridged: Bridged) -> None:
    desk = bridged.desk
    other, kept = bridged.filed(), desk.open(subject="SMS drops")
    desk.services.merging.merge(other.ticket_id, kept.ticket_id, desk.cierra)
    desk.settle()
    assert told(bridged) == []
    desk.reply(kept, "U0MAYA", "Still so.")
    assert [body for _, _, body, _ in bridged.heard()] == ["Still so."]
    desk.solve(kept)
    assert told(bridged) == [ConsoleChange(status=ConsoleStatus.SOLVED)]
