"""Nudges and breaches: each once, to whoever has the ticket, and nothing once it is answered."""

from datetime import date, timedelta

import pytest

from bot.blocks.answers import past
from bot.domain.commands.times.spans import WholeDays
from bot.domain.events.timing import AnswerOverdue, AssigneeNudged, HeldBack
from bot.domain.pings import Said
from bot.domain.routing import Role
from bot.domain.sla import Priority
from tests.fixtures.desk import CHANNEL, NEW_YORK, Desk, new_york

HOUR = timedelta(hours=1)


def _about(texts: list[str]) -> list[str]:
    """Return the third part of each line about the ticket: what the nudge says."""
    return [text.split(" · ")[2] for text in texts if " · P" in text]


def test_a_ticket_is_nudged_at_half_at_four_fifths_and_when_due(desk: Desk) -> None:
    desk.open(priority=Priority.P2)
    triage, said = desk.new_in(), desk.new_in(CHANNEL)
    desk.pass_time(new_york("2026-03-03 11:00"))
    wanted = ": answer in the thread · SMS is failing"
    first = f"<@U0CIERRA> PARTIFUL-1 · P2 · no answer yet, 1 h left (due 12:00 PM ET){wanted}"
    assert triage.texts == [first]
    desk.pass_time(new_york("2026-03-03 11:36"))
    second = f"<@U0CIERRA> PARTIFUL-1 · P2 · no answer yet, 24 min left (due 12:00 PM ET){wanted}"
    assert triage.texts == [second], "one stands, the newest"
    desk.pass_time(new_york("2026-03-03 17:59"))
    due = "due now, 12:00 PM ET, and overdue from here on"
    assert triage.texts == [f"<@U0CIERRA> PARTIFUL-1 · P2 · no answer yet, {due}{wanted}"]
    assert len(desk.slack.called("chat.delete")) == 2
    assert said.texts == [], "customers never see nudges"


def test_due_and_overdue_are_one_message_and_the_card_shows_it_a_minute_later(story: Desk) -> None:
    opened = story.open(priority=Priority.P2)
    story.pass_time(new_york("2026-03-03 12:00"))
    triage = story.new_in()
    assert not story.card(opened).line.breached
    story.pass_time(timedelta(hours=1))
    assert triage.texts == []
    card = str(story.slack.messages["C0TRIAGE"][0]["blocks"])
    assert "OVERDUE: first answer was due 12:00 PM ET" in card


def test_a_friday_ticket_due_at_the_close_is_overdue_on_monday_morning(story: Desk) -> None:
    story.clock.set(new_york("2026-03-06 15:00"))
    opened = story.open()
    story.pass_time(new_york("2026-03-06 18:00"))
    assert _about(story.said())[-1] == "no answer yet, due now, 6:00 PM ET: answer in the thread"
    assert story.card(opened).line.assignee.name == "Cierra Simms", "its clock stands still, so it stays"
    story.pass_time(new_york("2026-03-09 08:59"))
    assert _about(story.said())[-1].startswith("no answer yet, due now")
    story.pass_time(new_york("2026-03-09 09:01"))
    overdue = "no answer yet, overdue, was due Fri, Mar 6, 6:00 PM ET: answer in the thread"
    assert _about(story.said())[-1] == overdue
    assert story.said()[-1].startswith("<@U0CIERRA> PARTIFUL-1")


def _pinged(desk: Desk, until: str) -> list[tuple[str, str]]:
    """Let time pass until then; return when and who each ping in triage reached."""
    before = len(desk.slack.called("chat.postMessage"))
    desk.pass_time(new_york(until))
    posted = [call for call in desk.slack.calls if call.method == "chat.postMessage"][before:]
    return [
        (f"{call.at.astimezone(NEW_YORK):%H:%M}", call.arguments["text"].split(" PARTIFUL-1")[0])
        for call in posted
        if "no answer yet" in call.arguments["text"]
    ]


