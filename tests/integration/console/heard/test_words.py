"""What is said in the console: an agent answers, the customer asks, a note stays inside."""

from datetime import timedelta

from bot.domain.events.talk import StaffResponded
from tests.fixtures.desk import CHANNEL, TRIAGE
from tests.fixtures.shown import words_of
from tests.integration.console.heard.bridged import Bridge


def test_an_agents_public_comment_answers_at_its_own_time(bridged: Bridge) -> None:
    ticket, opened = bridged.filed()
    bridged.pass_time(minutes=20)
    at = bridged.desk.clock.now()
    bridged.console.say(ticket["id"], bridged.cierra, "We are looking.")
    bridged.pass_time(minutes=5)
    new = bridged.desk.new_in(CHANNEL)
    bridged.hear(ticket)
    assert new.texts == ["Cierra Simms (in the console), 10:20 AM ET We are looking."]
    [event] = bridged.desk.history(opened, "staff_responded")
    assert (event.what, event.actor_user) == (StaffResponded(at), "U0CIERRA")
    clock = bridged.desk.clock_of(opened)
    assert (clock.stopped_at, clock.outcome) == (at, "met")


def test_told_twice_and_backwards_it_is_one_answer(told: Bridge) -> None:
    ticket, opened = told.filed()
    for words in ("First.", "Second."):
        told.console.say(ticket["id"], told.cierra, words)
    for _ in range(3):
        told.hear(ticket, times=2)
    assert len(told.desk.history(opened, "staff_responded")) == 2
    assert [text.split("ET ")[1] for text in told.desk.said(CHANNEL)[1:]] == ["First.", "Second."]


def test_a_private_note_reaches_triage_alone(told: Bridge) -> None:
    ticket, opened = told.filed()
    customer, triage = told.desk.new_in(CHANNEL), told.desk.new_in(TRIAGE)
    told.console.say(ticket["id"], told.petra, "They are behind on bills.", public=False)
    told.hear(ticket)
    assert customer.texts == []
    assert triage.texts == [
        "Petra Novak (in the console), 10:00 AM ET, a private note They are behind on bills."
    ]
    assert told.desk.history(opened, "staff_responded") == []


def test_the_customers_comment_is_their_word_in_both_threads(told: Bridge) -> None:
    ticket, opened = told.filed()
    told.console.say(ticket["id"], told.cierra, "Which number?")
    told.hear(ticket)
    told.pass_time(minutes=10)
    at = told.desk.clock.now()
    told.console.say(ticket["id"], told.maya, "All of them, still?")
    told.pass_time(minutes=1)
    customer, triage = told.desk.new_in(CHANNEL), told.desk.new_in(TRIAGE)
    told.hear(ticket)
    assert customer.texts == triage.texts == ["Maya Chen (in the console), 10:10 AM ET All of them, still?"]
    clock = told.desk.clock_of(opened)
    assert (clock.kind, clock.started_at, clock.stopped_at) == ("next", at, None)


def test_thanks_there_start_no_clock(told: Bridge) -> None:
    ticket, opened = told.filed()
    told.console.say(ticket["id"], told.cierra, "Fixed.")
    told.console.say(ticket["id"], told.maya, "Thanks!")
    told.hear(ticket)
    assert told.desk.clock_of(opened).kind == "first"


def test_files_are_named_and_seen_in_the_console(told: Bridge) -> None:
    ticket, _ = told.filed()
    files = [{"id": 5, "file_name": "calls.log", "content_url": "https://files.example/1", "size": 3}]
    told.console.say(ticket["id"], told.cierra, "The log.", attachments=files)
    new = told.desk.new_in(CHANNEL)
    told.hear(ticket)
    assert new.texts == ["Cierra Simms (in the console), 10:00 AM ET The log."]
    [block] = told.desk.slack.messages[CHANNEL][-1]["blocks"]
    assert block["elements"][-1]["elements"] == [
        {"type": "text", "text": "Files, also to be seen in "},
        {"type": "link", "url": f"https://console.example/hc/requests/{ticket['id']}", "text": "the console"},
        {"type": "text", "text": ": calls.log"},
    ]


def test_what_was_said_days_ago_counts_and_is_not_said_again(told: Bridge) -> None:
    ticket = told.file()
    told.console.say(ticket["id"], told.cierra, "An old answer.")
    told.pass_time(days=3)
    told.console.say(ticket["id"], told.cierra, "A new one.")
    told.hear(ticket)
    opened = told.opened(ticket)
    assert len(told.desk.history(opened, "staff_responded")) == 2
    assert [text.split("ET ")[1] for text in told.desk.said(CHANNEL)[1:]] == ["A new one."]
    assert told.desk.clock_of(opened).stopped_at is not None


