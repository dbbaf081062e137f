"""Know people: who somebody is to an account, and what they are called."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from bot.blocks.kit.text import defang
from bot.domain.commands.characters import letters_only
from bot.domain.permission import Action, Actor, may
from bot.domain.reach import Unreached
from bot.errors import WrongInput
from bot.runbook import Runbook
from bot.services.service import ToldBySlack
from bot.steps.people import assignment, members, presence, reach
from bot.steps.people.identities import (
    accounts_of,
    actor_as_known,
    actor_of,
    mentioned_in,
    names_of_met,
    plain_words,
)
from bot.steps.work import Work
from models.people import SlackUser


@dataclass(frozen=True)
class Company:
    """Who speaks in a message, and who is mentioned in it: as far as they were met."""

    speaker: Actor | None
    names: Mapping[str, str]
    """What those are called who are mentioned, by user id."""
    strangers: frozenset[str]
    """Those mentioned who were never met."""


@dataclass(frozen=True)
class _Described:
    """A person as Slack describes them."""

    user: str
    teams: tuple[str, ...]
    """The ids of their company."""
    name: str
    is_bot: bool
    is_outsider: bool
    is_gone: bool


class People(ToldBySlack):
    """Use cases about persons, keyed by workspace and user id."""

    def actor(
        self, account: str | None, user: str, team: str | None = None, name: str | None = None
    ) -> Actor:
        """Say who a Slack user is to an account (None: to any of them).

        `name` is what the payload calls a stranger; whoever was met has a real name.

        `team` is the user's own workspace when the payload tells it; it may be left out only for people
        who were met before (see `knows`).
        """
        with self.reading() as work:
            return actor_of(work, account, user, team, name)

    def met_before(self, account: str | None, user: str, team: str | None) -> Actor | None:
        """Say who somebody is to an account, if they were met before."""
        with self.reading() as work:
            known = SlackUser.known(work.session, user)
            return actor_as_known(work, account, user, team, None, known) if known else None

    def company(self, account: str | None, user: str, team: str | None, text: str) -> Company:
        """Say who speaks to an account, as `met_before` does, and who is mentioned in the text."""
        mentioned = mentioned_in(text)
        with self.reading() as work:
            met = SlackUser.met(work.session, mentioned | {user})
            known = met.get(user)
            speaker = actor_as_known(work, account, user, team, None, known) if known else None
            return Company(speaker, names_of_met(work, mentioned, met), mentioned - met.keys())

    def any_may_solve(self, account: str, users: Collection[str]) -> bool:
        """Tell whether any of some people, bots left out, is one who may solve the account's tickets."""
        humans = (user for user in users if not self.is_bot(user))
        return any(may(self.actor(account, user).side, Action.SOLVE) for user in humans)

    def accounts_of(self, team: str) -> tuple[str, ...]:
        """Return the accounts that people of a workspace have to do with: the provider's, with all."""
        return accounts_of(self.runbook, team)

    def knows(self, user: str) -> bool:
        """Tell whether the user was met before, so that workspace and name are known."""
        with self.reading() as work:
            return SlackUser.known(work.session, user) is not None

    def is_bot(self, user: str) -> bool:
        """Tell whether a user that was met is a bot, of whatever company."""
        with self.reading() as work:
            known = SlackUser.known(work.session, user)
            return known is not None and known.is_bot

    def meet(
        self,
        user: str,
        team: str,
        name: str,
        *,
        is_bot: bool = False,
        is_outsider: bool = False,
        is_gone: bool = False,
        teams: Collection[str] = (),
    ) -> None:
        """Remember a person as Slack described them; an outsider is no colleague of the workspace's people.

        `teams` are further ids of their company (Enterprise Grid has one for the organisation and one for
        each workspace); of all of them, the one that the runbook names is the person's.
        """
        told = _Described(user, tuple(dict.fromkeys((team, *teams))), name, is_bot, is_outsider, is_gone)
        self.contested(lambda work: self._meet(work, told))

    def _meet(self, work: Work, told: "_Described") -> None:
        known = SlackUser.known(work.session, told.user)
        was_gone = known is not None and known.gone_since is not None
        since = ((known and known.gone_since) or work.now) if told.is_gone else None
        named = next((one for one in told.teams if _is_named(work.runbook, one)), told.teams[0])
        work.session.merge(
            SlackUser(
                user_id=told.user,
                team_id=named,
                name=told.name,
                is_bot=told.is_bot,
                is_outsider=told.is_outsider,
                gone_since=since,
                teams=list(told.teams),
                seen_at=work.now,
            )
        )
        if told.is_gone:
            presence.note_gone(work, told.user)
            self._alarm_of(work, told.user)
            if not was_gone:
                assignment.take_from(work, told.user)
        elif was_gone:
            presence.note_back(work, told.user)

    def lost(self, user: str) -> None:
        """Remember that Slack knows nobody by an id that the runbook names."""
        self.contested(lambda work: self._lose(work, user))

    def _lose(self, work: Work, user: str) -> None:
        known = SlackUser.known(work.session, user) or SlackUser(
            user_id=user,
            team_id=work.runbook.provider.workspaces[0],
            name=work.runbook.staff_names.get(user, user),
            is_bot=False,
            seen_at=work.now,
        )
        was_here = known.gone_since is None
        known.gone_since = known.gone_since or work.now
        work.session.add(known)
        presence.note_gone(work, user)
        self._alarm_of(work, user)
        if was_here:
            assignment.take_from(work, user)

    def _alarm_of(self, work: Work, user: str) -> None:
        if user in self.relied_on():
            work.teams.clear()
            name = work.runbook.staff_names.get(user, user)
            reach.alarm(work, name, user, Unreached.GONE)

    def relied_on(self) -> tuple[str, ...]:
        """Return the users that the runbook names: pings may have to reach them."""
        provider = self.runbook.provider
        members = (*provider.pse.members, *provider.support_management.members)
        return tuple(sorted(self.runbook.staff_ids.union(members)))

    def plain(self, text: str, known: Mapping[str, str] | None = None) -> str:
        """Return a message event's text as plain words, people by their names; some may be `known`."""
        known = known or {}
        if mentioned_in(text) <= known.keys():
            return defang(text, known)
        with self.reading() as work:
            return plain_words(work, text, known)

    def named(self, name: str) -> str:
        """Return the user id of whoever of the provider's people is called so; raises WrongInput.

        A first or a last name will do where only one person has it.
        """
        wanted = letters_only(name)
        found = {
            user: full
            for user, full in self.runbook.staff_names.items()
            if wanted == letters_only(full) or wanted in letters_only(full).split()
        }
        if len(found) == 1:
            return next(iter(found))
        if found:
            raise WrongInput(f"“{name}” may be {' or '.join(sorted(found.values()))}. Write @who.")
        raise WrongInput(f"“{name}” is nobody that I know here, so nothing was changed. Write @who.")

    def zone(self, user: str | None, account: str | None) -> str:
        """Return the zone in which somebody means times: their own in the runbook, else the account's."""
        member = members.member(self.runbook, user) if user else None
        return member.zone if member else self.runbook.terms(account).time_zone

    def set_group(self, group_id: str, users: Collection[str]) -> None:
        """Remember who belongs to a user group of the provider's."""
        self.contested(lambda work: self._set_group(work, group_id, users))

    def _set_group(self, work: Work, group_id: str, users: Collection[str]) -> None:
        presence.replace_members(work, group_id, users)
        if not users and group_id in self.groups():
            reach.alarm(work, _group_name(work.runbook, group_id), group_id, Unreached.EMPTY)

    def groups(self) -> tuple[str, ...]:
        """Return the user groups whose members the runbook relies on."""
        provider = self.runbook.provider
        return tuple(
            group.usergroup for group in (provider.pse, provider.support_management) if group.usergroup
        )


def _group_name(runbook: Runbook, group_id: str) -> str:
    groups = (runbook.provider.pse, runbook.provider.support_management)
    return next((group.name for group in groups if group.usergroup == group_id), group_id)


def _is_named(runbook: Runbook, team: str) -> bool:
    return team in runbook.provider.workspaces or any(
        team in account.workspaces for account in runbook.accounts.values()
    )
