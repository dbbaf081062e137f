"""The API's own document, OpenAPI 3.1: written from the table of questions and the values they return."""

from functools import cache
from typing import Any, Final

from pydantic import TypeAdapter

from bot.web.api.readable import READABLE, AskedWith, Readable

BASE: Final = "/api/v1"
VERSION: Final = "1"
Document = dict[str, Any]  # JSON, as OpenAPI has it
_REF: Final = "#/components/schemas/{model}"
_REFUSALS: Final = {
    "400": "What was asked with is not usable",
    "401": "No token, or one that is not known",
    "403": "The token was not made for this",
    "404": "There is no such account or ticket",
}


@cache
def document() -> Document:
    """Return the document."""
    shapes, schemas = TypeAdapter.json_schemas(
        [(question.path, "serialization", question.shape) for question in READABLE], ref_template=_REF
    )
    paths = {
        f"{BASE}{question.path}": {"get": _operation(question, shapes[question.path, "serialization"])}
        for question in READABLE
    }
    return {
        "openapi": "3.1.0",
        "info": {"title": "tam-bot", "version": VERSION},
        "security": [{"token": []}],
        "paths": paths,
        "components": {
            "schemas": {**schemas["$defs"], "Problem": _PROBLEM},
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
    }


_PROBLEM: Final = {
    "type": "object",
    "properties": {
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "What is wrong, in a sentence"},
    },
    "required": ["title", "status", "detail"],
}


def _operation(question: Readable, shape: object) -> Document:
    refused = {"application/problem+json": {"schema": {"$ref": _REF.format(model="Problem")}}}
    answers = {"200": {"description": "The answer", "content": {"application/json": {"schema": shape}}}}
    refusals = {status: {"description": why, "content": refused} for status, why in _REFUSALS.items()}
    return {
        "summary": question.about,
        "description": f"Needs a token that was made for `{question.scope}`.",
        "operationId": question.path.strip("/").replace("/{key}", "_by_key"),
        "parameters": [*_in_path(question), *_in_query(question)],
        "responses": {**answers, **refusals},
    }


def _in_path(question: Readable) -> list[Document]:
    about = "What people call it, as in PARTIFUL-12"
    told = {"in": "path", "required": True, "description": about, "schema": {"type": "string"}}
    return [{"name": name, **told} for name in question.places]


def _in_query(question: Readable) -> list[Document]:
    return [_parameter(name, asked) for name, asked in question.query.items()]


def _parameter(name: str, asked: AskedWith) -> Document:
    return {
        "name": name,
        "in": "query",
        "required": False,
        "description": asked.about,
        "schema": dict(asked.schema),
    }
