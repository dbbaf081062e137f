"""A modal as it stands filled in, and its submission."""

from dataclasses import dataclass

from bot.domain.keys import done
from bot.domain.keys.done import DoneKey
from handlers.payloads import person
from handlers.payloads.fields import Json, part, parts, text, text_or_none
from handlers.payloads.person import SlackPerson


@dataclass(frozen=True)
class OpenForm:
    """A modal on somebody's screen."""

    view_id: str
    callback_id: str
    metadata: str
    """What we gave it to carry along."""
    values: Json
    """What is entered: block id → action id → Slack's own description of it."""
    inputs: tuple[str, ...]
    """The ids of the blocks that take input, in order."""

    @property
    def once(self) -> DoneKey:
        """Name what its submission asks for: it is done once, however often it is sent."""
        return done.form(self.view_id)


@dataclass(frozen=True)
class Submission:
    """Somebody sends a modal."""

    person: SlackPerson
    form: OpenForm
    trigger_id: str
    channel = None

    @property
    def asked(self) -> str:
        """Name what was asked."""
        return self.form.callback_id


def read(body: Json) -> Submission:
    """Read a submitted modal; raises PayloadUnreadable."""
    return Submission(
        person.of_click(body), read_open_form(part(body, "view")), text_or_none(body, "trigger_id") or ""
    )


def read_open_form(view: Json) -> OpenForm:
    """Read a modal; raises PayloadUnreadable."""
    return OpenForm(
        view_id=text(view, "id"),
        callback_id=text_or_none(view, "callback_id") or "",
        metadata=text_or_none(view, "private_metadata") or "{}",
        values=part(part(view, "state"), "values"),
        inputs=tuple(
            text_or_none(block, "block_id") or ""
            for block in parts(view, "blocks")
            if block.get("type") == "input"
        ),
    )
