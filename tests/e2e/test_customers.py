"""What customers do without commands: notice, mention, emoji, the buttons of their card."""

import pytest

from bot.domain.sla import Priority
from bot.domain.ticket import Status
from playground.people.persona import Persona
from tests.e2e.stage import CHANNEL, PIN, TRIAGE, OnStage, Stage, send
from tests.fixtures.shown import lines, words_of


@pytest.fixture
def maya(stage: Stage) -> Persona:
    """Give Maya Chen, an engineer of the customer's."""
    return stage.maya


def test_slack_itself_refuses_a_customer_the_command(stage: Stage, maya: Persona) -> None:
    refused = maya.slash("/ticket", "", CHANNEL)
    assert not refused
    assert "/ticket is not a valid command" in refused.shown


def test_the_notice_under_a_message_opens_the_form_filled_with_it(stage: Stage, maya: Persona) -> None:
    ts = maya.say(CHANNEL, "Invites are not going out\nsince 9 AM, for all of Ohio")
    notice = stage.eventually(lambda: stage.workspace.thread(CHANNEL, ts)[1:])[0]
    assert maya.click(CHANNEL, notice["ts"], "open_ticket")
    form = maya.wait_for_modal("New ticket")
    assert form.values["subject"]["input"] == "Invites are not going out"
    assert form.values["description"]["input"] == "Invites are not going out\nsince 9 AM, for all of Ohio"
    assert form.values["priority"]["input"] == "P3"
    assert "requester" not in form.values
    maya.fill({"Product": "messaging"})
    with stage.opening() as opened:
        assert send(maya) is None
    [ticket] = opened
    assert maya.modal is None
    assert ticket.thread == ts
    assert ticket.row.requester_name == "Maya Chen"
    assert ticket.row.product == "messaging"
    assert f"Cierra Simms (your primary TAM) answers by {ticket.after(hours=3)}." in lines(ticket.card)


def test_a_second_message_on_the_same_day_gets_no_second_notice(stage: Stage, maya: Persona) -> None:
    ts = stage.chat("And another thing")
    assert stage.answers(ts) == []


def test_the_pinned_messages_button_opens_an_empty_form_whose_card_begins_a_thread(
    stage: Stage, maya: Persona
) -> None:
    [pinned] = stage.workspace.pins(CHANNEL)
    assert maya.click(CHANNEL, pinned, "open_ticket")
    form = maya.wait_for_modal("New ticket")
    assert form.values["subject"]["input"] is None
    maya.fill(
        {"Product": "voice", "Subject": "Choppy audio", "Description": "On all calls.", "Priority": "P1"}
    )
    with stage.opening() as opened:
        assert send(maya) is None
    [ticket] = opened
    assert ticket.thread == ticket.card_ts
    assert ticket.row.priority is Priority.P1
    assert "On all calls." in lines(ticket.everything)


def test_the_phone_button_shows_the_pin_in_a_modal_and_nowhere_else(stage: Stage, maya: Persona) -> None:
    [pinned] = stage.workspace.pins(CHANNEL)
    assert maya.click(CHANNEL, pinned, "phone_numbers")
    shown = words_of(maya.wait_for_modal("Phone numbers").view)
    assert f"PIN: {PIN}" in shown
    assert "A call now goes to Cierra Simms" in shown
    assert all(f"PIN: {PIN}" not in words_of(message) for message in stage.workspace.messages(CHANNEL))


def test_a_ticket_emoji_makes_a_ticket_of_a_message(stage: Stage, maya: Persona) -> None:
    ts = stage.chat("The console is slow\nand has been all day")
    with stage.opening() as opened:
        maya.react(CHANNEL, ts, "ticket")
    [ticket] = opened
    assert ticket.thread == ts
    assert (ticket.row.priority, ticket.row.product) == (Priority.P3, "other")
    assert ticket.row.subject == "The console is slow"
    assert f"@tam priority {ticket.number} P1" in ticket.card


