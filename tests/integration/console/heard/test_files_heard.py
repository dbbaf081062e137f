"""Files of the console's comments go where the comment's words go, and nowhere else."""

from dataclasses import dataclass, field

import pytest

from bot.outbox.carrier import Arrived
from bot.outbox.copying.copies import CommentPlace, FileCopy
from bot.outbox.copying.copy_ledger import CopyLedger
from bot.outbox.verdict import Verdict, judge
from models.queues.outbox import Destination, OutboxUrgency
from models.queues.outbox_queue import Claim
from models.store.records import unpacked
from tests.fixtures.desk import CHANNEL, TRIAGE
from tests.fixtures.fake_console import Json
from tests.integration.console.heard.bridged import Bridge


@dataclass
class Copies:
    """Notes which files were to be copied, and into which thread."""

    ledger: CopyLedger
    errors = (OSError,)
    made: list[tuple[str, str, str | None, str]] = field(default_factory=list)
    customers: list[int | None] = field(default_factory=list)
    places: list[CommentPlace | None] = field(default_factory=list)
    is_refused: bool = False

    def send(self, claim: Claim) -> Arrived:
        """Note it; while Slack refuses to take any, none is made."""
        if self.is_refused:
            raise ConnectionRefusedError
        file = unpacked(FileCopy, claim.payload)
        self.customers.append(file.customers)
        self.places.append(file.place_there)
        self.made.append((file.name, str(claim.channel), self.ledger.thread(file), file.whose))
        return str(claim.channel), f"F{file.number}"

    def given_up(self, claim: Claim) -> None:
        """Have triage told."""
        self.ledger.given_up(claim, unpacked(FileCopy, claim.payload), claim.lease_ends)

    def looks_first(self, claim: Claim) -> bool:
        """Tell that nothing is ever lost here."""
        return False

    def find(self, claim: Claim) -> Arrived | None:
        """Find nothing."""
        return None

    def judge(self, error: Exception) -> Verdict:
        """Tell what an error means."""
        return judge(error)


@pytest.fixture
def copies(told: Bridge) -> Copies:
    """Give what is copied."""
    copies = Copies(CopyLedger(told.desk.database))
    told.desk.carriers[Destination.SLACK_FILES] = copies
    told.desk.relay = told.desk.another_relay()
    return copies


def say(told: Bridge, ticket: Json, author: Json, *names: str, public: bool = True) -> None:
    """Have something said there with files, and heard here."""
    files = [told.console.attach(name) for name in names]
    told.console.say(ticket["id"], author, "See there.", public, attachments=files)
    told.hear(ticket, times=2)


def roots(told: Bridge, ticket: Json) -> tuple[str | None, str | None]:
    """Return the thread of a ticket in the customer's channel, and in triage."""
    cards = [told.desk.slack.messages[place] for place in (CHANNEL, TRIAGE)]
    first, second = (next(one["ts"] for one in messages if "thread_ts" not in one) for messages in cards)
    return str(first), str(second)


@pytest.mark.parametrize("who", ["cierra", "maya"])
def test_files_of_a_public_comment_go_to_the_customers_thread_alone(
    told: Bridge, copies: Copies, who: str
) -> None:
    ticket, _ = told.filed()
    author = getattr(told, who)
    say(told, ticket, author, "a.log", "b.log")
    thread, _ = roots(told, ticket)
    name = f"{author['name']} (in the console)"
    assert copies.made == [("a.log", CHANNEL, thread, name), ("b.log", CHANNEL, thread, name)]


def test_files_of_a_private_note_go_to_the_tickets_thread_in_triage_alone(
    told: Bridge, copies: Copies
) -> None:
    ticket, _ = told.filed()
    say(told, ticket, told.petra, "a.log", public=False)
    _, thread = roots(told, ticket)
    assert copies.made == [("a.log", TRIAGE, thread, "Petra Novak (in the console)")]