def test_an_overdue_p1_of_the_day_climbs_every_rung_then_backs_off(desk: Desk) -> None:
    desk.open(priority=Priority.P1)
    desk.pass_time(new_york("2026-03-03 10:59"))
    assert _pinged(desk, "2026-03-04 04:00") == [
        ("11:00", "<@U0CIERRA>"),
        ("11:30", "<@U0CIERRA>"),
        ("12:00", "<@U0KIRK>"),
        ("12:30", "<!subteam^S0PSE>"),
        ("13:00", "<!subteam^S0MGMT>"),
        ("13:30", "<@U0RALPH>"),
        ("14:30", "<@U0CIERRA> <@U0RALPH>"),
        ("16:30", "<@U0CIERRA> <@U0RALPH>"),
        ("20:30", "<!subteam^S0PSE> <@U0RALPH>"),
        ("00:30", "<!subteam^S0PSE> <@U0RALPH>"),
    ]


def test_at_the_weekend_the_rungs_that_reach_nobody_are_skipped(desk: Desk) -> None:
    desk.clock.set(new_york("2026-03-07 02:00"))
    opened = desk.open(priority=Priority.P1)
    assert _pinged(desk, "2026-03-07 05:00") == [
        ("02:30", "<!subteam^S0PSE>"),
        ("02:48", "<!subteam^S0PSE>"),
        ("03:00", "<!subteam^S0PSE>"),
        ("03:30", "<!subteam^S0PSE>"),
        ("04:00", "<!subteam^S0MGMT>"),
        ("04:30", "<@U0RALPH>"),
    ]
    desk.reply(opened, "U0PETRA", "We are looking.")
    assert _pinged(desk, "2026-03-08 05:00") == []


def test_the_ledger_says_whom_each_ping_reached_or_why_it_was_held_back(story: Desk) -> None:
    opened = story.open(priority=Priority.P1)
    story.pass_time(new_york("2026-03-03 12:01"))
    shown = past.history(story.services.audit.history(opened.ticket_id, story.cierra)).text
    for words in (
        "nudged, pinged Cierra Simms",
        "overdue, pinged Cierra Simms",
        "still overdue, pinged Kirk McCalla",
    ):
        assert words in shown


def test_a_weekend_p1_that_nobody_answers_leaves_a_dozen_messages_at_most_and_reaches_every_rung(
    story: Desk,
) -> None:
    story.clock.set(new_york("2026-03-06 18:30"))
    story.services.falling_due.keep_calendar()
    opened = story.open(priority=Priority.P1)
    story.pass_time(new_york("2026-03-09 09:30"))
    standing = story.said() + story.said(CHANNEL)
    assert len(standing) <= 12, standing
    rungs = [event.data["rung"] for event in story.history(opened, "breached")]
    assert {"assignee", "support_management", "tam_manager"} <= set(rungs), "PSE has it; no TAM is on duty"
    assert len(rungs) < 24


@pytest.mark.parametrize("how", ["answered", "solved by staff", "solved by the customer"])
def test_once_that_is_done_no_nudge_follows(story: Desk, how: str) -> None:
    opened = story.open(priority=Priority.P1)
    story.pass_time(timedelta(minutes=31))
    match how:
        case "answered":
            story.reply(opened, "U0CIERRA", "We see it too.")
        case "solved by staff":
            story.solve(opened)
        case _:
            story.solve(opened, "U0MAYA", "")
    triage = story.new_in()
    story.pass_time(24 * HOUR)
    assert triage.texts == []
    assert story.waiting() == []


def test_a_nudge_hands_the_ticket_on_when_its_assignee_has_gone_off_duty(desk: Desk) -> None:
    opened = desk.open(priority=Priority.P2)
    march_3 = date(2026, 3, 3)
    desk.services.absences.announce(desk.cierra, "U0CIERRA", [WholeDays(march_3, march_3)])
    assert desk.card(opened).line.assignee.name == "Cierra Simms", "an absence alone moves nothing"
    triage, said = desk.new_in(), desk.new_in(CHANNEL)
    desk.pass_time(HOUR)
    assert desk.card(opened).line.assignee.name == "Kirk McCalla"
    moved, nudge = triage.texts
    assert "moved from Cierra Simms (primary TAM) to Kirk McCalla (secondary TAM)" in moved
    assert "Cierra Simms, primary TAM, is absent through Tue, Mar 3" in moved
    assert moved.startswith("PARTIFUL-1 moved"), "the nudge pings, the move need not"
    assert nudge.startswith("<@U0KIRK> PARTIFUL-1 · P2 · no answer yet, 1 h left (due 12:00 PM ET)")
    assert said.texts == [
        "PARTIFUL-1 is now with Kirk McCalla (your secondary TAM). The answer is due by 12:00 PM ET."
    ]
    assert len(desk.history(opened, "assigned")) == 2


