"""What changes in a workspace: messages, conversations, files and open views."""

from bisect import bisect_left, insort
from dataclasses import dataclass, field

from playground.workspace.json_types import JSON


@dataclass(slots=True)
class SlackFile:
    """One uploaded file with its bytes."""

    id: str
    name: str
    user: str
    content: bytes
    mimetype: str
    created: int
    title: str = ""
    shared_in: list[str] = field(default_factory=list)


@dataclass(slots=True)
class PostedMessage:
    """One message as it stands now."""

    ts: str
    user: str
    text: str
    by_app: bool = False
    blocks: list[JSON] = field(default_factory=list)
    attachments: list[JSON] = field(default_factory=list)
    thread_ts: str | None = None
    subtype: str | None = None
    broadcast: bool = False
    edited: JSON | None = None
    metadata: JSON | None = None
    files: list[str] = field(default_factory=list)
    reactions: dict[str, list[str]] = field(default_factory=dict)
    more: JSON = field(default_factory=dict)
    choices: dict[str, dict[tuple[str, str], JSON]] = field(default_factory=dict)
    visible_to: str | None = None

    @property
    def all_blocks(self) -> list[JSON]:
        """Return its blocks and those of its attachments."""
        return [*self.blocks, *(block for one in self.attachments for block in one.get("blocks") or ())]

    def attachment_with(self, block: JSON) -> JSON | None:
        """Return the attachment in which a block stands, if one does."""
        return next((one for one in self.attachments if block in (one.get("blocks") or ())), None)

    @property
    def is_reply(self) -> bool:
        """Tell whether it stands in a thread below another message."""
        return self.thread_ts is not None and self.thread_ts != self.ts


@dataclass(slots=True)
class SlackConversation:
    """One channel, or the direct messages of a person with the bot."""

    id: str
    name: str
    team_id: str
    members: list[str]
    is_private: bool = False
    connected_teams: tuple[str, ...] = ()
    topic: str = ""
    im_user: str | None = None
    is_archived: bool = False
    is_mpim: bool = False
    messages: dict[str, PostedMessage] = field(default_factory=dict)
    top_level: list[str] = field(default_factory=list)
    threads: dict[str, list[str]] = field(default_factory=dict)
    pins: list[str] = field(default_factory=list)
    last_read: dict[str, str] = field(default_factory=dict)

    @property
    def is_im(self) -> bool:
        """Tell whether these are direct messages."""
        return self.im_user is not None

    @property
    def is_ext_shared(self) -> bool:
        """Tell whether it is shared through Slack Connect."""
        return len(self.connected_teams) > 1

    @property
    def channel_type(self) -> str:
        """Return what events call this kind of conversation."""
        if self.is_im:
            return "im"
        if self.is_mpim:
            return "mpim"
        return "group" if self.is_private else "channel"

    def add(self, message: PostedMessage) -> None:
        """File a message under its time and thread."""
        self.messages[message.ts] = message
        if message.is_reply and message.thread_ts is not None:
            insort(self.threads.setdefault(message.thread_ts, []), message.ts)
        if not message.is_reply or message.broadcast:
            insort(self.top_level, message.ts)

    def remove(self, message: PostedMessage) -> None:
        """Forget a message."""
        del self.messages[message.ts]
        for pile in (self.top_level, self.threads.get(message.thread_ts or "", [])):
            place = bisect_left(pile, message.ts)
            if place < len(pile) and pile[place] == message.ts:
                del pile[place]
        if message.ts in self.pins:
            self.pins.remove(message.ts)

    def replies(self, ts: str) -> list[PostedMessage]:
        """Return the replies below a message, oldest first."""
        return [self.messages[one] for one in self.threads.get(ts, ())]


@dataclass(slots=True)
class OpenView:
    """One view on a person's stack (or their home tab), with what is filled in."""

    id: str
    user: str
    view: JSON
    hash: str
    root_id: str
    previous_id: str | None = None
    team_id: str = ""
    tab: str = ""  # of the page, in which it was asked for; "" by no page
    filled: dict[tuple[str, str], JSON] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    busy: bool = False
