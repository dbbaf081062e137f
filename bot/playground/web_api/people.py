"""users.*, usergroups.*, team.info, bots.info: who there is."""

from typing import Any

from bot.playground.slack_json import team_json, user_json, usergroup_json
from bot.playground.state import Refused
from bot.playground.web_api.call import Call, Method

JSON = dict[str, Any]


def user_info(call: Call) -> JSON:
    """Return one person, trimmed if of another company."""
    return {"user": user_json(call.state, call.state.person(call.needed("user", "user_not_found")))}


def user_list(call: Call) -> JSON:
    """Return the members of the app's own workspace; people of other companies are not among them."""
    home = [one for one in call.state.people.values() if one.team_id == call.state.home_team]
    items, metadata = call.page([user_json(call.state, one) for one in home])
    return {"members": items, "cache_ts": 0, "response_metadata": metadata}


def usergroup_list(call: Call) -> JSON:
    """Return the user groups of the app's own workspace."""
    groups = [one for one in call.state.usergroups.values() if one.team_id == call.state.home_team]
    with_users = call.flag("include_users")
    return {"usergroups": [usergroup_json(one, with_users=with_users) for one in groups]}


def usergroup_users(call: Call) -> JSON:
    """Return the members of one user group."""
    group = call.state.usergroups.get(call.needed("usergroup"))
    if group is None or group.team_id != call.state.home_team:
        raise Refused("no_such_subteam")
    return {"users": list(group.members)}


def team_info(call: Call) -> JSON:
    """Return a workspace, the app's own unless another is named."""
    team = call.state.teams.get(call.text("team") or call.state.home_team)
    if team is None:
        raise Refused("team_not_found")
    return {"team": team_json(team)}


def bot_info(call: Call) -> JSON:
    """Return the app's bot."""
    app = call.state.app
    if call.text("bot") not in ("", app.bot_id):
        raise Refused("bot_not_found")
    name = call.state.people[app.bot_user].name
    bot = {"id": app.bot_id, "deleted": False, "name": name, "updated": 0, "app_id": app.id}
    return {"bot": bot | {"user_id": app.bot_user, "icons": {}}}


METHODS: dict[str, tuple[Method, tuple[str, ...]]] = {
    "users.info": (user_info, ("users:read",)),
    "users.list": (user_list, ("users:read",)),
    "usergroups.list": (usergroup_list, ("usergroups:read",)),
    "usergroups.users.list": (usergroup_users, ("usergroups:read",)),
    "team.info": (team_info, ("team:read",)),
    "bots.info": (bot_info, ("users:read",)),
}
