"""What staff do: the commands, the shortcuts, the form, and every button of their card."""

import json

import pytest

from bot.domain.routing import Role
from bot.domain.sla import Priority
from bot.domain.ticket import Status
from playground.people.persona import Persona
from tests.e2e.stage import CHANNEL, ELSEWHERE, PIN, TRIAGE, OnStage, Stage, send
from tests.fixtures.shown import lines, words_of


@pytest.fixture
def cierra(stage: Stage) -> Persona:
    """Give Cierra Simms, the primary TAM."""
    return stage.cierra


@pytest.fixture
def ticket(stage: Stage) -> OnStage:
    """Give a ticket of Maya's, assigned to Cierra."""
    return stage.open()


def command(stage: Stage, person: Persona, text: str, channel: str = CHANNEL) -> str:
    """Type `/ticket …` and return what only that person sees of the answer."""
    outcome = person.slash("/ticket", text, channel)
    assert outcome, outcome.shown
    return stage.told(person, channel)


class TestTheCommand:
    """`/ticket` and its verbs."""

    def test_alone_it_opens_the_form_and_the_ticket_is_the_customers(
        self, stage: Stage, cierra: Persona
    ) -> None:
        assert cierra.slash("/ticket", "", CHANNEL)
        form = cierra.wait_for_modal("New ticket")
        assert form.labels[:6] == [
            "Subject",
            "Description",
            "Priority",
            "Product",
            "Type",
            "On behalf of",
        ]
        assert "When did it happen?" in form.labels
        cierra.fill({"On behalf of": "U0MAYA", "Product": "voice", "Subject": "Choppy audio"})
        cierra.fill({"Description": "Since noon.", "Example IDs": "CA1, CA2 CA1", "Type": "question"})
        with stage.opening() as opened:
            assert send(cierra) is None
        [found] = opened
        assert found.row.requester_name == "Maya Chen"
        assert found.row.example_ids == ["CA1", "CA2"]
        assert "Question · Voice · from Maya Chen" in found.card

    def test_typed_where_no_account_is_it_still_knows_the_only_one(
        self, stage: Stage, cierra: Persona
    ) -> None:
        assert cierra.slash("/ticket", "new", ELSEWHERE)
        cierra.wait_for_modal("New ticket")
        cierra.fill({"Product": "voice", "Subject": "From elsewhere", "Description": "Hm."})
        with stage.opening() as opened:
            assert send(cierra) is None
        assert opened[0].row.channel == CHANNEL

    @pytest.mark.parametrize("text", ["help", "HELP "])
    def test_help_says_what_there_is(self, stage: Stage, cierra: Persona, text: str) -> None:
        said = command(stage, cierra, text)
        for verb in ("list", "mine", "show", "solve", "escalate", "priority", "assign", "whatif", "phone"):
            assert f"/ticket {verb}" in said
        assert "/oncall next" in said

    @pytest.mark.parametrize(
        ("text", "quoted", "meant"),
        [
            ("frobnicate 12", "frobnicate", ""),
            ("<!channel>", "<!channel>", ""),
            ("`x`", "`x`", ""),
            ("show12", "show12", "Did you mean /ticket show? "),
            ("-1", "-1", "Did you mean /ticket show? "),
        ],
    )
    def test_an_unknown_verb_gets_help_that_quotes_it_literally(
        self, stage: Stage, cierra: Persona, text: str, quoted: str, meant: str
    ) -> None:
        said = command(stage, cierra, text)
        assert lines(said)[0] == f"{quoted} isn't a command I know; nothing was changed. {meant}There are:"
        assert "/ticket list" in said

    def test_list_mine_and_show(self, stage: Stage, cierra: Persona, ticket: OnStage) -> None:
        listed = command(stage, cierra, "list")
        assert f"{ticket.key} · P3 · Open · due {ticket.after(hours=3)} · Cierra Simms" in listed
        assert ticket.key in command(stage, cierra, "mine")
        assert ticket.key not in command(stage, stage.kirk, "mine")
        shown = command(stage, cierra, f"show {ticket.number}", ELSEWHERE)
        assert ticket.key in shown
        assert "Assignee: " in shown
        assert ticket.key in command(stage, cierra, f"show partiful-{ticket.number}")

    @pytest.mark.parametrize("number", ["", "9999", "0", "1e3", "PARTIFUL-9999", "OTHER-1", "9" * 40])
    def test_a_number_that_names_no_ticket_is_said_so(
        self, stage: Stage, cierra: Persona, number: str
    ) -> None:
        for verb in ("show", "solve", "escalate"):
            said = command(stage, cierra, f"{verb} {number}")
            told = ("names no ticket", "There is no ticket PARTIFUL-", "Say which ticket")
            assert any(words in said for words in told)

    def test_solve_asks_for_closing_words_that_the_customer_reads(
        self, stage: Stage, cierra: Persona, ticket: OnStage
    ) -> None:
        assert cierra.slash("/ticket", f"solve {ticket.number}", CHANNEL)
        cierra.wait_for_modal("Solve")
        assert cierra.submit() == {"closing": "Please complete this required field."}
        cierra.fill({"Closing message": "A carrier was down. It is up again."})
        assert send(cierra) is None
        stage.settle()
        assert ticket.row.status is Status.SOLVED
        assert lines(ticket.customers_see[-1])[:3] == [
            f"Cierra Simms marked {ticket.key} solved.",
            "A carrier was down. It is up again.",
            "Not solved? Reply here within 28 days and it is open again.",
        ]

    def test_two_tickets_are_merged_and_undone_by_the_button(
        self, stage: Stage, cierra: Persona, ticket: OnStage
    ) -> None:
        other = stage.open()
        said = command(stage, cierra, f"merge {other.number} into {ticket.number}")
        assert f"{other.key} is a part of {ticket.key} now. That can be undone for a day." in lines(said)
        stage.settle()
        assert other.row.merged_into == ticket.row.id
        assert cierra.click(TRIAGE, other.triage_ts, "ticket.undo_merger")
        stage.settle()
        assert other.row.merged_into is None

    def test_a_reply_is_split_off_by_its_shortcut(
        self, stage: Stage, cierra: Persona, ticket: OnStage
    ) -> None:
        reply = stage.maya.say(CHANNEL, "How do we send RCS?", ticket.thread)
        stage.settle()
        assert cierra.message_shortcut("split", CHANNEL, reply)
        assert cierra.wait_for_modal("Split off")
        stage.settle()
        assert stage.ticket(ticket.number + 1).subject == "How do we send RCS?"

    def test_priority_changes_and_a_lowered_one_is_told_to_the_customer(
        self, stage: Stage, cierra: Persona, ticket: OnStage
    ) -> None:
        assert f"{ticket.key} is P1 now." in lines(command(stage, cierra, f"priority {ticket.number} p1"))
        stage.settle()
        said_so_far = len(ticket.customers_see)
        assert f"{ticket.key} is P2 now." in lines(command(stage, cierra, f"priority {ticket.number} P2"))
        stage.settle()
        [told] = ticket.customers_see[said_so_far:]
        assert "Cierra Simms lowered " in told
        assert f"@tam priority {ticket.number} P1" in told

    def test_assign_takes_a_person_or_a_role(self, stage: Stage, cierra: Persona, ticket: OnStage) -> None:
        said = command(stage, cierra, f"assign {ticket.number} @Kirk McCalla")
        assert lines(said)[0] == (
            f"{ticket.key} is with Kirk McCalla now. Cierra Simms assigned it to Kirk McCalla by hand."
        )
        stage.settle()
        assert "is now with Kirk McCalla" in ticket.customers_see[-1]
        assert "<@U0KIRK>" in ticket.staff_see[-1]
        command(stage, cierra, f"assign {ticket.number} pse")
        assert ticket.row.assignee_role is Role.PSE

    @pytest.mark.parametrize("assignee", ["", "somebody", "@Maya Chen", "@Colleen Burke", "@everyone"])
    def test_assign_to_nobody_of_the_team_is_refused(
        self, stage: Stage, cierra: Persona, ticket: OnStage, assignee: str
    ) -> None:
        command(stage, cierra, f"assign {ticket.number} {assignee}")
        assert ticket.row.assignee_name == "Cierra Simms"

    def test_escalate_opens_the_form(self, stage: Stage, cierra: Persona, ticket: OnStage) -> None:
        assert cierra.slash("/ticket", f"escalate {ticket.number}", CHANNEL)
        assert ticket.key in words_of(cierra.wait_for_modal("Escalate").view)
        cierra.fill({"Reason": "response"})
        assert send(cierra) is None
        stage.settle()
        assert any("Escalated by Cierra Simms." in lines(said) for said in ticket.staff_see)

    def test_phone_shows_a_countrys_number_and_the_pin(self, stage: Stage, cierra: Persona) -> None:
        assert cierra.slash("/ticket", "phone sweden", CHANNEL)
        shown = words_of(cierra.wait_for_modal("Phone numbers").view)
        assert "Sweden" in shown
        assert "Australia" not in shown
        assert f"PIN: {PIN}" in shown

    def test_contacts_name_everybody_and_no_pin(self, stage: Stage, cierra: Persona) -> None:
        said = command(stage, cierra, "contacts")
        for name in ("Cierra Simms", "Kirk McCalla", "Ralph Esposito", "Jay Moore"):
            assert name in said
        assert PIN not in said

    def test_whatif_foretells(self, stage: Stage, cierra: Persona) -> None:
        said = command(stage, cierra, "whatif P2 at 2026-03-06T17:30-05:00")
        assert "Cierra Simms" in said
        assert "Mon, Mar 9, 10:30 AM ET" in said
        assert "Cierra Simms" in command(stage, cierra, "whatif P1")

    @pytest.mark.parametrize(
        ("text", "answer"),
        [
            ("whatif", "Say which priority"),
            ("whatif P7", "“P7” isn't a priority"),
            ("whatif P2 at noonish", "“noonish” isn't a time"),
            ("whatif P2 at 2026-13-06 17:30", "“2026-13-06” names a day that does not exist."),
        ],
    )
    def test_whatif_says_what_it_cannot_read(
        self, stage: Stage, cierra: Persona, text: str, answer: str
    ) -> None:
        assert answer in command(stage, cierra, text)

    def test_slack_refuses_it_in_a_thread(self, stage: Stage, cierra: Persona, ticket: OnStage) -> None:
        outcome = cierra.slash("/ticket", "list", CHANNEL, thread_ts=ticket.thread)
        assert "not supported in threads" in outcome.shown

    def test_a_colleague_may_look_but_not_touch(self, stage: Stage, ticket: OnStage) -> None:
        assert "Open tickets" in command(stage, stage.colleen, "list")
        assert ticket.key in command(stage, stage.colleen, f"show {ticket.number}")
        assert "Only " in command(stage, stage.colleen, f"priority {ticket.number} P1")
        assert "Only " in command(stage, stage.colleen, f"solve {ticket.number}")
        assert "Only " in command(stage, stage.colleen, "")
        assert PIN not in command(stage, stage.colleen, "contacts")
        assert stage.colleen.slash("/ticket", "phone", CHANNEL)
        assert f"PIN: {PIN}" not in words_of(stage.colleen.wait_for_modal("Phone numbers").view)
        stage.colleen.close()
        assert ticket.row.priority is Priority.P3


