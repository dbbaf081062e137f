"""The API: what its document says is what comes back, and a token shows its own account alone."""

from datetime import timedelta
from functools import cache

import pytest
from jsonschema import Draft202012Validator

from bot.domain.integrations.grants import Scope
from bot.domain.integrations.public_events import PUBLIC_KINDS
from bot.steps.integrations import api_tokens
from bot.web.api.document import document
from tests.fixtures.desk import Desk
from tests.integration.web.knocking import Reader, reader

API = "/api/v1"


@cache
def shape(path: str, status: int) -> Draft202012Validator:
    """Return the shape that the document gives to an answer."""
    answer = document()["paths"][path]["get"]["responses"][str(status)]
    (content,) = answer["content"].values()
    return Draft202012Validator({**content["schema"], "components": document()["components"]})


def fits(path: str, status: int, body: object) -> None:
    """Fail unless an answer is of the shape that the document gives it."""
    shape(path, status).validate(body)


@pytest.mark.parametrize("path", [f"{API}/accounts", f"{API}/tickets", f"{API}/events"])
def test_an_answer_has_the_shape_that_the_document_gives_it(two: Desk, path: str) -> None:
    status, body = reader(two).get(path)
    assert (status, bool(body["data"])) == (200, True)
    fits(path, 200, body)


def test_one_ticket_has_it_too(two: Desk) -> None:
    status, body = reader(two).get(f"{API}/tickets/partiful-1")
    fits(f"{API}/tickets/{{key}}", status, body)
    assert (body["key"], body["subject"], body["assignee"]) == (
        "PARTIFUL-1",
        "Guests get no codes",
        {"role": "primary", "name": "Cierra Simms"},
    )
    assert body["due_at"][:19] == "2026-03-03T18:00:00"


def test_who_is_on_call_is_told_for_any_instant(two: Desk) -> None:
    for at, role in (("2026-03-03T10:00-05:00", "primary"), ("2026-03-04T00:00%2B01:00", "pse")):
        status, body = reader(two).get(f"{API}/on-call?account=partiful&at={at}")
        fits(f"{API}/on-call", status, body)
        assert body["now"]["role"] == role
    status, unencoded = reader(two).get(f"{API}/on-call?account=partiful&at=2026-03-04T00:00+01:00")
    assert unencoded == body


def test_the_document_names_every_page_and_needs_no_token(two: Desk) -> None:
    status, body = Reader(two).get(f"{API}/openapi.json")
    assert (status, body["openapi"]) == (200, "3.1.0")
    assert set(body["paths"]) == {f"{API}{page}" for page in PAGES}


PAGES = ("/accounts", "/tickets", "/tickets/{key}", "/events", "/on-call")


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        ("limit=0", "limit is a whole number from 1 to 100."),
        ("limit=101", "limit is a whole number from 1 to 100."),
        ("cursor=x", "cursor is a whole number from 0 to 999999999999999999."),
        ("status=closed", "status is one of open, pending, solved."),
        ("colour=red", "“colour” is not asked with here; account, status, cursor, limit is."),
        ("limit=1&limit=2", "limit is given twice."),
    ],
)
def test_what_cannot_be_asked_with_is_said(two: Desk, asked: str, why: str) -> None:
    refusal = {"title": "Bad Request", "status": 400, "detail": why}
    assert reader(two).get(f"{API}/tickets?{asked}") == (400, refusal)


def test_an_account_has_to_be_named_where_there_are_several(two: Desk) -> None:
    assert reader(two).get(f"{API}/on-call")[1]["detail"] == "Say which account."
    assert reader(two, "acme").get(f"{API}/on-call")[1]["account"] == "acme"


@pytest.mark.parametrize("page", ["", "/", "/ticket", "/tickets/", "/tickets/PARTIFUL-1/events"])
def test_a_page_that_is_none_is_said_to_be_none(two: Desk, page: str) -> None:
    status, body = reader(two).get(f"{API}{page}")
    assert (status, body["detail"]) == (404, "There is no such page; /api/v1/openapi.json names them all.")


@pytest.mark.parametrize("key", ["PARTIFUL-2", "ACME-1", "NOBODY-1", "PARTIFUL-x", "PARTIFUL-²", "1"])
def test_a_ticket_of_another_account_is_as_good_as_none(two: Desk, key: str) -> None:
    assert reader(two, "partiful").get(f"{API}/tickets/{key}")[1]["detail"] == "There is no such ticket."


def test_a_token_of_an_account_shows_that_account_alone(two: Desk) -> None:
    own = reader(two, "partiful")
    assert [one["key"] for one in own.get(f"{API}/accounts")[1]["data"]] == ["partiful"]
    assert {one["account"] for one in own.pages(f"{API}/tickets?limit=1")} == {"partiful"}
    assert {one["account"] for one in own.pages(f"{API}/events?limit=1")} == {"partiful"}
    for page in ("tickets", "events", "on-call"):
        assert own.get(f"{API}/{page}?account=acme")[1]["detail"] == "There is no such account."


def test_a_customer_is_told_what_the_thread_told_and_staff_everything(two: Desk) -> None:
    own, all_of_it = (reader(two, of).pages(f"{API}/events?ticket=PARTIFUL-1") for of in ("partiful", None))
    assert {one["kind"] for one in own} == {"opened", "assigned", "staff_responded", "customer_replied"}
    assert {one["kind"] for one in own} == {one["kind"] for one in all_of_it} & set(PUBLIC_KINDS)
    assert next(one["facts"] for one in own if one["kind"] == "assigned") == {
        "role": "primary",
        "name": "Cierra Simms",
    }
    assert "clock_started" in {one["kind"] for one in all_of_it}


