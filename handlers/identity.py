"""Who is acting, and for which account: read from payloads, never from what lies in them.

`body["team"]`, `source_team` and Bolt's `actor_team_id` name the wrong workspace for people of another
company; the user's own `team_id` is right (https://docs.slack.dev/apis/slack-connect/).
"""

import contextlib
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.domain.permission import Actor
from bot.services import Services

Body = dict[str, Any]


def account_of(services: Services, channel: str | None) -> str | None:
    """Return the key of the account whose shared channel this is."""
    return services.channels.account_in(channel) if channel else None


def account_meant(services: Services, body: Body) -> str | None:
    """Return the account of a command: the channel's; elsewhere the only one that is the person's own."""
    here = account_of(services, body["channel_id"])
    theirs = services.people.accounts_of(body["team_id"])
    return here or (theirs[0] if len(theirs) == 1 else None)


def is_triage(services: Services, channel: str | None) -> bool:
    """Tell whether a channel is a staff-only one."""
    return any(account.triage_id == channel for account in services.runbook.accounts.values())


def commander(services: Services, body: Body, account: str | None) -> Actor:
    """Return who typed a slash command."""
    return services.people.actor(account, body["user_id"], body["team_id"], body.get("user_name"))


def clicker(services: Services, body: Body, account: str | None) -> Actor:
    """Return who clicked, chose or submitted."""
    user = body["user"]
    handle = user.get("name") or user.get("username")
    return services.people.actor(account, user["id"], user.get("team_id"), handle)


def speaker(services: Services, client: WebClient, event: Body, account: str | None) -> Actor:
    """Return who an event is about; somebody never met is looked up first.

    A reaction names no workspace: raises what the look-up raised, so that Slack sends the event again.
    """
    user, team = event["user"], event.get("user_team") or event.get("team")
    known = services.people.met_before(account, user, team)
    if known is not None:
        return known
    try:
        _look_up(services, client, user)
    except (SlackApiError, OSError) as error:
        if team is None and not _is_nobody(error):
            raise
    return services.people.actor(account, user, team, _name(event.get("user_profile") or {}))


def meet(services: Services, client: WebClient, user: str) -> None:
    """Learn a stranger's own workspace and name from Slack, if it tells."""
    if services.people.knows(user):
        return
    with contextlib.suppress(SlackApiError, OSError):
        _look_up(services, client, user)


def _look_up(services: Services, client: WebClient, user: str) -> None:
    """Ask Slack about a user; profiles of other companies are thin, and theirs have no time zone."""
    found: Body = client.users_info(user=user)["user"]
    name = found.get("real_name") or _name(found.get("profile") or {}) or found.get("name")
    company: Body = found.get("enterprise_user") or {}
    others = [company.get("enterprise_id"), *(company.get("teams") or ())]
    services.people.meet(
        user,
        found.get("team_id") or "",
        name or user,
        is_bot=bool(found.get("is_bot")),
        teams=[other for other in others if other],
    )


def _name(profile: Body) -> str | None:
    return profile.get("real_name") or profile.get("display_name") or profile.get("name")


def _is_nobody(error: Exception) -> bool:
    """Tell whether Slack knows no such user, or shows us none: asking again is of no use."""
    nobody = ("user_not_found", "user_not_visible", "users_not_found")
    return isinstance(error, SlackApiError) and error.response["error"] in nobody
