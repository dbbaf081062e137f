"""The words of a message or view as a person reads them: blocks as lines, entities as names."""

import re
from collections.abc import Iterator, Mapping

from playground.workspace.json_types import JSON, ReadOnlyJSON
from playground.workspace.state import WorkspaceState
from playground.workspace.typed_text import plain

_ENTITY = re.compile(r"<([@#!]?)([^<>|]*)(?:\|([^<>]*))?>")


def words(state: WorkspaceState, shown: ReadOnlyJSON) -> str:
    """Return what a message (or view) shows: its blocks, or its text where there are none; and its files."""
    lines = [line for line in _blocks(state, shown.get("blocks") or []) if line]
    if not lines:
        lines = [readable(state, shown.get("text") or "")]
    lines += [line for one in shown.get("attachments") or () for line in _attachment(state, one)]
    title = shown.get("title")
    if isinstance(title, Mapping) and title.get("text"):
        lines.insert(0, title["text"])
    lines += [f"(file: {one.get('name', 'a file')})" for one in shown.get("files") or ()]
    return "\n".join(line for line in lines if line)


def readable(state: WorkspaceState, text: str) -> str:
    """Return mrkdwn with its entities as the names and labels that Slack shows."""
    return plain(_ENTITY.sub(lambda found: _shown(state, *found.groups()), text))


def _shown(state: WorkspaceState, mark: str, target: str, label: str | None) -> str:
    if mark == "@":
        person = state.people.get(target)
        return f"@{person.real_name if person else target}"
    if mark == "#":
        channel = state.conversations.get(target)
        return f"#{label or (channel.name if channel else target)}"
    if mark == "!":
        group = state.usergroups.get(target.removeprefix("subteam^"))
        if group is not None:
            return f"@{group.handle}"
        return label or f"@{target.partition('^')[0]}"
    return label or target


def _blocks(state: WorkspaceState, blocks: list[JSON]) -> Iterator[str]:
    for block in blocks:
        kind = block.get("type")
        if kind in ("section", "header", "markdown"):
            yield from _section(state, block)
        elif kind in ("context", "actions", "context_actions"):
            yield "  ".join(filter(None, (_element(state, one) for one in block["elements"])))
        elif kind == "rich_text":
            yield from (_rich(state, one) for one in block["elements"])
        elif kind == "input":
            yield f"{block['label']['text']}: {_element(state, block['element'])}".rstrip()
        elif kind == "image":
            yield f"(image: {block.get('alt_text', '')})"


def _attachment(state: WorkspaceState, one: JSON) -> Iterator[str]:
    yield from (
        readable(state, str(one.get(name) or "")) for name in ("pretext", "author_name", "title", "text")
    )
    yield from _blocks(state, one.get("blocks") or [])
    yield from (
        readable(state, f"{field.get('title', '')}: {field.get('value', '')}")
        for field in one.get("fields") or ()
    )
    yield from (f"[{action.get('text', '')}]" for action in one.get("actions") or ())
    yield readable(state, str(one.get("footer") or ""))


def _section(state: WorkspaceState, block: JSON) -> Iterator[str]:
    yield _text(state, block.get("text"))
    for field in block.get("fields") or ():
        yield _text(state, field)
    if block.get("accessory"):
        yield _element(state, block["accessory"])


def _text(state: WorkspaceState, found: object) -> str:
    if isinstance(found, str):
        return found
    if not isinstance(found, Mapping):
        return ""
    return readable(state, found["text"]) if found.get("type") == "mrkdwn" else str(found.get("text", ""))


def _element(state: WorkspaceState, element: JSON) -> str:
    kind = element.get("type", "")
    if kind in ("mrkdwn", "plain_text"):
        return _text(state, element)
    if kind == "button":
        return f"[{element['text']['text']}]"
    if kind == "overflow":
        return "[⋮]"
    return f"[{_text(state, element['placeholder'])}]" if element.get("placeholder") else ""


def _rich(state: WorkspaceState, element: JSON) -> str:
    parts = element.get("elements", [])
    if element.get("type") == "rich_text_list":
        return "\n".join(f"• {_rich(state, one)}" for one in parts)
    return "".join(_rich_part(state, one) for one in parts)


def _rich_part(state: WorkspaceState, part: JSON) -> str:
    kind = part.get("type")
    if kind == "user":
        return _shown(state, "@", part["user_id"], None)
    if kind == "channel":
        return _shown(state, "#", part["channel_id"], None)
    if kind == "usergroup":
        return _shown(state, "!", f"subteam^{part['usergroup_id']}", None)
    if kind == "broadcast":
        return f"@{part['range']}"
    if kind == "emoji":
        return f":{part['name']}:"
    if kind == "date":
        return str(part.get("fallback", ""))
    return str(part.get("text") or part.get("url") or "")
