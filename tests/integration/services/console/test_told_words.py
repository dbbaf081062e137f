"""What is said in a ticket's thread is said in the console, once, in order and by whoever said it."""

from datetime import timedelta

import pytest

from bot.domain.sla import Priority
from bot.domain.ticket import TicketOrigin
from bot.services.conversation import SharedFile
from tests.fixtures.desk import CHANNEL
from tests.integration.services.console.bridged import Bridged

MAYA, CIERRA = ("Maya Chen", "maya@partiful.example"), ("Cierra Simms", "csimms@twilio.com")
SECONDS = timedelta(seconds=1)


def test_each_speaks_as_themselves(bridged: Bridged) -> None:
    opened = bridged.filed()
    bridged.desk.reply(opened, "U0MAYA", "It is Verizon only.")
    bridged.desk.reply(opened, "U0CIERRA", "Thank you, checking.")
    assert bridged.heard() == [
        (*MAYA, "It is Verizon only.", True),
        (*CIERRA, "Thank you, checking.", True),
    ]
    assert [words.author.is_agent for words in bridged.console.words] == [False, True]


def test_who_has_no_address_there_is_named_in_the_words(bridged: Bridged) -> None:
    opened = bridged.filed()
    bridged.desk.reply(opened, "U0DEV", "Same here.")
    bridged.desk.reply(opened, "U0KIRK", "I see it too.")
    assert bridged.heard() == [
        ("Partiful", "team@partiful.example", "Dev Patel wrote in Slack:\n\nSame here.", True),
        ("Kirk McCalla", None, "Kirk McCalla wrote in Slack:\n\nI see it too.", True),
    ]


def test_the_first_word_leaves_at_once_and_what_follows_within_a_minute_is_one_comment(
    bridged: Bridged,
) -> None:
    opened = bridged.filed()
    for word in ("One", "Two", "Three"):
        bridged.desk.reply(opened, "U0MAYA", word)
        bridged.desk.pass_time(10 * SECONDS)
    assert bridged.heard() == [(*MAYA, "One", True)]
    bridged.desk.pass_time(60 * SECONDS)
    assert bridged.heard() == [(*MAYA, "One", True), (*MAYA, "Two\n\nThree", True)]


def test_somebody_elses_word_waits_for_nobodys_minute(bridged: Bridged) -> None:
    opened = bridged.filed()
    bridged.desk.reply(opened, "U0MAYA", "One")
    bridged.desk.pass_time(5 * SECONDS)
    bridged.desk.reply(opened, "U0MAYA", "Two")
    bridged.desk.pass_time(5 * SECONDS)
    bridged.desk.reply(opened, "U0CIERRA", "Looking.")
    assert bridged.heard() == [(*MAYA, "One", True), (*MAYA, "Two", True), (*CIERRA, "Looking.", True)]


def test_two_people_without_an_address_are_never_one(bridged: Bridged) -> None:
    opened = bridged.filed()
    bridged.desk.services.people.meet("U0LEO", "T0PARTIFUL", "Leo Park")
    bridged.console.is_away = True
    for user in ("U0DEV", "U0LEO"):
        bridged.desk.reply(opened, user, "Same here.")
    bridged.console.is_away = False
    bridged.desk.pass_time(300 * SECONDS)
    assert [body for _, _, body, _ in bridged.heard()] == [
        "Dev Patel wrote in Slack:\n\nSame here.",
        "Leo Park wrote in Slack:\n\nSame here.",
    ]


def test_an_edit_is_a_comment_of_its_own(bridged: Bridged) -> None:
    opened = bridged.filed()
    ts = bridged.desk.reply(opened, "U0MAYA", "It is Verizon only.")
    bridged.desk.services.conversation.edited(CHANNEL, ts, "It is AT&amp;T only.")
    bridged.desk.settle()
    words = "Edited in Slack what was said Tue, Mar 3, 10:00 AM ET. It reads now:\n\nIt is AT&T only."
    assert bridged.heard()[1:] == [(*MAYA, words, True)]


