"""Who is acting, and for which account."""

import contextlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.domain.permission import Actor
from bot.services import Services
from bot.services.places import TicketPlace
from handlers.message_lookup import NotKnownNow, why
from handlers.payloads.command import SlashCommand
from handlers.payloads.fields import Json, answer_of, part, text_or_none, texts
from handlers.payloads.person import SlackPerson

_OUTSIDERS: Final = ("is_restricted", "is_ultra_restricted", "deleted", "is_workflow_bot")
"""How Slack marks guests of a workspace, the deactivated, and workflows."""
_MENTIONED = re.compile(r"<@([UW][A-Z0-9]+)")
_MANY = re.compile("<!(?:subteam|here|channel|everyone)")
_MOST_MENTIONED = 10
"""Each stranger costs a call; who mentions more of them pings a crowd."""


def account_of(services: Services, channel: str | None) -> str | None:
    """Return the key of the account whose shared channel this is."""
    return services.channels.account_in(channel) if channel else None


def account_meant(services: Services, typed: SlashCommand) -> str | None:
    """Return the account of a command: the channel's; elsewhere the only one that is the person's own."""
    here = account_of(services, typed.channel)
    theirs = services.people.accounts_of(typed.team)
    return here or (theirs[0] if len(theirs) == 1 else None)


def is_triage(services: Services, channel: str | None) -> bool:
    """Tell whether a channel is a staff-only one."""
    return any(account.triage_id == channel for account in services.runbook.accounts.values())


def actor(services: Services, person: SlackPerson, account: str | None) -> Actor:
    """Return who clicked, chose, submitted or typed a command: Slack tells their workspace."""
    return services.people.actor(account, person.user, person.team, person.name)


def actor_on(services: Services, person: SlackPerson, place: TicketPlace) -> Actor:
    """Return who does something to a ticket; raises NotFound for one who may not know of it."""
    found = actor(services, person, place.account)
    services.places.refuse_outsider(place, found)
    return found


@dataclass(frozen=True)
class Speaking:
    """Who says something to an account (None: to all of them), and the names of those mentioned."""

    person: SlackPerson
    account: str | None
    actor: Actor
    names: Mapping[str, str]


def hear(
    services: Services, client: WebClient, person: SlackPerson, account: str | None, words: str
) -> Speaking:
    """Learn who says some words, and who is mentioned in them; whoever was never met is looked up.

    Raises NotKnownNow as `speaker` does.
    """
    known = services.people.company(account, person.user, person.team, words)
    if known.strangers:
        for user in sorted(known.strangers)[:_MOST_MENTIONED]:
            with contextlib.suppress(SlackApiError, OSError):
                look_up(services, client, user)
        known = services.people.company(account, person.user, person.team, words)
    author = known.speaker or speaker(services, client, person, account)
    return Speaking(person, account, author, known.names)


def speaker(services: Services, client: WebClient, person: SlackPerson, account: str | None) -> Actor:
    """Return who an event is about; somebody never met is looked up first.

    A reaction names no workspace: raises NotKnownNow where the look-up failed.
    """
    known = services.people.met_before(account, person.user, person.team)
    if known is not None:
        return known
    try:
        look_up(services, client, person.user)
    except (SlackApiError, OSError) as error:
        if person.team is None and not is_nobody(error):
            raise NotKnownNow(why(error)) from error
    return actor(services, person, account)


def meet(services: Services, client: WebClient, user: str) -> None:
    """Learn a stranger's own workspace and name from Slack, if it tells."""
    if services.people.knows(user):
        return
    with contextlib.suppress(SlackApiError, OSError):
        look_up(services, client, user)


def meet_mentioned(services: Services, client: WebClient, text: str) -> None:
    """Learn the names of those a text mentions, so that nobody is shown as an id."""
    for user in _MENTIONED.findall(text)[:_MOST_MENTIONED]:
        meet(services, client, user)


def calls_colleagues(services: Services, text: str, account: str) -> bool:
    """Tell whether a text mentions anybody of the provider's, a user group, or all who are there."""
    if _MANY.search(text):
        return True
    mentioned = (services.people.actor(account, user) for user in _MENTIONED.findall(text)[:_MOST_MENTIONED])
    return any(person.is_provider for person in mentioned)


def look_up(services: Services, client: WebClient, user: str) -> None:
    """Ask Slack about a user, whoever was met before."""
    remember(services, user, part(answer_of(client.users_info(user=user)), "user"))


def remember(services: Services, user: str, found: Json) -> None:
    """Take down how Slack describes a user; profiles of other companies are thin, and have no time zone."""
    company = part(found, "enterprise_user")
    organisation = text_or_none(company, "enterprise_id")
    services.people.meet(
        user,
        text_or_none(found, "team_id") or "",
        _name(found) or user,
        is_bot=bool(found.get("is_bot")),
        is_outsider=any(found.get(mark) for mark in _OUTSIDERS),
        is_gone=found.get("deleted") is True,
        teams=[*([organisation] if organisation else []), *texts(company, "teams")],
    )


def _name(found: Json) -> str | None:
    return (
        text_or_none(found, "real_name")
        or text_or_none(part(found, "profile"), "real_name", "display_name", "name")
        or text_or_none(found, "name")
    )


def is_nobody(error: Exception) -> bool:
    """Tell whether Slack knows no such user, or shows us none: asking again is of no use."""
    nobody = ("user_not_found", "user_not_visible", "users_not_found")
    return isinstance(error, SlackApiError) and error.response["error"] in nobody
