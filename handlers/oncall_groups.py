"""Keep user groups equal to who is on call: written on a change only, and never emptied."""

from typing import Final

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.services import Services
from handlers.payloads.fields import answer_of, texts

LOOKS_AGAIN_S: Final = 600.0
"""Somebody may change a group by hand: it is looked at as often as this."""


class OncallGroupKeeper:
    """Keeps the groups that the runbook names, one at a time."""

    def __init__(self, client: WebClient, services: Services) -> None:
        self._client, self._services = client, services
        self._kept: dict[str, tuple[frozenset[str], float]] = {}
        """Who was wanted in a group when it was last looked at, and when that is no longer enough."""

    def keep_up(self) -> None:
        """Write what has changed; what Slack refuses is told, and tried again later."""
        now = self._services.clock.monotonic()
        for group, people in self._services.oncall_groups.wanted().items():
            known, until = self._kept.get(group, (frozenset(), 0.0))
            if known == people and now < until:
                continue
            try:
                self._write(group, people)
            except SlackApiError as error:
                self._services.oncall_groups.refused(group, str(error.response["error"]))
            self._kept[group] = people, now + LOOKS_AGAIN_S

    def _write(self, group: str, people: frozenset[str]) -> None:
        """Make them its members, unless they are."""
        members = texts(answer_of(self._client.usergroups_users_list(usergroup=group)), "users")
        if set(members) != people:
            self._client.usergroups_users_update(usergroup=group, users=",".join(sorted(people)))
