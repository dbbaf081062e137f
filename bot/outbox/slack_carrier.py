"""Carrying rows to Slack."""

from bot.outbox import call
from bot.outbox.call import Fill, SlackCaller
from bot.outbox.carrier import Arrived
from bot.outbox.verdict import FROM_SLACK, Verdict, judge
from models.queues.outbox import Method
from models.queues.outbox_queue import Claim


class SlackCarrier:
    """Carries rows over one Slack client."""

    errors = FROM_SLACK

    def __init__(self, client: SlackCaller, fill: Fill) -> None:
        self._client, self._fill = client, fill

    def send(self, claim: Claim) -> Arrived:
        """Make the row's call; return the channel and timestamp of the message it made or changed."""
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
