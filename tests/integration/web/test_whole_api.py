"""The API as its own document describes it, tried by schemathesis: each page, asked rightly and wrongly."""

from typing import Any

import pytest
import schemathesis
from hypothesis import given, settings
from schemathesis import Case, GenerationMode

from bot.web.api.document import document
from tests.fixtures.desk import Desk
from tests.fixtures.examples import drawing
from tests.integration.web.knocking import reader


@pytest.mark.parametrize("mode", GenerationMode)
@pytest.mark.parametrize("page", document()["paths"])
def test_a_page_answers_as_the_document_says(two: Desk, page: str, mode: GenerationMode) -> None:
    program = reader(two)
    served = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", program.door)

    @settings(drawing(6))
    @given(served[page]["GET"].as_strategy(mode))
    def answers(case: Case[Any]) -> None:
        case.call_and_validate(headers={"Authorization": f"Bearer {program.token}"})

    answers()
