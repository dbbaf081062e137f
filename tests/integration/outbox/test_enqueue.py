"""Writing to the outbox: once for each key, whole or not at all, the newest edit only."""

import logging

import pytest
from sqlalchemy.orm import Session

from bot.outbox import enqueue
from models.queues.outbox import MessageSlot
from tests.fixtures.statements import recorded
from tests.integration.outbox.conftest import Bench

BUTTON = {"type": "actions", "elements": [{"type": "button", "text": {"type": "mrkdwn", "text": "no"}}]}


def test_the_same_key_twice_is_posted_once(bench: Bench) -> None:
    bench.post("a")
    bench.post("a", text="again")
    assert bench.relay.run_once() == 1
    assert bench.slack.said("C1") == ["a"]


def test_a_key_that_was_sent_is_never_sent_again(bench: Bench) -> None:
    bench.post("a")
    bench.relay.run_once()
    bench.post("a")
    assert bench.relay.run_once() == 0


def test_what_a_rolled_back_transaction_wrote_is_never_said(bench: Bench) -> None:
    with pytest.raises(ZeroDivisionError):
        _fail_after_writing(bench)
    assert bench.relay.run_once() == 0


def _fail_after_writing(bench: Bench) -> None:
    with bench.database.begin() as session:
        enqueue.post(session, key="a", channel="C1", text="a", now=bench.clock.now())
        _ = 1 / 0


def test_what_is_enqueued_together_is_written_with_one_statement_and_said_in_its_order(bench: Bench) -> None:
    bench.post("known")
    rows = (("a", "C1", None), ("known", "C1", None), ("b", "C2", "s"), ("c", "C1", "t"))
    with recorded(bench.database) as ran, bench.database.begin() as session, enqueue.together(session):
        for key, channel, slot in rows:
            enqueue.post(session, key=key, channel=channel, slot=slot, text=key, now=bench.clock.now())
        enqueue.mark(session, channel="C1", ts="1.0", name="eyes", now=bench.clock.now())
    assert len(ran) == 1
    assert bench.relay.run_once() == 5
    assert (bench.slack.said("C1"), bench.slack.said("C2")) == (["known", "a", "c"], ["b"])


def test_accounts_take_turns_also_with_what_is_enqueued_together(bench: Bench) -> None:
    for key in ("A1", "A2"):
        bench.post(key, account="a", slot=key)
    with bench.database.begin() as session, enqueue.together(session):
        for key in ("B1", "A3"):
            own = key[0].lower()
            enqueue.post(
                session, key=key, channel="C1", slot=key, text=key, account=own, now=bench.clock.now()
            )
    bench.relay.run_once()
    assert bench.slack.said("C1") == ["A1", "B1", "A2", "A3"]


def test_of_what_was_to_be_enqueued_together_nothing_is_where_one_part_fails(bench: Bench) -> None:
    with bench.database.begin() as session:
        with pytest.raises(ZeroDivisionError):
            _fail_together(session, bench)
        enqueue.post(session, key="c", channel="C1", text="c", now=bench.clock.now())
    assert bench.states() == {"c": "waiting"}


def _fail_together(session: Session, bench: Bench) -> None:
    with enqueue.together(session):
        enqueue.post(session, key="a", channel="C1", text="a", now=bench.clock.now())
        _ = 1 / 0


def test_a_message_goes_out_without_previews_and_without_mark_up_of_its_own(bench: Bench) -> None:
    bench.post("a")
    bench.relay.run_once()
    call = bench.slack.called("chat.postMessage")[0]
    assert (call["unfurl_links"], call["unfurl_media"]) == (False, False)
    assert "link_names" not in call
    assert "parse" not in call


def test_the_metadata_says_nothing_of_the_ticket(bench: Bench) -> None:
    bench.post("ticket/12/nudge-50", slot="ticket/12/nudge")
    bench.relay.run_once()
    metadata = bench.slack.called("chat.postMessage")[0]["metadata"]
    assert metadata["event_type"] == "tam_bot"
    assert metadata["event_payload"] == {"key": bench.row("ticket/12/nudge-50").key}
    assert "12" not in metadata["event_payload"]["key"].split("-")


def test_a_slot_remembers_where_its_message_stands(bench: Bench) -> None:
    bench.post("a", slot="ticket/1/card")
    bench.relay.run_once()
    with bench.database.read() as session:
        post = MessageSlot.at(session, "ticket/1/card")
        assert post is not None
        assert (post.channel, post.posted_at) == ("C1", bench.clock.now())
        assert MessageSlot.at(session, "ticket/2/card") is None


