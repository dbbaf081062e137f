"""The second sample account, tried in the playground: another channel, triage, contract and clock."""

from argparse import Namespace
from datetime import UTC, datetime

from bot.cli.box.boxed import boxed_manifest, running
from bot.cli.box.runbook_seed import seed_of
from bot.cli.box.runbooks import chosen_runbook

MONDAY_IN_BERLIN = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def test_a_ticket_of_the_second_customer_is_told_in_its_own_triage_and_on_its_own_clock() -> None:
    runbook = chosen_runbook(Namespace(runbook=None, two_accounts=True))
    assert runbook is not None
    with running(start=MONDAY_IN_BERLIN, runbook=runbook, seed=seed_of(runbook, boxed_manifest())) as started:
        lena = started.playground.acting_as("U0NORDWIND1")
        lena.say("C0NORDWIND", "@tam open P2 messaging SMS to Germany fails")
        started.settle()
        messages = started.playground.workspace.messages
        [card] = [one for one in messages("C0TRIAGENORD") if "NORD-1" in one["text"]]
        assert "Sofia Rossi" in str(card) or "U0SOFIA" in str(card)
        assert "11:00" in str(card["blocks"])  # an hour, at any time of day
        assert messages("C0TRIAGE") == []
