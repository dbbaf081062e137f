"""A failed read is no answer: what Slack can't tell now is kept, and done once it can; nothing is dropped."""

from datetime import timedelta

import pytest

from bot.blocks.kit import ids
from bot.blocks.kit.text import CUT_MARK
from handlers.trying_again import try_again
from models.ticket import Ticket
from tests.integration.connect.front import CHANNEL, Front, typed
from tests.integration.connect.surfaces import ISSUE

READ = "conversations.replies"
UNREAD = (
    "Slack could not show me the message when it was escalated. It stands at the top of this thread, "
    "and its words come here as soon as I can read them."
)


def grown_from(front: Front, ts: str) -> Ticket | None:
    """Return the ticket that a message became."""
    with front.bot.database.read() as session:
        return Ticket.in_thread(session, CHANNEL, ts)


def later(front: Front, minutes: int = 1) -> None:
    """Let time pass, and what was postponed be tried again."""
    front.clock.advance(timedelta(minutes=minutes))
    try_again(front.bot.app.client, front.bot.services, front.bot.user)
    front.settle()


@pytest.fixture(params=["ratelimited", "internal_error", "invalid_auth", "some_new_error", "unreachable"])
def trouble(request: pytest.FixtureRequest, front: Front) -> None:
    """Have Slack unable to show a message, in one of the ways there are."""
    if request.param == "unreachable":
        front.slack.be_unreachable(READ, times=100)
    else:
        front.slack.refuse(READ, request.param, times=100)


@pytest.mark.usefixtures("trouble")
@pytest.mark.parametrize(("emoji", "priority"), [("sos", "P1"), ("hourglass", "P2")])
def test_an_alarm_is_raised_at_once_and_its_words_follow(front: Front, emoji: str, priority: str) -> None:
    ts = front.chat(words="Checkout is down\nfor everybody")
    front.react("U0MAYA", ts, emoji)
    raised = grown_from(front, ts)
    assert raised is not None
    assert (raised.priority, raised.description) == (priority, UNREAD)
    front.slack.recover()
    later(front)
    told = front.row(raised.id)
    assert (told.subject, told.description) == ("Checkout is down", "Checkout is down\nfor everybody")


@pytest.mark.usefixtures("trouble")
def test_a_ticket_asked_for_by_emoji_is_opened_once_it_can_be(front: Front) -> None:
    ts = front.chat(words="Search is slow")
    before = front.said()
    front.react("U0MAYA", ts, "ticket")
    later(front)
    assert grown_from(front, ts) is None
    assert front.said() == before
    front.slack.recover()
    later(front)
    opened = grown_from(front, ts)
    assert opened is not None
    assert opened.subject == "Search is slow"


@pytest.mark.usefixtures("trouble")
def test_a_mention_in_a_thread_opens_the_ticket_once_the_thread_can_be_read(front: Front) -> None:
    ts = front.chat(words="Login fails")
    front.mention("U0MAYA", "open P2", thread_ts=ts)
    assert grown_from(front, ts) is None
    front.slack.recover()
    later(front)
    opened = grown_from(front, ts)
    assert opened is not None
    assert (opened.subject, opened.priority) == ("Login fails", "P2")


@pytest.mark.parametrize("gone", ["message_not_found", "thread_not_found", "not_in_channel"])
def test_what_is_gone_or_kept_from_us_is_not_asked_for_again(front: Front, gone: str) -> None:
    ts = front.chat(words="Never mind")
    front.slack.refuse(READ, gone, times=100)
    before = front.said()
    front.react("U0MAYA", ts, "ticket")
    assert front.said() == before + 1
    front.slack.recover()
    later(front)
    assert grown_from(front, ts) is None


@pytest.mark.usefixtures("trouble")
def test_an_alarm_told_twice_is_raised_once(front: Front) -> None:
    ts = front.chat(words="Payments fail")
    front.react("U0MAYA", ts, "sos")
    raised = grown_from(front, ts)
    assert raised is not None
    front.react("U0MAYA", ts, "sos")
    front.slack.recover()
    later(front)
    later(front)
    found = grown_from(front, ts)
    assert found is not None
    assert found.id == raised.id


def test_somebody_whom_slack_can_t_name_now_is_heard_later(front: Front) -> None:
    ts = front.chat(words="Email is late")
    front.slack.be_unreachable("users.info", times=100)
    front.react("U0NEW", ts, "ticket")
    assert grown_from(front, ts) is None
    front.slack.recover()
    front.slack.users["U0NEW"] = {"id": "U0NEW", "team_id": "T0PARTIFUL", "real_name": "New Person"}
    later(front)
    opened = grown_from(front, ts)
    assert opened is not None


@pytest.mark.usefixtures("trouble")
@pytest.mark.parametrize("in_thread", [False, True])
def test_a_long_message_that_a_form_had_cut_is_kept_whole(front: Front, in_thread: bool) -> None:
    words = "It fails.\n" + "x" * 5000
    root = front.chat(words="Help")
    ts = front.say("U0MAYA", words, root) if in_thread else front.chat(words=words)
    thread = root if in_thread else ts
    if in_thread:
        reply = {"type": "message", "user": "U0MAYA", "text": words, "ts": ts, "thread_ts": root}
        front.slack.messages[CHANNEL].append(reply)
    origin = {"account": "partiful", "channel": CHANNEL, "thread_ts": thread, "message": ts}
    cut = words[:2900] + CUT_MARK
    answer = front.submit("U0MAYA", ids.NEW_TICKET_VIEW, origin, ISSUE | {ids.DESCRIPTION_BLOCK: typed(cut)})
    assert answer.status == 200
    opened = grown_from(front, thread)
    assert opened is not None
    assert opened.description == cut
    front.slack.recover()
    later(front)
    assert front.row(opened.id).description == words
