"""The runbook as the bot knows it: the provider, the accounts, and which is meant."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain

from bot.domain.paging import Cause, ReachStep
from bot.domain.tams import Member, Role, Rota
from bot.errors import NotFound
from bot.runbook.account import Account
from bot.runbook.provider import Provider
from bot.runbook.roster.reach_rows import ReachRow


@dataclass(frozen=True)
class Runbook:
    """Everything the operator wrote down, checked; `version` names this very content."""

    provider: Provider
    accounts: Mapping[str, Account]
    version: str
    pse_rota: Rota | None = None
    """The schedule of the 24x7 team."""
    support_management_rota: Rota | None = None
    files: Mapping[str, bytes] = field(default_factory=dict, repr=False, compare=False)
    """What the operator wrote, by file."""

    def account(self, key_or_name: str) -> Account:
        """Return the account of that key, name or prefix, in any case; raise NotFound otherwise."""
        if key_or_name in self.accounts:
            return self.accounts[key_or_name]
        names = {name.casefold(): one for one in self.accounts.values() for name in (one.name, one.prefix)}
        keys = {one.key.casefold(): one for one in self.accounts.values()}
        found = (names | keys).get(key_or_name.strip().casefold())
        if found is not None:
            return found
        known = ", ".join(self.accounts)
        raise NotFound(f"There is no account “{key_or_name}”. The runbook knows: {known}.")

    def terms(self, account: str | None) -> Account | Provider:
        """Return who says what is promised: the account of that key, or the provider where none is meant."""
        return self.provider if account is None else self.accounts[account]

    def account_for_channel(self, channel: str) -> Account | None:
        """Return the account whose shared channel that is."""
        return self._by_channel.get(channel)

    def reach(self, account: str, role: Role, slack: str | None, cause: Cause) -> tuple[ReachStep, ...]:
        """Return how whoever has a role is reached: as they say themselves, else as is said of the role."""
        person = self.person_keys.get(slack) if slack else None
        own = self.provider.people[person].reach.steps(cause) if person else None
        return (self._reach_of(account, role).steps(cause) or ()) if own is None else own

    def _reach_of(self, account: str, role: Role) -> ReachRow:
        match role:
            case Role.PSE:
                return self.provider.pse.reach
            case Role.SUPPORT_MANAGEMENT:
                return self.provider.support_management.reach
        return self.accounts[account].reach.get(role, ReachRow())

    @cached_property
    def person_keys(self) -> Mapping[str, str]:
        """The keys of the provider's people by their Slack ids."""
        return {person.slack: key for key, person in self.provider.people.items() if person.slack}

    @cached_property
    def staff_names(self) -> Mapping[str, str]:
        """The people of the provider that the runbook names, by their Slack ids."""
        listed = [(person.slack, person.name) for person in self.provider.people.values()]
        served = [(one.slack, one.name) for account in self.accounts.values() for one in account.people()]
        return {slack: name for slack, name in reversed([*served, *listed]) if slack}

    @cached_property
    def staff_addresses(self) -> Mapping[str, str]:
        """The addresses of the provider's people by their Slack ids, in lower case."""
        listed = [(person.slack, person.email) for person in self.provider.people.values()]
        served = [(one.slack, one.email) for account in self.accounts.values() for one in account.people()]
        return {slack: email.lower() for slack, email in reversed([*served, *listed]) if slack and email}

    @cached_property
    def staff_ids(self) -> frozenset[str]:
        """The Slack ids that the runbook names as staff; members of its user groups are not resolved."""
        people = {person.slack for person in self.provider.people.values() if person.slack}
        return frozenset(people).union(*(one.staff_ids() for one in self.accounts.values()))

    @cached_property
    def members(self) -> Mapping[str, Member]:
        """Those whose presence decides who answers, by their Slack ids: TAMs, and the people of schedules."""
        tams = (tam for account in self.accounts.values() for tam in account.team().tams)
        rotas = (rota for rota in (self.pse_rota, self.support_management_rota) if rota)
        people = [*chain(*(tam.everybody() for tam in tams), *(rota.members() for rota in rotas))]
        return {person.slack: person for person in reversed(people) if person.slack}

    @cached_property
    def prefixes(self) -> tuple[str, ...]:
        """What the numbers of tickets begin with, in capitals."""
        return tuple(one.prefix for one in self.accounts.values())

    @cached_property
    def staff_by_name(self) -> Mapping[str, str]:
        """The Slack ids of the provider's people, by their names in small letters."""
        return {name.casefold(): user for user, name in self.staff_names.items()}

    @cached_property
    def _by_channel(self) -> Mapping[str, Account]:
        return {one.channel.id: one for one in self.accounts.values()}
