"""Builds the states that scripted playgrounds show: people, channels, messages, views."""

from __future__ import annotations

from typing import Any

NOW = "2026-03-10T14:00:00+00:00"  # Tuesday, 10:00 AM in New York
AT_TEN = 1773151200.0
TEAMS = {"T0PROVIDER": "Twilio", "T0PARTIFUL": "Partiful"}


def person(user: str, name: str, team: str, title: str = "", **more: Any) -> dict[str, Any]:
    return {
        "id": user,
        "name": name.split()[0].lower(),
        "real_name": name,
        "team_id": team,
        "team_name": TEAMS[team],
        "title": title,
        "tz": "America/New_York",
        "is_bot": False,
        "external": team != "T0PARTIFUL",
        "color": "3c989f",
        "can_act": True,
        **more,
    }


MAYA = person("U0MAYA", "Maya Chen", "T0PARTIFUL", "Engineer")
CIERRA = person("U0CIERRA", "Cierra Simms", "T0PROVIDER", "Primary TAM")
BOT = person("U0TAMBOT", "tam", "T0PROVIDER", is_bot=True, can_act=False)


def message(text: str, who: dict[str, Any] = MAYA, at: float = 0.0, **more: Any) -> dict[str, Any]:
    """Return a message `at` seconds after ten o'clock."""
    return {
        "ts": f"{AT_TEN + at:.6f}",
        "user": who["id"],
        "name": who["real_name"],
        "text": text,
        "blocks": [],
        "attachments": [],
        "thread_ts": None,
        "reply_count": 0,
        "reply_users": [],
        "latest_reply": None,
        "replies": [],
        "reactions": [],
        "edited": None,
        "files": [],
        "subtype": None,
        "is_bot": who["is_bot"],
        "ephemeral": False,
        "pinned": False,
        "mine": who is MAYA,
        "permalink": f"https://partiful.slack.com/archives/C0PARTIFUL/p{round((AT_TEN + at) * 1e6)}",
        **more,
    }


def channel(*messages: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {
        "id": "C0PARTIFUL",
        "name": "tam-partiful",
        "kind": "channel",
        "user": None,
        "is_private": False,
        "is_ext_shared": True,
        "connected_teams": ["T0PROVIDER", "T0PARTIFUL"],
        "members": ["U0MAYA", "U0CIERRA", "U0TAMBOT"],
        "topic": "Partiful and its TAMs",
        "unread": 0,
        "mentions": 0,
        "last_read": f"{AT_TEN:.6f}",
        "pins": [],
        "messages": list(messages),
        "has_more": False,
        **more,
    }


def direct() -> dict[str, Any]:
    more = {
        "id": "D0MAYA",
        "name": "tam",
        "kind": "im",
        "user": "U0TAMBOT",
        "is_ext_shared": False,
        "topic": "",
    }
    return channel(**more)


def state(*messages: dict[str, Any], **more: Any) -> dict[str, Any]:
    workspaces = [
        {"id": team, "name": name, "domain": name.lower(), "app_installed": team == "T0PROVIDER"}
        for team, name in TEAMS.items()
    ]
    return {
        "rev": 1,
        "now": NOW,
        "time": {"can_travel": True, "travelling": False},
        "me": MAYA,
        "people": [MAYA, CIERRA, BOT],
        "workspaces": workspaces,
        "usergroups": [
            {
                "id": "S0PSE",
                "handle": "pse",
                "name": "Support engineers",
                "team_id": "T0PROVIDER",
                "members": [],
            }
        ],
        "app": {"id": "A0TAM", "name": "tam-bot", "bot_user": "U0TAMBOT", "installed_here": False},
        "channels": [channel(*messages)],
        "dms": [direct()],
        "home": None,
        "modal": None,
        "commands": [],
        "message_shortcuts": [],
        "global_shortcuts": [],
        "due": [],
        "connected": True,
        "faults": {"slow": 0.0, "twice": None, "rate_limits": False, "lost": 0},
        "pager": pager(),
        "console": console(),
        **more,
    }


def pager(*calls: dict[str, Any], incidents: list[dict[str, Any]] | None = None) -> dict[str, Any]:
    return {
        "number": "+14155550100",
        "answers_calls": False,
        "phones": [],
        "arriving": "prompt",
        "webhook_given_up": False,
        "calls": list(calls),
        "texts": [],
        "incidents": incidents or [],
    }


def console(*tickets: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"answered": True, "arriving": "prompt", "outage": None, "tickets": list(tickets), **more}


def desk_ticket(*comments: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {
        "id": 1,
        "at": NOW,
        "updated_at": NOW,
        "subject": "SMS is failing",
        "status": "open",
        "priority": "urgent",
        "type": None,
        "external_id": "PARTIFUL-1",
        "requester": "Maya Chen",
        "assignee": None,
        "assignee_user": None,
        "tags": ["sms"],
        "merged_into": None,
        "is_deleted": False,
        "comments": list(comments),
        **more,
    }


def desk_comment(text: str, **more: Any) -> dict[str, Any]:
    by = {"author": "Maya Chen", "is_staff": False, "public": True, "by_api": False}
    return {"id": 1, "at": NOW, "text": text, "files": [], **by, **more}


def phone_call(**more: Any) -> dict[str, Any]:
    return {
        "sid": "CA1",
        "at": NOW,
        "from": "+14155550100",
        "to": "+14155550101",
        "who": "Cierra Simms",
        "user": "U0CIERRA",
        "direction": "outbound-api",
        "parent": None,
        "status": "ringing",
        "awaits": "answer",
        "until": NOW,
        "answered_by": None,
        "heard": [],
        "pressed": [],
        "problem": None,
        **more,
    }


def text(words: str, kind: str = "plain_text") -> dict[str, Any]:
    return {"type": kind, "text": words}


def option(words: str, value: str, description: str = "") -> dict[str, Any]:
    more = {"description": text(description)} if description else {}
    return {"text": text(words), "value": value, **more}


def field(block_id: str, label: str, element: dict[str, Any], **more: Any) -> dict[str, Any]:
    """Return an input block whose one element has the action id `it`."""
    element = {"action_id": "it", **element}
    return {"type": "input", "block_id": block_id, "label": text(label), "element": element, **more}


def modal(
    *blocks: dict[str, Any], values: Any = None, errors: Any = None, view_id: str = "V1"
) -> dict[str, Any]:
    """Return a stack of one view."""
    view = {
        "type": "modal",
        "callback_id": "open_ticket",
        "title": text("New ticket"),
        "submit": text("Open ticket"),
        "close": text("Cancel"),
        "blocks": list(blocks),
    }
    shown = {"id": view_id, "view": view, "values": values or {}, "errors": errors or {}, "busy": False}
    return {"views": [shown]}


def entry(n: int, title: str, **more: Any) -> dict[str, Any]:
    """Return one line of the inspector: a call that went well."""
    base = {"n": n, "at": "2026-03-10T14:00:00+00:00", "kind": "call", "title": title, "to_app": False}
    rest = {
        "request": {"n": n},
        "response": {"ok": True},
        "ok": True,
        "ms": 3.0,
        "attempt": 0,
        "problems": [],
    }
    return {**base, **rest, **more}
