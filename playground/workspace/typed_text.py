"""Text as Slack stores it: what a person typed becomes entities, what an app sent is tidied."""

import re
from collections.abc import Callable

from playground.workspace.state import WorkspaceState

_CODE = re.compile(r"(```.*?```|`[^`\n]+`)", re.DOTALL)
_LINK = re.compile(r"https?://(?:(?!&[lg]t;)[^\s<>|`])*(?!&[lg]t;)[^\s<>|`.,;:!?)\]}'\"]")
_MAIL = re.compile(r"(?<![\w.@|/])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_ENTITY = re.compile(r"<(?:[@#!]|https?://|mailto:|tel:)[^<>\n]*>")
_SAFE = re.compile(r"&(?:amp|lt|gt);")
_BROADCASTS = ("here", "channel", "everyone")


def escaped(text: str) -> str:
    """Replace the three control characters."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def plain(text: str) -> str:
    """Undo the escaping of the three control characters."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def typed(state: WorkspaceState, user: str, text: str) -> str:
    """Return what a person typed as message events carry it: escaped, mentions and links as entities."""
    names = _names(state, user)
    parts = _CODE.split(escaped(text))
    return "".join(
        part if index % 2 else _linked(_mentioned(part, names)) for index, part in enumerate(parts)
    )


def command_text(state: WorkspaceState, user: str, text: str) -> str:
    """Return a slash command's text for `should_escape: true`: ids with names beside them."""
    names = {
        name: entity.replace(">", f"|{name[1:]}>") if entity[1] == "@" else entity
        for name, entity in _names(state, user).items()
    }
    return _mentioned(escaped(text), names)


def sent_by_app(text: str) -> str:
    """Return an app's text as Slack keeps it: entities stay, control characters are escaped.

    Addresses become links, outside of code.
    """
    return "".join(_sent(part, is_code=bool(index % 2)) for index, part in enumerate(_CODE.split(text)))


def _sent(text: str, *, is_code: bool) -> str:
    pieces, at = [], 0
    for entity in _ENTITY.finditer(text):
        pieces += [_loose(text[at : entity.start()], is_code=is_code), entity.group()]
        at = entity.end()
    return "".join([*pieces, _loose(text[at:], is_code=is_code)])


def _loose(text: str, *, is_code: bool) -> str:
    kept = _SAFE.split(text)
    marks = _SAFE.findall(text)
    out = [escaped(kept[0])]
    for mark, rest in zip(marks, kept[1:], strict=True):
        out += [mark, escaped(rest)]
    loose = "".join(out)
    return loose if is_code else _LINK.sub(lambda url: f"<{url.group()}>", loose)


def _names(state: WorkspaceState, user: str) -> dict[str, str]:
    """Return what may be mentioned, as `@name` or `#channel`, with its entity."""
    me = state.people[user]
    names = {f"@{word}": f"<!{word}>" for word in _BROADCASTS}
    for group in state.usergroups.values():
        if group.team_id == me.team_id:
            names[f"@{group.handle}"] = f"<!subteam^{group.id}>"
    nearest_last = sorted(state.people.values(), key=lambda one: one.team_id == me.team_id)
    for person in nearest_last:
        names[f"@{person.name}"] = names[f"@{person.real_name}"] = f"<@{person.id}>"
    for channel in state.conversations.values():
        if channel.name:
            names[f"#{channel.name}"] = f"<#{channel.id}|{channel.name}>"
    return names


def _mentioned(text: str, names: dict[str, str]) -> str:
    lower = {name.lower(): entity for name, entity in names.items()}
    choices = "|".join(re.escape(name) for name in sorted(lower, key=len, reverse=True))
    pattern = re.compile(rf"(?<![\w@#.])({choices})(?![\w-])", re.IGNORECASE)
    return pattern.sub(lambda found: lower[found.group(1).lower()], text)


def _linked(text: str) -> str:
    text = _outside_entities(text, lambda part: _LINK.sub(lambda url: f"<{url.group()}>", part))
    return _outside_entities(
        text, lambda part: _MAIL.sub(lambda mail: f"<mailto:{mail.group()}|{mail.group()}>", part)
    )


def _outside_entities(text: str, change: Callable[[str], str]) -> str:
    parts = re.split(r"(<[^<>]*>)", text)
    return "".join(part if index % 2 else change(part) for index, part in enumerate(parts))
