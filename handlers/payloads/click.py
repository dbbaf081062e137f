"""A click on a button, or a choice from a menu, on a message or in a modal."""

from dataclasses import dataclass

from bot.domain.keys import done
from bot.domain.keys.done import DoneKey
from handlers.payloads import person
from handlers.payloads.fields import Json, part, parts, text, text_or_none
from handlers.payloads.person import SlackPerson
from handlers.payloads.submission import OpenForm, read_open_form


@dataclass(frozen=True)
class Click:
    """One click; `value` is what the button, or the option that was chosen, carries."""

    person: SlackPerson
    action_id: str
    value: str
    channel: str | None
    trigger_id: str
    form: OpenForm | None
    """The modal that it was made in."""
    thread_ts: str | None = None
    """The thread that the clicked message stands in, or begins."""
    on_home: bool = False
    """Whether it was made on somebody's Home tab."""

    @property
    def asked(self) -> str:
        """Name what was asked."""
        return self.action_id

    @property
    def once(self) -> DoneKey | None:
        """Name this very click, so that it is done once however often Slack tells of it; None if unknown."""
        return done.click(self.person.user, self.trigger_id) if self.trigger_id else None


def read(body: Json) -> Click:
    """Read a click; raises PayloadUnreadable."""
    action = next(iter(parts(body, "actions")), {})
    view = part(body, "view")
    on_home = text_or_none(view, "type") == "home"
    chosen = text_or_none(part(action, "selected_option"), "value")
    return Click(
        person=person.of_click(body),
        action_id=text(action, "action_id"),
        value=chosen or text_or_none(action, "value") or "",
        channel=text_or_none(part(body, "channel"), "id"),
        trigger_id=text_or_none(body, "trigger_id") or "",
        form=read_open_form(view) if view and not on_home else None,
        thread_ts=text_or_none(part(body, "container"), "thread_ts")
        or text_or_none(part(body, "message"), "thread_ts"),
        on_home=on_home,
    )
