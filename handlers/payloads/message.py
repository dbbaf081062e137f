"""A message as Slack shows it: in an event, under a shortcut, or in a channel's history."""

from dataclasses import dataclass

from bot.blocks.kit.text import escape
from bot.domain.commands.remainder import has_words
from bot.domain.keys import done
from bot.domain.keys.done import DoneKey
from bot.services.conversation import SharedFile
from handlers.payloads import attachments, person
from handlers.payloads.fields import Json, parts, text, text_or_none, texts
from handlers.payloads.fields import part as part_of
from handlers.payloads.person import SlackPerson

_SAID_BY_A_PERSON = (None, "file_share", "thread_broadcast", "me_message")


@dataclass(frozen=True)
class EmojiOn:
    """An emoji that stands on a message, and whose it is; Slack names some of many, but counts all."""

    emoji: str
    users: tuple[str, ...]
    count: int


@dataclass(frozen=True)
class SlackMessage:
    """One message; its texts are Slack's own, entities and all. Every `ts` is Slack's: seconds, as text."""

    channel: str
    ts: str
    text: str
    author: SlackPerson | None = None
    thread_ts: str | None = None
    """The thread that it is a reply in; None for what begins one, which Slack marks with its own ts."""
    subtype: str | None = None
    is_bot: bool = False
    files: tuple[SharedFile, ...] = ()
    edited_ts: str | None = None
    latest_reply: str | None = None
    emoji: tuple[EmojiOn, ...] = ()
    forwarded: str = ""
    """The words of the messages that were forwarded with it: nobody says them to us."""

    @property
    def words(self) -> str:
        """Return all that it says: its own text, and what was forwarded."""
        return "\n".join(said for said in (self.text, self.forwarded) if said)

    @property
    def told(self) -> str:
        """Return what a ticket of it is about: its words; where it has none, its files by their names."""
        return self.words if has_words(self.words) else "\n".join([self.words, *self.file_names]).strip()

    @property
    def file_names(self) -> tuple[str, ...]:
        """Return what its files are called; some come from another company without a name."""
        return tuple(escape(file.name or "A file without words") for file in self.files)

    @property
    def root(self) -> str:
        """Return the ts of the thread it belongs to: its own, for a message at top level."""
        return self.thread_ts or self.ts

    @property
    def key(self) -> DoneKey:
        """Name the message, so that what grows from it or is asked for by it is done once."""
        return done.message(self.channel, self.ts)

    @property
    def author_id(self) -> str | None:
        """Return the user id of whoever said it."""
        return self.author.user if self.author else None

    @property
    def by_person(self) -> SlackPerson | None:
        """Return the human who said it; None for bots and for what Slack itself says."""
        return self.author if self.subtype in _SAID_BY_A_PERSON and not self.is_bot else None

    def by_other_than(self, bot_user: str | None) -> SlackPerson | None:
        """Return the same; None for ourselves, too: of files Slack need not say that a bot shared them."""
        person = self.by_person
        return person if person is not None and person.user != bot_user else None


def read(found: Json, channel: str) -> SlackMessage:
    """Read a message of a channel; raises PayloadUnreadable for one without a ts."""
    ts, thread_ts = text(found, "ts"), text_or_none(found, "thread_ts")
    carried = attachments.carried(found)
    files = [file for each in (found, *carried) for file in parts(each, "files")]
    return SlackMessage(
        channel=channel,
        ts=ts,
        text=text_or_none(found, "text") or "",
        author=person.of_event(found),
        thread_ts=thread_ts if thread_ts != ts else None,
        subtype=text_or_none(found, "subtype"),
        is_bot=bool(found.get("bot_id")),
        files=tuple(_file(file) for file in files),
        edited_ts=text_or_none(part_of(found, "edited"), "ts"),
        latest_reply=text_or_none(found, "latest_reply"),
        emoji=tuple(_emoji(each) for each in parts(found, "reactions")),
        forwarded="\n".join(filter(None, map(attachments.words, carried))),
    )


def _emoji(found: Json) -> EmojiOn:
    users, count = texts(found, "users"), found.get("count")
    return EmojiOn(text(found, "name"), users, count if isinstance(count, int) else len(users))


def _file(file: Json) -> SharedFile:
    """Keep where a file is, never what is in it; files from other companies come as bare stubs."""
    return SharedFile(text_or_none(file, "id"), text_or_none(file, "name"), text_or_none(file, "permalink"))
