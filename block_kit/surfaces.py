"""Surfaces: what a whole message, modal or home tab may hold, and rules across its blocks."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from block_kit.layout import ANYWHERE, IN_MESSAGES
from block_kit.shapes import (
    Check,
    ObjectShape,
    ProblemReport,
    anything,
    as_list,
    as_object,
    boolean,
    each,
    string,
    typed,
)
from block_kit.texts import plain

Surface = Literal["message", "modal", "home"]

MESSAGE_BLOCKS, VIEW_BLOCKS = 50, 100
MESSAGE_CHARACTERS = 13_000  # Slack says msg_blocks_too_long near here; the exact number is not published


def problems(surface: Surface, payload: object) -> list[str]:
    """Return what Slack would refuse in a message (its dict, or its blocks alone) or in a view."""
    report = ProblemReport()
    if surface == "message":
        _message(report, payload)
    else:
        _view(report, surface, payload)
    return report.problems


def _message(report: ProblemReport, payload: object) -> None:
    message = {"blocks": payload} if isinstance(payload, (list, tuple)) else as_object(report, "", payload)
    if message is None:
        return
    if message.get("blocks") is not None:
        _blocks(report, "/blocks", message["blocks"], "message")
    attachments = message.get("attachments")
    if attachments is None:
        return
    each(anything, 100, 0)(report, "/attachments", attachments)
    for index, attachment in enumerate(attachments if isinstance(attachments, (list, tuple)) else ()):
        if isinstance(attachment, Mapping) and attachment.get("blocks") is not None:
            _blocks(report, f"/attachments/{index}/blocks", attachment["blocks"], "message")


_MODAL: dict[str, Check] = {
    "type": anything,
    "title": plain(24),
    "blocks": anything,
    "close": plain(24),
    "submit": plain(24),
    "private_metadata": string(3000, 0),
    "callback_id": string(255, 0),
    "clear_on_close": boolean,
    "notify_on_close": boolean,
    "external_id": string(255, 0),
    "submit_disabled": boolean,
}
_VIEWS: dict[str, ObjectShape] = {
    "modal": ObjectShape(_MODAL, ("title", "blocks")),
    "home": ObjectShape(
        {
            name: check
            for name, check in _MODAL.items()
            if name in ("type", "blocks", "private_metadata", "callback_id", "external_id")
        },
        ("blocks",),
    ),
}


def _view(report: ProblemReport, surface: Surface, payload: object) -> None:
    view = as_object(report, "", payload)
    if view is None:
        return
    if view.get("type") != surface:
        report.add("/type", f"must be one of the values: {surface}")
    _VIEWS[surface](report, "", view)
    if view.get("blocks") is None:
        return
    _blocks(report, "/blocks", view["blocks"], surface)
    blocks = view["blocks"] if isinstance(view["blocks"], (list, tuple)) else ()
    if surface == "modal" and view.get("submit") is None and any(_kind(block) == "input" for block in blocks):
        report.add("", "missing required field: submit (a view with an input block needs it)")


def _kind(block: object) -> object:
    return block.get("type") if isinstance(block, Mapping) else None


def _blocks(report: ProblemReport, at: str, value: object, surface: Surface) -> None:
    blocks = as_list(report, at, value)
    if blocks is None:
        return
    known = IN_MESSAGES if surface == "message" else ANYWHERE
    each(typed(known), MESSAGE_BLOCKS if surface == "message" else VIEW_BLOCKS, 0)(report, at, blocks)
    _block_ids_differ(report, at, blocks)
    _one_focus(report, at, blocks)
    if surface != "modal":
        _no_file_inputs(report, at, blocks)
    if surface == "message":
        _one_table(report, at, blocks)
        if characters(blocks) > MESSAGE_CHARACTERS:
            report.add(at, f"all blocks together must be less than {MESSAGE_CHARACTERS + 1} characters")


def _block_ids_differ(report: ProblemReport, at: str, blocks: Sequence[object]) -> None:
    seen: set[object] = set()
    for index, block in enumerate(blocks):
        name = block.get("block_id") if isinstance(block, Mapping) else None
        if name is not None and name in seen:
            report.add(f"{at}/{index}/block_id", f"`block_id` `{name}` already exists")
        seen.add(name)


def _one_table(report: ProblemReport, at: str, blocks: Sequence[object]) -> None:
    if sum(_kind(block) == "table" for block in blocks) > 1:
        report.add(at, "only one table allowed")


def _no_file_inputs(report: ProblemReport, at: str, blocks: Sequence[object]) -> None:
    for index, block in enumerate(blocks):
        if isinstance(block, Mapping) and _kind(block.get("element")) == "file_input":
            report.add(f"{at}/{index}/element/type", "unsupported type: file_input")


def _one_focus(report: ProblemReport, at: str, blocks: Sequence[object]) -> None:
    focused = [element for element in _elements(blocks) if element.get("focus_on_load") is True]
    if len(focused) > 1:
        report.add(at, "only one element may have `focus_on_load`")


def _elements(blocks: Sequence[object]) -> Iterator[Mapping[str, object]]:
    for block in blocks:
        if not isinstance(block, Mapping):
            continue
        inner = block.get("elements")
        several = inner if isinstance(inner, (list, tuple)) else ()
        for element in (block.get("element"), block.get("accessory"), *several):
            if isinstance(element, Mapping):
                yield element


def characters(value: object) -> int:
    """Return how many characters of text stand in blocks, as `msg_blocks_too_long` counts them (roughly)."""
    count, todo = 0, [value]
    while todo:
        one = todo.pop()
        if isinstance(one, (dict, Mapping)):  # dict first: asking an ABC is slow, and nearly all are dicts
            for name, inner in one.items():
                if not isinstance(inner, str):
                    todo.append(inner)
                elif name == "text":
                    count += len(inner)
        elif isinstance(one, (list, tuple)):
            todo.extend(one)
    return count