def test_a_ticket_emoji_on_a_reply_keeps_the_ticket_in_that_thread(stage: Stage, maya: Persona) -> None:
    root = stage.chat("Lunch?", by=stage.colleen)
    reply = maya.say(CHANNEL, "By the way, webhooks time out", root)
    stage.settle()
    with stage.opening() as opened:
        maya.react(CHANNEL, reply, "ticket")
    [ticket] = opened
    assert ticket.thread == root
    assert ticket.row.subject == "By the way, webhooks time out"


def test_a_ticket_emoji_on_the_notice_means_the_message_above_it(stage: Stage) -> None:
    ts = stage.chat("Codes arrive twice", by=stage.dev)
    [notice] = stage.workspace.thread(CHANNEL, ts)[1:]
    with stage.opening() as opened:
        stage.dev.react(CHANNEL, notice["ts"], "ticket")
    [ticket] = opened
    assert ticket.row.subject.startswith("Codes arrive twice")
    assert ticket.thread == ts


def test_a_ticket_emoji_of_a_colleague_of_ours_is_refused_in_the_thread(stage: Stage) -> None:
    ts = stage.chat("Is anybody there")
    with stage.no_ticket():
        stage.colleen.react(CHANNEL, ts, "ticket")
    said = stage.answers(ts)[-1]  # after the notice, if Maya had none today
    assert lines(said)[0] == (
        "Colleen Burke: Only the support team and the account's own people can open a ticket."
    )


def test_a_ticket_emoji_on_a_ticket_says_which_it_is(stage: Stage, maya: Persona) -> None:
    ticket = stage.open()
    with stage.no_ticket():
        stage.dev.react(CHANNEL, ticket.thread, "ticket")
    assert lines(stage.answers(ticket.thread)[-1])[0] == (
        f"This is {ticket.key} already (open). "
        f"Cierra Simms (your primary TAM) answers by {ticket.after(hours=3)}."
    )


def test_a_ticket_emoji_on_the_pinned_message_says_where_to_put_it(stage: Stage, maya: Persona) -> None:
    [pinned] = stage.workspace.pins(CHANNEL)
    with stage.no_ticket():
        maya.react(CHANNEL, pinned, "ticket")
    assert "React to the message that says what is wrong" in stage.answers(pinned)[-1]


def test_a_mention_opens_a_ticket_with_priority_and_product(stage: Stage, maya: Persona) -> None:
    with stage.opening() as opened:
        ts = maya.say(CHANNEL, "@tam open P1 voice All calls drop\nsince 9")
    [ticket] = opened
    assert (ticket.row.priority, ticket.row.product) == (Priority.P1, "voice")
    assert ticket.row.subject == "All calls drop"
    assert ticket.row.description == "All calls drop\nsince 9"
    assert ticket.thread == ts


def test_a_mention_in_a_thread_makes_a_ticket_of_what_began_it(stage: Stage, maya: Persona) -> None:
    root = stage.chat("The dashboard shows nothing", by=stage.dev)
    with stage.opening() as opened:
        maya.say(CHANNEL, "@tam open", root)
    [ticket] = opened
    assert ticket.row.subject.startswith("The dashboard shows nothing")
    assert ticket.row.requester_name == "Dev Patel"
    assert ticket.thread == root


def test_a_mention_without_words_says_how(stage: Stage, maya: Persona) -> None:
    with stage.no_ticket():
        ts = maya.say(CHANNEL, "@tam open")
    assert "Say what is wrong" in stage.answers(ts)[0]


def test_a_mention_in_a_live_thread_names_its_ticket(stage: Stage, maya: Persona) -> None:
    ticket = stage.open()
    with stage.no_ticket():
        maya.say(CHANNEL, "@tam open Another thing", ticket.thread)
    said = f"Your words reached {ticket.key}. Did you mean to open another ticket?"
    assert said in stage.answers(ticket.thread)[-1]
    assert "@tam open Another thing" in ticket.staff_see[-1]


