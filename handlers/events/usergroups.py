"""User groups of the provider: who belongs to the 24x7 team and to support management."""

import logging

from slack_bolt import App
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.services import Services
from handlers import identity, message_lookup
from handlers.payloads.fields import answer_of, texts
from handlers.payloads.group_event import GroupEvent

log = logging.getLogger(__name__)


def register(app: App) -> None:
    """Register both listeners."""
    app.event("subteam_members_changed")(changed)
    app.event("subteam_updated")(changed)


def changed(group_event: GroupEvent, client: WebClient, services: Services) -> None:
    """Read again a group that the runbook names."""
    if group_event.group in services.people.groups():
        read(client, services, group_event.group)


def read_all(client: WebClient, services: Services) -> None:
    """Read every group that the runbook names; one that can't be read now stays what it was."""
    for group in services.people.groups():
        try:
            read(client, services, group)
        except (SlackApiError, OSError) as error:
            log.warning("the group %s could not be read: %s", group, message_lookup.why(error))


def read(client: WebClient, services: Services, group: str) -> None:
    """Remember a group's members as Slack lists them now, and what they are called."""
    users = texts(answer_of(client.usergroups_users_list(usergroup=group)), "users")
    services.people.set_group(group, users)
    for user in users:
        identity.meet(services, client, user)