def test_an_answer_there_acknowledges_an_escalation(told: Bridge) -> None:
    ticket, opened = told.filed()
    told.desk.escalate(opened)
    told.pass_time(minutes=1)
    told.console.say(ticket["id"], told.cierra, "On it.")
    told.hear(ticket)
    assert len(told.desk.history(opened, "escalation_acknowledged")) == 1


def test_whoever_is_known_nowhere_here_answers_under_their_name(told: Bridge) -> None:
    ticket, opened = told.filed()
    told.console.say(ticket["id"], told.petra, "I have it.")
    told.hear(ticket)
    [event] = told.desk.history(opened, "staff_responded")
    assert (event.actor_name, event.actor_user) == ("Petra Novak (in the console)", None)


def test_a_comment_after_solving_reopens(told: Bridge) -> None:
    ticket, opened = told.filed()
    told.console.say(ticket["id"], told.cierra, "Fixed.")
    told.console.change(ticket["id"], status="solved")
    told.hear(ticket)
    assert told.tickets() == []
    told.pass_time(hours=2)
    told.console.say(ticket["id"], told.maya, "It fails again.")
    told.console.change(ticket["id"], status="open")
    told.hear(ticket)
    assert [here.status for here in told.tickets()] == ["open"]
    assert len(told.desk.history(opened, "reopened")) == 1
    assert told.desk.clock_of(opened).started_at == told.desk.clock.now() - timedelta(0)


def test_what_we_said_ourselves_is_not_heard_even_where_no_row_tells_of_it(told: Bridge) -> None:
    ticket, opened = told.filed()
    ours = {"system": {}, "custom": {"tam_bot": "the-key-of-a-row"}}
    told.console.say(ticket["id"], told.cierra, "Said before the restore.", metadata=ours)
    new = told.desk.new_in(CHANNEL)
    told.hear(ticket)
    assert new.texts == []
    assert told.desk.history(opened, "staff_responded") == []


def test_thanks_there_open_nothing_here_and_are_solved_again_there(told: Bridge) -> None:
    ticket, opened = told.filed()
    told.console.say(ticket["id"], told.cierra, "Fixed.")
    told.console.change(ticket["id"], status="solved")
    told.hear(ticket)
    told.pass_time(minutes=10)
    told.console.say(ticket["id"], told.maya, "Thanks!")
    told.console.change(ticket["id"], status="open")  # as the console does by itself
    customer, triage = told.desk.new_in(CHANNEL), told.desk.new_in(TRIAGE)
    told.hear(ticket, times=2)
    told.hear(ticket)
    assert customer.texts == triage.texts == ["Maya Chen (in the console), 10:10 AM ET Thanks!"]
    assert told.desk.ticket(opened).status == "solved"
    assert told.console.ticket(ticket["id"])["status"] == "solved"


def test_whoever_has_an_answered_p1_is_called_by_the_customers_next_word_there(told: Bridge) -> None:
    ticket, _ = told.filed(priority="urgent")
    told.console.say(ticket["id"], told.cierra, "Which number?")
    told.hear(ticket)
    told.pass_time(minutes=10)
    new = told.desk.new_in(TRIAGE)
    told.console.say(ticket["id"], told.maya, "All of them fail.")
    told.hear(ticket)
    told.console.say(ticket["id"], told.maya, "Every one.")
    told.hear(ticket)
    assert new.texts == [
        "<@U0CIERRA> Maya Chen (in the console), 10:10 AM ET All of them fail.",
        "Maya Chen (in the console), 10:10 AM ET Every one.",
    ]


def test_where_words_are_too_long_for_slack_it_is_said_where_the_rest_is(told: Bridge) -> None:
    ticket, _ = told.filed()
    told.console.say(ticket["id"], told.cierra, "word " * 2000)
    told.hear(ticket)
    shown = told.desk.slack.messages[CHANNEL][-1]
    assert words_of(shown).splitlines()[2:3] == ["The rest is to be read in the console."]


def test_a_console_whose_clock_is_ahead_answers_nothing_that_is_asked_after_it(told: Bridge) -> None:
    ticket, opened = told.filed()
    now = told.desk.clock.now()
    ahead = f"{now + timedelta(minutes=3):%Y-%m-%dT%H:%M:%SZ}"
    told.console.say(ticket["id"], told.cierra, "We are looking.", created_at=ahead)
    told.hear(ticket)
    told.pass_time(minutes=1)
    told.desk.reply(opened, "U0MAYA", "And the codes by voice?")
    clock = told.desk.clock_of(opened)
    assert (clock.kind, clock.stopped_at) == ("next", None)
    assert clock.started_at >= now + timedelta(minutes=1)
    [event] = told.desk.history(opened, "staff_responded")
    assert event.what == StaffResponded(now)