@pytest.fixture
def ticket(stage: Stage) -> OnStage:
    """Give a ticket of Maya's."""
    return stage.open()


@pytest.mark.parametrize("inside", [True, False], ids=["in its thread", "by number"])
class TestByMention:
    """Every verb, in the ticket's thread without its number and elsewhere with it."""

    def say(self, ticket: OnStage, verb: str, words: str, *, inside: bool, by: Persona | None = None) -> str:
        """Say it to the bot; return the ts of the thread in which an answer would stand."""
        maya = by or ticket.stage.maya
        if inside:
            maya.say(CHANNEL, f"@tam {verb} {words}", ticket.thread)
            return ticket.thread
        return maya.say(CHANNEL, f"@tam {verb} {ticket.number} {words}")

    def test_add_puts_words_on_the_ticket(self, ticket: OnStage, inside: bool) -> None:
        asked = self.say(ticket, "add", "It is worse now", inside=inside)
        answers = ticket.stage.answers(asked)
        assert "It is worse now" in ticket.customers_see[-1]
        assert "It is worse now" in ticket.staff_see[-1]
        if not inside:  # there, what is said is said to the ticket anyway
            assert "Maya Chen added to " in ticket.customers_see[-1]
            assert f"Added to {ticket.key}." in lines(answers[0])

    def test_show_says_how_it_stands(self, ticket: OnStage, inside: bool) -> None:
        asked = self.say(ticket, "show", "", inside=inside)
        shown = ticket.stage.answers(asked)[-1]
        assert shown.startswith(f"🔵 {ticket.key} · ")
        assert f"Cierra Simms (your primary TAM) answers by {ticket.after(hours=3)}." in lines(shown)

    def test_priority_raises_it(self, ticket: OnStage, inside: bool) -> None:
        asked = self.say(ticket, "priority", "p1", inside=inside)
        assert f"{ticket.key} is P1 now." in lines(ticket.stage.answers(asked)[-1])
        assert "P1 Business Critical" in ticket.card
        assert "P1 Business Critical" in ticket.staff_card

    def test_solve_and_reopen_turn_it_off_and_on(self, ticket: OnStage, inside: bool) -> None:
        self.say(ticket, "solve", "", inside=inside)
        ticket.stage.settle()
        assert ticket.row.status is Status.SOLVED
        assert "Maya Chen marked " in ticket.customers_see[-1]
        assert "solved · by Maya Chen" in ticket.staff_see[-1]
        asked = self.say(ticket, "reopen", "", inside=inside)
        answers = ticket.stage.answers(asked)
        assert ticket.row.status is Status.OPEN
        assert any("Maya Chen reopened " in said for said in ticket.customers_see)
        if not inside:
            assert f"{ticket.key} is open again." in lines(answers[0])

    def test_console_gives_the_text_to_file_and_takes_the_number_it_got(
        self, ticket: OnStage, inside: bool
    ) -> None:
        asked = self.say(ticket, "console", "", inside=inside)
        text = ticket.stage.answers(asked)[-1]
        assert f"{ticket.row.subject}." in lines(text)
        assert f"Reported by Maya Chen (Partiful), our reference {ticket.key}." in lines(text)
        number = f"{ticket.number} #7654321" if inside else "#7654321"
        told = self.say(ticket, "console", number, inside=inside)
        assert f"{ticket.key} is filed in the console as 7654321." in lines(ticket.stage.answers(told)[-1])
        assert "Console ticket 7654321" in ticket.card

    def test_a_console_number_that_is_none_is_refused(self, ticket: OnStage, inside: bool) -> None:
        words = f"{ticket.number} n/a" if inside else "n/a"
        asked = self.say(ticket, "console", words, inside=inside)
        assert "Only the number, as the console shows it." in lines(ticket.stage.answers(asked)[-1])
        assert ticket.row.console_number is None

    def test_escalate_tells_assignee_and_manager(self, ticket: OnStage, inside: bool) -> None:
        self.say(ticket, "escalate", "blocker Nobody can sign up", inside=inside)
        ticket.stage.settle()
        alarm = next(said for said in ticket.staff_see if "Escalation" in said)
        assert "<@U0CIERRA>" in alarm
        assert "<@U0RALPH>" in alarm
        assert "Nobody can sign up" in alarm
        assert "Maya Chen escalated " in "\n".join(ticket.customers_see)

    def test_escalate_without_a_reason_names_the_two(self, ticket: OnStage, inside: bool) -> None:
        asked = self.say(ticket, "escalate", "now!!", inside=inside)
        asks = f"{ticket.key} isn't escalated: did you mean to escalate it?" if inside else "`response`"
        assert asks in ticket.stage.answers(asked)[-1]
        assert not any("Escalation" in said for said in ticket.staff_see)

    def test_a_priority_that_is_none_is_explained(self, ticket: OnStage, inside: bool) -> None:
        asked = self.say(ticket, "priority", "high", inside=inside)
        assert "“high” isn't a priority. There are P1, P2 and P3." in lines(ticket.stage.answers(asked)[-1])


