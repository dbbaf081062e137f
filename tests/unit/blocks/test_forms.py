"""What forms offer and preselect."""

from dataclasses import replace
from typing import Any

from bot.blocks.forms import modals, ticket_forms
from bot.blocks.kit import ids, text
from bot.blocks.values import Choice, Draft, View
from bot.domain.escalation import Reason
from bot.domain.routing import Role
from tests.fixtures.shown import lines, words_of
from tests.unit.blocks.samples import CIERRA, KIRK, PRODUCTS, REASONS, TARGETS, line


def elements(view: View) -> dict[str, Any]:
    """Return a form's input elements by block id."""
    return {block["block_id"]: block["element"] for block in view["blocks"] if block["type"] == "input"}


def test_the_form_begins_with_the_problem() -> None:
    view = ticket_forms.new_ticket_form(PRODUCTS, TARGETS, private_metadata="m")
    assert list(elements(view)) == [
        ids.SUBJECT_BLOCK,
        ids.DESCRIPTION_BLOCK,
        ids.PRIORITY_BLOCK,
        ids.PRODUCT_BLOCK,
        ids.TYPE_BLOCK,
        ids.HAPPENED_BLOCK,
        ids.EXAMPLES_BLOCK,
    ]
    assert view["submit"]["text"] == "Open ticket"
    assert view["callback_id"] == ids.NEW_TICKET_VIEW
    assert view["private_metadata"] == "m"


def test_an_issue_of_p3_is_preselected_and_each_priority_says_its_response_time() -> None:
    asked = elements(ticket_forms.new_ticket_form(PRODUCTS, TARGETS))
    assert asked[ids.TYPE_BLOCK]["initial_option"]["value"] == "issue"
    priority = asked[ids.PRIORITY_BLOCK]
    assert priority["initial_option"]["value"] == "P3"
    assert [(o["text"]["text"], o["description"]["text"]) for o in priority["options"]] == [
        ("P1 · Business Critical", "Answered within 1 hour, around the clock"),
        ("P2 · Degraded Service", "Answered within 2 business hours"),
        ("P3 · General Issue", "Answered within 3 business hours"),
    ]
    assert "initial_option" not in asked[ids.PRODUCT_BLOCK]


def test_a_priority_says_who_would_answer_by_when_where_that_is_known() -> None:
    now = [
        replace(target, answered=f"Kirk McCalla answers by {n}:30 PM ET")
        for n, target in enumerate(TARGETS, 1)
    ]
    priority = elements(ticket_forms.new_ticket_form(PRODUCTS, now))[ids.PRIORITY_BLOCK]
    assert [(o["text"]["text"], o["description"]["text"]) for o in priority["options"]] == [
        ("P1 · Business Critical · within 1 hour, around the clock", "Kirk McCalla answers by 1:30 PM ET"),
        ("P2 · Degraded Service · within 2 business hours", "Kirk McCalla answers by 2:30 PM ET"),
        ("P3 · General Issue · within 3 business hours", "Kirk McCalla answers by 3:30 PM ET"),
    ]


def test_staff_may_name_the_requester_and_outside_a_channel_the_account() -> None:
    accounts = [Choice("partiful", "Partiful"), Choice("other", "Other Co")]
    draft = Draft(account_key="other", requester_slack="U0MAYA", product_id="voice")
    asked = elements(
        ticket_forms.new_ticket_form(
            PRODUCTS, TARGETS, account_choices=accounts, on_behalf_of=True, prefill=draft
        )
    )
    assert [*asked][0:7:6] == [ids.ACCOUNT_BLOCK, ids.REQUESTER_BLOCK]
    assert asked[ids.ACCOUNT_BLOCK]["initial_option"]["value"] == "other"
    assert asked[ids.REQUESTER_BLOCK]["initial_user"] == "U0MAYA"
    assert asked[ids.PRODUCT_BLOCK]["initial_option"]["value"] == "voice"


