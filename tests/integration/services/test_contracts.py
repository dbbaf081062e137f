"""Each customer gets what its own contract promises, whatever the others' say."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from bot.blocks.answers import guide
from bot.blocks.forms.form_origin import FormOrigin
from bot.blocks.messages.why_words import sentences
from bot.blocks.values import Draft, ReasonChoice
from bot.clock import FakeClock
from bot.domain.escalation import Reason
from bot.domain.permission import Actor
from bot.domain.sla import Priority
from bot.domain.ticket import Status
from bot.services.conversation import Message
from bot.services.forms import TicketForm
from bot.steps import choices
from bot.steps.deadlines.alarms_raised import Alarm
from bot.steps.new_ticket import Opened
from models.store.database import Database
from tests.fixtures.desk import Desk, new_york, ts_of
from tests.fixtures.fake_slack import FakeSlack
from tests.fixtures.shown import lines, words_of
from tests.integration.services.runbooks import edited

OWN = """
time_zone: Europe/Berlin
time_format: 24h
holidays: {country: DE}
sla:
  targets: {P1: {respond_within: 30m}, P2: {respond_within: 45m}, P3: {respond_within: 8h}}
  business_hours: {hours: "Mon-Fri 06:00-22:00", time_zone: Europe/London}
  nudge_at: [90%]
pending: {remind_after: 1 business days, solve_after: 2 business days}
notice: {every: "Tue 10:00"}
escalation: {step: 5m, reasons: {blocker: Everything is down.}}
team:
  manager: {name: Mo Ray, slack: U0MO}"""

Contracts = Callable[[str], Desk]


@pytest.fixture
def contracts(sqlite: Database, clock: FakeClock, slack: FakeSlack, tmp_path: Path) -> Contracts:
    """Give a way to a desk whose second customer, Acme, has these words in its contract."""
    return lambda words: Desk(sqlite, clock, slack, edited(tmp_path, acme=("\nteam:", words)))


@pytest.fixture
def desk(contracts: Contracts) -> Desk:
    """Give a desk whose second customer has another contract in everything; it is 16:00 in Berlin."""
    return contracts(OWN)


def ann(desk: Desk) -> Actor:
    desk.services.people.meet("U0ANN", "T0ACME", "Ann Lee")
    return desk.actor("U0ANN", "acme")


def olga(desk: Desk) -> Actor:
    return desk.services.people.actor("acme", "U0OLGA", "T0PROVIDER")


def answered(desk: Desk, opened: Opened) -> None:
    """Have Olga answer in the thread of Acme's ticket, a minute later."""
    desk.clock.advance(timedelta(minutes=1))
    at = ts_of(desk.clock.now())
    reply = Message("acme", "C0ACME", at, olga(desk), "Which number?", desk.thread(opened))
    desk.services.conversation.posted(reply)
    desk.settle()


def opened_at_acme(desk: Desk, priority: Priority = Priority.P2) -> Opened:
    her = ann(desk)
    return desk.open(account="acme", requester=her, opened_by=her, channel="C0ACME", priority=priority)


@pytest.mark.parametrize(
    ("priority", "due"),
    [
        (Priority.P1, "2026-03-03 10:30"),
        (Priority.P2, "2026-03-03 10:45"),
        (Priority.P3, "2026-03-04 02:00"),  # 7 hours on Tuesday until 22:00 in London, one on Wednesday
    ],
)
def test_an_answer_is_due_by_the_customer_s_own_targets_and_hours(
    desk: Desk, priority: Priority, due: str
) -> None:
    assert desk.clock_of(opened_at_acme(desk, priority)).due_at == new_york(due)


def test_times_are_told_as_the_customer_reads_them(desk: Desk) -> None:
    opened_at_acme(desk)
    assert "Olga Berg (your primary TAM) answers by 16:45 CET." in lines(desk.said("C0ACME")[0])
    assert "due 16:45 CET" in desk.said("C0ACMETRIAGE")[0]
    desk.open(priority=Priority.P1)
    assert "due 11:00 AM ET" in desk.said()[0]
    desk.clock.set(new_york("2026-03-03 17:00"))
    answer = desk.services.oncall.at("acme", desk.cierra)
    assert sentences(answer.why, answer.wall_clock)[0] == (
        "No TAM is on duty at 23:00 CET on Tue, Mar 3, so the 24x7 PSE team has it."
    )


def test_the_other_customer_s_answers_are_due_as_ever(desk: Desk) -> None:
    opened = desk.open(priority=Priority.P2)
    assert desk.clock_of(opened).due_at == new_york("2026-03-03 12:00")
    assert desk.waiting("nudge") == [
        new_york("2026-03-03 11:00"),
        new_york("2026-03-03 11:36"),
    ]


def test_nudges_come_at_the_customer_s_own_shares(desk: Desk) -> None:
    opened_at_acme(desk)
    assert desk.waiting("nudge") == [new_york("2026-03-03 10:40:30")]


def test_a_priority_that_changes_takes_the_customer_s_own_target(desk: Desk) -> None:
    opened = opened_at_acme(desk)
    desk.services.lifecycle.set_priority(opened.ticket_id, Priority.P1, ann(desk))
    assert desk.clock_of(opened).due_at == new_york("2026-03-03 10:30")


