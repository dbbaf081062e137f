"""Who speaks in the console as the bot's own agent, as no address is known: no fault, but good to know."""

from collections.abc import Iterator

from bot.runbook import Runbook


def nameless_there(runbook: Runbook) -> Iterator[str]:
    """Yield, for each account with a bridge, which of its team the console does not know."""
    for key, account in runbook.accounts.items():
        if not account.console.is_bridged:
            continue
        named = {person.slack: person.name for person in account.people() if person.slack}
        unknown = [name for slack, name in named.items() if slack not in runbook.staff_addresses]
        if unknown:
            yield (
                f"accounts/{key}.yaml: no email is known of {', '.join(unknown)}. In the console they speak "
                "as the bot's agent, by name, and are given no ticket."
            )
