"""What `tam-bot init` asks for a provider and for an account, and the texts of their files."""

import re
from collections.abc import Callable, Mapping
from typing import Final, TypeVar

from pydantic import ValidationError

from bot.cli.setup.contract import promises
from bot.cli.setup.files import starter
from bot.cli.setup.questions import InitQuestion, Interview
from bot.cli.setup.workspace_listing import Entry, Listing, WorkspaceListing
from bot.domain.calendar.week import overlapping_day, parse_week
from bot.domain.calendar.zones import zone
from bot.errors import WrongInput
from bot.runbook.holiday_dates import HolidayRule

Answer = TypeVar("Answer")

HOURS: Final = "Mon-Fri 09:00-18:00"
OPTIONS: Final = {
    "--provider": "your organisation's name, as customers know it",
    "--time-zone": "your team's time zone, such as America/New_York",
    "--country": "whose public holidays your team has, such as US",
    "--triage": "the channel of your staff, by name or id",
    "--pse": "the user group that answers when no TAM is on duty",
    "--management": "the user group that escalations climb to",
    "--account": "the customer's name",
    "--channel": "the channel that you share with the customer, by name or id",
    "--workspace": "the customer's workspace, by name or id",
    "--account-zone": "the customer's time zone",
    "--primary": "the primary TAM, by name or id",
    "--secondary": "the secondary TAM, if there is one",
    "--hours": "the hours of both TAMs",
    "--account-country": "whose public holidays count for the customer, if not your team's",
    "--promises": "what their contract promises otherwise, such as P1 30m, P2 1h always",
}
"""Each question's option, and what it asks."""

_WORKSPACE: Final = re.compile(r"[TE][A-Z0-9]{2,}")

OF_PROVIDER: Final = ("--provider", "--time-zone", "--country", "--triage", "--pse", "--management")
OPTIONAL: Final = frozenset(
    (
        "--provider",
        "--workspace",
        "--secondary",
        "--hours",
        "--account-zone",
        "--account-country",
        "--promises",
    )
)
"""Those that have a default, or may stay unanswered."""


def provider_file(interview: Interview, slack: WorkspaceListing) -> tuple[str, str]:
    """Return the text of provider.yaml and the team's time zone, asking for what it says."""
    groups = slack.groups()
    name = interview.answer(_question("--provider", _filled, default=slack.company))
    time_zone = interview.answer(_question("--time-zone", _zone))
    country = interview.answer(_question("--country", _country))
    triage = interview.answer(_listed("--triage", slack.channels(shared=False)))
    pse = interview.answer(_listed("--pse", groups))
    management = interview.answer(_listed("--management", groups))
    words = {
        "provider": name,
        "workspace": slack.workspace,
        "time_zone": time_zone,
        "country": country,
        "triage": triage.id,
        "pse": pse.id,
        "pse_name": pse.names[-1],
        "management": management.id,
        "management_name": management.names[-1],
    }
    return starter("provider.yaml", words), time_zone


def account_file(
    interview: Interview, slack: WorkspaceListing, time_zone: str, taken: Mapping[str, str]
) -> tuple[str, str]:
    """Return the file name and the text of an account, asking for what it says.

    `taken` names the account that has a channel already, by the channel's id.
    """
    people = slack.people()
    name = interview.answer(_question("--account", _filled))
    channel = interview.answer(free_channel(slack.channels(shared=True), taken))
    workspaces = interview.answer(_theirs(slack.sharing(channel)))
    primary = interview.answer(_listed("--primary", people))
    secondary = interview.answer(_optional("--secondary", people))
    hours = interview.answer(_question("--hours", _hours, default=HOURS))
    words: dict[str, str | tuple[str, ...]] = {
        "account": name,
        "channel": channel.id,
        "channel_name": channel.name.lstrip("#"),
        "workspaces": workspaces,
        "time_zone": interview.answer(_question("--account-zone", _zone, default=time_zone)),
        "primary": primary.id,
        "primary_name": primary.name,
        "hours": hours,
    }
    text = starter("account.yaml", words)
    if secondary is not None:
        text += starter(
            "secondary.yaml", {"secondary": secondary.id, "secondary_name": secondary.name, "hours": hours}
        )
    country = interview.answer(_question("--account-country", _country_or_none, default=""))
    text += f"holidays: {{country: {country}}}\n" if country else ""
    return f"{_key(name)}.yaml", text + interview.answer(_question("--promises", promises, default=""))


def free_channel(shared: Listing, taken: Mapping[str, str]) -> InitQuestion[Entry]:
    """Return the question of the customer's channel: one of those that no account has."""
    free = Listing(shared.kind, tuple(entry for entry in shared.entries if entry.id not in taken))

    def find(said: str) -> Entry:
        held = [entry for entry in shared.named(said) if entry.id in taken]
        if held and not free.named(said):
            raise WrongInput(
                f"{held[0].name} is the channel of “{taken[held[0].id]}” already; "
                "each account needs a channel of its own."
            )
        return free.find(said)

    return InitQuestion("--channel", OPTIONS["--channel"], find, choices=free.choices)


def _question(option: str, read: Callable[[str], str], default: str | None = None) -> InitQuestion[str]:
    return InitQuestion(option, OPTIONS[option], read, default)


def _listed(option: str, listing: Listing) -> InitQuestion[Entry]:
    return InitQuestion(option, OPTIONS[option], listing.find, choices=listing.choices)


def _optional(option: str, listing: Listing) -> InitQuestion[Entry | None]:
    def find(said: str) -> Entry | None:
        return listing.find(said) if said else None

    return InitQuestion(option, OPTIONS[option], find, default="", choices=listing.choices)


def _key(name: str) -> str:
    """Return the name of the account's file: letters and digits, joined by dashes."""
    return "-".join(re.findall(r"[a-z0-9]+", name.casefold())) or "account"


def _filled(said: str) -> str:
    if not said:
        raise WrongInput("A name is needed.")
    return said


def _zone(said: str) -> str:
    return _checked(lambda: zone(said).key)


def _country(said: str) -> str:
    if len(said) != 2:
        raise WrongInput(f"“{said}” isn't a country's two letters; write them, such as US.")
    return _checked(lambda: str(HolidayRule(country=said.upper()).country))


def _hours(said: str) -> str:
    week = _checked(lambda: parse_week(said))
    day = overlapping_day(week)
    if day is not None:
        raise WrongInput(f"“{said}” names a part of {day} twice; write each hour once.")
    return said


def _country_or_none(said: str) -> str:
    return _country(said) if said else ""


def _theirs(sharing: Listing) -> InitQuestion[tuple[str, ...]]:
    """Return the question of the customer's workspaces: all that share the channel by default."""

    def find(said: str) -> tuple[str, ...]:
        if said in sharing.choices:  # a company's name may have a comma
            return (sharing.find(said).id,)
        words = [word for word in re.split(r"\s*,\s*", said) if word]
        if not words:
            raise WrongInput("A workspace is needed.")
        return tuple(word if _WORKSPACE.fullmatch(word) else sharing.find(word).id for word in words)

    default = ", ".join(each.id for each in sharing.entries) or None
    return InitQuestion("--workspace", OPTIONS["--workspace"], find, default, choices=sharing.choices)


def _checked(read: Callable[[], Answer]) -> Answer:
    try:
        return read()
    except ValidationError as error:
        raise WrongInput(_ended(str(error.errors()[0]["msg"]).removeprefix("Value error, "))) from None
    except ValueError as error:
        raise WrongInput(_ended(str(error))) from None


def _ended(sentence: str) -> str:
    return sentence if sentence.endswith("?") else f"{sentence}."