def test_the_list_by_mention_holds_all_open_tickets_of_the_account(stage: Stage, maya: Persona) -> None:
    ticket = stage.open("Something of Dev's", by=stage.dev)
    maya.say(CHANNEL, f"@tam priority {ticket.number} P1")  # the most urgent of a long list stand first
    stage.settle()
    ts = maya.say(CHANNEL, "@tam list")
    [said] = stage.answers(ts)
    assert ticket.key in said
    assert "Something of Dev's" in said


def test_on_call_and_contacts_are_told_in_the_thread(stage: Stage, maya: Persona) -> None:
    oncall, contacts = maya.say(CHANNEL, "@tam oncall"), maya.say(CHANNEL, "@tam contacts")
    assert "Cierra Simms" in stage.answers(oncall)[0]
    assert "Ralph Esposito" in stage.answers(contacts)[0]


def test_phone_by_mention_comes_directly_with_the_pin_that_the_channel_never_sees(
    stage: Stage, maya: Persona
) -> None:
    from sqlalchemy import select

    from models.queues.outbox import OutboxRow

    ts = maya.say(CHANNEL, "@tam phone Sweden")
    assert "I have sent you the numbers directly." in lines(stage.answers(ts)[0])
    direct = words_of(maya.direct_messages()[-1])
    assert f"PIN: {PIN}" in direct
    assert "Sweden" in direct
    with stage.bot.database.read() as session:
        rows = [str(row.payload) for row in session.scalars(select(OutboxRow))]
    assert all(f"'{PIN}'" not in row for row in rows)
    assert any("{{pin:partiful}}" in row for row in rows)


@pytest.mark.parametrize("words", ["help", "what can you do", ""])
def test_anything_else_said_to_the_bot_gets_its_help(stage: Stage, maya: Persona, words: str) -> None:
    ts = maya.say(CHANNEL, f"@tam {words}")
    [said] = stage.answers(ts)
    assert "@tam open" in said
    assert "/ticket" not in said


def test_a_mention_in_passing_inside_a_thread_is_part_of_the_conversation(
    stage: Stage, maya: Persona, ticket: OnStage
) -> None:
    before = len(stage.answers(ticket.thread))
    maya.say(CHANNEL, "@tam is a nice bot", ticket.thread)
    assert len(stage.answers(ticket.thread)) == before
    assert "is a nice bot" in ticket.staff_see[-1]


@pytest.mark.parametrize(
    ("emoji", "reason", "priority"),
    [("sos", "critical blocker", Priority.P1), ("hourglass", "response", Priority.P2)],
)
def test_an_alarm_emoji_on_plain_chat_makes_the_ticket_and_escalates_it(
    stage: Stage, maya: Persona, emoji: str, reason: str, priority: Priority
) -> None:
    ts = stage.chat("We lose guests")
    with stage.opening() as opened:
        maya.react(CHANNEL, ts, emoji)
    [ticket] = opened
    assert ticket.row.priority is priority
    assert any("Escalation" in said and reason in said for said in ticket.staff_see)


