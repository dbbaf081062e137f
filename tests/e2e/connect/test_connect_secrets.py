"""The PIN and the tokens are in their places and nowhere else: not in logs, the database, or what is said."""

import io
import json
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from slack_bolt import BoltRequest
from sqlalchemy import select

from models.store.base import Base
from playground.people.persona import Persona
from tests.e2e.coming_back import House, house
from tests.e2e.stage import CHANNEL, TRIAGE, Stage
from tests.e2e.two_accounts import OTHER_CHANNEL
from tests.fixtures.shown import words_of

PIN = "73194682"


@pytest.fixture(scope="module")
def log() -> Iterator[io.StringIO]:
    """Give everything that any logger says, at any level that can be set from outside."""
    written = io.StringIO()
    handler, root = logging.StreamHandler(written), logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield written
    root.setLevel(level)
    root.removeHandler(handler)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory, log: io.StringIO) -> Iterator[House]:
    """Give a house in which all that has to do with the PIN was asked for, rightly and wrongly."""
    with house(tmp_path_factory.mktemp("secrets"), pin=PIN) as built:
        built.stage.eventually(lambda: built.stage.workspace.pins(CHANNEL))
        live(built.stage)
        yield built


SEEN: dict[str, list[str]] = {}
"""The words of the phone forms, by who saw them."""


def live(stage: Stage) -> None:
    """Have everybody ask for the numbers in every way, and a ticket go through trouble."""
    [pinned] = stage.workspace.pins(CHANNEL)
    everybody = (stage.maya, stage.dev, stage.otto, stage.cierra, stage.petra, stage.colleen)
    for person in everybody:
        if person.click(CHANNEL, pinned, "phone_numbers") and person.modal:
            SEEN.setdefault(person.id, []).append(words_of(person.modal.view))
        person.reload()
        person.say(CHANNEL, "@tam phone Sweden")
    for person in (stage.cierra, stage.petra, stage.colleen):
        person.slash("/ticket", "phone", CHANNEL)
        stage.settle()
        if person.modal:
            SEEN.setdefault(person.id, []).append(words_of(person.modal.view))
        person.reload()
    for person in (stage.maya, stage.cierra):
        person.say(CHANNEL, "@tam contacts")
        person.say(CHANNEL, "@tam help")
    ticket = stage.open("SMS fails", how="open P1")
    stage.playground.faults.fail("chat.postMessage", "internal_error", times=2)
    stage.playground.faults.fail("views.open", "internal_error")
    stage.maya.click(CHANNEL, pinned, "phone_numbers")
    stage.maya.say(CHANNEL, "More words", ticket.thread)
    stage.settle()
    stage.playground.faults.clear()
    stage.playground.faults.fail("chat.postMessage", "invalid_blocks", times=1)
    stage.maya.say(CHANNEL, "Still failing", ticket.thread)
    stage.settle()
    nobody = {"type": "block_actions", "actions": [{"action_id": "admin.delete", "block_id": "b"}]}
    stage.bot.app.dispatch(BoltRequest(mode="socket_mode", body=nobody | {"user": {"id": "U0MAYA"}}))
    stage.settle()


def secrets(home: House) -> tuple[str, ...]:
    """Return what must not show."""
    app = home.playground.seed.app
    return (PIN, app.bot_token, app.app_token, app.signing_secret)


def holds_none(words: str, home: House) -> None:
    for secret in secrets(home):
        at = words.find(secret)
        assert at < 0, f"{secret} shows: …{words[max(0, at - 200) : at + 60]}…"


def test_no_log_holds_any_at_any_level(home: House, log: io.StringIO) -> None:
    written = log.getvalue()
    for words in ("Slack refused outbox row", "on_message invoked", "Checking listener"):
        assert words in written  # ours, slack_sdk's and Bolt's, down to DEBUG
    holds_none(written, home)


def test_no_table_and_no_byte_of_the_database_holds_any(home: House) -> None:
    with home.stage.bot.database.read() as session:
        for table in Base.metadata.sorted_tables:
            for row in session.execute(select(table)):
                holds_none(str(tuple(row)), home)
    path = Path(home.settings.database_url.removeprefix("sqlite:///"))
    for file in path.parent.glob(f"{path.name}*"):
        content = file.read_bytes()
        for secret in secrets(home):
            assert secret.encode() not in content


def test_no_channel_and_no_ephemeral_holds_any(home: House) -> None:
    stage = home.stage
    for channel in (CHANNEL, TRIAGE, OTHER_CHANNEL):
        for message in stage.workspace.messages(channel):
            for said in stage.workspace.thread(channel, message["ts"]):
                holds_none(json.dumps(said), home)
        for person in home.playground.seed.people:
            for said in stage.workspace.ephemerals(person.id, channel):
                holds_none(json.dumps(said), home)


def test_the_pin_went_to_members_and_staff_alone(home: House) -> None:
    stage = home.stage

    def told(person: Persona) -> str:
        direct = [words_of(one) for one in person.direct_messages()]
        return "\n".join([*direct, *SEEN.get(person.id, [])])

    for person in (stage.maya, stage.dev, stage.cierra, stage.petra):
        assert f"PIN: {PIN}" in told(person)
    for person in (stage.colleen, stage.otto):
        assert PIN not in told(person)
    for person in (stage.maya, stage.dev, stage.otto, stage.cierra, stage.petra, stage.colleen):
        for token in secrets(home)[1:]:
            assert token not in told(person)


def test_only_the_calls_that_must_carry_the_pin_did(home: House) -> None:
    for entry in home.stage.workspace.traffic():
        if PIN in json.dumps(entry.request):
            direct = entry.title == "chat.postMessage" and str(entry.request["channel"]).startswith(
                ("U", "D")
            )
            assert entry.title == "views.open" or direct, entry.title


def test_nothing_prints_it(home: House) -> None:
    holds_none(f"{home.settings!r} {home.settings} {home.runbook!r} {home.stage.bot!r}", home)
    holds_none(repr(home.stage.bot.services), home)
