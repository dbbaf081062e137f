"""Texts, calls and incidents over HTTP: sent as Twilio and PagerDuty want them, once, at their own pace."""

import logging
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from twilio.rest import Client

from bot.clock import FakeClock
from bot.domain.keys import said
from bot.domain.keys.said import IncidentAction, SaidKey
from bot.domain.paging import Cause
from bot.outbox import pages
from bot.outbox.carrier import Carrier
from bot.outbox.pagerduty import PagerDutyCarrier
from bot.outbox.twilio import TwilioCarrier, twilio_client
from models.queues.outbox import Destination, Method, OutboxRow
from models.store.database import Database
from playground import Playground
from playground.pager.account import PagerAccount
from playground.pager.exchange import Exchange, Trouble
from playground.workspace.seed import demo_seed
from tests.fixtures.fake_slack import FakeSlack
from tests.integration.outbox.conftest import Bench

ACCOUNT = PagerAccount()
SENDER = ACCOUNT.number
PHONES = {"petra": "+14155550101", "sam": "+14155550102"}
INCIDENT = said.incident("PARTIFUL-1", Cause.P1, 1)
TEXT = "PARTIFUL-1 P1 Partiful: SMS is failing & <b>down</b>."

Carriers = dict[Destination, Carrier]


@pytest.fixture
def playground(clock: FakeClock) -> Iterator[Playground]:
    """Give a playground, whose exchange stands for Twilio and PagerDuty."""
    with Playground(demo_seed({}), clock) as running:
        yield running


@pytest.fixture
def exchange(playground: Playground) -> Exchange:
    """Give what arrives there."""
    return playground.exchange


@pytest.fixture
def carriers(database: Database, playground: Playground) -> Carriers:
    """Give what carries rows there."""

    def is_known(method: Method, sid: str, since: datetime) -> bool:
        with database.read() as session:
            return OutboxRow.is_sent_as(session, method, sid, since)

    client, url = client_of(playground), playground.url.rstrip("/")
    return {
        Destination.TWILIO: TwilioCarrier(client, SENDER, PHONES.get, is_known),
        Destination.PAGERDUTY: PagerDutyCarrier(ACCOUNT.routing_key, url),
    }


@pytest.fixture
def desk(database: Database, slack: FakeSlack, clock: FakeClock, carriers: Carriers) -> Bench:
    """Give an outbox whose relay texts, rings and pages."""
    bench = Bench(database, slack, clock)
    bench.relay = bench.another_relay(carriers=carriers)
    return bench


def client_of(playground: Playground) -> Client:
    """Return a client of the playground's Twilio."""
    account, token = ACCOUNT.twilio_sid, ACCOUNT.twilio_token
    return twilio_client(account, account, token, playground.url.rstrip("/"))


def ring(desk: Bench, method: Method, key: str = "page/1/a", to: str = "petra") -> None:
    """Have somebody rung, or sent a text."""
    with desk.database.begin() as session:
        pages.ring(session, method, key=SaidKey(key), to=to, text=TEXT, about={}, now=desk.clock.now())


def tell(desk: Bench, action: IncidentAction) -> None:
    """Have PagerDuty told of the incident."""
    with desk.database.begin() as session:
        link = "https://twilio.slack.com/archives/C1/p1"
        pages.incident(session, INCIDENT, action, desk.clock.now(), summary=TEXT, link=link)


def until_settled(desk: Bench) -> None:
    """Let time pass until nothing waits."""
    for _ in range(20):
        desk.relay.run_once()
        if set(desk.states().values()) <= {"sent", "failed", "withdrawn"}:
            return
        desk.clock.advance(timedelta(seconds=60))


def test_a_text_goes_to_the_persons_number(desk: Bench, exchange: Exchange) -> None:
    ring(desk, Method.SMS)
    until_settled(desk)
    [arrived] = exchange.texts
    assert arrived.asked == {"To": PHONES["petra"], "From": SENDER, "Body": TEXT}
    assert desk.row("page/1/a").sent_ts == arrived.sid


