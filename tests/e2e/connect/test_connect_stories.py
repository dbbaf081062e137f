"""A Partiful engineer without any command: all of a ticket by button, by emoji and by mention."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.domain.ticket import Status
from playground.people.persona import Persona
from tests.e2e.coming_back import House, house
from tests.e2e.stage import CHANNEL, TRIAGE, OnStage, Stage


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """Give a house whose app is installed at the provider's only: customers have no commands."""
    with house(tmp_path_factory.mktemp("stories")) as built:
        built.stage.eventually(lambda: built.stage.workspace.pins(CHANNEL))
        yield built


@dataclass(frozen=True)
class Engineer:
    """Maya, and one way of asking; each step does nothing else."""

    stage: Stage

    @property
    def maya(self) -> Persona:
        return self.stage.maya

    def open(self) -> OnStage:
        raise NotImplementedError

    def add(self, ticket: OnStage, words: str) -> None:
        raise NotImplementedError

    def escalate(self, ticket: OnStage) -> None:
        raise NotImplementedError

    def solve(self, ticket: OnStage) -> None:
        raise NotImplementedError

    def reopen(self, ticket: OnStage) -> None:
        raise NotImplementedError


class ByButton(Engineer):
    """The pinned message, then the card."""

    def open(self) -> OnStage:
        [pinned] = self.stage.workspace.pins(CHANNEL)
        with self.stage.opening() as opened:
            assert self.maya.click(CHANNEL, pinned, "open_ticket")
            self.maya.wait_for_modal("New ticket")
            self.maya.fill({"Type": "question", "Product": "other", "Subject": "Push is slow"})
            self.maya.fill({"Description": "Since this morning."})
            assert self.maya.submit() is None
        return opened[0]

    def add(self, ticket: OnStage, words: str) -> None:
        assert self.maya.click(CHANNEL, ticket.card_ts, "customer.add_details")
        self.maya.wait_for_modal("Add details")
        self.maya.fill({"details": words})
        assert self.maya.submit() is None

    def escalate(self, ticket: OnStage) -> None:
        assert self.maya.click(CHANNEL, ticket.card_ts, "customer.escalate")
        self.maya.wait_for_modal("Escalate")
        self.maya.fill({"Reason": "blocker"})
        assert self.maya.submit() is None

    def solve(self, ticket: OnStage) -> None:
        assert self.maya.click(CHANNEL, ticket.card_ts, "customer.mark_solved")

    def reopen(self, ticket: OnStage) -> None:
        assert self.maya.click(CHANNEL, ticket.card_ts, "customer.reopen")


class ByEmoji(Engineer):
    """A message with :ticket:, then emoji on its card; more is said by replying."""

    def open(self) -> OnStage:
        ts = self.stage.chat("Push is slow")
        with self.stage.opening() as opened:
            self.maya.react(CHANNEL, ts, "ticket")
        return opened[0]

    def add(self, ticket: OnStage, words: str) -> None:
        self.maya.say(CHANNEL, words, ticket.thread)

    def escalate(self, ticket: OnStage) -> None:
        self.maya.react(CHANNEL, ticket.card_ts, "sos")

    def solve(self, ticket: OnStage) -> None:
        self.maya.react(CHANNEL, ticket.card_ts, "white_check_mark")

    def reopen(self, ticket: OnStage) -> None:
        self.maya.unreact(CHANNEL, ticket.card_ts, "white_check_mark")


class ByMention(Engineer):
    """Nothing but words to the bot."""

    def open(self) -> OnStage:
        return self.stage.open("Push is slow")

    def add(self, ticket: OnStage, words: str) -> None:
        self.maya.say(CHANNEL, f"@tam add {ticket.number} {words}")

    def escalate(self, ticket: OnStage) -> None:
        self.maya.say(CHANNEL, f"@tam escalate {ticket.number} blocker")

    def solve(self, ticket: OnStage) -> None:
        self.maya.say(CHANNEL, f"@tam solve {ticket.number}")

    def reopen(self, ticket: OnStage) -> None:
        self.maya.say(CHANNEL, f"@tam reopen {ticket.number}")


@pytest.mark.parametrize("way", [ByButton, ByEmoji, ByMention], ids=["by button", "by emoji", "by mention"])
def test_the_whole_matter_of_a_ticket(home: House, way: Callable[[Stage], Engineer]) -> None:
    stage, engineer = home.stage, way(home.stage)
    ticket = engineer.open()
    assert "Cierra Simms" in ticket.card

    engineer.add(ticket, "Android only")
    stage.settle()
    assert any("Android only" in said for said in ticket.staff_see)

    engineer.escalate(ticket)
    stage.settle()
    assert "scalated" in ticket.card
    assert any("Ralph Esposito" in said or "<@U0RALPH>" in said for said in ticket.staff_see)

    stage.cierra.click(TRIAGE, ticket.triage_ts, "staff.acknowledge")
    stage.settle()
    assert any("Cierra Simms" in said and "acknowledged" in said for said in ticket.customers_see)

    engineer.solve(ticket)
    stage.settle()
    assert ticket.row.status is Status.SOLVED
    assert "Solved" in ticket.card

    engineer.reopen(ticket)
    stage.settle()
    assert str(ticket.row.status) == "open"
    assert any("reopened" in said.lower() for said in ticket.customers_see)


def test_no_command_and_no_shortcut_is_there_for_a_customer(home: House) -> None:
    stage = home.stage
    ts = stage.chat()
    with stage.no_ticket():
        assert not stage.maya.slash("/ticket", "list", CHANNEL)
        assert not stage.maya.slash("/oncall", "", CHANNEL)
        assert not stage.maya.message_shortcut("create_ticket", CHANNEL, ts)
        assert not stage.maya.global_shortcut("new_ticket")


def test_staff_read_the_history_and_what_was_refused(home: House, tmp_path: Path) -> None:
    stage = home.stage
    ticket = stage.open("Webhooks are late")
    stage.maya.click(CHANNEL, ticket.card_ts, "customer.escalate")
    stage.maya.wait_for_modal("Escalate")
    stage.maya.close()
    stage.otto.react(CHANNEL, ticket.card_ts, "sos")
    stage.settle()
    assert stage.cierra.slash("/ticket", f"history {ticket.number}", CHANNEL)
    told = stage.told(stage.cierra)
    assert f"{ticket.key}: history" in told
    assert "opened by mention, P3 · Maya Chen (Partiful)" in told
    assert stage.cierra.slash("/ticket", "history", CHANNEL)
    told = stage.told(stage.cierra)
    assert "Otto Lang (Other Co) · sos in #tam-partiful: You are not a member" in told
    assert stage.colleen.slash("/ticket", f"history {ticket.number}", CHANNEL)
    assert "Only the support team can see what happened" in stage.told(stage.colleen)
