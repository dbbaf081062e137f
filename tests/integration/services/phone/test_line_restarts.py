"""A call outlives whoever answers it: its state stands in rows, and what is not heard of is found out."""

from datetime import timedelta
from urllib.parse import urlencode

import pytest
from twilio.request_validator import RequestValidator

from bot.domain.phone.line_call import CallOutcome
from bot.domain.sla import Priority
from bot.settings import Settings
from bot.web.door import early
from models.ticket import Ticket
from tests.fixtures.desk import CHANNEL, Desk
from tests.integration.services.phone.ringing import ENVIRONMENT, GOODBYE, LINE, MAYA, PUBLIC_URL, Call, Line


def restarted(line: Line) -> None:
    """Have another process answer from here on."""
    line.desk.__post_init__()
    line.__post_init__()


def outcomes(desk: Desk) -> list[str]:
    """Return how the calls ended that stand on tickets."""
    with desk.database.read() as session:
        found = Ticket.unsolved(session, "partiful")
    return [text for text in desk.said(CHANNEL) if " called at " in text] if found else []


def test_every_step_of_a_call_may_be_answered_by_another_process(line: Line, day: Desk) -> None:
    day.open()
    call = line.call()
    for keys in ("1", "4711", "1"):
        restarted(line)
        call.types(keys)
    restarted(line)
    call.answers("1")
    restarted(line)
    call.ring_ends("completed", bridged=True)
    assert [text.rpartition(" and ")[2] for text in outcomes(day)] == [
        "talked to Cierra Simms for under a minute."
    ]


@pytest.mark.parametrize("chooses", [True, False])
def test_a_call_of_which_nothing_more_is_heard_is_a_missed_one(line: Line, day: Desk, chooses: bool) -> None:
    if chooses:
        day.open()
    line.call().types("4711")
    day.pass_time(timedelta(minutes=6))
    with day.database.read() as session:
        assert Ticket.unsolved(session, "partiful")[-1].priority is Priority.P1
    assert len(outcomes(day)) == 1


def test_a_talk_is_waited_for_as_long_as_one_may_last(line: Line, day: Desk) -> None:
    call = line.call().types("4711")
    call.answers("1")
    day.pass_time(timedelta(hours=4))
    assert outcomes(day) == []
    call.ring_ends("completed", bridged=True)
    assert len(outcomes(day)) == 1
    day.pass_time(timedelta(hours=1))
    assert len(outcomes(day)) == 1


@pytest.mark.parametrize("told_in_time", [True, False])
def test_that_a_caller_is_gone_may_be_told_before_that_they_talked(
    line: Line, day: Desk, told_in_time: bool
) -> None:
    call = line.call().types("4711")
    call.answers("1")
    call.hangs_up()
    assert outcomes(day) == []
    if told_in_time:
        call.ring_ends("completed", bridged=True, gone=True)
    day.pass_time(timedelta(minutes=2))
    (told,) = outcomes(day)
    assert ("talked to Cierra Simms" in told) is told_in_time


def test_a_call_nobody_has_heard_of_is_over(line: Line) -> None:
    call = Call(line, "CA0", MAYA)
    for page in ("pin", "choice", "dialled", "recorded", "whisper", "accept"):
        call.ask(f"/twilio/voice/{page}?step=1", Digits="4711", ParentCallSid="CA0")
    call.hangs_up()
    gone = "The caller has hung up, or somebody else has the call. Goodbye."
    assert call.heard == [*[GOODBYE] * 4, gone, gone]


@pytest.mark.parametrize("step", ["", "0", "x", "99999999999999999999", "-1"])
def test_a_step_that_is_none_changes_nothing(line: Line, step: str) -> None:
    call = line.call()
    call.ask(f"/twilio/voice/pin?step={step}", Digits="4711")
    assert call.rings == ""


SIGNED = {"CallSid": "CA0", "From": MAYA, "To": LINE, "CallerName": "", "CallStatus": "ringing"}


@pytest.mark.parametrize(
    ("of", "token", "status"),
    [
        (PUBLIC_URL, "12345", "200 OK"),
        ("https://bot.example.com", "12345", "200 OK"),
        (PUBLIC_URL, "67890", "200 OK"),
        (PUBLIC_URL, "another", "403 Forbidden"),
        ("https://proxy.internal:8443", "12345", "403 Forbidden"),
        ("http://bot.example.com:8443", "12345", "403 Forbidden"),
    ],
)
def test_a_request_is_heard_if_signed_for_our_address_with_either_token(
    line: Line, of: str, token: str, status: str
) -> None:
    signature = RequestValidator(token).compute_signature(f"{of}/twilio/voice", SIGNED)
    assert line.send("/twilio/voice", urlencode(SIGNED).encode(), signature)[0] == status


def test_the_signature_of_the_vector_is_heard() -> None:
    form = {"CallSid": "CA1", "From": "+1415"}
    signature = "1uMsK6wKMSmKU1czq2o+RWHIttA="
    assert RequestValidator("12345").compute_signature("https://example.com/myapp", form) == signature


def test_the_fallback_names_numbers_without_database_and_slack(line: Line) -> None:
    (path, answer), *_ = early(Settings.read(ENVIRONMENT), line.desk.runbook).items()
    assert path == "/twilio/fallback"
    call, away = line.call(), "We cannot connect you just now. Please open a ticket in your Slack channel"
    line.answer = answer
    call.heard.clear()
    call.ask(path)  # the number that was called is the one that does not work
    call.ask(path, From="anonymous")
    assert call.heard == [f"{away}, or call + 1 6 5 0 4 5 9 4 3 5 7.", f"{away}."]


def test_outcomes_are_all_told_somewhere() -> None:
    assert {one for one in CallOutcome if one.waits} == {CallOutcome.MISSED, CallOutcome.ABANDONED}