@pytest.mark.parametrize(("emoji", "reason"), [("sos", "critical blocker"), ("hourglass", "response")])
def test_an_alarm_emoji_on_the_card_escalates_its_ticket(
    stage: Stage, maya: Persona, ticket: OnStage, emoji: str, reason: str
) -> None:
    with stage.no_ticket():
        maya.react(CHANNEL, ticket.card_ts, emoji)
    assert any("Escalation" in said and reason in said for said in ticket.staff_see)
    assert ticket.row.priority is Priority.P3


def test_a_check_mark_solves_and_taking_it_away_reopens(stage: Stage, maya: Persona, ticket: OnStage) -> None:
    maya.react(CHANNEL, ticket.card_ts, "white_check_mark")
    stage.eventually(lambda: ticket.row.status is Status.SOLVED)
    stage.settle()
    assert "Solved " in ticket.card
    maya.unreact(CHANNEL, ticket.card_ts, "white_check_mark")
    stage.eventually(lambda: ticket.row.status is Status.OPEN)
    stage.settle()
    assert "Open · P3" in ticket.card


def test_other_emoji_are_just_emoji(stage: Stage, maya: Persona, ticket: OnStage) -> None:
    before = ticket.customers_see
    with stage.no_ticket():
        maya.react(CHANNEL, ticket.card_ts, "tada")
        maya.unreact(CHANNEL, ticket.card_ts, "tada")
    assert ticket.customers_see == before


def test_the_cards_buttons_escalate(stage: Stage, maya: Persona, ticket: OnStage) -> None:
    assert maya.click(CHANNEL, ticket.card_ts, "customer.escalate")
    form = maya.wait_for_modal("Escalate")
    assert "I'm not getting a meaningful response" in words_of(form.view)
    assert maya.submit() == {"reason": "Please complete this required field."}
    maya.fill({"Reason": "blocker", "How do we reach you now?": "+1 555 0100", "Comment": "All down"})
    assert send(maya) is None
    stage.settle()
    alarm = next(said for said in ticket.staff_see if "Escalation" in said)
    assert "+1 555 0100" in alarm
    assert "All down" in alarm
    assert not any("+1 555 0100" in said for said in ticket.customers_see)


def test_the_cards_buttons_add_details(stage: Stage, maya: Persona, ticket: OnStage) -> None:
    assert maya.click(CHANNEL, ticket.card_ts, "customer.add_details")
    maya.wait_for_modal("Add details")
    maya.fill({"Details": "Only on Android"})
    assert send(maya) is None
    stage.settle()
    assert "Only on Android" in ticket.customers_see[-1]
    assert "Only on Android" in ticket.staff_see[-1]


def test_the_cards_buttons_solve_at_once_and_reopen(stage: Stage, maya: Persona, ticket: OnStage) -> None:
    assert maya.click(CHANNEL, ticket.card_ts, "customer.mark_solved")
    stage.settle()
    assert ticket.row.status is Status.SOLVED
    assert maya.modal is None
    assert maya.click(CHANNEL, ticket.card_ts, "customer.reopen")
    stage.settle()
    assert ticket.row.status is Status.OPEN


def test_nobody_else_sees_what_a_refusal_tells(stage: Stage, maya: Persona, ticket: OnStage) -> None:
    assert maya.click(CHANNEL, ticket.card_ts, "customer.mark_solved")
    stage.settle()
    solved = stage.workspace.message(CHANNEL, ticket.card_ts)
    assert solved is not None
    assert "customer.escalate" not in str(solved["blocks"])
    assert stage.workspace.ephemerals("U0DEV", CHANNEL) == []


def test_customers_never_meet_triage(stage: Stage, maya: Persona) -> None:
    assert "U0MAYA" not in next(one.members for one in stage.playground.seed.channels if one.id == TRIAGE)
