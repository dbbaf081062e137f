"""The channels that `tam-bot init` offers a new account: those that no other account has."""

import pytest

from bot.cli.setup.questionnaire import free_channel
from bot.cli.setup.workspace_listing import Entry, Listing
from bot.errors import WrongInput

PARTIFUL, NORDWIND = Entry("C0PARTIFUL", ("#tam-partiful",)), Entry("C0NORDWIND", ("#tam-nordwind",))
SHARED = Listing("shared channel", (PARTIFUL, NORDWIND))
TAKEN = {"C0NORDWIND": "Nordwind"}


def test_a_channel_that_an_account_has_is_not_offered() -> None:
    assert free_channel(SHARED, TAKEN).choices == ("#tam-partiful",)
    assert free_channel(SHARED, {}).choices == ("#tam-partiful", "#tam-nordwind")


@pytest.mark.parametrize("said", ["tam-nordwind", "#TAM-Nordwind", "C0NORDWIND", "c0nordwind"])
def test_a_channel_that_an_account_has_is_refused_with_the_name_of_the_account(said: str) -> None:
    with pytest.raises(WrongInput) as refused:
        free_channel(SHARED, TAKEN).read(said)
    assert str(refused.value) == (
        "#tam-nordwind is the channel of “Nordwind” already; each account needs a channel of its own."
    )


def test_a_free_channel_of_the_same_name_is_the_one_that_is_meant() -> None:
    twin = Entry("C0TWIN", NORDWIND.names)
    listing = Listing("shared channel", (NORDWIND, twin))
    assert free_channel(listing, TAKEN).read("tam-nordwind") == twin


def test_a_taken_channel_is_no_guess_at_what_was_meant() -> None:
    with pytest.raises(WrongInput) as refused:
        free_channel(SHARED, TAKEN).read("tam-nordwinds")
    assert str(refused.value) == "Slack lists no shared channel “tam-nordwinds”."
