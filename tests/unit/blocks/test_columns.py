"""What is to be one line is one: labels are whole or counted, and subjects are cut to fit."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.blocks.answers import lists
from bot.blocks.kit.columns import LINE, columns, whole_labels
from bot.blocks.values import TicketListing
from bot.domain.search.ticket_filter import TicketFilter
from tests.unit.blocks.samples import card

LABELS = st.lists(
    st.text("abc de", min_size=1, max_size=12).map(str.strip).filter(bool), min_size=1, max_size=12
)


def test_what_has_no_room_is_counted() -> None:
    labels = ("Example IDs (1 of 2)", "When it happened", "Scope", "Business impact")
    assert whole_labels(labels, 90) == "Example IDs (1 of 2), When it happened, Scope, Business impact"
    assert whole_labels(labels, 60) == "Example IDs (1 of 2), When it happened, Scope and 1 more"
    assert whole_labels(labels, 40) == "Example IDs (1 of 2) and 3 more"
    assert whole_labels(labels, 12) == "4 things"


@given(LABELS, st.integers(10, 120))
def test_every_label_is_whole_or_counted(labels: list[str], room: int) -> None:
    row = whole_labels(labels, room)
    assert columns(row) <= room or len(labels) == 1
    beginnings = [", ".join(labels[:number]) for number in range(1, len(labels) + 1)]
    whole = any(row.startswith(beginning) for beginning in beginnings)
    assert whole or row == f"{len(labels)} things" or len(labels) == 1


@pytest.mark.parametrize(
    "subject", ["SMS", "SMS to Verizon is failing for all of our guests. " * 4, "短信" * 90]
)
def test_a_ticket_in_a_list_is_one_line(subject: str) -> None:
    listing = TicketListing(TicketFilter(), (replace(card().line, subject=subject),))
    row = lists.ticket_list(listing).text.splitlines()[-1]
    assert columns(row) <= LINE