def test_a_prefill_beyond_the_limit_is_cut_with_a_mark_and_said_so() -> None:
    view = ticket_forms.new_ticket_form(
        PRODUCTS, TARGETS, prefill=Draft(subject="a\nb", description="x" * 4000)
    )
    asked = elements(view)
    assert asked[ids.SUBJECT_BLOCK]["initial_value"] == "a b"
    assert asked[ids.DESCRIPTION_BLOCK]["initial_value"].endswith(text.CUT_MARK)
    assert "The message is longer than a form can hold. It stays whole where it stands." in lines(
        words_of(view)
    )
    assert "It stays whole" not in str(ticket_forms.new_ticket_form(PRODUCTS, TARGETS)["blocks"])


def test_the_escalation_form_has_the_contracts_sentences_and_short_labels() -> None:
    view = ticket_forms.escalate_form(line(), REASONS, preselected=Reason.BLOCKER)
    shown = str(view["blocks"])
    assert all(choice.sentence in text_of(view) for choice in REASONS)
    radio = elements(view)[ids.REASON_BLOCK]
    assert [option["text"]["text"] for option in radio["options"]] == ["Response", "Critical blocker"]
    assert radio["initial_option"]["value"] == "blocker"
    assert [shown.count(repr(choice.sentence)) for choice in REASONS] == [1, 1]
    assert all("description" not in option for option in radio["options"])
    assert ids.SUBJECT_BLOCK not in elements(view)
    assert "PARTIFUL-12" in shown


def test_escalating_plain_chat_opens_the_ticket_in_the_same_form() -> None:
    view = ticket_forms.escalate_form(
        None, REASONS, draft=Draft(subject="Down", description="All of it is down.")
    )
    asked = elements(view)
    assert asked[ids.SUBJECT_BLOCK]["initial_value"] == "Down"
    assert asked[ids.DESCRIPTION_BLOCK]["initial_value"] == "All of it is down."
    assert "P1 for a critical blocker, otherwise P2" in text_of(view)


def test_the_present_assignee_and_priority_are_preselected() -> None:
    team = [CIERRA, KIRK]
    asked = elements(ticket_forms.reassign_form(line(), team))[ids.ASSIGNEE_BLOCK]
    assert asked["initial_option"]["text"]["text"] == "Cierra Simms (primary TAM)"
    assert [option["value"] for option in asked["options"]] == [Role.PRIMARY, Role.SECONDARY]
    assert "initial_option" not in elements(ticket_forms.reassign_form(line(), [KIRK]))[ids.ASSIGNEE_BLOCK]
    priority = elements(ticket_forms.priority_form(line(), TARGETS))[ids.PRIORITY_BLOCK]
    assert priority["initial_option"]["value"] == "P2"


def test_of_what_is_private_no_form_says_that_it_is_told_in_the_channel() -> None:
    private = replace(line(), private=True)
    asked: dict[str, View] = {
        "Posted to the customer in the console, as a public comment.": ticket_forms.solve_form(private),
        "Posted in triage. The customer doesn't see it.": ticket_forms.add_details_form(private),
        "The customer isn't told.": ticket_forms.reassign_form(private, [CIERRA, KIRK]),
    }
    for hint, view in asked.items():
        assert view["blocks"][-1]["hint"]["text"] == hint
    beside = "The response time is counted from the same start. The customer isn't told."
    assert beside in text_of(ticket_forms.priority_form(private, TARGETS))


def test_the_console_text_can_be_copied_and_its_number_recorded() -> None:
    view = modals.console_text_modal(
        line(), "SMS fails", "Twilio Support,\n\nit fails.", url=None, number="12"
    )
    framed = [
        part["elements"][0]["text"]
        for block in view["blocks"]
        if block["type"] == "rich_text"
        for part in block["elements"]
        if part["type"] == "rich_text_preformatted"
    ]
    assert framed == ["SMS fails", "Twilio Support,\n\nit fails."]
    assert elements(view)[ids.CONSOLE_BLOCK]["initial_value"] == "12"


def text_of(value: Any) -> str:
    """Return all text of a view in one string."""
    if isinstance(value, dict):
        return " ".join(text_of(inner) for inner in value.values())
    if isinstance(value, list):
        return " ".join(text_of(inner) for inner in value)
    return value if isinstance(value, str) else ""
