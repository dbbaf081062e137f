"""Otto of Other Co, an account of its own, with every surface there is: none of Partiful's data shows."""

from collections.abc import Callable, Iterator

import pytest

from playground.people.persona import Persona
from tests.e2e.coming_back import House, house
from tests.e2e.stage import CHANNEL, PIN, OnStage, Stage, refusals
from tests.e2e.test_connect import NOT_A_MEMBER
from tests.e2e.two_accounts import OTHER_CHANNEL
from tests.fixtures.shown import words_of

SECRET = "Quetzal"
"""A word that only Partiful's ticket has."""

PARTIFULS = (
    SECRET,
    "PARTIFUL",
    "Partiful",
    "partiful",
    "Maya",
    "Cierra",
    "Ralph",
    "Esposito",
    "Jay Moore",
    PIN,
)
"""What Otto must not see of theirs: words, keys, names of people, the PIN."""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """Give a house of two customers. What commands and shortcuts show is tested without a workspace."""
    with house(tmp_path_factory.mktemp("otto")) as built:
        built.stage.eventually(lambda: built.stage.workspace.pins(OTHER_CHANNEL))
        yield built


@pytest.fixture(scope="module")
def theirs(home: House) -> OnStage:
    """Give Partiful's ticket; Other Co has one as well, with the same number."""
    ticket = home.stage.open(f"{SECRET} is down")
    home.stage.otto.say(OTHER_CHANNEL, "@tam open Our own trouble")
    home.stage.settle()
    return ticket


@pytest.fixture
def otto(home: House, theirs: OnStage) -> Iterator[Persona]:
    """Give Otto, with nothing left over from before."""
    yield home.stage.otto
    home.stage.otto.reload()


def seen(stage: Stage, otto: Persona, *channels: str) -> str:
    """Return what Otto alone is shown: ephemerals, his modal, direct messages."""
    stage.settle()
    words = [words_of(one) for channel in channels for one in otto.ephemerals(channel)]
    words += [words_of(one) for one in otto.direct_messages()]
    if otto.modal:  # all of it that is ours: ids and hashes are Slack's
        words += [words_of(otto.modal.view), str(otto.modal.view.get("private_metadata"))]
    return "\n".join(words)


def harmless(words: str, asked: str = "") -> None:
    """Hold that nothing of Partiful's is in it, but what he himself wrote."""
    for secret in PARTIFULS:
        assert secret not in words.replace(asked, ""), f"{secret} shows: {words}"


MENTIONS = (
    *("list", "show 1", "show PARTIFUL-1", "solve PARTIFUL-1", "reopen PARTIFUL-1", "add PARTIFUL-1 x"),
    *(
        "priority PARTIFUL-1 P1",
        "escalate PARTIFUL-1 blocker",
        "phone",
        "contacts",
        "oncall",
        "help",
        "nonsense",
    ),
)


@pytest.mark.parametrize("words", MENTIONS)
def test_no_mention_in_his_own_channel_shows_any(
    home: House, otto: Persona, theirs: OnStage, words: str
) -> None:
    stage, before = home.stage, theirs.staff_see
    ts = otto.say(OTHER_CHANNEL, f"@tam {words}")
    said = "\n".join(stage.answers(ts, OTHER_CHANNEL))
    harmless(said + seen(stage, otto, OTHER_CHANNEL), asked=words.partition(" ")[2].partition(" ")[0])
    assert theirs.staff_see == before


@pytest.mark.parametrize("words", ["list", "show 1", "contacts", "phone", "oncall", "open Anything"])
def test_in_partifuls_channel_he_is_told_only_that_he_is_no_member(
    home: House, otto: Persona, words: str
) -> None:
    with home.stage.no_ticket():
        ts = otto.say(CHANNEL, f"@tam {words}")
    [said] = home.stage.answers(ts)
    assert said.startswith("You are not a member of this account")
    harmless(said + seen(home.stage, otto, CHANNEL))


@pytest.mark.parametrize(
    "do",
    [
        lambda otto, card: otto.click(CHANNEL, card, "customer.escalate"),
        lambda otto, card: otto.click(CHANNEL, card, "customer.add_details"),
        lambda otto, card: otto.click(CHANNEL, card, "customer.mark_solved"),
    ],
    ids=["escalate", "add details", "mark solved"],
)
def test_no_button_of_a_card_shows_any(
    home: House, otto: Persona, theirs: OnStage, do: Callable[[Persona, str], object]
) -> None:
    before = theirs.row.status, theirs.staff_see
    do(otto, theirs.card_ts)
    harmless(seen(home.stage, otto, CHANNEL))
    assert (theirs.row.status, theirs.staff_see) == before


def test_the_pinned_buttons_of_partifuls_channel_give_him_nothing(home: House, otto: Persona) -> None:
    [pinned] = home.stage.workspace.pins(CHANNEL)
    for action in ("open_ticket", "phone_numbers"):
        assert otto.click(CHANNEL, pinned, action)
        home.stage.settle()
        assert [words_of(view) for view in refusals(otto)] == [f"{NOT_A_MEMBER}\n"]
        harmless(seen(home.stage, otto, CHANNEL))
        otto.close()


def test_his_own_phone_form_has_no_pin_of_theirs(home: House, otto: Persona) -> None:
    [pinned] = home.stage.workspace.pins(OTHER_CHANNEL)
    assert otto.click(OTHER_CHANNEL, pinned, "phone_numbers")
    shown = words_of(otto.wait_for_modal("Phone numbers").view)
    harmless(shown)


def test_partifuls_cards_and_cares_stay_out_of_other_cos_channel(home: House, otto: Persona) -> None:
    stage = home.stage
    for message in stage.workspace.messages(OTHER_CHANNEL):
        for said in stage.workspace.thread(OTHER_CHANNEL, message["ts"]):
            if said.get("bot_id"):
                harmless(words_of(said), asked="PARTIFUL-1")  # as he himself wrote it
