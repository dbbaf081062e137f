"""Carrying files from the console into a thread in Slack: each once, or a sentence why it stays there."""

from dataclasses import replace
from datetime import timedelta
from typing import Final

from requests import RequestException
from slack_sdk.errors import SlackApiError

from bot.blocks.messages.console import copied
from bot.clock import Clock
from bot.domain.console.left_there import LeftThere
from bot.outbox import call
from bot.outbox.call import CLOCKS_DIFFER, SlackCaller
from bot.outbox.carrier import Arrived
from bot.outbox.copying.comment_now import CommentNow
from bot.outbox.copying.console_files import ConsoleFile, ConsoleFiles, NotScanned
from bot.outbox.copying.copies import FileCopy
from bot.outbox.copying.copy_ledger import CopyLedger
from bot.outbox.copying.slack_uploads import FileToShare, SlackUploads, UploadRefused
from bot.outbox.verdict import Verdict, VerdictKind, judge
from bot.outbox.zendesk.console_verdict import JUDGED, OutOfTime, judge_console
from bot.outbox.zendesk.refused_calls import ConsoleRefusal, UnreadableAnswer
from models.queues.outbox import Method
from models.queues.outbox_queue import Claim
from models.store.records import unpacked

_ONE_CALL: Final = timedelta(seconds=25)
"""What must be left of a lease to share a file: until then nobody else takes the row."""
_SCANNED_WITHIN: Final = timedelta(minutes=10)
"""Zendesk's search for malware takes seconds, and more when there is much to do."""
_LOOK_AGAIN_S: Final = 10.0
_BEFORE_SHARING: Final = (ConsoleRefusal, UnreadableAnswer, RequestException)
"""What only goes wrong while nobody in Slack can see the file yet."""
_NOT_THERE: Final = frozenset({"file_not_found", "file_deleted"})
_NEVER_HERE: Final = frozenset(
    {
        "blocked_file_type",
        "file_upload_size_restricted",
        "file_uploads_disabled",
        "file_uploads_except_images_disabled",
        "slack_connect_blocked_file_type",
        "slack_connect_file_upload_sharing_blocked",
        "storage_limit_reached",
    }
)


