"""Calls: whoever is rung takes it or passes it on; who is not reached is passed over."""

from datetime import timedelta

import pytest

from bot.domain.sla import Priority
from bot.steps.new_ticket import Opened
from tests.fixtures.desk import Desk
from tests.fixtures.fake_pagers import FakePagers
from tests.integration.services.duty.asked import PUBLIC_URL, Outside

TEXT = (
    "PARTIFUL-1 P1 Partiful: SMS is failing. Nobody has taken it; an answer is due 3:00 AM ET. "
    "Engineers (24x7 PSE team) has it. Press 1 to take it, 2 to pass it on."
)
YOURS = "PARTIFUL-1 is yours. Please answer in its thread in Slack."


@pytest.fixture
def outside(night: Desk) -> Outside:
    """Give the world outside."""
    return Outside(night)


def rung(night: Desk) -> Opened:
    """Open a P1 and let Petra be rung about it."""
    opened = night.open(priority=Priority.P1)
    night.pass_time(timedelta(minutes=6))
    return opened


def asked_to_take(night: Desk) -> list[str]:
    """Return who was asked in Slack to take it because others were not reached."""
    return [text.split(" PARTIFUL-1")[0] for text in night.posted() if "nobody has taken it" in text]


def test_a_call_says_twice_what_it_is_about_and_which_keys_there_are(night: Desk, outside: Outside) -> None:
    rung(night)
    assert outside.call().says == [TEXT, TEXT]


def test_1_takes_it_and_nobody_else_is_asked(night: Desk, outside: Outside, pagers: FakePagers) -> None:
    opened = rung(night)
    assert outside.call(Digits="1").says == [YOURS]
    assert outside.ends("completed").status == "204 No Content"
    assert night.ticket(opened).assignee_slack == "U0PETRA"
    assert asked_to_take(night) == []
    assert [what for _, what, _ in pagers.told] == ["trigger", "sms", "call", "acknowledge"]


def test_a_key_that_comes_twice_counts_once(night: Desk, outside: Outside) -> None:
    opened = rung(night)
    assert [outside.call(Digits="1").says for _ in range(2)] == [[YOURS], [YOURS]]
    assert len(night.history(opened, "assigned")) == 2  # by the rule, and by her


def test_2_asks_whoever_is_next_at_once(night: Desk, outside: Outside) -> None:
    rung(night)
    for _ in range(2):
        says = outside.call(Digits="2").says
    assert says == ["PARTIFUL-1 is passed on. Whoever is next is asked now."]
    assert asked_to_take(night) == ["<@U0SAM>"]


@pytest.mark.parametrize("status", ["busy", "no-answer", "failed", "canceled", "completed"])
def test_whoever_is_not_reached_is_passed_over_once(night: Desk, outside: Outside, status: str) -> None:
    rung(night)
    for told in ("ringing", status, "in-progress", status):
        assert outside.ends(told).status == "204 No Content"
    assert asked_to_take(night) == ["<@U0SAM>"]


def test_another_key_says_it_again(night: Desk, outside: Outside) -> None:
    opened = rung(night)
    assert outside.call(Digits="7").says == [TEXT, TEXT]
    assert night.ticket(opened).assignee_slack is None


def test_who_is_rung_for_what_somebody_else_has_is_told_so(night: Desk, outside: Outside) -> None:
    opened = rung(night)
    night.services.lifecycle.take(opened.ticket_id, night.kirk)
    there = "Somebody is on PARTIFUL-1 already. Kirk McCalla has it. Nothing is left to do."
    assert outside.call().says == [there]
    assert outside.call(Digits="1").says == [there]
    outside.ends("completed")
    assert night.ticket(opened).assignee_slack == "U0KIRK"
    assert asked_to_take(night) == []


def test_what_is_solved_is_over(night: Desk, outside: Outside) -> None:
    opened = rung(night)
    night.solve(opened, "U0MAYA")
    assert outside.call(Digits="1").says == ["This is over. Nothing is left to do."]


def test_a_call_about_an_escalation_is_taken_with_its_acknowledgement(night: Desk, outside: Outside) -> None:
    opened = night.open()
    night.escalate(opened)
    night.pass_time(timedelta(seconds=1))
    assert outside.call(Digits="1").says == [YOURS]
    assert night.ticket(opened).assignee_slack == "U0PETRA"
    assert [event.actor_name for event in night.history(opened, "escalation_acknowledged")] == ["Petra Novak"]


def test_an_escalation_that_is_passed_on_climbs_at_once(
    night: Desk, outside: Outside, pagers: FakePagers
) -> None:
    opened = night.open()
    night.escalate(opened)
    night.pass_time(timedelta(seconds=1))
    outside.ends("no-answer")
    assert pagers.told == [("07:00", "call", "petra"), ("07:00", "call", "sam")]
    assert len(night.history(opened, "escalation_climbed")) == 1


def test_a_page_that_is_not_known_is_over(outside: Outside) -> None:
    answer = outside.twilio("/twilio/call?page=nothing", Digits="1")
    assert (answer.status, answer.says) == ("200 OK", ["This is over. Nothing is left to do."])


@pytest.mark.parametrize("forged", [{"token": "another"}, {"signed_for": "https://evil.example.com"}])
def test_what_is_not_signed_by_twilio_for_our_address_changes_nothing(
    night: Desk, outside: Outside, forged: dict[str, str]
) -> None:
    opened = rung(night)
    answer = outside.call(Digits="1", **forged)
    assert (answer.status, answer.body) == ("403 Forbidden", "not signed by Twilio for this address\n")
    assert night.ticket(opened).assignee_slack is None


def test_what_is_too_large_is_not_read(outside: Outside) -> None:
    answer = outside.ask("/twilio/call", b"x" * 70_000, {})
    assert (answer.status, answer.body) == ("413 Content Too Large", "too large\n")


@pytest.mark.parametrize(
    ("path", "method", "status"),
    [
        ("/twilio/call", "GET", "405 Method Not Allowed"),
        ("/twilio/else", "POST", "404 Not Found"),
        ("/pagerduty/webhook", "GET", "405 Method Not Allowed"),
    ],
)
def test_only_what_is_there_answers(outside: Outside, path: str, method: str, status: str) -> None:
    assert outside.ask(path, b"", {}, method).status == status


@pytest.mark.parametrize(
    ("signed_for", "headers", "status"),
    [
        (PUBLIC_URL, {}, "200 OK"),
        (PUBLIC_URL, {"HTTP_HOST": "10.0.0.7:3000", "HTTP_X_FORWARDED_PROTO": "http"}, "200 OK"),
        (f"{PUBLIC_URL}:443", {}, "200 OK"),
        (f"{PUBLIC_URL}:8443", {}, "403 Forbidden"),
        (PUBLIC_URL.replace("https", "http"), {}, "403 Forbidden"),
        (f"{PUBLIC_URL}/", {}, "403 Forbidden"),
        ("https://10.0.0.7:3000", {"HTTP_HOST": "10.0.0.7:3000"}, "403 Forbidden"),
    ],
)
@pytest.mark.parametrize("form", [{}, {"Digits": ""}, {"CallerName": "", "From": "+1 (415)"}])
def test_the_address_is_the_configured_one_whatever_a_proxy_says(
    night: Desk,
    outside: Outside,
    signed_for: str,
    headers: dict[str, str],
    status: str,
    form: dict[str, str],
) -> None:
    answer = outside.twilio("/twilio/call?page=x", signed_for=signed_for, headers=headers, **form)
    assert answer.status == status