def test_what_has_not_left_yet_is_told_as_it_was_edited(bridged: Bridged) -> None:
    opened = bridged.filed()
    bridged.console.is_away = True
    ts = bridged.desk.reply(opened, "U0MAYA", "Our key is hunter2")
    bridged.desk.services.conversation.edited(CHANNEL, ts, "Our key is [removed]")
    bridged.console.is_away = False
    bridged.desk.pass_time(60 * SECONDS)
    assert bridged.heard() == [(*MAYA, "Our key is [removed]", True)]


def test_a_deleted_word_that_has_not_left_yet_never_does(bridged: Bridged) -> None:
    opened = bridged.filed()
    bridged.console.is_away = True
    bridged.desk.reply(opened, "U0MAYA", "First")
    bridged.desk.pass_time(5 * SECONDS)
    ts = bridged.desk.reply(opened, "U0MAYA", "Our key is hunter2")
    bridged.desk.services.conversation.deleted(CHANNEL, ts)
    bridged.console.is_away = False
    bridged.desk.pass_time(300 * SECONDS)
    assert bridged.heard() == [(*MAYA, "First", True)]


def test_of_a_deleted_word_that_was_told_agents_alone_hear_that_it_still_stands_there(
    bridged: Bridged,
) -> None:
    opened = bridged.filed()
    ts = bridged.desk.reply(opened, "U0MAYA", "Our key is hunter2")
    bridged.desk.services.conversation.deleted(CHANNEL, ts)
    bridged.desk.settle()
    note = (
        "What Maya Chen said Tue, Mar 3, 10:00 AM ET was deleted in Slack. "
        "It still stands here: redact it if nobody is to read it any more."
    )
    assert bridged.heard()[1:] == [("tam-bot", None, note, False)]


def test_files_go_by_their_ids_and_are_named(bridged: Bridged) -> None:
    opened = bridged.filed()
    log = SharedFile("F1", "error.log", "https://partiful.slack.com/files/F1")
    bridged.desk.say("U0MAYA", "", bridged.desk.thread(opened), files=(log,))
    [words] = bridged.console.words
    assert (words.body, words.files) == ("Shared in Slack: error.log", ("F1",))


def test_what_is_entered_in_forms_is_said_there_too(bridged: Bridged) -> None:
    opened = bridged.filed()
    bridged.desk.services.tickets.add_details(opened.ticket_id, bridged.desk.maya, "Since 9:40.")
    bridged.desk.settle()
    bridged.desk.solve(opened, closing="It was the carrier.")
    assert bridged.heard() == [(*MAYA, "Since 9:40.", True), (*CIERRA, "It was the carrier.", True)]


def test_what_is_said_while_it_is_being_filed_follows_it(bridged: Bridged) -> None:
    bridged.console.is_away = True
    opened = bridged.desk.open(priority=Priority.P1)
    bridged.desk.reply(opened, "U0CIERRA", "On it.")
    assert bridged.heard() == []
    bridged.console.is_away = False
    bridged.desk.pass_time(300 * SECONDS)
    assert (len(bridged.console.tickets), bridged.heard()) == (1, [(*CIERRA, "On it.", True)])


def test_an_escalation_is_told_to_agents_with_all_that_is_known(bridged: Bridged) -> None:
    opened = bridged.filed()
    bridged.desk.escalate(opened)
    assert [change.tags for change in bridged.console.changes] == [("escalated",)]
    thread = bridged.desk.card(opened).line.permalink
    note = f"Maya Chen escalated PARTIFUL-1: a critical blocker.\n\nThe thread in Slack: {thread}"
    assert bridged.heard() == [("tam-bot", None, note, False)]


def test_agents_hear_who_took_an_escalation_up_and_what_the_customer_was_asked_for(bridged: Bridged) -> None:
    opened, desk = bridged.filed(), bridged.desk
    desk.escalate(opened)
    bridged.console.words.clear()
    desk.services.escalations.acknowledge(opened.ticket_id, desk.kirk)
    question, label = desk.card(opened).intake.missing[0]
    desk.services.intake.ask_for(opened.ticket_id, question, desk.cierra)
    desk.settle()
    assert bridged.heard() == [
        ("tam-bot", None, "Kirk McCalla acknowledged the escalation in Slack.", False),
        ("tam-bot", None, f"Cierra Simms asked the customer in Slack for: {label}.", False),
    ]