def test_a_direct_message_is_remembered_in_the_channel_it_opened(bench: Bench) -> None:
    bench.post("a", channel="U7", slot="hello")
    bench.relay.run_once()
    bench.update("b", "hello")
    bench.relay.run_once()
    assert bench.slack.said("DU7") == ["b"]


def test_a_reply_goes_into_the_thread_of_its_slot(bench: Bench) -> None:
    bench.post("root", slot="card")
    bench.post("reply", thread_slot="card")
    bench.relay.run_once()
    root, reply = bench.slack.messages["C1"]
    assert reply["thread_ts"] == root["ts"]


def test_edits_that_wait_are_replaced_by_the_newest(bench: Bench) -> None:
    bench.post("card", slot="card")
    bench.relay.run_once()
    for number in range(5):
        bench.update(f"edit {number}", "card")
    assert bench.relay.run_once() == 1
    assert bench.slack.said("C1") == ["edit 4"]


def test_an_edit_waits_for_the_first_post_and_then_follows_it(bench: Bench) -> None:
    bench.slack.be_unreachable("chat.postMessage")
    bench.post("card", slot="card", thread_slot=None)
    bench.update("edited", "card")
    assert bench.relay.run_once() == 1
    bench.clock.advance(bench.row("card").not_before - bench.clock.now())
    assert bench.relay.run_once() == 2
    assert bench.slack.said("C1") == ["edited"]


def test_an_edit_that_would_change_nothing_is_not_sent(bench: Bench) -> None:
    bench.post("card", slot="card")
    for text in ("one", "one"):
        bench.update(text, "card")
        bench.relay.run_once()
    assert [call["text"] for call in bench.slack.called("chat.update")] == ["one"]


def test_an_edit_back_to_what_it_was_before_is_sent(bench: Bench) -> None:
    bench.post("card", slot="card")
    for text in ("one", "two", "one"):
        bench.update(text, "card")
        bench.relay.run_once()
    assert [call["text"] for call in bench.slack.called("chat.update")] == ["one", "two", "one"]


def test_an_edit_that_was_given_up_is_sent_when_it_is_asked_for_again(bench: Bench) -> None:
    bench.post("card", slot="card")
    bench.relay.run_once()
    bench.slack.refuse("chat.update", "msg_too_long")
    bench.update("one", "card")
    bench.relay.run_once()
    bench.update("one", "card")
    bench.relay.run_once()
    assert bench.slack.said("C1") == ["one"]


def test_blocks_that_slack_would_refuse_fail_in_tests(bench: Bench) -> None:
    with pytest.raises(AssertionError, match="not valid"):
        bench.post("a", blocks=[BUTTON])


def test_in_production_blocks_that_slack_would_refuse_leave_the_text(bench: Bench) -> None:
    logger = logging.getLogger("bot.outbox.enqueue")
    for handler in list(logger.handlers):
        logger.removeHandler(handler)
    bench.post("a", blocks=[BUTTON])
    bench.relay.run_once()
    assert "blocks" not in bench.slack.called("chat.postMessage")[0]
    assert bench.slack.said("C1") == ["a"]


def test_text_beside_blocks_is_cut_to_what_an_edit_takes(bench: Bench) -> None:
    block = {"type": "section", "text": {"type": "mrkdwn", "text": "short"}}
    bench.post("a", slot="card", text="x" * 5000, blocks=[block])
    bench.update("&amp;" * 1000, "card", blocks=[block])
    bench.relay.run_once()
    edit = bench.slack.called("chat.update")[0]["text"]
    assert len(edit) <= 4000
    assert edit.endswith("&amp;…")


def test_a_long_message_of_text_alone_is_kept_whole(bench: Bench) -> None:
    bench.post("a", text="x" * 40_000)
    bench.relay.run_once()
    assert bench.slack.said("C1") == ["x" * 40_000]


def test_a_pinned_message_is_pinned_once_and_again_is_no_fault(bench: Bench) -> None:
    bench.post("notice", slot="pinned/partiful")
    bench.write(enqueue.pin, "pin", slot="pinned/partiful")
    bench.relay.run_once()
    bench.write(enqueue.pin, "pin again", slot="pinned/partiful")
    bench.relay.run_once()
    assert len(bench.slack.pins) == 1
    assert bench.states()["pin again"] == "sent"
    assert bench.alerts == []