def test_a_p1_of_the_evening_goes_to_the_24x7_team_at_its_first_nudge(story: Desk) -> None:
    story.clock.set(new_york("2026-03-03 17:45"))
    opened = story.open(priority=Priority.P1)
    triage = story.new_in()
    story.pass_time(new_york("2026-03-03 18:15"))
    assert story.card(opened).line.assignee.role is Role.PSE
    assert triage.texts[-1].startswith("<!subteam^S0PSE> PARTIFUL-1 · P1 · no answer yet, 30 min left")


def test_who_took_it_off_hours_keeps_it(story: Desk) -> None:
    story.clock.set(new_york("2026-03-03 19:00"))
    opened = story.open(priority=Priority.P1)
    story.services.lifecycle.take(opened.ticket_id, story.cierra)
    triage = story.new_in()
    story.pass_time(timedelta(minutes=30))
    assert story.card(opened).line.assignee.name == "Cierra Simms"
    assert triage.texts[-1].startswith("<@U0CIERRA> PARTIFUL-1 · P1 · no answer yet, 30 min left")
    assert len(story.history(opened, "assigned")) == 2


def test_who_took_it_in_hours_loses_it_when_they_go(story: Desk) -> None:
    story.clock.set(new_york("2026-03-03 17:45"))
    opened = story.open(priority=Priority.P1)
    story.services.lifecycle.take(opened.ticket_id, story.kirk)
    story.pass_time(timedelta(minutes=30))
    assert story.card(opened).line.assignee.role is Role.PSE


def test_after_a_downtime_one_nudge_is_sent_the_latest(desk: Desk) -> None:
    desk.open(priority=Priority.P2)
    triage = desk.new_in()
    desk.be_down_until(new_york("2026-03-03 11:40"))
    assert _about(triage.texts) == ["no answer yet, 20 min left (due 12:00 PM ET): answer in the thread"]


def test_after_a_long_downtime_only_overdue_is_said(desk: Desk) -> None:
    desk.open(priority=Priority.P1)
    triage = desk.new_in()
    desk.be_down_until(new_york("2026-03-03 15:00"))
    assert _about(triage.texts) == [
        "no answer yet, overdue by 4 h (was due 11:00 AM ET): answer in the thread"
    ]
    desk.be_down_until(new_york("2026-03-03 17:10"))
    late = "no answer yet, overdue by 6 h 10 min (was due 11:00 AM ET): answer in the thread"
    assert _about(triage.texts) == [late]


def test_a_breach_caught_up_with_on_a_saturday_wakes_nobody_for_a_p2(story: Desk) -> None:
    story.clock.set(new_york("2026-03-06 10:00"))
    opened = story.open(priority=Priority.P2)
    triage = story.new_in()
    story.be_down_until(new_york("2026-03-07 03:00"))
    assert _about(triage.texts)[-1].startswith("no answer yet, overdue")
    assert not any("<" in text for text in triage.texts)
    assert story.history(opened, "breached")[0].what == AnswerOverdue(
        held_back=HeldBack.OUTSIDE_HOURS, before=Said()
    )


def test_a_nudge_off_hours_pings_nobody_and_says_so_in_the_history(story: Desk) -> None:
    story.clock.set(new_york("2026-03-06 15:00"))
    opened = story.open()
    triage = story.new_in()
    story.pass_time(new_york("2026-03-06 18:00"))
    last = triage.texts[-1]
    assert " · no answer yet, due now, 6:00 PM ET: answer in the thread · " in last
    assert "<" not in last
    assert story.history(opened, "nudged")[-1].what == AssigneeNudged(held_back=HeldBack.OUTSIDE_HOURS)


def test_an_answer_that_came_in_while_we_were_down_silences_what_was_due(story: Desk) -> None:
    opened = story.open(priority=Priority.P2)
    story.clock.set(new_york("2026-03-03 15:00"))
    story.reply(opened, "U0CIERRA", "We see it too.", at=new_york("2026-03-03 11:59"))
    triage = story.new_in()
    story.be_down_until(new_york("2026-03-03 15:01"))
    assert triage.texts == []
