"""auth.test, apps.connections.open, api.test and blocks.validate: who am I, how do I connect."""

from block_kit import problems
from playground.web_api.call import ApiCall, Method
from playground.workspace.event_callbacks import authorization
from playground.workspace.json_types import JSON
from playground.workspace.state import SlackError


def auth_test(call: ApiCall) -> JSON:
    """Return who the bot is."""
    state, install = call.state, call.install
    team = state.teams[install.team_id]
    return {
        "url": f"https://{team.domain}.slack.com/",
        "team": team.name,
        "user": state.people[install.bot_user].name,
        "team_id": team.id,
        "user_id": install.bot_user,
        "bot_id": install.bot_id,
        "is_enterprise_install": False,
    }


def connections_open(call: ApiCall) -> JSON:
    """Return the address of one Socket Mode connection, good for one use."""
    address = call.state.url.replace("http://", "ws://", 1)
    return {"url": f"{address}link/?ticket={call.context.hub.ticket()}&app_id={call.state.app.id}"}


def api_test(call: ApiCall) -> JSON:
    """Return the arguments."""
    if call.text("error"):
        raise SlackError(call.text("error"))
    return {"args": {name: value for name, value in call.arguments.items() if name != "token"}}


def authorizations(call: ApiCall) -> JSON:
    """Return every install that sees an event; the event itself names one only."""
    if not call.text("event_context"):
        raise SlackError("invalid_event_context")
    found = [authorization(one) for one in call.state.installs.values()]
    return {"authorizations": found}


def blocks_validate(call: ApiCall) -> JSON:
    """Return what is wrong with blocks, a message or a view."""
    blocks, view = call.arguments.get("blocks"), call.arguments.get("view")
    if isinstance(view, dict):
        found = problems("home" if view.get("type") == "home" else "modal", view)
    elif blocks is not None:
        found = problems("message", {"blocks": blocks})
    else:
        raise SlackError("invalid_arguments")
    if found:
        raise SlackError("invalid_blocks", errors=found, response_metadata={"messages": found})
    return {}


METHODS: dict[str, tuple[Method, tuple[str, ...]]] = {
    "auth.test": (auth_test, ()),
    "apps.connections.open": (connections_open, ()),
    "apps.event.authorizations.list": (authorizations, ()),
    "api.test": (api_test, ()),
    "blocks.validate": (blocks_validate, ()),
}
