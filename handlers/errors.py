"""The one place where a refusal becomes an answer, in the place where the person is."""

import json
import logging
import uuid

from slack_bolt import App, BoltContext, BoltRequest, BoltResponse

from bot.blocks.answers.lists import plain_answer
from bot.blocks.forms.forms_state import FormRefused
from bot.blocks.forms.modals import message_modal
from bot.errors import BotError, DoneBefore
from handlers import answers, refusals
from handlers.payloads.command import SlashCommand
from handlers.payloads.fields import Json, PayloadUnreadable
from handlers.payloads.submission import Submission

log = logging.getLogger(__name__)


def register(app: App) -> None:
    """Have every error of a listener answered here."""
    app.error(answer_error)


def answer_error(error: Exception, body: Json, context: BoltContext, request: BoltRequest) -> BoltResponse:
    """Answer a refusal where the person is; log anything else, and let Slack send an event again."""
    if isinstance(error, PayloadUnreadable):
        log.error("%s Its kind is %s.", error, body.get("type") or body.get("command"))
        return BoltResponse(status=400)
    if isinstance(error, DoneBefore):
        return BoltResponse(status=200)
    if isinstance(error, BotError):
        refusals.note(context["services"], error, context["incoming"])
        return _refused(str(error), error, context)
    number = uuid.uuid4().hex[:8]
    log.exception("a listener failed (%s)", number, exc_info=error)
    if body.get("type") == "event_callback":
        return BoltResponse(status=500)
    words = f"Something went wrong on our side ({number}). Nothing was changed. Please try again."
    return _refused(words, error, context)


def _refused(words: str, error: Exception, context: BoltContext) -> BoltResponse:
    incoming = context["incoming"]
    if isinstance(incoming, Submission):
        return (
            _json({"response_action": "errors", "errors": error.errors})
            if isinstance(error, FormRefused)
            else _json({"response_action": "push", "view": message_modal("Not done", words)})
        )
    if isinstance(incoming, SlashCommand):
        said = plain_answer(words)
        return _json({"response_type": "ephemeral", "text": said.text, "blocks": said.blocks})
    answers.refuse(context, refusals.title(error), words)
    return BoltResponse(status=200)


def _json(content: Json) -> BoltResponse:
    return BoltResponse(status=200, body=json.dumps(content), headers={"content-type": "application/json"})
