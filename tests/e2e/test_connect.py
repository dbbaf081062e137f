"""Other companies in the channel, and payloads that were made up: a clear refusal, nothing changed."""

import copy
import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from slack_bolt import BoltRequest, BoltResponse

from bot.blocks.kit import ids
from bot.domain.ticket import Status
from models.queues.outbox import OutboxRow
from models.ticket import Ticket
from models.ticket_event import TicketEvent
from tests.e2e.stage import A_MOMENT, CHANNEL, JSON, PIN, TRIAGE, OnStage, Stage, send
from tests.e2e.two_accounts import OTHER_CHANNEL, two_accounts
from tests.fixtures.shown import lines, words_of

NOT_A_MEMBER = "You are not a member of this account or of its support team, so this isn't open to you."


@pytest.fixture(scope="module")
def whole_stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """Give a stage with two customers, in place of the usual one."""
    with two_accounts(tmp_path_factory.mktemp("two")) as stage:
        stage.eventually(lambda: stage.workspace.pins(CHANNEL) and stage.workspace.pins(OTHER_CHANNEL))
        yield stage


@pytest.fixture
def ticket(stage: Stage) -> OnStage:
    """Give a ticket of Maya's."""
    return stage.open()


@pytest.fixture(scope="module")
def others(whole_stage: Stage) -> Ticket:
    """Give a ticket of Other Co's, numbered like one that Partiful does not have."""
    for _ in range(2):
        whole_stage.otto.say(OTHER_CHANNEL, "@tam open Our own secret trouble")
        whole_stage.settle()
    with whole_stage.bot.database.read() as session:
        found = Ticket.numbered(session, "other", 1)
    assert found is not None
    return found


def everything(stage: Stage) -> tuple[int, int, list[str]]:
    """Return what must not change: how many things happened and were said, and how each ticket stands."""
    from sqlalchemy import func, select

    stage.settle()  # else it would only not have changed yet
    with stage.bot.database.read() as session:
        happened = session.scalar(select(func.count(TicketEvent.id))) or 0
        said = session.scalar(select(func.count(OutboxRow.id))) or 0
        tickets = session.execute(select(Ticket.id, Ticket.status, Ticket.priority, Ticket.assignee_name))
        return happened, said, [str(row) for row in tickets]


def dispatch(stage: Stage, payload: JSON) -> BoltResponse:
    """Hand the bot a payload as if it had come over the socket."""
    return stage.bot.app.dispatch(BoltRequest(mode="socket_mode", body=payload))


def payload_of(stage: Stage, title: str, do: Callable[[], Any]) -> JSON:
    """Do something, and return a copy of the payload that it sent."""
    do()
    found: JSON = copy.deepcopy(stage.workspace.traffic(title)[0].request)
    return found