def test_files_that_a_ticket_was_filed_with_are_named_and_copied(told: Bridge, copies: Copies) -> None:
    ticket = told.file()
    told.console.comments[ticket["id"]][0]["attachments"] = [told.console.attach("a.log")]
    told.hear(ticket, times=2)
    thread, _ = roots(told, ticket)
    assert copies.made == [("a.log", CHANNEL, thread, "Maya Chen (in the console)")]
    assert "Files, also to be seen in the console: a.log" in told.desk.said(CHANNEL)


def test_files_that_were_told_long_ago_stay_there(told: Bridge, copies: Copies) -> None:
    ticket = told.file()
    files = [told.console.attach("a.log")]
    told.console.say(ticket["id"], told.cierra, "An old answer.", attachments=files)
    told.pass_time(days=3)
    told.hear(ticket)
    assert copies.made == []


def test_nobody_is_pinged_by_a_file(told: Bridge, copies: Copies) -> None:
    ticket, _ = told.filed()
    say(told, ticket, told.cierra, "a.log")
    with told.desk.database.read_connection() as connection:
        found = connection.exec_driver_sql("SELECT urgency FROM outbox WHERE method LIKE 'files.%'").all()
    assert found == [(int(OutboxUrgency.NEWS),)]


@pytest.mark.parametrize("who", ["cierra", "maya", "petra"])
def test_files_of_what_is_private_go_to_its_thread_in_triage_alone(
    told: Bridge, copies: Copies, who: str
) -> None:
    ticket = told.file(tags=["private"])
    told.console.comments[ticket["id"]][0]["attachments"] = [told.console.attach("first.log")]
    told.hear(ticket, times=2)
    author = getattr(told, who)
    say(told, ticket, author, "a.log", public=who != "petra")
    thread = told.desk.slack.messages[TRIAGE][0]["ts"]
    assert copies.made == [
        ("first.log", TRIAGE, thread, "Maya Chen (in the console)"),
        ("a.log", TRIAGE, thread, f"{author['name']} (in the console)"),
    ]
    assert told.desk.said(CHANNEL) == []


@pytest.mark.parametrize("who", ["cierra", "maya"])
def test_once_the_mark_is_set_files_go_to_triage_alone(told: Bridge, copies: Copies, who: str) -> None:
    ticket, _ = told.filed()
    told.console.change(ticket["id"], tags=["private"])
    author = getattr(told, who)
    say(told, ticket, author, "a.log")
    _, thread = roots(told, ticket)
    assert copies.made == [("a.log", TRIAGE, thread, f"{author['name']} (in the console)")]


@pytest.mark.parametrize("public", [True, False])
def test_of_what_a_customer_sees_it_is_known_whose_that_is(
    told: Bridge, copies: Copies, public: bool
) -> None:
    ticket, opened = told.filed()
    say(told, ticket, told.cierra, "a.log", public=public)
    assert copies.customers == [opened.ticket_id if public else None]


def test_it_is_kept_which_comment_a_file_hangs_on(told: Bridge, copies: Copies) -> None:
    ticket, _ = told.filed()
    say(told, ticket, told.cierra, "a.log")
    assert copies.places == [CommentPlace(ticket["id"], told.console.comments[ticket["id"]][-1]["id"])]


@pytest.mark.parametrize("public", [True, False])
def test_of_a_file_that_is_given_up_triage_is_told_once_where_it_is(
    told: Bridge, copies: Copies, public: bool
) -> None:
    ticket, _ = told.filed()
    copies.is_refused = True
    say(told, ticket, told.cierra, "a.log", public=public)
    triage, channel = told.desk.new_in(TRIAGE), told.desk.new_in(CHANNEL)
    for _ in range(3):
        told.pass_time(hours=23)
    where = "into the customer's thread" if public else "here"
    assert [text for text in triage.texts if "a.log" in text] == [
        f"a.log couldn't be copied {where}. It is to be seen in the console."
    ]
    assert [text for text in channel.texts if "a.log" in text] == []
