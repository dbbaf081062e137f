"""User groups of the provider: who belongs to the 24x7 team and to support management."""

from typing import Any

from slack_bolt import App
from slack_sdk import WebClient

from bot.services import Services
from handlers import identity


def register(app: App) -> None:
    """Register both listeners."""
    app.event("subteam_members_changed")(changed)
    app.event("subteam_updated")(changed)


def changed(event: dict[str, Any], client: WebClient, services: Services) -> None:
    """Read a group that the runbook names anew."""
    group = event.get("subteam_id") or (event.get("subteam") or {}).get("id")
    if group in services.people.groups():
        read(client, services, group)


def read_all(client: WebClient, services: Services) -> None:
    """Read every group that the runbook names."""
    for group in services.people.groups():
        read(client, services, group)


def read(client: WebClient, services: Services, group: str) -> None:
    """Remember a group's members as Slack lists them now, and what they are called."""
    users: list[str] = client.usergroups_users_list(usergroup=group)["users"]
    services.people.set_group(group, users)
    for user in users:
        identity.meet(services, client, user)