class TestGuests:
    """Otto Lang of another company, in Partiful's channel."""

    def test_no_emoji_of_his_opens_or_solves(self, stage: Stage, ticket: OnStage) -> None:
        ts = stage.chat("Something for a guest to react to")
        with stage.no_ticket():
            for emoji in ("ticket", "sos", "hourglass"):
                stage.otto.react(CHANNEL, ts, emoji)
            stage.otto.react(CHANNEL, ticket.card_ts, "white_check_mark")
        assert ticket.row.status is Status.OPEN
        assert len([said for said in stage.answers(ts) if NOT_A_MEMBER in said]) == 3
        assert NOT_A_MEMBER in ticket.customers_see[-1]

    @pytest.mark.parametrize("words", ["open All down", "list", "phone", "oncall", "contacts"])
    def test_no_mention_of_his_is_served(self, stage: Stage, words: str) -> None:
        with stage.no_ticket():
            ts = stage.otto.say(CHANNEL, f"@tam {words}")
        said = "\n".join(stage.answers(ts))
        assert NOT_A_MEMBER in said
        assert stage.otto.direct_messages() == []

    @pytest.mark.parametrize("verb", ["show", "add", "solve", "reopen", "priority", "escalate"])
    def test_no_verb_on_a_ticket_is_served(self, stage: Stage, ticket: OnStage, verb: str) -> None:
        rest = {"add": "x", "priority": "P1", "escalate": "blocker"}.get(verb, "")
        before = ticket.row.priority, ticket.staff_see
        ts = stage.otto.say(CHANNEL, f"@tam {verb} {ticket.number} {rest}")
        said = stage.answers(ts)
        assert NOT_A_MEMBER in said[0] or "isn't solved" in said[0]
        assert (ticket.row.priority, ticket.staff_see) == before

    def test_no_button_is_his(self, stage: Stage, ticket: OnStage) -> None:
        before = everything(stage)
        for action in ids.CUSTOMER_ACTIONS[:3]:
            assert stage.otto.click(CHANNEL, ticket.card_ts, action)
            assert NOT_A_MEMBER in stage.told(stage.otto)
        [pinned] = stage.workspace.pins(CHANNEL)
        for action in (ids.OPEN_TICKET, ids.PHONE_NUMBERS):
            assert stage.otto.click(CHANNEL, pinned, action)
            assert NOT_A_MEMBER in stage.told(stage.otto)
        assert stage.otto.modal is None
        assert everything(stage) == before

    def test_his_message_starts_no_clock_and_gets_no_notice(self, stage: Stage, ticket: OnStage) -> None:
        ts = stage.otto.say(CHANNEL, "We at Other Co wonder")
        assert stage.answers(ts) == []
        stage.otto.say(CHANNEL, "I agree", ticket.thread)
        stage.settle()
        assert ticket.row.last_staff_at is None


class TestAnotherAccount:
    """A ticket of Other Co's is nothing that Partiful's people can name."""

    @pytest.mark.parametrize("name", ["OTHER-CO-1", "OTHER-1", "OTHERCO-1"])
    def test_by_its_key(self, stage: Stage, others: Ticket, name: str) -> None:
        before = everything(stage)[2]
        for verb in ("show", "solve", "add"):
            ts = stage.maya.say(CHANNEL, f"@tam {verb} {name} words")
            said = "\n".join(stage.answers(ts))
            assert "names no ticket here" in said or said.startswith("Say which ticket, by its number")
            assert "secret" not in said
        assert everything(stage)[2] == before

    def test_by_a_forged_button(self, stage: Stage, ticket: OnStage, others: Ticket) -> None:
        payload = payload_of(
            stage,
            "block_actions",
            lambda: stage.maya.click(CHANNEL, ticket.card_ts, "customer.add_details"),
        )
        before = everything(stage)
        for action in (*ids.CUSTOMER_ACTIONS, *ids.STAFF_ACTIONS[:-1], ids.FOLLOW_UP):
            payload["actions"] = [
                {"action_id": action, "block_id": "b", "type": "button", "value": str(others.id)}
            ]
            assert dispatch(stage, payload).status == 200
        stage.settle()
        assert NOT_A_MEMBER in stage.told(stage.maya)
        assert everything(stage) == before

    def test_by_forged_metadata_of_a_form(self, stage: Stage, ticket: OnStage, others: Ticket) -> None:
        stage.maya.click(CHANNEL, ticket.card_ts, "customer.add_details")
        stage.maya.wait_for_modal("Add details")
        stage.maya.fill({"Details": "Only on Android"})
        payload = payload_of(stage, "view_submission", stage.maya.submit)
        stage.settle()
        before = everything(stage)
        payload["view"] |= {"private_metadata": json.dumps({"ticket": others.id}), "id": "V0FORGED"}
        answer = dispatch(stage, payload)
        assert NOT_A_MEMBER in str(answer.body)
        assert everything(stage) == before

    def test_a_new_ticket_for_an_account_that_is_not_ones_own(self, stage: Stage) -> None:
        [pinned] = stage.workspace.pins(CHANNEL)
        stage.maya.click(CHANNEL, pinned, "open_ticket")
        stage.maya.wait_for_modal("New ticket")
        stage.maya.fill({"Product": "voice", "Subject": "x", "Description": "y"})
        payload = payload_of(stage, "view_submission", stage.maya.submit)
        stage.settle()
        before = everything(stage)
        for account in ("other", "nobody", ""):
            payload["view"]["private_metadata"] = json.dumps({"account": account, "channel": CHANNEL})
            payload["view"]["id"] = f"V0FORGED{account}"
            answer = dispatch(stage, payload)
            assert json.loads(answer.body)["response_action"] in ("push", "errors")
        assert everything(stage) == before

    def test_the_command_asks_which_account_where_none_is_known(self, stage: Stage) -> None:
        assert stage.cierra.slash("/ticket", "", "C0GENERAL")
        form = stage.cierra.wait_for_modal("New ticket")
        assert form.labels[0] == "Account"
        stage.cierra.fill({"Account": "other", "Product": "voice", "Subject": "s", "Description": "d"})
        assert send(stage.cierra) is None
        stage.settle()
        with stage.bot.database.read() as session:
            assert any(found.account == "other" for found in Ticket.unsolved(session, "other"))
        assert stage.cierra.slash("/ticket", "contacts", "C0GENERAL")
        assert "I can't tell which account" in stage.told(stage.cierra, "C0GENERAL")


