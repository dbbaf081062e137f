"""users.*, usergroups.*, team.info, bots.info: people, groups, workspaces and bots."""

from playground.web_api.call import ApiCall, Method
from playground.workspace.json_types import JSON
from playground.workspace.slack_json import team_json, usergroup_json
from playground.workspace.state import SlackError
from playground.workspace.user_json import SLACKBOT, email, profile_json, slackbot_json, user_json


def user_info(call: ApiCall) -> JSON:
    """Return one person, trimmed if of another company."""
    user, team = call.needed("user", "user_not_found"), call.install.team_id
    if user == SLACKBOT:
        return {"user": slackbot_json(team)}
    return {"user": user_json(call.state, call.state.person(user), team, locale=call.flag("include_locale"))}


def user_by_email(call: ApiCall) -> JSON:
    """Return the member of the app's own workspace who has an e-mail address."""
    wanted, team = call.needed("email").casefold(), call.install.team_id
    for person in call.state.people.values():
        if person.team_id == team and not person.deleted and email(call.state, person) == wanted:
            return {"user": user_json(call.state, person, team)}
    raise SlackError("users_not_found")


def user_profile(call: ApiCall) -> JSON:
    """Return one person's profile, the bot's own unless another is named."""
    person = call.state.person(call.text("user") or call.install.bot_user)
    return {"profile": profile_json(call.state, person, call.install.team_id)}


def user_list(call: ApiCall) -> JSON:
    """Return the members of the app's own workspace; people of other companies are not among them."""
    team = call.install.team_id
    home = [one for one in call.state.people.values() if one.team_id == team]
    everybody = [slackbot_json(team), *(user_json(call.state, one, team) for one in home)]
    items, metadata = call.page(everybody)
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


def usergroup_update(call: ApiCall) -> JSON:
    """Replace the members of one user group."""
    group, users = call.needed("usergroup"), [str(one) for one in call.listed("users")]
    known = call.state.usergroups.get(group)
    if known is None or known.team_id != call.install.team_id:
        raise SlackError("no_such_subteam")
    if not users:
        raise SlackError("no_users_provided")
    if any(user not in call.state.people for user in users):
        raise SlackError("invalid_users")
    call.context.operations.change_usergroup(group, users)
    return {"usergroup": usergroup_json(call.state.usergroups[group], with_users=True)}


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
    "users.lookupByEmail": (user_by_email, ("users:read.email",)),
    "users.profile.get": (user_profile, ("users.profile:read",)),
    "usergroups.list": (usergroup_list, ("usergroups:read",)),
    "usergroups.users.list": (usergroup_users, ("usergroups:read",)),
    "usergroups.users.update": (usergroup_update, ("usergroups:write",)),
    "team.info": (team_info, ("team:read",)),
    "bots.info": (bot_info, ("users:read",)),
}
