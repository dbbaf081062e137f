"""A command that only a slash takes, said in a ticket's thread, is no answer to the customer."""

from models.response_clock import ResponseClock
from tests.integration.connect.front import CHANNEL, Front


def test_whoever_merges_by_mention_is_told_how_and_the_clock_runs_on(front: Front) -> None:
    ticket = front.open()
    thread = front.card(ticket.ticket_id)
    front.say("U0CIERRA", "<@U0TAMBOT> merge 2 into 1", thread)
    assert front.slack.said(CHANNEL)[-1] == (
        "`merge` works as a slash command only, typed outside of threads: `/ticket merge 12 into 7`. "
        "Nothing was changed."
    )
    assert runs(front, ticket.ticket_id)
    front.say("U0CIERRA", "On it.", thread)
    assert not runs(front, ticket.ticket_id)


def runs(front: Front, ticket_id: int) -> bool:
    with front.bot.database.read() as session:
        return ResponseClock.running(session, ticket_id) is not None
