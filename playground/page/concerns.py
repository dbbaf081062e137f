"""What concerns each person and was said since they last looked there: the counts beside their names."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import Final

from playground.workspace.model import PostedMessage, SlackConversation
from playground.workspace.state import WorkspaceState

_MOST_LOOKED_AT: Final = 300
"""So many of a conversation's newest messages are looked at."""
_NAMED: Final = re.compile(r"<@(\w+)|<!subteam\^(\w+)|<!(here|channel|everyone)")


def concerning(state: WorkspaceState, conversation: SlackConversation) -> Counter[str]:
    """Count, for each member, what is unread and direct or names them, replies in threads too."""
    found: Counter[str] = Counter()
    for message in islice(reversed(conversation.messages.values()), _MOST_LOOKED_AT):
        for user in set(_addressed(state, conversation, message)) & set(conversation.members):
            if user != message.user and message.ts > conversation.last_read.get(user, "0"):
                found[user] += 1
    return found


def _addressed(
    state: WorkspaceState, conversation: SlackConversation, message: PostedMessage
) -> Iterator[str]:
    if conversation.is_im or conversation.is_mpim:
        yield from conversation.members
        return
    for user, group, everybody in _NAMED.findall(f"{message.text} {message.blocks or ''}"):
        if everybody:
            yield from conversation.members
        elif group in state.usergroups:
            yield from state.usergroups[group].members
        yield user
