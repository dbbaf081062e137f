"""What is wrong with user groups that follow a schedule: they are not those by which people are staff."""

from collections.abc import Iterator, Mapping

from bot.runbook.roster.checks import GROUPS, TAMS
from bot.runbook.yaml_nodes import Document, Path, Problem


def group_problems(provider: Document, accounts: Mapping[str, Document]) -> Iterator[Problem]:
    """Yield the groups that nothing could be kept in, and those that must keep their members."""
    staff = {provider.text(group, "usergroup"): group for group in GROUPS}
    places: list[tuple[Document, Path]] = [(provider, (group,)) for group in GROUPS]
    places += [(account, ("team", role)) for account in accounts.values() for role in TAMS]
    for document, place in places:
        path: Path = (*place, "oncall_group")
        group = document.text(*path)
        if group is None:
            continue
        if document.at(*place, "schedule") is None:
            yield document.problem(path, "follows a schedule, and there is none here")
        if group.strip() in staff:
            sentence = f"says who is staff, as {staff[group.strip()]}.usergroup; take another group"
            yield document.problem(path, sentence)
