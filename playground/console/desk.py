"""What the help desk keeps; safe to look at from any thread."""

import hashlib
import itertools
from collections.abc import Iterator
from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from typing import Final

from playground.console.console_account import ConsoleAccount
from playground.console.records import Attachment, DeskRole, DeskTicket, DeskUser, Upload
from playground.console.refusals import invalid, not_found
from playground.workspace.seed import WorkspaceMember
from playground.workspace.state import WorkspaceState
from playground.workspace.user_json import email

_FIRST_USER: Final = 361_500_000_001
_FIRST_ID: Final = 9_470_000_001
_UPLOAD_LASTS: Final = timedelta(days=3)
_SCAN_TAKES: Final = timedelta(seconds=5)


class HelpDesk:
    """Keeps people, tickets and files. Change it only inside `changing()`."""

    def __init__(self, state: WorkspaceState) -> None:
        self._state, self.account = state, ConsoleAccount()
        self._ids = itertools.count(_FIRST_ID)
        self._user_ids = itertools.count(_FIRST_USER)
        self.users: dict[int, DeskUser] = {}
        self.tickets: dict[int, DeskTicket] = {}
        self.uploads: dict[str, Upload] = {}
        self.files: dict[str, Attachment] = {}
        self.scan_takes = _SCAN_TAKES
        self.integration = self.add_user("TAM Integration", "tam-integration@zendesk.example", DeskRole.ADMIN)
        for one in state.seed.people:
            if not one.is_bot:
                self._add_member(one)

    @property
    def now(self) -> datetime:
        """Return this zendesk_time."""
        return self._state.clock.now()

    @property
    def url(self) -> str:
        """Return the playground's address."""
        return self._state.url

    def changing(self) -> AbstractContextManager[None]:
        """Hold what is kept for a change, then tell everyone who waits for one."""
        return self._state.changing()

    def new_id(self) -> int:
        """Return an id nobody has had; the same run gives the same ids."""
        return next(self._ids)

    def new_ticket_id(self) -> int:
        """Return the next ticket's number."""
        return len(self.tickets) + 1

    def add_user(self, name: str, address: str, role: DeskRole, member: str = "") -> DeskUser:
        """Have somebody known from now on."""
        user = DeskUser(next(self._user_ids), name, address, role, self.now, member=member)
        self.users[user.id] = user
        return user

    def user(self, id_: int) -> DeskUser:
        """Return somebody by id; raises a 404 for nobody's."""
        if id_ not in self.users:
            raise not_found()
        return self.users[id_]

    def by_email(self, address: str) -> DeskUser | None:
        """Return somebody by e-mail address."""
        wanted = address.strip().casefold()
        return next((one for one in self.users.values() if one.email.casefold() == wanted), None)

    def member(self, id_: str) -> DeskUser:
        """Return somebody of the workspace, who is made known if they joined it later."""
        for user in self.users.values():
            if user.member == id_:
                return user
        return self._add_member(self._state.people[id_])

    def ticket(self, id_: int) -> DeskTicket:
        """Return a ticket; raises a 404 for one that there is not, or no more."""
        found = self.tickets.get(id_)
        if found is None or found.is_deleted:
            raise not_found()
        return found

    def sees(self, user: DeskUser, ticket: DeskTicket) -> bool:
        """Tell whether somebody sees a ticket: agents see all, customers their company's."""
        requester, people = self.users[ticket.fields.requester_id], self._state.people
        if user.is_staff or not (requester.member and user.member):
            return True
        return people[requester.member].team_id == people[user.member].team_id

    def standing(self) -> Iterator[DeskTicket]:
        """Yield the tickets that are not deleted, the oldest first."""
        yield from (one for one in self.tickets.values() if not one.is_deleted)

    def upload(self, token: str, file_name: str, content_type: str, content: bytes) -> Upload:
        """Take a file, with those of the token if there is one; raises a 422 for a token that isn't valid."""
        upload = self._waiting(token) if token else None
        with self.changing():
            scanned_at = self.now + self.scan_takes
            kept = Attachment(self.new_id(), self._key(), file_name, content_type, content, scanned_at)
            self.files[kept.key] = kept
            if upload is None:
                upload = Upload(self._key(), self.now + _UPLOAD_LASTS)
                self.uploads[upload.token] = upload
            upload.attachments.append(kept)
        return upload

    def attachment(self, id_: int) -> Attachment:
        """Return a file by its number; raises a 404 for one that there is not."""
        found = next((one for one in self.files.values() if one.id == id_), None)
        if found is None:
            raise not_found()
        return found

    def uploaded(self, tokens: tuple[str, ...]) -> tuple[Attachment, ...]:
        """Return the files of these tokens; raises a 422 for a token that isn't valid, or no more."""
        return tuple(file for token in tokens for file in self._waiting(token).attachments)

    def _waiting(self, token: str) -> Upload:
        upload = self.uploads.get(token)
        if upload is None or upload.expires_at <= self.now:
            raise invalid("uploads", "Uploads: token is invalid or has expired")
        return upload

    def _add_member(self, one: WorkspaceMember) -> DeskUser:
        is_staff = one.team_id in self._state.app.installed_teams
        address = email(self._state, one)
        return self.add_user(
            one.real_name, address, DeskRole.AGENT if is_staff else DeskRole.END_USER, one.id
        )

    def _key(self) -> str:
        return hashlib.sha256(str(self.new_id()).encode()).hexdigest()[:26]