class CopyCarrier:
    """Copies files; what is in them is kept no longer than a copy takes."""

    errors = (*JUDGED, NotScanned, UploadRefused)

    def __init__(
        self, files: ConsoleFiles, uploads: SlackUploads, slack: SlackCaller, ledger: CopyLedger, clock: Clock
    ) -> None:
        self._files, self._uploads, self._slack = files, uploads, slack
        self._ledger, self._clock = ledger, clock

    def send(self, claim: Claim) -> Arrived:
        """Share the file, or say why not; return the channel, and what Slack calls the file or message.

        Of what is kept inside meanwhile nothing is shared, nor said: the customer would see it. How its
        comment stands is read right before; while the console can't tell, the file waits.
        """
        file = unpacked(FileCopy, claim.payload)
        if self._ledger.is_kept_inside(file):
            return _nothing_in(claim)
        try:
            return self._shared_before(claim, file) or self._copy(claim, file)
        except SlackApiError as error:
            if _code(error) not in _NEVER_HERE:
                raise
            return self._say(claim, file, LeftThere.REFUSED_HERE)

    def looks_first(self, claim: Claim) -> bool:
        """Tell that a file shared twice is seen twice."""
        return True

    def find(self, claim: Claim) -> Arrived | None:
        """Look for the file, by what Slack calls it, and for the sentence that is said instead."""
        file = unpacked(FileCopy, claim.payload)
        shared = self._shared(claim, file)
        since = claim.claimed_at - CLOCKS_DIFFER
        may_be = self._uploads.find(shared, file.handed_over, f"{since.timestamp():.6f}")
        known_as = self._ledger.first_unknown(claim, may_be, since)
        if known_as is not None:
            return str(claim.channel), known_as
        return call.find(self._slack, replace(claim, target_ts=shared.thread_ts))

    def given_up(self, claim: Claim) -> None:
        """Have the ticket's thread in triage told where the file is: the operator alone is told why."""
        self._ledger.given_up(claim, unpacked(FileCopy, claim.payload), self._clock.now())

    def judge(self, error: Exception) -> Verdict:
        """Tell what an answer of either side, or the lack of one, means."""
        if isinstance(error, NotScanned):
            return Verdict(VerdictKind.NOT_YET, "not_scanned", _LOOK_AGAIN_S)
        if isinstance(error, UploadRefused):
            return Verdict(VerdictKind.UNREACHED, "upload_refused")
        if isinstance(error, SlackApiError):
            return judge(error)
        verdict = judge_console(error)
        if isinstance(error, _BEFORE_SHARING) and verdict.kind is VerdictKind.UNKNOWN:
            return replace(verdict, kind=VerdictKind.UNREACHED)
        return verdict

    def _shared_before(self, claim: Claim, file: FileCopy) -> Arrived | None:
        """Share a file that Slack has by now; None for one that it has not, or no more."""
        if not file.handed_over:
            return None
        try:
            return self._share(claim, file, file.handed_over)
        except SlackApiError as error:
            if _code(error) not in _NOT_THERE:
                raise
            return None

    def _copy(self, claim: Claim, file: FileCopy) -> Arrived:
        try:
            fetched = self._files.fetch(file.number, file.name, lambda: self._is_late(claim))
        except NotScanned:
            if self._clock.now() - claim.created_at < _SCANNED_WITHIN:
                raise
            return self._say(claim, file, LeftThere.UNCHECKED)
        if not isinstance(fetched, ConsoleFile):
            return self._say(claim, file, fetched.why)
        file_id = self._uploads.hand_over(file.name, fetched.content)
        if not self._ledger.handed_over(claim, file, file_id):
            raise OutOfTime
        return self._share(claim, file, file_id)

    def _share(self, claim: Claim, file: FileCopy, file_id: str) -> Arrived:
        now = self._files.comment_now(file)
        if now is CommentNow.GONE:
            return self._say(claim, file, LeftThere.GONE)
        if now is CommentNow.KEPT_INSIDE:
            return _nothing_in(claim)
        if self._is_late(claim):
            raise OutOfTime
        if self._ledger.is_kept_inside(file):
            return _nothing_in(claim)
        self._uploads.share(file_id, self._shared(claim, file))
        return str(claim.channel), file_id

    def _say(self, claim: Claim, file: FileCopy, why: LeftThere) -> Arrived:
        if self._files.comment_now(file) is CommentNow.KEPT_INSIDE:
            return _nothing_in(claim)
        if self._is_late(claim):
            raise OutOfTime
        if self._ledger.is_kept_inside(file):
            return _nothing_in(claim)
        post = copied.stays(file.name or "A file", why, file.seen_at)
        payload: dict[str, object] = {"text": post.text, "blocks": post.blocks}
        said = replace(claim, method=Method.POST, target_ts=self._ledger.thread(file), payload=payload)
        return call.send(self._slack, said, _no_pin)

    def _shared(self, claim: Claim, file: FileCopy) -> FileToShare:
        words = copied.from_whom(file.whose)
        return FileToShare(file.name, words, str(claim.channel), self._ledger.thread(file))

    def _is_late(self, claim: Claim) -> bool:
        """Tell whether so much time has passed that another relay may take the row."""
        return self._clock.now() > claim.lease_ends - _ONE_CALL


def _code(error: SlackApiError) -> str:
    return str(error.response.get("error", ""))


def _nothing_in(claim: Claim) -> Arrived:
    return str(claim.channel), None


def _no_pin(account: str) -> str:
    """Give no PIN away: nothing said of a file holds one."""
    raise ValueError(account)
