"""What one person sees: the page's state, as PAGE_API.md describes it."""

from playground.blocks import filled_in
from playground.page.concerns import concerning
from playground.workspace.json_types import JSON
from playground.workspace.model import OpenView, PostedMessage, SlackConversation
from playground.workspace.seed import WorkspaceMember
from playground.workspace.slack_json import permalink
from playground.workspace.state import WorkspaceState

_COLORS = ("3c989f", "9f69e7", "e7392d", "4bbe2e", "674b1b", "2b6836", "db3150", "5b89d5", "d58247", "a63024")


class PageState:
    """Draws the workspace as one person sees it."""

    def __init__(self, state: WorkspaceState, viewer: str, newest: int = 200) -> None:
        self._state, self._me, self._newest = state, state.person(viewer), newest
        self._direct = state.direct(viewer)
        self._concerning = {one.id: concerning(state, one) for one in state.conversations.values()}

    def everything(self) -> JSON:
        """Return all but the clock and the connection."""
        state, me = self._state, self._me
        installed = me.team_id in state.installs
        manifest = state.manifest
        direct = [self._direct]
        direct += [one for one in state.conversations.values() if one.im_user == me.id and one not in direct]
        mine = [one for one in state.conversations.values() if me.id in one.members and not one.is_im]
        home = state.homes.get((me.id, state.install_for(me.id).team_id))
        stack = state.stacks.get(me.id)
        return {
            "rev": state.rev,
            "me": person_json(state, me, me),
            "people": [self._person(one) for one in state.people.values()],
            "workspaces": workspaces_json(state),
            "usergroups": [
                {
                    "id": one.id,
                    "handle": one.handle,
                    "name": one.name,
                    "team_id": one.team_id,
                    "members": list(one.members),
                }
                for one in state.usergroups.values()
            ],
            "app": {
                "id": state.app.id,
                "name": manifest.name,
                "bot_user": state.install_for(me.id).bot_user,
                "installed_here": installed,
                "home_tab": manifest.home_tab,
            },
            "channels": [self.channel(one) for one in sorted(mine, key=lambda one: one.name)],
            "dms": [self.channel(one) for one in direct],
            "home": self._view(home) if home else None,
            "modal": {"views": [self._view(one) for one in stack], "tab": stack[0].tab} if stack else None,
            "commands": [_without_url(one) for one in manifest.commands] if installed else [],
            "message_shortcuts": manifest.shortcuts_of("message") if installed else [],
            "global_shortcuts": manifest.shortcuts_of("global") if installed else [],
        }

    def _person(self, person: WorkspaceMember) -> JSON:
        waiting = sum(counts[person.id] for counts in self._concerning.values())
        return {**person_json(self._state, person, self._me), "waiting": waiting}

    def channel(self, conversation: SlackConversation) -> JSON:
        """Return one channel with its newest messages and my ephemerals."""
        shown = conversation.top_level[-self._newest :]
        messages = [self.message(conversation, conversation.messages[ts]) for ts in shown]
        private = [
            self.message(conversation, one)
            for where, one in self._state.ephemerals
            if where == conversation.id and one.visible_to == self._me.id and not one.is_reply
        ]
        unread = self._unread(conversation)
        return {
            "id": conversation.id,
            "name": conversation.name,
            "kind": "im" if conversation.is_im else "channel",
            "user": next((one for one in conversation.members if one in self._state.bots), None)
            if conversation.is_im
            else None,
            "is_private": conversation.is_private,
            "is_ext_shared": conversation.is_ext_shared,
            "connected_teams": list(conversation.connected_teams),
            "members": list(conversation.members),
            "topic": conversation.topic,
            "unread": len(unread),
            "mentions": sum(self._mentions_me(one) for one in unread),
            "waiting": self._concerning[conversation.id][self._me.id],
            "last_read": conversation.last_read.get(self._me.id, "0"),
            "pins": list(conversation.pins),
            "messages": sorted([*messages, *private], key=lambda one: one["ts"]),
            "has_more": len(conversation.top_level) > self._newest,
        }

    def _unread(self, conversation: SlackConversation) -> list[PostedMessage]:
        last = conversation.last_read.get(self._me.id, "0")
        found = []
        for ts in reversed(conversation.top_level):
            if ts <= last:
                break
            if conversation.messages[ts].user != self._me.id:
                found.append(conversation.messages[ts])
        return found

    def _mentions_me(self, message: PostedMessage) -> bool:
        groups = [one.id for one in self._state.usergroups.values() if self._me.id in one.members]
        marks = [f"<@{self._me.id}>", "<!here>", "<!channel>", "<!everyone>"]
        return any(mark in message.text for mark in marks + [f"<!subteam^{one}" for one in groups])

    def message(self, conversation: SlackConversation, message: PostedMessage) -> JSON:
        """Return one message, its thread below it."""
        replies = [] if message.is_reply else self._thread(conversation, message)
        people = self._state.people
        who = people.get(message.user)
        public = [one for one in replies if not one["ephemeral"]]
        return {
            "ts": message.ts,
            "user": message.user,
            "name": message.more.get("username") or (who.real_name if who else "Slackbot"),
            "text": message.text,
            "blocks": message.blocks,
            "attachments": message.attachments,
            "thread_ts": message.thread_ts if message.is_reply else (message.ts if public else None),
            "reply_count": len(public),
            "reply_users": list(dict.fromkeys(one["user"] for one in public)),
            "latest_reply": public[-1]["ts"] if public else None,
            "replies": replies,
            "reactions": [
                {"name": name, "count": len(users), "users": list(users)}
                for name, users in message.reactions.items()
            ],
            "edited": message.edited,
            "files": [self._file(one) for one in message.files],
            "subtype": message.subtype,
            "is_bot": message.by_app,
            "ephemeral": message.visible_to is not None,
            "pinned": message.ts in conversation.pins,
            "mine": message.user == self._me.id,
            "values": self._values(message.all_blocks, message.choices.get(self._me.id, {})),
            "permalink": permalink(self._state, conversation, message),
        }

    def _thread(self, conversation: SlackConversation, message: PostedMessage) -> list[JSON]:
        private = [
            one
            for where, one in self._state.ephemerals
            if where == conversation.id
            and one.visible_to == self._me.id
            and one.is_reply
            and one.thread_ts == message.ts
        ]
        found = [self.message(conversation, one) for one in (*conversation.replies(message.ts), *private)]
        return sorted(found, key=lambda one: one["ts"])

    def _file(self, file_id: str) -> JSON:
        file = self._state.files[file_id]
        return {
            "id": file.id,
            "name": file.name,
            "mimetype": file.mimetype,
            "size": len(file.content),
            "url": f"/files/{file.id}/{file.name}",
            "title": file.title or file.name,
        }

    def _view(self, opened: OpenView) -> JSON:
        return {
            "id": opened.id,
            "view": opened.view,
            "values": self._values(opened.view["blocks"], opened.filled),
            "errors": dict(opened.errors),
            "busy": opened.busy,
        }

    def _values(self, blocks: list[JSON], filled: filled_in.Filled) -> JSON:
        return {
            block_id: {action_id: filled_in.shown(entry) for action_id, entry in entries.items()}
            for block_id, entries in filled_in.values(blocks, filled).items()
        }


def person_json(state: WorkspaceState, person: WorkspaceMember, viewer: WorkspaceMember | None) -> JSON:
    """Return one person as the page shows them."""
    return {
        "id": person.id,
        "name": person.name,
        "real_name": person.real_name,
        "team_id": person.team_id,
        "team_name": state.teams[person.team_id].name,
        "title": person.title,
        "tz": person.tz,
        "is_bot": person.is_bot,
        "external": viewer is not None and person.team_id != viewer.team_id,
        "color": _COLORS[sum(map(ord, person.id)) % len(_COLORS)],
        "can_act": not person.is_bot,
    }


def workspaces_json(state: WorkspaceState) -> list[JSON]:
    """Return all workspaces."""
    return [
        {
            "id": one.id,
            "name": one.name,
            "domain": one.domain,
            "app_installed": one.id in state.installs,
        }
        for one in state.teams.values()
    ]


def _without_url(command: JSON) -> JSON:
    return {
        "command": command["command"],
        "description": command.get("description", ""),
        "usage_hint": command.get("usage_hint", ""),
    }