@pytest.mark.parametrize("limit", [1, 2, 100])
def test_pages_hold_everything_once_in_order(two: Desk, limit: int) -> None:
    for page in ("tickets", "events"):
        ids = [one["id"] for one in reader(two).pages(f"{API}/{page}?limit={limit}")]
        assert ids == sorted(set(ids))
        assert len(ids) == len(reader(two).get(f"{API}/{page}?limit=100")[1]["data"])


def test_a_program_that_has_read_all_goes_on_where_it_was(changing: Desk) -> None:
    program = reader(changing)
    last = program.get(f"{API}/events?limit=100")[1]["last"]
    assert program.get(f"{API}/events?cursor={last}")[1] == {"data": [], "next_cursor": None, "last": last}
    changing.open(subject="More")
    assert program.get(f"{API}/events?cursor={last}")[1]["data"][0]["kind"] == "opened"


def test_events_of_one_account_are_found_though_others_have_many(
    two: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("models.integrations.api_pages.LOOKED_THROUGH", 2)
    found = reader(two, "acme").pages(f"{API}/events")
    assert [one["kind"] for one in found] == ["opened", "assigned"]


def test_the_tickets_that_stand_so_are_found(two: Desk) -> None:
    keys = {
        status: [one["key"] for one in reader(two).pages(f"{API}/tickets?status={status}")]
        for status in ("open", "pending", "solved")
    }
    assert keys == {"open": ["PARTIFUL-1", "ACME-1"], "pending": [], "solved": []}


@pytest.mark.parametrize("token", ["", "tam_wrong", "1"])
def test_without_a_token_that_is_known_nothing_is_told(two: Desk, token: str) -> None:
    program = Reader(two, token)
    status, body = program.get(f"{API}/tickets")
    assert (status, program.headers["WWW-Authenticate"]) == (401, "Bearer")
    fits(f"{API}/tickets", 401, body)
    assert program.get(f"{API}/nothing")[0] == 401


@pytest.mark.parametrize("scope", Scope)
def test_a_token_opens_the_pages_of_its_scopes_alone(two: Desk, scope: Scope) -> None:
    program = reader(two, "partiful", scope)
    page_of = {Scope.ACCOUNTS: "accounts", Scope.TICKETS: "tickets", Scope.EVENTS: "events"}
    opened = [page for page in ("accounts", "tickets", "events", "on-call") if _is_open(program, page)]
    assert opened == [page_of.get(scope, "on-call")]


def _is_open(program: Reader, page: str) -> bool:
    status, body = program.get(f"{API}/{page}")
    fits(f"{API}/{page}", status, body)
    return status == 200


def test_a_revoked_token_opens_nothing(changing: Desk) -> None:
    program = reader(changing)
    with changing.services.api.work() as work:
        assert api_tokens.withdraw_token(work, program.token)
        assert not api_tokens.withdraw_token(work, program.token)
    assert program.get(f"{API}/accounts")[0] == 401


def test_a_token_is_revoked_by_its_number_too(changing: Desk) -> None:
    program = reader(changing)
    with changing.services.api.work() as work:
        assert not api_tokens.withdraw_token(work, "2")
        assert api_tokens.withdraw_token(work, "1")
    assert program.get(f"{API}/accounts")[0] == 401


def test_only_a_hash_of_a_token_is_stored(two: Desk) -> None:
    token = reader(two).token
    with two.database.read() as session:
        stored = session.connection().exec_driver_sql("SELECT * FROM api_tokens").all()
    assert token not in repr(stored)


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "HEAD"])
def test_nothing_can_be_written(two: Desk, method: str) -> None:
    status, body = reader(two).get(f"{API}/tickets", method)
    assert (status, body["detail"]) == (405, "GET only.")


def test_an_instant_is_told_in_utc(changing: Desk) -> None:
    (ticket, *_) = reader(changing).pages(f"{API}/tickets")
    assert ticket["opened_at"] == "2026-03-03T15:00:00Z"
    changing.pass_time(timedelta(hours=4))
    assert reader(changing).pages(f"{API}/tickets")[0]["overdue"] is True


@pytest.mark.parametrize("asked", ["", "?limit=1", "?status=open", "?status=open&limit=1"])
def test_what_is_private_is_shown_to_the_providers_programs_alone(changing: Desk, asked: str) -> None:
    changing.open(channel="C0TRIAGE", private_at="https://console.example/agent/tickets/7", subject="Fees")
    changing.open(subject="More")
    own, all_of_it = reader(changing, "partiful"), reader(changing)
    assert "PARTIFUL-2" not in {one["key"] for one in own.pages(f"{API}/tickets{asked}")}
    assert {"PARTIFUL-1", "PARTIFUL-3"} == {one["key"] for one in own.pages(f"{API}/tickets{asked}")}
    assert "PARTIFUL-2" not in {one["ticket"] for one in own.pages(f"{API}/events")}
    assert own.get(f"{API}/tickets/PARTIFUL-2")[1]["detail"] == "There is no such ticket."
    [it] = [one for one in all_of_it.pages(f"{API}/tickets{asked}") if one["key"] == "PARTIFUL-2"]
    assert it["private"] is True
    assert "PARTIFUL-2" in {one["ticket"] for one in all_of_it.pages(f"{API}/events")}