def test_no_number_and_no_secret_is_logged(desk: Bench, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        for number, method in enumerate((Method.SMS, Method.CALL)):
            ring(desk, method, f"page/{number}/a")
        tell(desk, IncidentAction.TRIGGER)
        until_settled(desk)
    assert not [
        secret
        for secret in (PHONES["petra"][1:], ACCOUNT.twilio_token, ACCOUNT.routing_key)
        if secret in caplog.text
    ]


def test_a_call_says_the_text_twice_and_rings_less_long_than_a_voicemail_waits(
    desk: Bench, exchange: Exchange
) -> None:
    ring(desk, Method.CALL)
    until_settled(desk)
    [call] = exchange.calls
    assert (call.to, call.asked["Timeout"]) == (PHONES["petra"], "25")
    assert call.asked["Twiml"].count("SMS is failing &amp; &lt;b&gt;down&lt;/b&gt;.</Say>") == 2


def test_where_requests_are_answered_twilio_asks_us_what_to_say(
    desk: Bench, exchange: Exchange, playground: Playground
) -> None:
    url = "https://bot.example.com"
    asking = TwilioCarrier(
        client_of(playground), SENDER, PHONES.get, lambda _method, _sid, _since: False, url
    )
    desk.relay = desk.another_relay(carriers={Destination.TWILIO: asking})
    ring(desk, Method.CALL)
    until_settled(desk)
    [call] = exchange.calls
    key = desk.row("page/1/a").key
    assert call.asked["Url"] == f"{url}/twilio/call?page={key}"
    assert call.asked["StatusCallback"] == f"{url}/twilio/status?page={key}"
    assert "Twiml" not in call.asked


@pytest.mark.parametrize("method", [Method.SMS, Method.CALL])
@pytest.mark.parametrize("trouble", [Trouble.ANSWER_LOST, Trouble.LOST, Trouble.BROKEN, Trouble.TOO_MANY])
def test_whatever_goes_wrong_on_the_way_a_phone_rings_once(
    desk: Bench, exchange: Exchange, method: Method, trouble: Trouble
) -> None:
    exchange.go_wrong(trouble)
    ring(desk, method)
    until_settled(desk)
    assert len(exchange.texts + exchange.calls) == 1
    assert desk.states() == {"page/1/a": "sent"}


def test_what_was_sent_for_another_ticket_is_not_taken_for_it(desk: Bench, exchange: Exchange) -> None:
    ring(desk, Method.CALL)
    until_settled(desk)
    exchange.go_wrong(Trouble.LOST)
    ring(desk, Method.CALL, "page/2/a")
    until_settled(desk)
    assert len(exchange.calls) == 2


@pytest.mark.parametrize(
    ("to", "trouble", "why"), [("petra", Trouble.REFUSED, "twilio_21610"), ("nobody", None, "no_number")]
)
def test_what_will_never_pass_is_given_up_with_its_code(
    desk: Bench, exchange: Exchange, to: str, trouble: Trouble | None, why: str
) -> None:
    exchange.go_wrong(*([trouble] if trouble else []))
    ring(desk, Method.SMS, to=to)
    until_settled(desk)
    row = desk.row("page/1/a")
    assert (row.state, row.error, exchange.texts) == ("failed", why, [])


def test_what_is_not_wanted_any_more_does_not_leave(desk: Bench, exchange: Exchange) -> None:
    ring(desk, Method.SMS)
    ring(desk, Method.CALL, "page/12/a")
    with desk.database.begin() as session:
        pages.stop_ringing(session, 1, desk.clock.now())
    until_settled(desk)
    assert desk.states() == {"page/1/a": "withdrawn", "page/12/a": "sent"}
    assert exchange.texts == []


def test_an_incident_follows_its_ticket(desk: Bench, exchange: Exchange) -> None:
    for action, status in zip(IncidentAction, ("triggered", "acknowledged", "resolved"), strict=True):
        tell(desk, action)
        until_settled(desk)
        [incident] = exchange.incidents
        assert (incident.key, incident.summary, incident.state) == ("tam:PARTIFUL-1:P1:1", TEXT, status)


@pytest.mark.parametrize("trouble", [Trouble.ANSWER_LOST, Trouble.LOST, Trouble.BROKEN, Trouble.TOO_MANY])
def test_whatever_goes_wrong_on_the_way_there_is_one_incident(
    desk: Bench, exchange: Exchange, trouble: Trouble
) -> None:
    exchange.go_wrong(trouble)
    for action in IncidentAction:
        tell(desk, action)
    until_settled(desk)
    [incident] = exchange.incidents
    assert [each for each in incident.told if each != "trigger"] == ["acknowledge", "resolve"]


def test_phones_ring_no_faster_than_twilio_takes_it(desk: Bench, carriers: Carriers) -> None:
    paced = desk.another_relay(carriers=carriers, pace=1.0)
    for number in range(3):
        ring(desk, Method.CALL, f"page/{number}/a")
    assert [paced.run_once() for _ in range(2)] == [1, 0]
    desk.clock.advance(timedelta(seconds=1))
    assert paced.run_once() == 1


def test_without_a_carrier_a_row_is_given_up_and_told(bench: Bench) -> None:
    ring(bench, Method.SMS)
    bench.relay.run_once()
    row = bench.row("page/1/a")
    assert (row.state, row.error) == ("failed", "nobody carries it")
    [alert] = bench.alerts
    assert alert.endswith("(twilio.sms to petra) was given up: nobody carries it.")