WRITTEN = "Write 2026-03-06 17:30, 17:30 for today, or 2026-03-06T17:30-05:00."


class TestOnCall:
    """`/oncall` and its verbs."""

    def asked(self, stage: Stage, text: str, by: Persona | None = None, channel: str = CHANNEL) -> str:
        """Type `/oncall …` and return the answer."""
        person = by or stage.cierra
        outcome = person.slash("/oncall", text, channel)
        assert outcome, outcome.shown
        return stage.told(person, channel)

    @pytest.mark.parametrize("text", ["", "now", "NOW"])
    def test_now(self, stage: Stage, text: str) -> None:
        said = self.asked(stage, text)
        assert "Cierra Simms" in said
        assert "Next change: " in said
        assert "6:00 PM ET" in said

    @pytest.mark.parametrize(
        "text", ["at 2026-03-07T10:00-05:00", "at 2026-03-07 10:00", "at 2026-03-07T15:00Z"]
    )
    def test_at_an_instant(self, stage: Stage, text: str) -> None:
        assert "Personalized Support Engineers" in self.asked(stage, text)

    def test_next(self, stage: Stage) -> None:
        assert "Personalized Support Engineers" in self.asked(stage, "next")

    def test_a_week_and_somebody_s_shifts(self, stage: Stage) -> None:
        whole = "No schedule is written down: the 24x7 team answers as a whole."
        assert whole in self.asked(stage, "week")
        assert "Kirk McCalla has no shift until " in self.asked(stage, "who @Kirk McCalla")
        assert "Say whose shifts: `/oncall who @person`." in lines(self.asked(stage, "who"))

    def test_anywhere(self, stage: Stage) -> None:
        assert "Cierra Simms" in self.asked(stage, "", stage.sam, ELSEWHERE)

    @pytest.mark.parametrize(
        ("text", "answer"),
        [
            ("at", f"Say which time. {WRITTEN}"),
            ("at noonish", f"“noonish” isn't a time. {WRITTEN}"),
            ("at 25:99", "“25:99” isn't a time of day. Write one like 17:30 or 5:30 pm."),
        ],
    )
    def test_a_time_that_is_none(self, stage: Stage, text: str, answer: str) -> None:
        assert answer in lines(self.asked(stage, text))

    def test_an_unknown_verb_gets_help(self, stage: Stage) -> None:
        assert "/oncall next" in self.asked(stage, "tomorrow")

    def test_days_off_pass_the_next_tickets_to_the_secondary(self, stage: Stage) -> None:
        said = self.asked(stage, "off 2026-04-06..2026-04-07")
        assert "Cierra Simms is away " in said
        assert "already" in self.asked(stage, "off 2026-04-06..2026-04-07")
        assert "Kirk McCalla" in self.asked(stage, "at 2026-04-06 10:00")

    def test_hours_off_are_told_as_they_were_understood_and_undone_by_a_button(
        self, stage: Stage, cierra: Persona
    ) -> None:
        assert cierra.slash("/oncall", "off 2026-04-13 13:00..15:00", CHANNEL)
        [said] = stage.eventually(lambda: cierra.ephemerals(CHANNEL))
        assert lines(words_of(said))[0] == (
            "Cierra Simms is away Mon, Apr 13, 1:00 PM ET to 3:00 PM ET. "
            "Tickets of that time go to whoever is next."
        )
        assert cierra.click(CHANNEL, said["ts"], "oncall.undo_absence")
        undone = stage.eventually(lambda: cierra.ephemerals(CHANNEL)[1:])
        assert lines(words_of(undone[0]))[0] == (
            "That is undone. Announced for Cierra Simms: Mon, Apr 6 to Tue, Apr 7 (ET)."
        )
        cierra.reload()

    def test_days_off_for_somebody_else(self, stage: Stage) -> None:
        assert "Kirk McCalla is away " in self.asked(stage, "off @Kirk McCalla 2026-05-04", stage.ralph)

    @pytest.mark.parametrize(
        "text",
        ["off", "off soon", "off 2026-02-30", "off 2026-04-09..2026-04-06", "off @Maya Chen 2026-04-06"],
    )
    def test_days_off_that_make_no_sense_are_refused(self, stage: Stage, text: str) -> None:
        assert "is away" not in self.asked(stage, text)

    def test_days_off_are_not_for_colleagues(self, stage: Stage) -> None:
        assert "Only the support team" in self.asked(stage, "off 2026-04-06", stage.colleen)