FORGED_VALUES = ["", "abc", "-1", "999999", "9" * 400, "1; DROP TABLE tickets", "<!channel>", "٣"]

FORGED_METADATA = [
    *("", "{}", "[]", "null", "7", "{", '{"evil": 1}', '{"account": ["partiful"]}', '{"account": 7}'),
    *('{"ticket": "x"}', '{"ticket": [1]}', '{"ticket": -1}', '{"ticket": 1e99}', '{"ticket": true}'),
    '{"account": "partiful", "thread_ts": {"a": 1}}',
]


class TestForgedClicks:
    """Values and ids that our cards never carry."""

    @pytest.mark.parametrize("value", FORGED_VALUES)
    def test_a_value_that_names_no_ticket(self, stage: Stage, ticket: OnStage, value: str) -> None:
        payload = payload_of(
            stage, "block_actions", lambda: stage.cierra.click(TRIAGE, ticket.triage_ts, "staff.take")
        )
        stage.settle()
        before = everything(stage)
        for action in (*ids.CUSTOMER_ACTIONS, *ids.STAFF_ACTIONS[:-1], ids.FOLLOW_UP):
            payload["actions"] = [{"action_id": action, "block_id": "b", "type": "button", "value": value}]
            assert dispatch(stage, payload).status == 200
        payload["actions"] = [
            {"action_id": ids.MORE, "type": "overflow", "block_id": "b", "selected_option": {"value": value}}
        ]
        assert dispatch(stage, payload).status == 200
        stage.settle()
        assert "does not exist" in stage.told(stage.cierra, TRIAGE)
        assert everything(stage) == before

    def test_a_choice_that_the_menu_does_not_have(self, stage: Stage, ticket: OnStage) -> None:
        payload = payload_of(
            stage, "block_actions", lambda: stage.cierra.click(TRIAGE, ticket.triage_ts, "staff.take")
        )
        value = f"explode:{ticket.row.id}"
        payload["actions"] = [
            {"action_id": ids.MORE, "type": "overflow", "block_id": "b", "selected_option": {"value": value}}
        ]
        assert dispatch(stage, payload).status == 200
        assert "from an older card" in stage.told(stage.cierra, TRIAGE)

    def test_an_action_that_nobody_listens_to_is_not_acknowledged(
        self, stage: Stage, ticket: OnStage
    ) -> None:
        payload = payload_of(
            stage, "block_actions", lambda: stage.cierra.click(TRIAGE, ticket.triage_ts, "staff.take")
        )
        payload["actions"] = [{"action_id": "admin.delete_all", "block_id": "b", "type": "button"}]
        assert dispatch(stage, payload).status == 404

    def test_a_customer_who_forges_a_staff_button_is_told_whose_it_is(
        self, stage: Stage, ticket: OnStage
    ) -> None:
        payload = payload_of(
            stage,
            "block_actions",
            lambda: stage.maya.click(CHANNEL, ticket.card_ts, "customer.add_details"),
        )
        stage.maya.reload()
        before = everything(stage)
        value = str(ticket.row.id)
        for action in (ids.TAKE, ids.PENDING, ids.ACKNOWLEDGE):
            payload["actions"] = [{"action_id": action, "block_id": "b", "type": "button", "value": value}]
            dispatch(stage, payload)
            assert "Only the support team can " in stage.told(stage.maya)
        assert everything(stage) == before

    @pytest.mark.parametrize(
        "metadata",
        FORGED_METADATA,
    )
    def test_metadata_that_is_not_ours(self, stage: Stage, ticket: OnStage, metadata: str) -> None:
        stage.cierra.slash("/ticket", f"escalate {ticket.number}", CHANNEL)
        stage.cierra.wait_for_modal("Escalate")
        stage.cierra.fill({"Reason": "response"})
        payload = payload_of(stage, "view_submission", stage.cierra.submit)
        stage.settle()
        before = everything(stage)
        callbacks = (ids.ESCALATE_VIEW, ids.SOLVE_VIEW, ids.ADD_DETAILS_VIEW, ids.REASSIGN_VIEW)
        for callback in (*callbacks, ids.PRIORITY_VIEW, ids.CONSOLE_VIEW):
            payload["view"]["private_metadata"] = metadata
            payload["view"]["callback_id"] = callback
            payload["view"]["id"] = f"V0FORGED{callback}"
            payload["view"]["state"]["values"] |= _filled_in()
            answer = dispatch(stage, payload)
            assert answer.status == 200
            shown = json.loads(answer.body)
            assert shown["response_action"] == "push"
            assert "went wrong on our side" not in words_of(shown["view"])
        assert everything(stage) == before


