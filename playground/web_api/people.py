"""users.*, usergroups.*, team.info, bots.info: people, groups, workspaces and bots."""

from playground.web_api.call import ApiCall, Method
from playground.workspace.json_types import JSON
from playground.workspace.slack_json import team_json, user_json, usergroup_json
from playground.workspace.state import SlackError


def user_info(call: ApiCall) -> JSON:
    """Return one person, trimmed if of another company."""
    person = call.state.person(call.needed("user", "user_not_found"))
    return {"user": user_json(call.state, person, call.install.team_id)}


def user_list(call: ApiCall) -> JSON:
    """Return the members of the app's own workspace; people of other companies are not among them."""
    team = call.install.team_id
    home = [one for one in call.state.people.values() if one.team_id == team]
    items, metadata = call.page([user_json(call.state, one, team) for one in home])
    return {"members": items, "cache_ts": 0, "response_metadata": metadata}


def usergroup_list(call: ApiCall) -> JSON:
    """Return the user groups of the app's own workspace."""
    groups = [one for one in call.state.usergroups.values() if one.team_id == call.install.team_id]
    with_users = call.flag("include_users")
    return {"usergroups": [usergroup_json(one, with_users=with_users) for one in groups]}


def usergroup_users(call: ApiCall) -> JSON:
    """Return the members of one user group."""
    group = call.state.usergroups.get(call.needed("usergroup"))
    if group is None or group.team_id != call.install.team_id:
        raise SlackError("no_such_subteam")
    return {"users": list(group.members)}


def team_info(call: ApiCall) -> JSON:
    """Return a workspace, the app's own unless another is named."""
    team = call.state.teams.get(call.text("team") or call.install.team_id)
    if team is None:
        raise SlackError("team_not_found")
    return {"team": team_json(team)}


def bot_info(call: ApiCall) -> JSON:
    """Return the app's bot."""
    wanted = call.text("bot") or call.install.bot_id
    found = next((one for one in call.state.installs.values() if one.bot_id == wanted), None)
    if found is None:
        raise SlackError("bot_not_found")
    name, app_id = call.state.people[found.bot_user].name, call.state.app.id
    bot = {"id": found.bot_id, "deleted": False, "name": name, "updated": 0, "app_id": app_id}
    return {"bot": bot | {"user_id": found.bot_user, "icons": {}}}


METHODS: dict[str, tuple[Method, tuple[str, ...]]] = {
    "users.info": (user_info, ("users:read",)),
    "users.list": (user_list, ("users:read",)),
    "usergroups.list": (usergroup_list, ("usergroups:read",)),
    "usergroups.users.list": (usergroup_users, ("usergroups:read",)),
    "team.info": (team_info, ("team:read",)),
    "bots.info": (bot_info, ("users:read",)),
}
