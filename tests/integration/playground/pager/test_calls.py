"""Calls: phones ring, are answered or not, and do what an app answers, as Twilio's would."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from twilio.rest import Client

from playground import Playground
from tests.integration.playground.clocks import StandingClock
from tests.integration.playground.control import JSON, Control
from tests.integration.playground.pager.voice_app import VoiceApp

MENU = '<Gather numDigits="1" action="/key"><Say>Press 1.</Say></Gather><Say>Nobody did.</Say>'
SORRY = "We are sorry. An application error has occurred. Goodbye."

Call = Callable[..., None]


@pytest.fixture
def call(playground: Playground, app: VoiceApp, twilio: Client) -> Iterator[Call]:
    """Give what has Petra rung by the app; whatever it was asked was signed."""
    petra = playground.exchange.book.number("U0PETRA")

    def ring(**told: object) -> None:
        asked = {"url": f"{app.url}/call?page=a%2Fb", "status_callback": f"{app.url}/status", **told}
        twilio.calls.create(to=petra, from_=playground.exchange.account.number, timeout=25, **asked)

    yield ring
    assert app.unsigned == []


def of_petra(control: Control) -> JSON:
    """Return Petra's newest call."""
    return dict(control.get("calls", who="petra")["calls"][-1])


def later(playground: Playground, clock: StandingClock, seconds: int) -> None:
    """Let time pass."""
    clock.instant += timedelta(seconds=seconds)
    playground.pass_time_outside()


def test_a_key_is_told_to_the_address_that_gathers_it(call: Call, app: VoiceApp, control: Control) -> None:
    app.answers = {"/call": MENU, "/key": "<Say>Thanks.</Say><Hangup/>"}
    call()
    assert of_petra(control)["status"] == "ringing"
    told = control.post("press", who="petra", key="1")
    assert (told["status"], told["heard"]) == ("completed", ["Press 1.", "Thanks."])
    assert app.last("/key")["Digits"] == "1"
    assert app.statuses() == ["completed"]


@pytest.mark.parametrize(
    ("deed", "status"), [("decline", "busy"), ("let_ring", "no-answer"), ("voicemail", "completed")]
)
def test_who_does_not_answer_is_told_of_as_twilio_would(
    call: Call, app: VoiceApp, control: Control, deed: str, status: str
) -> None:
    app.answers = {"/call": MENU}
    call()
    assert control.post(deed, who="petra")["ok"]
    assert app.statuses() == [status]
    assert of_petra(control)["heard"] == (["Press 1.", "Nobody did."] if deed == "voicemail" else [])


def test_a_phone_stops_ringing_and_a_menu_stops_waiting_by_the_clock(
    call: Call, app: VoiceApp, control: Control, playground: Playground, clock: StandingClock
) -> None:
    app.answers = {"/call": MENU}
    for answers in (False, True):
        call()
        if answers:
            control.post("answer", who="petra")
        later(playground, clock, 24)
        later(playground, clock, 1)
    assert app.statuses() == ["no-answer", "completed"]
    assert of_petra(control)["heard"] == ["Press 1.", "Nobody did."]


def test_all_events_that_are_asked_for_are_told_in_order_unless_they_are_not(
    call: Call, app: VoiceApp, control: Control, playground: Playground, clock: StandingClock
) -> None:
    events = ["initiated", "ringing", "answered", "completed"]
    told = {}
    for how in ("prompt", "twice", "reordered"):
        assert control.post("pager/callbacks", how=how)["ok"]
        call(status_callback_event=events)
        control.get("quiet")
        control.post("answer", who="petra")
        later(playground, clock, 61)
        told[how], app.asked = app.statuses(), []
    once = ["initiated", "ringing", "in-progress", "completed"]
    assert told == {
        "prompt": once,
        "twice": [one for one in once for _ in range(2)],
        "reordered": once[::-1],
    }


@pytest.mark.parametrize(
    ("answer", "problem"),
    [
        (500, "11200"),
        ("<Say>unclosed", "12100"),
        ("<Sing>la</Sing>", "12200"),
        ("<Gather><Hangup/></Gather>", "12200"),
        ("<Dial/>", "13223"),
        ("<Redirect>/call</Redirect>", "12100"),
    ],
)
def test_an_answer_that_cannot_be_followed_ends_the_call_unless_there_is_a_fallback(
    call: Call, app: VoiceApp, control: Control, answer: str | int, problem: str
) -> None:
    app.answers = {"/call": answer, "/fallback": "<Say>Try again later.</Say>"}
    call()
    control.post("answer", who="petra")
    assert (of_petra(control)["heard"], of_petra(control)["problem"][:5]) == ([SORRY], problem)
    if answer == 500:
        call(fallback_url=f"{app.url}/fallback")
        assert control.post("answer", who="petra")["heard"] == ["Try again later."]
        assert app.last("/fallback")["ErrorCode"] == problem


