"""What people filled in is read, or refused where they typed it."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.blocks.forms import forms_state
from bot.blocks.forms.forms_state import FormRefused
from bot.blocks.kit import ids
from bot.domain.escalation import Reason
from bot.domain.routing import Role
from bot.domain.sla import Priority
from bot.domain.ticket import TicketType
from tests.fixtures.examples import drawing
from tests.unit.blocks.samples import NOON, OPENED

Values = dict[str, Any]


def typed(value: str | None) -> Values:
    return {ids.INPUT: {"type": "plain_text_input", "value": value}}


def chosen(value: str | None) -> Values:
    option = {"text": {"type": "plain_text", "text": "x"}, "value": value} if value else None
    return {ids.INPUT: {"type": "static_select", "selected_option": option}}


def filled(**changed: Values) -> Values:
    """Return the state of a *New ticket* form that is filled in well."""
    values = {
        ids.TYPE_BLOCK: chosen("issue"),
        ids.PRODUCT_BLOCK: chosen("messaging"),
        ids.PRIORITY_BLOCK: chosen("P2"),
        ids.SUBJECT_BLOCK: typed(" SMS is  failing "),
        ids.DESCRIPTION_BLOCK: typed("Since 9:40\r\nno invitation arrives."),
        ids.HAPPENED_BLOCK: {
            ids.INPUT: {"type": "datetimepicker", "selected_date_time": int(OPENED.timestamp())}
        },
        ids.EXAMPLES_BLOCK: typed("SM1, SM2\nSM1;SM3"),
    }
    return {**values, **changed}


def refused(parse: Callable[[], object]) -> dict[str, str]:
    """Return the errors of a form that is refused."""
    with pytest.raises(FormRefused) as caught:
        parse()
    return caught.value.errors


def test_a_filled_form_is_read() -> None:
    read = forms_state.parse_new_ticket(filled(), NOON)
    assert read == forms_state.NewTicketInput(
        type=TicketType.ISSUE,
        product_id="messaging",
        priority=Priority.P2,
        subject="SMS is failing",
        description="Since 9:40\nno invitation arrives.",
        happened_at=OPENED,
        example_ids=("SM1", "SM2", "SM3"),
        account_key=None,
        requester_slack=None,
    )


def test_account_and_requester_are_read_where_they_are_asked() -> None:
    person = {ids.INPUT: {"type": "users_select", "selected_user": "U0MAYA"}}
    values = filled(**{ids.ACCOUNT_BLOCK: chosen("partiful"), ids.REQUESTER_BLOCK: person})
    read = forms_state.parse_new_ticket(values, NOON)
    assert (read.account_key, read.requester_slack) == ("partiful", "U0MAYA")


def test_every_field_that_is_wrong_is_named_at_once() -> None:
    values = filled(
        **{
            ids.TYPE_BLOCK: chosen("forged"),
            ids.PRODUCT_BLOCK: chosen(None),
            ids.PRIORITY_BLOCK: {},
            ids.SUBJECT_BLOCK: typed("   "),
            ids.DESCRIPTION_BLOCK: typed("x" * 3001),
            ids.ACCOUNT_BLOCK: chosen(None),
        }
    )
    assert refused(lambda: forms_state.parse_new_ticket(values, NOON)) == {
        ids.TYPE_BLOCK: "Choose a type.",
        ids.PRODUCT_BLOCK: "Choose a product.",
        ids.PRIORITY_BLOCK: "Choose a priority.",
        ids.SUBJECT_BLOCK: "Say in one line what is wrong.",
        ids.DESCRIPTION_BLOCK: "At most 3,000 characters, please: this has 3,001.",
        ids.ACCOUNT_BLOCK: "Choose an account.",
    }


@pytest.mark.parametrize("nothing", ["\u200b\u2060", "\u3164\u2800", "\u200f", " \ufeff "])
def test_a_subject_that_shows_nothing_is_refused(nothing: str) -> None:
    values = filled(**{ids.SUBJECT_BLOCK: typed(nothing)})
    assert refused(lambda: forms_state.parse_new_ticket(values, NOON)) == {
        ids.SUBJECT_BLOCK: "Say in one line what is wrong."
    }


@pytest.mark.parametrize("nothing", ["\u200b\u2060", "\u3164 \u2800", "\u200f\ufeff"])
def test_what_shows_nothing_is_no_text(nothing: str) -> None:
    values = filled(**{ids.DESCRIPTION_BLOCK: typed(nothing)})
    assert refused(lambda: forms_state.parse_new_ticket(values, NOON)) == {
        ids.DESCRIPTION_BLOCK: "Describe what happens."
    }


def test_a_time_to_come_is_refused() -> None:
    assert refused(lambda: forms_state.parse_new_ticket(filled(), datetime(2020, 1, 1, tzinfo=UTC))) == {
        ids.HAPPENED_BLOCK: "That time is still to come. Choose when it happened."
    }


def test_an_escalation_is_read_with_and_without_a_new_ticket() -> None:
    values = {
        ids.REASON_BLOCK: chosen("blocker"),
        ids.COMMENT_BLOCK: typed(None),
        ids.REACH_BLOCK: typed("+1 415\n555"),
    }
    read = forms_state.parse_escalation(values)
    assert read == forms_state.EscalationInput(Reason.BLOCKER, "", "+1 415 555", None, None)
    opening = {**values, ids.SUBJECT_BLOCK: typed("Down"), ids.DESCRIPTION_BLOCK: typed("All is down.")}
    assert forms_state.parse_escalation(opening).subject == "Down"
    empty = {**opening, ids.REASON_BLOCK: chosen(None), ids.SUBJECT_BLOCK: typed("")}
    assert set(refused(lambda: forms_state.parse_escalation(empty))) == {ids.REASON_BLOCK, ids.SUBJECT_BLOCK}


def test_single_fields_are_read_or_refused() -> None:
    assert forms_state.parse_closing({ids.CLOSING_BLOCK: typed("Fixed.")}) == "Fixed."
    assert set(refused(lambda: forms_state.parse_closing({}))) == {ids.CLOSING_BLOCK}
    assert forms_state.parse_details({ids.DETAILS_BLOCK: typed("More.")}) == "More."
    assert set(refused(lambda: forms_state.parse_details({ids.DETAILS_BLOCK: typed(" ")}))) == {
        ids.DETAILS_BLOCK
    }
    assert forms_state.parse_assignee({ids.ASSIGNEE_BLOCK: chosen("pse")}) is Role.PSE
    assert set(refused(lambda: forms_state.parse_assignee({}))) == {ids.ASSIGNEE_BLOCK}
    assert forms_state.parse_priority({ids.PRIORITY_BLOCK: chosen("P1")}) is Priority.P1
    assert set(refused(lambda: forms_state.parse_priority({}))) == {ids.PRIORITY_BLOCK}


@pytest.mark.parametrize(
    ("entered", "number"), [(None, None), ("", None), (" #1234567 ", "1234567"), ("INC-12", "INC-12")]
)
def test_a_console_number_is_read_as_the_console_shows_it(entered: str | None, number: str | None) -> None:
    assert forms_state.parse_console_number({ids.CONSOLE_BLOCK: typed(entered)}) == number


@pytest.mark.parametrize("entered", ["see the mail", "<!channel>", "1" * 41])
def test_what_is_no_console_number_is_refused(entered: str) -> None:
    values = {ids.CONSOLE_BLOCK: typed(entered)}
    assert set(refused(lambda: forms_state.parse_console_number(values))) == {ids.CONSOLE_BLOCK}


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["input", "value", "x"]), inner)
    ),
    max_leaves=6,
)
FIELDS = st.sampled_from(
    [ids.TYPE_BLOCK, ids.SUBJECT_BLOCK, ids.HAPPENED_BLOCK, ids.REASON_BLOCK, ids.CONSOLE_BLOCK]
)


@drawing(25)
@given(st.dictionaries(FIELDS, JSON | st.dictionaries(st.just(ids.INPUT), JSON)))
def test_a_forged_state_is_refused_or_read_but_never_breaks(values: Values) -> None:
    for parse in (
        lambda: forms_state.parse_new_ticket(values, NOON),
        lambda: forms_state.parse_escalation(values),
        lambda: forms_state.parse_console_number(values),
    ):
        assert answers_or_refuses(parse)


def answers_or_refuses(parse: Callable[[], object]) -> bool:
    """Tell whether a form is read, or refused with a reason; anything else raises."""
    try:
        parse()
    except FormRefused as refusal:
        return bool(refusal.errors)
    return True
