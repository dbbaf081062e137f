"""Text objects, options and confirmation dialogs: the composition objects of Block Kit."""

from collections.abc import Mapping

from block_kit.shapes import Check, ObjectShape, ProblemReport, anything, boolean, each, one_of, string, typed


def plain(at_most: int) -> Check:
    """Make a check for a `plain_text` object."""
    return typed({"plain_text": _text_object(at_most, {"emoji": boolean})}, "type")


def any_text(at_most: int) -> Check:
    """Make a check for a `plain_text` or `mrkdwn` object."""
    return typed(
        {
            "plain_text": _text_object(at_most, {"emoji": boolean}),
            "mrkdwn": _text_object(at_most, {"verbatim": boolean}),
        }
    )


def _text_object(at_most: int, extra: dict[str, Check]) -> ObjectShape:
    return ObjectShape({"type": anything, "text": string(at_most), **extra}, required=("text",))


def option(text: Check, *, with_url: bool = False) -> ObjectShape:
    """Make the shape of one option of a menu."""
    fields: dict[str, Check] = {"text": text, "value": string(150), "description": text}
    if with_url:
        fields["url"] = string(3000)
    return ObjectShape(fields, required=("text",) if with_url else ("text", "value"))


PLAIN_OPTION = option(plain(75))
RICH_OPTION = option(any_text(75))
OPTION_GROUP = ObjectShape(
    {"label": plain(75), "options": each(PLAIN_OPTION, 100)}, required=("label", "options")
)

CONFIRM = ObjectShape(
    {
        "title": plain(100),
        "text": any_text(300),
        "confirm": plain(30),
        "deny": plain(30),
        "style": one_of("primary", "danger"),
    },
    required=("title", "text"),
)

DISPATCH = ObjectShape(
    {"trigger_actions_on": each(one_of("on_enter_pressed", "on_character_entered"), 2)},
)
FILTER = ObjectShape(
    {
        "include": each(one_of("im", "mpim", "private", "public"), 4),
        "exclude_external_shared_channels": boolean,
        "exclude_bot_users": boolean,
    }
)


def offered(element: Mapping[str, object]) -> list[object]:
    """Return all options of a menu, those in groups too."""
    options = element.get("options")
    found: list[object] = list(options) if isinstance(options, (list, tuple)) else []
    groups = element.get("option_groups")
    for group in groups if isinstance(groups, (list, tuple)) else ():
        inner = group.get("options") if isinstance(group, Mapping) else None
        found.extend(inner if isinstance(inner, (list, tuple)) else ())
    return found


def options_or_groups(report: ProblemReport, at: str, element: Mapping[str, object]) -> None:
    """Check that a menu has options or groups of them, and not both."""
    has_options, has_groups = element.get("options") is not None, element.get("option_groups") is not None
    if has_options == has_groups:
        report.add(at, "must have either `options` or `option_groups`")


def initial_is_offered(report: ProblemReport, at: str, element: Mapping[str, object]) -> None:
    """Check that what is chosen at first stands among the options."""
    values = [one.get("value") for one in offered(element) if isinstance(one, Mapping)]
    first = element.get("initial_option")
    if isinstance(first, Mapping) and first.get("value") not in values:
        report.add(f"{at}/initial_option", "must be one of the provided options")
    several = element.get("initial_options")
    for index, one in enumerate(several if isinstance(several, (list, tuple)) else ()):
        if isinstance(one, Mapping) and one.get("value") not in values:
            report.add(f"{at}/initial_options/{index}", "must be one of the provided options")
