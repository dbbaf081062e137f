"""What is known of who answers: by now, or by the version of the roster to which a transaction looks back."""

from collections.abc import Collection
from datetime import datetime

from bot.steps.work import Work
from models.announcement import KnownActs
from models.people import GroupMember, SlackUser
from models.roster_change import RosterChange, RosterChangeKind


def gone(work: Work, users: Collection[str]) -> dict[str, datetime]:
    """Return those of some users who are gone, each with since when."""
    if work.roster_version is None:
        asked = frozenset(users)
        return work.recall(("gone", asked), lambda: SlackUser.gone(work.session, asked))
    return RosterChange.gone(work.session, users, work.roster_version)


def members(work: Work, group: str) -> frozenset[str]:
    """Return the users that belong to a user group."""
    if work.roster_version is None:
        return work.recall(("members", group), lambda: GroupMember.members(work.session, group))
    return RosterChange.members(work.session, group, work.roster_version)


def groups_with(work: Work, user: str) -> frozenset[str]:
    """Return the user groups that a user belongs to."""
    if work.roster_version is None:
        return GroupMember.groups_of(work.session, user)
    return RosterChange.groups_of(work.session, user, work.roster_version)


def note_gone(work: Work, user: str) -> None:
    """Take down that a user is gone."""
    RosterChange.reached(work.session, user, (), work.now)


def note_back(work: Work, user: str) -> None:
    """Take down that a user who was gone is there again."""
    SlackUser.found(work.session, user)
    RosterChange.reached(work.session, user, (user,), work.now)


def replace_members(work: Work, group: str, users: Collection[str]) -> None:
    """Make users the members of a user group."""
    GroupMember.replace(work.session, group, users)
    RosterChange.reached(work.session, group, users, work.now)


def known_acts(work: Work) -> KnownActs | None:
    """Return what was known of announcements; None: all that stands."""
    version = work.roster_version
    return None if version is None else KnownActs.of_version(work.session, version)


def note_announced(work: Work, act: str) -> None:
    """Take down that something is announced."""
    RosterChange.note(work.session, RosterChangeKind.ANNOUNCED, act, work.now)
