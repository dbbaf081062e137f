"""Every id that our blocks carry has a listener, and listeners are short."""

import inspect

from bot.blocks.kit import ids
from tests.unit.handlers.registered import registered

LONGEST_LISTENER = 20


def test_every_button_has_a_listener() -> None:
    on_notices = {ids.OPEN_TICKET, ids.PHONE_NUMBERS, ids.FOLLOW_UP, ids.OPEN_LINK}
    in_forms = {ids.INPUT, ids.GUIDE}
    on_answers = {ids.NEXT_PAGE, ids.HISTORY_PAGE, ids.UNDO_MERGER, *ids.ONCALL_ACTIONS}
    on_tickets = {*ids.SHARED_ACTIONS, *ids.CUSTOMER_ACTIONS, *ids.STAFF_ACTIONS, *ids.SET_PRIORITY.values()}
    assert registered().actions == {*on_tickets, *on_answers, *on_notices, *in_forms}


def test_every_form_that_can_be_submitted_has_a_listener() -> None:
    views = {value for name, value in vars(ids).items() if name.endswith("_VIEW")}
    assert registered().views == views - {ids.READ_ONLY_VIEW}


def test_listeners_parse_call_one_service_and_answer() -> None:
    long = {
        f"{listener.__module__}.{listener.__qualname__}": lines
        for listener in registered().listeners
        if (lines := len(inspect.getsource(listener).splitlines())) > LONGEST_LISTENER
    }
    assert long == {}
