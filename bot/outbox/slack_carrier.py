"""Carrying rows to Slack."""

from bot.outbox import call
from bot.outbox.call import Fill, SlackCaller
from bot.outbox.carrier import Arrived
from bot.outbox.verdict import FROM_SLACK, Verdict, judge
from bot.outbox.zendesk.kept_inside import KeptInside
from models.queues.outbox import Method
from models.queues.outbox_queue import Claim


class SlackCarrier:
    """Carries rows over one Slack client."""

    errors = FROM_SLACK

    def __init__(self, client: SlackCaller, fill: Fill, kept_inside: KeptInside) -> None:
        self._client, self._fill, self._kept_inside = client, fill, kept_inside

    def send(self, claim: Claim) -> Arrived:
        """Make the row's call; return the channel and timestamp of the message it made or changed.

        Of words that the channel may not see any more none is made.
        """
        if self._kept_inside.is_kept(claim):
            return str(claim.channel), None
        return call.send(self._client, claim, self._fill)

    def looks_first(self, claim: Claim) -> bool:
        """Tell whether it is a post: all else may be done twice."""
        return claim.method is Method.POST

    def find(self, claim: Claim) -> Arrived | None:
        """Look for a posted message by its metadata."""
        return call.find(self._client, claim)

    def judge(self, error: Exception) -> Verdict:
        """Tell what an error of Slack's means."""
        return judge(error)
