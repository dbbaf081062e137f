"""Who did something, as a payload names them.

`body["team"]`, `source_team` and Bolt's `actor_team_id` name the wrong workspace for people of another
company; the user's own `team_id` is right (https://docs.slack.dev/apis/slack-connect/).
"""

from dataclasses import dataclass

from handlers.payloads.fields import Json, part, text, text_or_none


@dataclass(frozen=True)
class SlackPerson:
    """Somebody by their user id; workspace and name only where the payload tells them."""

    user: str
    team: str | None = None
    name: str | None = None


def of_click(body: Json) -> SlackPerson:
    """Return who clicked, chose or submitted."""
    user = part(body, "user")
    return SlackPerson(
        text(user, "id"), text_or_none(user, "team_id"), text_or_none(user, "name", "username")
    )


def of_command(body: Json) -> SlackPerson:
    """Return who typed a slash command: always somebody of the workspace that it was typed in."""
    return SlackPerson(text(body, "user_id"), text(body, "team_id"), text_or_none(body, "user_name"))


def of_event(event: Json) -> SlackPerson | None:
    """Return who an event is about, if it is about anybody; a reaction names no workspace."""
    user, profile = text_or_none(event, "user"), part(event, "user_profile")
    if user is None:
        return None
    name = text_or_none(profile, "real_name", "display_name", "name")
    return SlackPerson(user, text_or_none(event, "user_team", "team"), name)