class TestShortcuts:
    """On a message, and everywhere."""

    def test_create_ticket_keeps_text_author_permalink_and_thread(
        self, stage: Stage, cierra: Persona
    ) -> None:
        ts = stage.chat("Short codes are blocked\nin Canada")
        assert cierra.message_shortcut("create_ticket", CHANNEL, ts)
        form = cierra.wait_for_modal("New ticket")
        assert form.values["subject"]["input"] == "Short codes are blocked"
        assert form.values["requester"]["input"] == "U0MAYA"
        cierra.fill({"Product": "messaging"})
        with stage.opening() as opened:
            assert send(cierra) is None
        [found] = opened
        assert found.row.requester_user == "U0MAYA"
        assert found.row.description.startswith("Short codes are blocked\nin Canada")
        assert found.thread == ts
        assert found.row.permalink is not None
        assert ts.replace(".", "") in found.row.permalink
        assert "from Maya Chen" in found.card

    def test_on_a_reply_the_ticket_stays_in_its_thread(self, stage: Stage, cierra: Persona) -> None:
        root = stage.chat("Morning", by=stage.colleen)
        reply = stage.maya.say(CHANNEL, "Carrier X rejects us", root)
        stage.settle()
        assert cierra.message_shortcut("create_ticket", CHANNEL, reply)
        cierra.wait_for_modal("New ticket")
        cierra.fill({"Product": "messaging"})
        with stage.opening() as opened:
            assert send(cierra) is None
        assert opened[0].thread == root
        assert opened[0].row.requester_user == "U0MAYA"

    def test_on_a_message_of_ones_own_the_requester_is_oneself(self, stage: Stage, cierra: Persona) -> None:
        ts = stage.chat("Maya called me: all down", by=cierra)
        assert cierra.message_shortcut("create_ticket", CHANNEL, ts)
        cierra.wait_for_modal("New ticket")
        cierra.fill({"Product": "voice"})
        with stage.opening() as opened:
            assert send(cierra) is None
        assert opened[0].row.requester_user == "U0CIERRA"

    def test_on_a_live_ticket_it_points_there(self, stage: Stage, cierra: Persona, ticket: OnStage) -> None:
        assert cierra.message_shortcut("create_ticket", CHANNEL, ticket.thread)
        assert ticket.key in words_of(cierra.wait_for_modal("Already a ticket").view)

    def test_where_no_account_is_it_says_so(self, stage: Stage, cierra: Persona) -> None:
        ts = cierra.say(ELSEWHERE, "Anyone for lunch?")
        assert cierra.message_shortcut("create_ticket", ELSEWHERE, ts)
        assert ("No account belongs to this channel. Use /ticket, which asks for the account.") in lines(
            stage.told(cierra, ELSEWHERE)
        )

    @pytest.mark.parametrize(("reason", "priority"), [("blocker", Priority.P1), ("response", Priority.P2)])
    def test_escalate_on_chat_makes_the_ticket(
        self, stage: Stage, cierra: Persona, reason: str, priority: Priority
    ) -> None:
        ts = stage.chat("Nothing works")
        assert cierra.message_shortcut("escalate", CHANNEL, ts)
        form = cierra.wait_for_modal("Escalate")
        assert form.values["subject"]["input"].startswith("Nothing works")
        cierra.fill({"Reason": reason})
        with stage.opening() as opened:
            assert send(cierra) is None
        [found] = opened
        assert found.row.priority is priority
        assert found.row.requester_user == "U0MAYA"
        assert any("Escalation" in said for said in found.staff_see)

    def test_escalate_on_a_ticket_escalates_that(
        self, stage: Stage, cierra: Persona, ticket: OnStage
    ) -> None:
        assert cierra.message_shortcut("escalate", CHANNEL, ticket.thread)
        cierra.wait_for_modal("Escalate")
        cierra.fill({"Reason": "response"})
        with stage.no_ticket():
            assert send(cierra) is None
        assert any("Escalation" in said for said in ticket.staff_see)

    def test_the_global_shortcut_opens_the_form(self, stage: Stage, cierra: Persona) -> None:
        assert cierra.global_shortcut("new_ticket")
        cierra.wait_for_modal("New ticket")
        cierra.fill({"Product": "voice", "Subject": "By phone", "Description": "Maya rang."})
        with stage.opening() as opened:
            assert send(cierra) is None
        assert opened[0].row.account == "partiful"

    def test_no_shortcut_is_there_for_customers(self, stage: Stage) -> None:
        ts = stage.chat("Hello there, a question")
        assert not stage.maya.message_shortcut("create_ticket", CHANNEL, ts)
        assert not stage.maya.global_shortcut("new_ticket")