def test_agents_hear_when_the_message_that_it_grew_from_is_edited_or_gone(bridged: Bridged) -> None:
    ts, desk = bridged.desk.say("U0MAYA", "SMS is failing"), bridged.desk
    bridged.filed(thread_ts=ts, origin=TicketOrigin.EMOJI, said="SMS is failing")
    desk.services.conversation.edited(CHANNEL, ts, "MMS is failing")
    desk.services.conversation.deleted(CHANNEL, ts)
    desk.settle()
    assert [(body.splitlines()[0], public) for _, _, body, public in bridged.heard()] == [
        ("Maya Chen edited in Slack what was said Tue, Mar 3, 10:00 AM ET. It reads now:", False),
        (
            "What Maya Chen said Tue, Mar 3, 10:00 AM ET was deleted in Slack. "
            "It still stands here: redact it if nobody is to read it any more.",
            False,
        ),
    ]


@pytest.mark.parametrize(
    ("edited", "told"),
    [
        ("Our key is [removed]", "Maya Chen, Tue, Mar 3, 10:00 AM ET:\nOur key is [removed]\n\n"),
        (None, ""),
    ],
)
def test_what_waits_with_the_filing_is_told_as_it_was_edited_and_never_if_it_was_deleted(
    bridged: Bridged, edited: str | None, told: str
) -> None:
    desk = bridged.desk
    opened = desk.open()
    ts = desk.reply(opened, "U0MAYA", "Our key is hunter2")
    desk.reply(opened, "U0MAYA", "It is Verizon only.")
    bridged.console.is_away = True
    desk.services.tickets.file_in_console(opened.ticket_id, desk.cierra)
    if edited is None:
        desk.services.conversation.deleted(CHANNEL, ts)
    else:
        desk.services.conversation.edited(CHANNEL, ts, edited)
    desk.reply(opened, "U0MAYA", "Still.")
    bridged.console.is_away = False
    desk.pass_time(300 * SECONDS)
    before = (
        f"Said in Slack before this ticket was filed:\n\n{told}"
        "Maya Chen, Tue, Mar 3, 10:00 AM ET:\nIt is Verizon only."
    )
    assert bridged.heard() == [(*MAYA, before, True), (*MAYA, "Still.", True)]


def test_of_all_that_waits_with_the_filing_nothing_is_told_if_all_was_deleted(bridged: Bridged) -> None:
    desk = bridged.desk
    opened = desk.open()
    ts = desk.reply(opened, "U0MAYA", "Our key is hunter2")
    bridged.console.is_away = True
    desk.services.tickets.file_in_console(opened.ticket_id, desk.cierra)
    desk.services.conversation.deleted(CHANNEL, ts)
    bridged.console.is_away = False
    desk.pass_time(300 * SECONDS)
    assert bridged.heard() == []


MOST_BYTES = 64 * 1024
"""What the console takes as one comment."""


def assert_all_told(bridged: Bridged, said: list[str]) -> None:
    """All that was said stands there, once and in order, in comments that the console takes."""
    bodies = [body for _, _, body, _ in bridged.heard()]
    assert max(len(body.encode()) for body in bodies) <= MOST_BYTES
    assert len(bodies) > 1
    whole = "".join(body for body in bodies)
    places = [whole.find(one) for one in said]
    assert -1 not in places
    assert places == sorted(places)


def test_a_long_talk_before_it_is_filed_is_told_in_as_many_comments_as_it_takes(bridged: Bridged) -> None:
    opened, said = bridged.desk.open(), [f"{number}: " + "🔥 down " * 400 for number in range(30)]
    for one in said:
        bridged.desk.reply(opened, "U0MAYA", one)
    bridged.desk.services.tickets.file_in_console(opened.ticket_id, bridged.desk.cierra)
    bridged.desk.settle()
    assert_all_told(bridged, [one.strip() for one in said])


def test_what_somebody_says_through_an_outage_is_never_more_than_a_comment_holds(bridged: Bridged) -> None:
    opened, said = bridged.filed(), [f"{number}: " + "🔥 down " * 400 for number in range(30)]
    bridged.console.is_away = True
    for one in said:
        bridged.desk.reply(opened, "U0MAYA", one)
    bridged.console.is_away = False
    bridged.desk.pass_time(300 * SECONDS)
    assert_all_told(bridged, [one.strip() for one in said])
