"""The one place where a refusal becomes an answer, in the place where the person is."""

import json
import logging
import uuid
from typing import Any

from slack_bolt import App, BoltContext, BoltRequest, BoltResponse

from bot.blocks.answers.lists import answer
from bot.blocks.forms.forms_state import FormRefused
from bot.blocks.forms.modals import message_modal
from bot.errors import BotError, DoneBefore
from handlers import answers, refusals

log = logging.getLogger(__name__)


def register(app: App) -> None:
    """Have every error of a listener answered here."""
    app.error(answer_error)


def answer_error(
    error: Exception, body: dict[str, Any], context: BoltContext, request: BoltRequest
) -> BoltResponse:
    """Answer a refusal where the person is; log anything else, and let Slack send an event again."""
    if isinstance(error, DoneBefore):
        return BoltResponse(status=200)
    if isinstance(error, BotError):
        refusals.note(context["services"], error, body)
        return _refused(str(error), error, body, context)
    number = uuid.uuid4().hex[:8]
    log.exception("a listener failed (%s)", number, exc_info=error)
    if body.get("type") == "event_callback":
        return BoltResponse(status=500)
    words = f"Something went wrong on our side ({number}). Nothing was changed. Please try again."
    return _refused(words, error, body, context)


def _refused(words: str, error: Exception, body: dict[str, Any], context: BoltContext) -> BoltResponse:
    if body.get("type") == "view_submission":
        return (
            _json({"response_action": "errors", "errors": error.errors})
            if isinstance(error, FormRefused)
            else _json({"response_action": "update", "view": message_modal("Not done", words)})
        )
    if "command" in body:
        said = answer(words)
        return _json({"response_type": "ephemeral", "text": said.text, "blocks": said.blocks})
    answers.say(context, answer(words))
    return BoltResponse(status=200)


def _json(content: dict[str, Any]) -> BoltResponse:
    return BoltResponse(status=200, body=json.dumps(content), headers={"content-type": "application/json"})
