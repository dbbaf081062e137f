"""Take fields out of what Slack sent, each as the type that is meant; nothing else looks into raw JSON."""

from collections.abc import Mapping

from slack_sdk.web import SlackResponse

from bot.errors import BotError

Json = Mapping[str, object]
_NOTHING: Json = {}


class PayloadUnreadable(BotError):
    """What Slack sent lacks something that it always has."""

    def __init__(self, missing: str) -> None:
        super().__init__(f"What Slack sent has no readable “{missing}”, so nothing was done.")


def answer_of(response: SlackResponse) -> Json:
    """Return what Slack answered to a call of ours."""
    return response.data if isinstance(response.data, dict) else _NOTHING


def text(source: Json, key: str) -> str:
    """Return a field that is always there; raises PayloadUnreadable where it is not."""
    found = source.get(key)
    if not isinstance(found, str):
        raise PayloadUnreadable(key)
    return storable(found)


def text_or_none(source: Json, *keys: str) -> str | None:
    """Return the first of some fields that holds any text."""
    found = (source.get(key) for key in keys)
    return next((storable(each) for each in found if isinstance(each, str) and each), None)


def storable(found: str) -> str:
    """Return a text that every database takes: without NUL, halves of surrogate pairs joined or replaced."""
    if found.isascii():
        return found.replace("\0", "") if "\0" in found else found
    return found.replace("\0", "").encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def part(source: Json, key: str) -> Json:
    """Return an object inside another; an empty one where there is none."""
    found = source.get(key)
    return found if isinstance(found, Mapping) else _NOTHING


def parts(source: Json, key: str) -> tuple[Json, ...]:
    """Return the objects of a list; none where there is no list."""
    found = source.get(key)
    return tuple(each for each in found if isinstance(each, Mapping)) if isinstance(found, list) else ()


def texts(source: Json, key: str) -> tuple[str, ...]:
    """Return the texts of a list; none where there is no list."""
    found = source.get(key)
    return tuple(storable(each) for each in found if isinstance(each, str)) if isinstance(found, list) else ()