class TestTheCard:
    """The staff's card in triage: every button, every entry of the menu."""

    def click(self, ticket: OnStage, action: str, by: Persona | None = None) -> None:
        """Click on the staff's card, and wait until what follows is said."""
        person = by or ticket.stage.cierra
        value = None
        if action.startswith("more."):
            action, value = "staff.more", f"{action.removeprefix('more.')}:{ticket.row.id}"
        assert person.click(TRIAGE, ticket.triage_ts, action, value)
        ticket.stage.settle()

    def test_take(self, stage: Stage, ticket: OnStage) -> None:
        self.click(ticket, "staff.take", stage.kirk)
        assert ticket.row.assignee_name == "Kirk McCalla"
        assert "is now with Kirk McCalla" in ticket.customers_see[-1]
        assert ticket.row.last_staff_at is None

    def test_pending_wants_an_answer_first(self, stage: Stage, ticket: OnStage) -> None:
        self.click(ticket, "staff.pending")
        assert "Reply in the customer's thread first" in stage.told(stage.cierra, TRIAGE)
        stage.cierra.say(CHANNEL, "Which carrier?", ticket.thread)
        stage.settle()
        self.click(ticket, "staff.pending")
        assert ticket.row.status is Status.PENDING
        assert lines(ticket.customers_see[-1])[0] == (
            f"{ticket.key} is pending: we are waiting for your answer. Reply here and it is open again."
        )

    def test_solve(self, stage: Stage, ticket: OnStage) -> None:
        self.click(ticket, "staff.solve")
        stage.cierra.wait_for_modal("Solve")
        stage.cierra.fill({"Closing message": "Fixed."})
        assert send(stage.cierra) is None
        stage.settle()
        assert ticket.row.status is Status.SOLVED
        assert stage.cierra.click(TRIAGE, ticket.triage_ts, "staff.more", f"reopen:{ticket.row.id}")
        stage.settle()
        assert ticket.row.status is Status.OPEN
        assert any("Cierra Simms reopened " in said for said in ticket.customers_see)

    def test_acknowledge_ends_the_alarm_and_the_customer_reads_who_did(
        self, stage: Stage, ticket: OnStage
    ) -> None:
        assert "staff.acknowledge" not in self.blocks(ticket)
        stage.maya.react(CHANNEL, ticket.card_ts, "sos")
        stage.settle()
        assert "staff.acknowledge" in self.blocks(ticket)
        self.click(ticket, "staff.acknowledge", stage.kirk)
        assert "Kirk McCalla acknowledged the escalation" in ticket.customers_see[-1]
        assert "staff.acknowledge" not in self.blocks(ticket)

    def blocks(self, ticket: OnStage) -> str:
        """Return the staff's card as Slack has it."""
        return json.dumps(ticket.stage.workspace.message(TRIAGE, ticket.triage_ts))

    @pytest.mark.parametrize("action", ["staff.console_text", "more.console"])
    def test_console_text_takes_the_number_it_got_there(
        self, stage: Stage, ticket: OnStage, action: str
    ) -> None:
        self.click(ticket, action)
        shown = words_of(stage.cierra.wait_for_modal("Console text").view)
        assert ticket.row.subject in shown
        stage.cierra.fill({"console_number": "<!channel>"})
        assert stage.cierra.submit() == {"console_number": "Only the number, as the console shows it."}
        stage.cierra.fill({"console_number": "#12345678"})
        assert send(stage.cierra) is None
        stage.settle()
        assert ticket.row.console_number == "12345678"
        assert "12345678" in ticket.staff_card

    def test_priority(self, stage: Stage, ticket: OnStage) -> None:
        self.click(ticket, "more.priority")
        assert stage.cierra.wait_for_modal("Priority").values["priority"]["input"] == "P3"
        stage.cierra.fill({"Priority": "P1"})
        assert send(stage.cierra) is None
        stage.settle()
        assert ticket.row.priority is Priority.P1

    def test_reassign(self, stage: Stage, ticket: OnStage) -> None:
        self.click(ticket, "more.reassign")
        stage.cierra.wait_for_modal("Reassign")
        stage.cierra.fill({"Assignee": "secondary"})
        assert send(stage.cierra) is None
        stage.settle()
        assert ticket.row.assignee_name == "Kirk McCalla"

    def test_escalate(self, stage: Stage, ticket: OnStage) -> None:
        self.click(ticket, "more.escalate")
        stage.cierra.wait_for_modal("Escalate")
        stage.cierra.fill({"Reason": "response"})
        assert send(stage.cierra) is None
        stage.settle()
        assert any("Escalation" in said for said in ticket.staff_see)

    def test_why_me(self, stage: Stage, ticket: OnStage) -> None:
        self.click(ticket, "more.why")
        assert "Cierra Simms" in words_of(stage.cierra.wait_for_modal().view)

    @pytest.mark.parametrize(
        "action",
        ["staff.take", "staff.pending", "staff.solve", "staff.console_text"]
        + [f"more.{entry}" for entry in ("priority", "reassign", "escalate", "why", "console")],
    )
    def test_a_colleague_is_told_whose_buttons_these_are(
        self, stage: Stage, ticket: OnStage, action: str
    ) -> None:
        before = ticket.staff_see
        self.click(ticket, action, stage.colleen)
        assert "Only the support team" in stage.told(stage.colleen, TRIAGE)
        assert stage.colleen.modal is None
        assert ticket.staff_see == before

    def test_members_of_the_24x7_team_are_staff_though_the_runbook_does_not_name_them(
        self, stage: Stage, ticket: OnStage
    ) -> None:
        self.click(ticket, "staff.take", stage.petra)
        assert ticket.row.assignee_name == "Petra Novak"

    def test_no_answer_of_ours_is_a_response(self, stage: Stage, ticket: OnStage) -> None:
        self.click(ticket, "staff.take")
        assert ticket.row.last_staff_at is None