def test_silence_is_counted_in_the_customer_s_own_days(desk: Desk) -> None:
    opened = opened_at_acme(desk)
    answered(desk, opened)
    desk.services.lifecycle.set_pending(opened.ticket_id, olga(desk))
    desk.settle()
    assert desk.waiting("remind_pending") == [new_york("2026-03-04 10:01")]
    assert desk.waiting("solve_pending") == [new_york("2026-03-05 10:01")]
    assert "a reminder follows after 1 business day" in desk.said("C0ACME")[-1]
    desk.pass_time(new_york("2026-03-05 10:01"))
    assert desk.card(opened).line.status is Status.SOLVED


def test_an_escalation_climbs_at_the_customer_s_own_pace(desk: Desk) -> None:
    opened = opened_at_acme(desk)
    desk.services.escalations.raise_on(opened.ticket_id, Alarm(Reason.BLOCKER, ann(desk)))
    assert desk.waiting("climb") == [desk.clock.now() + timedelta(minutes=5)]


def test_the_scheduled_notice_comes_at_the_customer_s_own_time_and_not_on_its_holidays(desk: Desk) -> None:
    desk.services.falling_due.keep_calendar()
    assert desk.waiting("scheduled_notice") == [
        new_york("2026-03-09 09:00"),  # Partiful's
        new_york("2026-03-10 05:00"),  # 10:00 in Berlin, whose clocks have not changed yet
    ]


def test_a_customer_without_a_scheduled_notice_gets_none(contracts: Contracts) -> None:
    desk = contracts("\nnotice: {every: null}\nteam:")
    desk.services.falling_due.keep_calendar()
    assert desk.waiting("scheduled_notice") == [new_york("2026-03-09 09:00")]


def test_a_day_that_is_a_holiday_to_one_tam_only_has_its_notice(contracts: Contracts) -> None:
    desk = contracts("\nholidays: {add: {2026-03-09: Acme Day}}\nteam:")
    desk.services.falling_due.keep_calendar()
    assert desk.waiting("scheduled_notice") == [new_york("2026-03-09 09:00"), new_york("2026-03-16 09:00")]


def test_the_morning_list_comes_when_the_contract_s_day_begins(desk: Desk) -> None:
    desk.services.falling_due.keep_calendar()
    assert desk.waiting("morning_list") == [
        new_york("2026-03-04 01:00"),  # 06:00 in London
        new_york("2026-03-04 09:00"),
    ]


def test_forms_show_the_customer_s_own_promises_and_reasons(desk: Desk) -> None:
    shown = lines(words_of(desk.services.forms.new_ticket(ann(desk), FormOrigin(account="acme"))))
    assert "P2 · Degraded Service · within 45 business minutes" in shown
    assert "Olga Berg answers by 16:45 CET" in shown
    assert "P3 · General Issue · within 8 business hours" in shown
    assert "Olga Berg answers by Wed, Mar 4, 08:00 CET" in shown
    partiful = lines(words_of(desk.services.forms.new_ticket(desk.maya, FormOrigin(account="partiful"))))
    assert "P2 · Degraded Service · within 2 business hours" in partiful
    assert "Cierra Simms answers by 12:00 PM ET" in partiful
    reasons = choices.reasons(desk.runbook.terms("acme").escalation)
    assert reasons == (
        ReasonChoice(Reason.RESPONSE, desk.runbook.provider.escalation.reasons[Reason.RESPONSE]),
        ReasonChoice(Reason.BLOCKER, "Everything is down."),
    )
    ticket = opened_at_acme(desk)
    of_ticket = desk.services.forms.of_ticket
    escalate = of_ticket(TicketForm.ESCALATE, ticket.ticket_id, ann(desk))
    priority = of_ticket(TicketForm.PRIORITY, ticket.ticket_id, ann(desk))
    assert "Everything is down." in lines(words_of(escalate))
    assert "Answered within 30 minutes" in str(priority)


def test_a_form_that_asks_for_the_account_shows_the_promises_of_the_one_chosen(desk: Desk) -> None:
    plain = desk.services.forms.new_ticket(olga(desk), FormOrigin())
    assert "Answered within 2 business hours" in lines(words_of(plain))
    chosen = desk.services.forms.new_ticket(olga(desk), FormOrigin(), Draft(account_key="acme"))
    assert "P2 · Degraded Service · within 45 business minutes" in lines(words_of(chosen))


def test_the_guide_tells_the_customer_s_own_promises(desk: Desk) -> None:
    own = str(desk.services.guides.about("priorities", desk.cierra, "acme"))
    assert "Degraded Service, answered within 45 business minutes" in own
    read = guide.message(desk.services.guides.about("escalation", desk.cierra, "acme"))
    assert "Everything is down." in lines(words_of({"blocks": read.blocks}))
    assert "answered within 2 business hours" in str(desk.services.guides.about("priorities", desk.cierra))


def test_what_if_foretells_by_the_customer_s_own_contract(desk: Desk) -> None:
    found = desk.services.oncall.what_if("acme", desk.cierra, Priority.P3, desk.clock.now())
    assert found.respond_by == new_york("2026-03-04 02:00")
    assert [at for at, _ in found.nudges] == [new_york("2026-03-04 01:12")]
    assert (found.remind_at, found.solve_at) == (new_york("2026-03-04 10:00"), new_york("2026-03-05 10:00"))
