"""Otto of Other Co, had his company installed the app: no command and no shortcut shows Partiful's data."""

import json
from typing import Any

import pytest

from tests.integration.connect.front import CHANNEL, Front
from tests.integration.connect.two_customers import OTHER_CHANNEL

SECRET, ELSEWHERE, TRIAGE = "Quetzal", "C0THEIRS", "C0TRIAGE"
PARTIFULS = (SECRET, "PARTIFUL", "Partiful", "partiful", "Maya", "Cierra", "Ralph", "Jay Moore", "4711")
LINES = (
    *("", "new", "help", "list", "list 4711", "mine", "show N", "show PARTIFUL-N", "show partiful-N"),
    *("solve PARTIFUL-N", "escalate PARTIFUL-N", "priority PARTIFUL-N P1", "assign PARTIFUL-N primary"),
    *("history", "history N", "history PARTIFUL-N", "whatif P1", "phone", "phone Australia", "contacts"),
    *("guide", "guide voice", "explode"),
)


@pytest.fixture(scope="module")
def number(one_front: Front) -> int:
    """Give the number of a ticket of Partiful's that has a secret in it, filed as 4711."""
    front = one_front
    opened = front.open(subject=f"{SECRET} is down", description=SECRET)
    staff = front.bot.services.people.actor("partiful", "U0CIERRA", "T0PROVIDER")
    front.bot.services.tickets.set_console_number(opened.ticket_id, staff, "4711")
    front.settle()
    return front.row(opened.ticket_id).number


def view_of(arguments: dict[str, Any]) -> dict[str, Any]:
    """Return the view of a call, which may have come as text."""
    view = arguments["view"]
    found: dict[str, Any] = json.loads(view) if isinstance(view, str) else view
    return found


def harmless(words: str, *asked: str) -> None:
    """Hold that nothing of Partiful's is in it, but what he himself wrote."""
    for own in filter(None, asked):
        words = words.replace(own, "").replace(own.upper(), "")
    for secret in PARTIFULS:
        assert secret not in words, f"{secret} shows: {words}"


@pytest.mark.parametrize("channel", [OTHER_CHANNEL, ELSEWHERE, CHANNEL, TRIAGE])
@pytest.mark.parametrize("line", LINES)
def test_no_command_shows_any_wherever_he_types_it(
    front: Front, number: int, channel: str, line: str
) -> None:
    before, said = front.everything(), front.said()
    typed = line.replace("N", str(number))
    response = front.command("U0OTTO", f"/ticket {typed}", channel)
    assert response.status == 200
    harmless(front.told(response, said), typed.partition(" ")[2].partition(" ")[0], channel)
    assert front.everything() == before


@pytest.mark.parametrize("channel", [OTHER_CHANNEL, ELSEWHERE, CHANNEL, TRIAGE])
@pytest.mark.parametrize("line", ["", "next", "at 2026-03-07 10:00", "off <@U0CIERRA> 2026-12-24"])
def test_no_roster_shows_any(front: Front, number: int, channel: str, line: str) -> None:
    response = front.command("U0OTTO", f"/oncall {line}", channel)
    harmless(front.told(response, front.said()), channel)


def test_the_form_of_the_global_shortcut_knows_his_account_only(front: Front, number: int) -> None:
    response = front.shortcut("U0OTTO", "new_ticket")
    [form] = front.slack.called("views.open")
    assert json.loads(view_of(form)["private_metadata"])["account"] == "other"
    harmless(front.told(response) + str(form))


@pytest.mark.parametrize("callback_id", ["create_ticket", "escalate"])
def test_no_shortcut_on_a_message_of_partifuls_shows_any(front: Front, number: int, callback_id: str) -> None:
    ts, before = front.chat("U0DEV", f"Is {SECRET} slow?"), front.everything()
    front.slack.calls.clear()
    response = front.shortcut("U0OTTO", callback_id, ts)
    harmless(front.told(response, front.said()))
    assert front.everything() == before


@pytest.mark.parametrize("account", ["nobody", "", "PARTIFUL "])
def test_a_form_for_an_account_that_is_none_names_no_account(front: Front, account: str) -> None:
    for callback in ("view.new_ticket", "view.escalate"):
        response = front.submit("U0OTTO", callback, {"account": account}, FILLED_IN)
        assert "other" not in front.told(response, front.said()).lower().replace("another", "")
        harmless(front.told(response, front.said()))


FILLED_IN = {
    "type": {"input": {"type": "static_select", "selected_option": {"value": "question"}}},
    "product": {"input": {"type": "static_select", "selected_option": {"value": "voice"}}},
    "priority": {"input": {"type": "static_select", "selected_option": {"value": "P3"}}},
    "reason": {"input": {"type": "radio_buttons", "selected_option": {"value": "blocker"}}},
    "subject": {"input": {"type": "plain_text_input", "value": "s"}},
    "description": {"input": {"type": "plain_text_input", "value": "d"}},
}


@pytest.mark.parametrize("words", ["list mine", "mine"])
def test_staff_who_list_their_own_aloud_show_no_other_customers_tickets(front: Front, words: str) -> None:
    otto = front.bot.services.people.actor("other", "U0OTTO", "T0OTHER")
    theirs = {"account": "other", "channel": OTHER_CHANNEL, "requester": otto, "opened_by": otto}
    front.open(subject=f"{SECRET} is down", **theirs)
    since = front.said()
    response = front.mention("U0KIRK", words)
    assert SECRET not in front.told(response, since)
    assert SECRET in front.told(front.command("U0KIRK", "/ticket mine"))
