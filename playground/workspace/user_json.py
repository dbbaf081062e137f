"""People in the JSON that Slack gives to apps."""

from zoneinfo import ZoneInfo

from playground.workspace.json_types import JSON
from playground.workspace.seed import WorkspaceMember
from playground.workspace.state import WorkspaceState

SLACKBOT = "USLACKBOT"
_PICTURE_SIZES = (24, 32, 48, 72, 192, 512)  # pixels


def user_json(
    state: WorkspaceState, person: WorkspaceMember, viewer_team: str, *, locale: bool = False
) -> JSON:
    """Return a user object; people of other companies come trimmed, without zone or e-mail address."""
    found: JSON = {
        "id": person.id,
        "team_id": person.team_id,
        "name": person.name,
        "real_name": person.real_name,
        "deleted": person.deleted,
        "is_bot": person.is_bot,
        "is_app_user": False,
        "updated": 0,
        "profile": profile_json(state, person, viewer_team),
    }
    if person.team_id != viewer_team:
        return found | {"is_stranger": not have_met(state, person, viewer_team)}
    offset = state.clock.now().astimezone(ZoneInfo(person.tz)).utcoffset()
    found |= {"locale": "en-US"} if locale else {}
    return found | {
        "tz": person.tz,
        "tz_label": person.tz,
        "tz_offset": int(offset.total_seconds()) if offset is not None else 0,
        "color": "3c989f",
        "is_admin": False,
        "is_owner": False,
        "is_restricted": False,
        "is_ultra_restricted": False,
        "has_2fa": False,
    }


def profile_json(state: WorkspaceState, person: WorkspaceMember, viewer_team: str) -> JSON:
    """Return a user's profile; the address only with its scope, and only among colleagues."""
    found: JSON = {
        "real_name": person.real_name,
        "real_name_normalized": person.real_name,
        "display_name": person.name,
        "display_name_normalized": person.name,
        "team": person.team_id,
    }
    avatar = f"https://secure.gravatar.com/avatar/{person.id.lower()}.jpg"
    found |= {f"image_{size}": f"{avatar}?s={size}" for size in _PICTURE_SIZES}
    if person.id in state.bots:
        found |= {"api_app_id": state.app.id, "bot_id": state.bots[person.id].bot_id}
    if person.team_id != viewer_team:
        return found
    found |= {"title": person.title, "status_text": "", "status_emoji": ""}
    shown = not person.is_bot and state.manifest.has_any_scope(["users:read.email"])
    return found | ({"email": email(state, person)} if shown else {})


def email(state: WorkspaceState, person: WorkspaceMember) -> str:
    """Return somebody's e-mail address."""
    return person.email or f"{person.name}@{state.teams[person.team_id].domain}.example"


def slackbot_json(team_id: str) -> JSON:
    """Return Slackbot, which every workspace has."""
    profile = {"real_name": "Slackbot", "display_name": "Slackbot", "team": team_id}
    found = {"id": SLACKBOT, "team_id": team_id, "name": "slackbot", "real_name": "Slackbot"}
    return {
        **found,
        "deleted": False,
        "is_bot": False,
        "is_app_user": False,
        "updated": 0,
        "profile": profile,
    }


def have_met(state: WorkspaceState, person: WorkspaceMember, team_id: str) -> bool:
    """Tell whether somebody shares a channel with a workspace."""
    return any(
        person.id in one.members and team_id in (one.team_id, *one.connected_teams)
        for one in state.conversations.values()
    )