def test_what_cannot_be_done_with_a_phone_is_said(control: Control) -> None:
    shown = {
        deed: control.post(deed, who="petra", **told)["shown"]
        for deed, told in (
            ("answer", {}),
            ("press", {"key": "1"}),
            ("press", {"key": "seven"}),
            ("hang_up", {}),
            ("ring", {}),
        )
    }
    assert shown == {
        "answer": "This phone does not ring.",
        "press": "A phone has the keys 0 to 9, * and #.",
        "hang_up": "Nobody is in a call on this phone.",
        "ring": "Nobody answers the app's number: it has no address for calls.",
    }


class TestSupportLine:
    """Somebody calls the app's number, and is put through."""

    @pytest.fixture(autouse=True)
    def line(self, playground: Playground, app: VoiceApp, control: Control) -> None:
        control.post("pager/voice", url=f"{app.url}/voice", status_callback=f"{app.url}/status")
        book = playground.exchange.book
        sam, petra = book.number("U0SAM"), book.number("U0PETRA")
        numbers = f'<Number url="/whisper">{petra}</Number><Number url="/whisper">{sam}</Number>'
        app.answers = {
            "/voice": '<Gather input="dtmf" finishOnKey="#" action="pin"><Say>Your PIN?</Say></Gather>',
            "/pin": f'<Dial sequential="true" timeout="20" action="/dialled">{numbers}</Dial>',
            "/whisper": '<Gather numDigits="1" action="/accept"><Say>Maya calls.</Say></Gather><Hangup/>',
            "/accept": "",
            "/dialled": '<Record action="/left" maxLength="60"/>',
            "/left": "<Say>Thanks.</Say>",
        }
        control.post("ring", who="maya")

    @pytest.fixture
    def put_through(self, control: Control) -> None:
        control.post("press", who="maya", key="4711#")

    def test_each_key_is_waited_for_as_long_as_the_first(
        self, app: VoiceApp, control: Control, playground: Playground, clock: StandingClock
    ) -> None:
        for key in "471":
            later(playground, clock, 4)
            control.post("press", who="maya", key=key)
        later(playground, clock, 4)
        control.post("press", who="maya", key="1#")
        assert app.last("/pin")["Digits"] == "4711"

    def test_keys_that_nothing_follows_are_taken_as_they_are(
        self, app: VoiceApp, control: Control, playground: Playground, clock: StandingClock
    ) -> None:
        control.post("press", who="maya", key="47")
        later(playground, clock, 5)
        assert app.last("/pin")["Digits"] == "47"

    @pytest.mark.usefixtures("put_through")
    def test_the_first_who_accepts_talks_until_somebody_hangs_up(
        self, app: VoiceApp, control: Control
    ) -> None:
        assert app.last("/pin")["Digits"] == "4711"
        control.post("decline", who="petra")
        assert control.post("press", who="sam", key="1")["heard"] == ["Maya calls."]
        assert app.last("/accept")["ParentCallSid"] == app.last("/voice")["CallSid"]
        control.post("hang_up", who="sam")
        told = app.last("/dialled")
        assert (told["DialCallStatus"], told["DialBridged"]) == ("completed", "true")

    @pytest.mark.usefixtures("put_through")
    def test_a_voicemail_that_answers_is_not_talked_to(self, app: VoiceApp, control: Control) -> None:
        control.post("voicemail", who="petra")
        told = app.last("/dialled")
        assert (told["DialCallStatus"], told["DialBridged"]) == ("completed", "false")

    @pytest.mark.usefixtures("put_through")
    def test_where_nobody_answers_a_message_is_left(
        self, app: VoiceApp, control: Control, playground: Playground, clock: StandingClock
    ) -> None:
        control.post("let_ring", who="petra")
        later(playground, clock, 20)
        assert app.last("/dialled")["DialCallStatus"] == "no-answer"
        assert control.post("record", who="maya", words="Call me back.")["heard"] == ["Your PIN?", "Thanks."]
        assert app.last("/left")["RecordingDuration"] == "1"
        assert app.statuses() == ["completed"]

    @pytest.mark.usefixtures("put_through")
    def test_whoever_hangs_up_stops_the_phones_that_ring_for_them(
        self, app: VoiceApp, control: Control
    ) -> None:
        control.post("hang_up", who="maya")
        statuses = {one["who"]: one["status"] for one in control.get("calls")["calls"]}
        assert statuses == {"Maya Chen": "completed", "Petra Novak": "canceled"}