def _filled_in() -> JSON:
    def option(value: str) -> JSON:
        return {"input": {"type": "static_select", "selected_option": {"value": value}}}

    def text(value: str) -> JSON:
        return {"input": {"type": "plain_text_input", "value": value}}

    return {
        "reason": option("response"),
        "closing": text("Done."),
        "details": text("More."),
        "assignee": option("secondary"),
        "priority": option("P1"),
        "console_number": text("123"),
        "subject": text("s"),
        "description": text("d"),
    }


def test_what_is_settled_stays_as_it_is_when_a_moment_has_passed(stage: Stage) -> None:
    [pinned] = stage.workspace.pins(CHANNEL)
    stage.maya.click(CHANNEL, pinned, "open_ticket")
    stage.maya.wait_for_modal("New ticket")
    stage.maya.fill({"Product": "voice", "Subject": "x", "Description": "y"})
    assert send(stage.maya) is None  # its cards are edited seconds later, once its thread has an address
    before = everything(stage)
    stage.running.clock.set(stage.running.clock.now() + A_MOMENT)
    stage.bot.sweep.run()
    assert everything(stage) == before


def test_the_pin_is_for_members_and_staff_only(stage: Stage) -> None:
    [pinned] = stage.workspace.pins(CHANNEL)
    for person, sees in ((stage.maya, True), (stage.petra, True), (stage.colleen, False)):
        assert person.click(CHANNEL, pinned, "phone_numbers")
        shown = words_of(person.wait_for_modal("Phone numbers").view)
        assert (f"PIN: {PIN}" in shown) is sees
        person.close()


def test_the_payloads_own_idea_of_the_team_is_not_believed(stage: Stage, ticket: OnStage) -> None:
    payload = payload_of(
        stage, "block_actions", lambda: stage.maya.click(CHANNEL, ticket.card_ts, "customer.add_details")
    )
    stage.maya.reload()
    assert payload["team"]["id"] == "T0PROVIDER"
    payload["actions"] = [
        {"action_id": ids.TAKE, "block_id": "b", "type": "button", "value": str(ticket.row.id)}
    ]
    dispatch(stage, payload)
    assert "Only the support team can take a ticket." in lines(stage.told(stage.maya))