class TestStaleClicks:
    """A form or button from before: a clear sentence, nothing changed, nothing doubled."""

    def test_a_form_of_a_ticket_that_was_solved_meanwhile(self, stage: Stage, ticket: OnStage) -> None:
        stage.cierra.click(TRIAGE, ticket.triage_ts, "more.priority".replace("more.priority", "staff.solve"))
        stage.cierra.wait_for_modal("Solve")
        stage.maya.react(CHANNEL, ticket.card_ts, "white_check_mark")
        stage.eventually(lambda: ticket.row.status is Status.SOLVED)
        stage.settle()
        before = ticket.customers_see
        stage.cierra.fill({"Closing message": "Done."})
        stage.cierra.submit()
        assert "solved" in words_of(stage.cierra.wait_for_modal("Not done").view)
        stage.settle()
        assert ticket.customers_see == before

    def test_the_alarms_own_button_after_somebody_acknowledged(self, stage: Stage, ticket: OnStage) -> None:
        stage.maya.react(CHANNEL, ticket.card_ts, "sos")
        stage.settle()
        alarm = next(
            message
            for message in stage.workspace.thread(TRIAGE, ticket.triage_ts)[1:]
            if "staff.acknowledge" in json.dumps(message)
        )
        for person in (stage.kirk, stage.cierra):
            assert person.click(TRIAGE, alarm["ts"], "staff.acknowledge")
            stage.settle()
        stands = f"The escalation of {ticket.key} is acknowledged already (by Kirk McCalla, "
        assert stands in stage.told(stage.cierra, TRIAGE)
        assert sum("acknowledged the escalation" in said for said in ticket.customers_see) == 1

    def test_the_reopen_button_below_a_ticket_that_is_open_again(self, stage: Stage, ticket: OnStage) -> None:
        stage.maya.click(CHANNEL, ticket.card_ts, "customer.mark_solved")
        stage.settle()
        solved = next(
            message
            for message in stage.workspace.thread(CHANNEL, ticket.thread)
            if "marked" in message["text"] and "customer.reopen" in json.dumps(message)
        )
        assert stage.maya.click(CHANNEL, solved["ts"], "customer.reopen")
        stage.settle()
        assert stage.maya.click(CHANNEL, solved["ts"], "customer.reopen")
        assert f"{ticket.key} isn't solved: it is open." in lines(stage.told(stage.maya))
        assert sum("reopened " in said for said in ticket.customers_see) == 1


def test_on_behalf_of_takes_only_the_customers_own_people(stage: Stage, cierra: Persona) -> None:
    assert cierra.slash("/ticket", "", CHANNEL)
    cierra.wait_for_modal("New ticket")
    cierra.fill({"On behalf of": "U0OTTO", "Product": "voice", "Subject": "Theirs?", "Description": "Hm."})
    with stage.no_ticket():
        assert cierra.submit() == {"requester": "Choose one of Partiful's own people, or leave it empty."}


def test_a_slow_slack_does_not_hold_up_a_form_on_behalf_of_a_stranger(stage: Stage, cierra: Persona) -> None:
    assert cierra.slash("/ticket", "", CHANNEL)
    cierra.wait_for_modal("New ticket")
    cierra.fill({"On behalf of": "U0DEV", "Product": "voice", "Subject": "Dev's", "Description": "Hm."})
    stage.playground.faults.slow(3.2, "users.info")
    with stage.no_ticket():
        refused = cierra.submit()
    stage.playground.faults.clear()
    assert refused == {"requester": "Slack is slow to tell me who that is. Please send it again."}
    with stage.opening() as opened:
        assert send(cierra) is None
    assert opened[0].row.requester_name == "Dev Patel"
