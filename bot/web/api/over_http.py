"""Answering the API's questions over HTTP: whose token it is, which question, and how it is refused."""

import json
from collections.abc import Iterable, Mapping
from http import HTTPStatus
from typing import Final
from urllib.parse import parse_qs
from wsgiref.types import StartResponse, WSGIEnvironment

from bot.errors import BotError, NotAllowed, NotFound, WrongInput
from bot.services.integrations.api import Api
from bot.web.api.document import BASE, document
from bot.web.api.readable import READABLE, Asked, Readable

DOCUMENT: Final = f"{BASE}/openapi.json"
_STATUS: Final[Mapping[type[BotError], HTTPStatus]] = {
    WrongInput: HTTPStatus.BAD_REQUEST,
    NotAllowed: HTTPStatus.FORBIDDEN,
    NotFound: HTTPStatus.NOT_FOUND,
}
_NO_TOKEN: Final = "Send a token that is in force: Authorization: Bearer tam_…"


class ApiPages:
    """The WSGI application of the API."""

    def __init__(self, api: Api) -> None:
        self._api = api

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer one request."""
        if environ.get("REQUEST_METHOD") != "GET":
            return _refused(start_response, HTTPStatus.METHOD_NOT_ALLOWED, "GET only.")
        path = environ.get("PATH_INFO", "")
        if path == DOCUMENT:
            return _answered(start_response, json.dumps(document()).encode())
        try:
            return self._answer(path, environ, start_response)
        except (WrongInput, NotAllowed, NotFound) as error:
            return _refused(start_response, _STATUS[type(error)], str(error))

    def _answer(self, path: str, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        kind, _, token = str(environ.get("HTTP_AUTHORIZATION", "")).partition(" ")
        grant = self._api.grant(token.strip()) if kind.casefold() == "bearer" else None
        if grant is None:
            return _refused(start_response, HTTPStatus.UNAUTHORIZED, _NO_TOKEN)
        question, places = _question(path)
        asked = {**_asked(question, str(environ.get("QUERY_STRING", ""))), **places}
        answer = question.ask(self._api, grant, asked)
        return _answered(start_response, question.shape.dump_json(answer))


def _question(path: str) -> tuple[Readable, Asked]:
    below = path.removeprefix(BASE)
    for question in READABLE:
        places = question.matches(below)
        if places is not None:
            return question, places
    raise NotFound(f"There is no such page; {DOCUMENT} names them all.")


def _asked(question: Readable, query: str) -> Asked:
    """Return what the query asks with; raise WrongInput for what is no part of the question."""
    asked = parse_qs(query, keep_blank_values=True)
    unknown = [name for name in asked if name not in question.query]
    if unknown:
        known = ", ".join(question.query) or "nothing"
        raise WrongInput(f"“{unknown[0]}” is not asked with here; {known} is.")
    twice = [name for name, values in asked.items() if len(values) > 1]
    if twice:
        raise WrongInput(f"{twice[0]} is given twice.")
    return {name: values[0] for name, values in asked.items()}


def _answered(start_response: StartResponse, body: bytes) -> Iterable[bytes]:
    headers = [("Content-Type", "application/json"), ("Cache-Control", "no-store")]
    start_response("200 OK", [*headers, ("Content-Length", str(len(body)))])
    return [body]


def _refused(start_response: StartResponse, status: HTTPStatus, why: str) -> Iterable[bytes]:
    body = json.dumps({"title": status.phrase, "status": status.value, "detail": why}).encode()
    headers = [("Content-Type", "application/problem+json"), ("Content-Length", str(len(body)))]
    if status is HTTPStatus.UNAUTHORIZED:
        headers.append(("WWW-Authenticate", "Bearer"))
    if status is HTTPStatus.METHOD_NOT_ALLOWED:
        headers.append(("Allow", "GET"))
    start_response(f"{status.value} {status.phrase}", headers)
    return [body]
