"""Another site's page stays out; a malformed request is answered with what is wrong and changes nothing."""

import json
from http.client import HTTPConnection
from typing import Any
from urllib.parse import urlsplit

import pytest

from playground import Playground, demo_seed
from tests.fixtures.patience import PATIENCE_S
from tests.integration.playground.clocks import Machine, StandingClock
from tests.integration.playground.poll_app import manifest
from tests.integration.playground.raw_apps import RawHttpApp, http_app

SAID = {"as": "maya", "channel": "tam-partiful", "text": "evil"}


def ask(playground: Playground, method: str, path: str, body: Any = None, **headers: str) -> tuple[int, Any]:
    connection = HTTPConnection(urlsplit(playground.url).netloc, timeout=PATIENCE_S)
    sent = body if isinstance(body, str) else json.dumps(body)
    connection.request(method, path, sent, {name.replace("_", "-"): told for name, told in headers.items()})
    answer = connection.getresponse()
    text = answer.read().decode()
    connection.close()
    return answer.status, json.loads(text) if text.startswith("{") else text


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Host": "evil.example"},
        {"Sec_Fetch_Site": "cross-site"},
    ],
)
def test_a_page_of_another_site_can_neither_act_nor_look(
    playground: Playground, headers: dict[str, str]
) -> None:
    assert ask(playground, "POST", "/control/say", SAID, **headers)[0] == 403
    assert ask(playground, "GET", "/control/world", **headers)[0] == 403
    posted = "/api/chat.postMessage?token=xoxb-playground&channel=C0PARTIFUL&text=evil"
    assert ask(playground, "GET", posted, **headers)[0] == 403
    assert playground.workspace.messages("C0PARTIFUL") == []


def test_programs_our_own_page_and_links_to_it_come_in(playground: Playground) -> None:
    own = playground.url.rstrip("/")
    assert ask(playground, "POST", "/control/say", SAID)[0] == 200
    assert ask(playground, "POST", "/control/say", SAID, Origin=own, Sec_Fetch_Site="same-origin")[0] == 200
    assert ask(playground, "GET", "/", Sec_Fetch_Site="cross-site")[0] == 200


@pytest.mark.parametrize("path", ["/control/say", "/page/act", "/control/slack/time", "/hooks/response/x"])
def test_a_body_that_nobody_can_read_is_a_bad_request(playground: Playground, path: str) -> None:
    assert ask(playground, "POST", path, "[" * 100_000, Content_Type="application/json")[0] in (400, 404)
    assert ask(playground, "POST", path, "{}", Content_Type="application/json; charset=nonsense")[0] in (
        400,
        404,
    )


def test_arguments_of_the_wrong_kind_have_slacks_name(playground: Playground) -> None:
    headers = {"Authorization": "Bearer xoxb-playground", "Content_Type": "application/json"}
    told = {"cursor": "at:" + "9" * 5000, "limit": [1]}
    assert ask(playground, "POST", "/api/conversations.list", told, **headers)[1]["ok"] is False


def test_a_request_url_where_nobody_answers_leaves_the_old_one(playground: Playground) -> None:
    with http_app() as app:
        app = _verified(playground, app)
        for url in ("http://127.0.0.1:9/", "ftp://x", "notaurl", 5):
            assert ask(playground, "POST", "/control/slack/request_url", {"url": url})[1]["ok"] is False
        playground.acting_as("U0CIERRA").say("C0PARTIFUL", "hello")
        playground.workspace.wait_for(lambda: any("hello" in body for _, body in app.requests))


def _verified(playground: Playground, app: RawHttpApp) -> RawHttpApp:
    assert playground.set_request_url(app.url)
    return app


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        ("slow", {"seconds": "5"}),
        ("fail", {"method": "auth.test", "times": "x"}),
        ("fail", {"method": "auth.test", "status": 99999}),
        ("fail", {"method": "auth.test", "error": {"a": 1}}),
        ("events_twice", {"how": "bogus"}),
    ],
)
def test_a_fault_that_makes_no_sense_is_refused(playground: Playground, fault: str, told: Any) -> None:
    assert ask(playground, "POST", f"/control/faults/{fault}", told)[0] == 400


@pytest.mark.parametrize("told", [{"by": 1e30}, {"by": 4e8}, {"to": "9999-12-31T23:59:59+00:00"}])
def test_the_clock_does_not_leave_the_decade(clock: StandingClock, told: Any) -> None:
    before = clock.now()
    with Playground(demo_seed(manifest()), clock, time_machine=Machine(clock)) as movable:
        for path in ("/page/time", "/control/slack/time"):
            assert not ask(movable, "POST", path, told)[1]["ok"]
        assert clock.now() == before
        assert ask(movable, "POST", "/page/time", {"by": 60})[1]["ok"]


def test_a_person_without_a_name_is_refused(playground: Playground) -> None:
    told = {"user": "maya", "name": None}
    assert ask(playground, "POST", "/control/admin/change_person", told)[0] == 400
    again = {"team": "Twilio", "name": "new", "id": "U0MAYA"}
    assert ask(playground, "POST", "/control/admin/add_person", again)[1]["ok"] is False


def test_fifty_who_wait_hold_up_nobody_else(playground: Playground) -> None:
    waiting = [HTTPConnection(urlsplit(playground.url).netloc, timeout=PATIENCE_S) for _ in range(50)]
    for one in waiting:
        one.request("GET", "/control/ephemerals?as=maya&text=zz&wait=60")
    assert ask(playground, "GET", "/page/state?as=U0DEV")[0] == 200
    for one in waiting:
        one.close()
