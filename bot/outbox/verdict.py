"""What Slack's errors mean for a message that was to be sent: the one place that maps them."""

import http.client
import json
import socket
import ssl
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final
from urllib.error import URLError

from slack_sdk.errors import SlackApiError


class VerdictKind(Enum):
    """What to do about an error."""

    DONE = auto()  # Slack has it already
    SLOW_DOWN = auto()  # it said when to come back
    UNREACHED = auto()  # the request never got to Slack
    UNKNOWN = auto()  # it may have got there: look before sending again
    TEXT_ONLY = auto()  # the blocks are refused: the text may pass
    NO_THREAD = auto()  # the thread is gone: the channel may do
    GONE = auto()  # the message, or the Home tab, that this is about is not there
    LOCKED_OUT = auto()  # token or scopes: nothing will pass until the operator acts
    NEVER = auto()  # no use trying again
    NOT_YET = auto()  # nothing is wrong: what it waits for is not so far
    LATER = auto()  # refused, for a reason we do not know: try a few times


@dataclass(frozen=True, slots=True)
class Verdict:
    """What an error means, the code to record, and the seconds after which Slack wants to be asked again."""

    kind: VerdictKind
    error: str
    retry_after: float = 0.0
    answered: bool = True
    """Slack itself has spoken: whatever it may have done, it has done by now."""


# Sources: the error tables of chat.*, pins.*, reactions.* and views.publish on docs.slack.dev.
_CODES: Final[dict[VerdictKind, frozenset[str]]] = {
    VerdictKind.DONE: frozenset({"already_pinned", "already_reacted", "no_reaction", "no_pin", "not_pinned"}),
    VerdictKind.UNKNOWN: frozenset(
        {"fatal_error", "internal_error", "request_timeout", "service_unavailable"}
    ),
    VerdictKind.TEXT_ONLY: frozenset(
        {
            "invalid_blocks",
            "invalid_blocks_format",
            "msg_blocks_too_long",
            "block_mismatch",
            "invalid_attachments",
        }
    ),
    VerdictKind.NO_THREAD: frozenset({"thread_not_found", "invalid_thread_ts", "cannot_reply_to_message"}),
    VerdictKind.GONE: frozenset(
        {"message_not_found", "edit_window_closed", "bad_timestamp", "no_item_specified", "not_enabled"}
    ),
    VerdictKind.LOCKED_OUT: frozenset(
        {
            "accesslimited",
            "account_inactive",
            "ekm_access_denied",
            "invalid_auth",
            "missing_scope",
            "not_allowed_token_type",
            "not_authed",
            "org_login_required",
            "team_access_not_granted",
            "token_expired",
            "token_revoked",
        }
    ),
    VerdictKind.NEVER: frozenset(
        {
            "cannot_dm_bot",
            "cant_delete_message",
            "cant_update_message",
            "channel_not_found",
            "duplicate_channel_not_found",
            "duplicate_message_not_found",
            "external_channel_migrating",
            "invalid_arguments",
            "invalid_name",
            "invalid_users",
            "is_archived",
            "markdown_text_conflict",
            "messages_tab_disabled",
            "metadata_too_large",
            "method_not_supported_for_channel_type",
            "msg_too_long",
            "no_text",
            "not_in_channel",
            "not_pinnable",
            "permission_denied",
            "restricted_action",
            "restricted_action_non_threadable_channel",
            "restricted_action_read_only_channel",
            "restricted_action_thread_locked",
            "restricted_action_thread_only_channel",
            "too_many_pins",
            "too_many_reactions",
            "user_not_found",
            "user_disabled",
            "view_too_large",
        }
    ),
}
_KIND_OF: Final = {code: kind for kind, codes in _CODES.items() for code in codes}

# Everything a call to Slack may raise when the network or Slack is at fault.
FROM_SLACK: Final = (SlackApiError, OSError, http.client.HTTPException, json.JSONDecodeError)

_NEVER_LEFT: Final = (ConnectionRefusedError, socket.gaierror, ssl.SSLCertVerificationError)
_DEFAULT_WAIT: Final = 30.0


def judge(error: Exception) -> Verdict:
    """Tell what an error of `FROM_SLACK` means."""
    if isinstance(error, SlackApiError):
        return _judge_answer(error)
    cause = error.reason if isinstance(error, URLError) else error
    name = type(cause).__name__
    kind = VerdictKind.UNREACHED if isinstance(cause, _NEVER_LEFT) else VerdictKind.UNKNOWN
    return Verdict(kind, name, answered=False)


def _judge_answer(error: SlackApiError) -> Verdict:
    response = error.response
    status = getattr(response, "status_code", 200)
    data = getattr(response, "data", response)
    code = str(data.get("error", "")) if isinstance(data, dict) else ""
    if status == 429 or code in ("ratelimited", "rate_limited"):
        return Verdict(VerdictKind.SLOW_DOWN, "ratelimited", retry_after(getattr(response, "headers", None)))
    if code in _KIND_OF:
        return Verdict(_KIND_OF[code], code)
    if status >= 500 or not code.isidentifier():
        return Verdict(VerdictKind.UNKNOWN, f"http_{status}", answered=False)
    return Verdict(VerdictKind.LATER, code)


def retry_after(headers: object) -> float:
    """Return the seconds after which an answer wants to be asked again; a guess where it does not say."""
    if isinstance(headers, dict):
        for name, value in headers.items():
            if str(name).lower() == "retry-after":
                return _seconds(value)
    return _DEFAULT_WAIT


def _seconds(value: object) -> float:
    first = value[0] if isinstance(value, list) and value else value
    try:
        return max(float(str(first)), 0.0)
    except ValueError:
        return _DEFAULT_WAIT
