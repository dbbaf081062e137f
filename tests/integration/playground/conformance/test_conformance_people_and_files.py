"""People, groups and files as facts: who is found how, what a profile tells, where a file's bytes are."""

from typing import Any
from urllib.error import HTTPError
from urllib.request import HTTPRedirectHandler, Request, build_opener

from tests.integration.playground.conformance.facts import (
    BOT,
    CIERRA,
    GENERAL,
    MAYA,
    OTTO,
    SHARED,
    TRIAGE,
    World,
    named,
)

JSON = dict[str, Any]


class _Stay(HTTPRedirectHandler):
    """Follows no redirect."""

    def redirect_request(self, *_: Any) -> None:
        """Return nothing: the answer itself is looked at."""


def shared_file(world: World) -> JSON:
    """Share a file as Maya; return its object."""
    world.playground.acting_as(MAYA).upload(SHARED, "trace log.txt", b"12:00 fails")
    [message] = world.playground.workspace.messages(SHARED)[-1:]
    return dict(world.answer("files.info", file=message["files"][0]["id"])["file"])


def fetched(url: str, token: str) -> tuple[int, bytes]:
    """Return the status and body of a file's address."""
    request = Request(url, headers={"Authorization": f"Bearer {token}"} if token else {})
    try:
        with build_opener(_Stay).open(request) as answer:
            return answer.status, answer.read()
    except HTTPError as refused:
        return refused.code, b""


def emails(world: World, user: str) -> JSON:
    """Return a profile as the app is told of it."""
    return dict(world.answer("users.info", user=user)["user"]["profile"])


FACTS = [
    (
        "[M:users.lookupByEmail] found by address",
        lambda w: w.answer("users.lookupByEmail", email="csimms@twilio-support.example")["user"]["id"],
        CIERRA,
    ),
    (
        "[M:users.lookupByEmail] nobody has it: users_not_found",
        lambda w: w.error("users.lookupByEmail", email="nobody@twilio-support.example"),
        "users_not_found",
    ),
    (
        "[M:users.lookupByEmail] people of other companies are not found",
        lambda w: w.error("users.lookupByEmail", email="maya@partiful.example"),
        "users_not_found",
    ),
    (
        "[M:users.info] a colleague's address, with its scope",
        lambda w: emails(w, CIERRA)["email"],
        "csimms@twilio-support.example",
    ),
    ("[SC] a stranger's address is never told", lambda w: "email" in emails(w, MAYA), False),
    (
        "[M:users.info] the zone's offset in seconds",
        lambda w: w.answer("users.info", user=CIERRA)["user"]["tz_offset"],
        -4 * 3600,  # New York, in summer time
    ),
    (
        "[M:users.info] locale only if asked for",
        lambda w: [
            w.answer("users.info", user=CIERRA, include_locale=asked)["user"].get("locale")
            for asked in (True, False)
        ],
        ["en-US", None],
    ),
    ("[M:users.profile.get] the bot's names its app", lambda w: emails(w, BOT)["api_app_id"], "A0TAMBOT"),
    (
        "[M:users.profile.get] one's own unless another is named",
        lambda w: [
            w.answer("users.profile.get", **more)["profile"]["real_name"] for more in ({}, {"user": MAYA})
        ],
        ["tam", "Maya Chen"],
    ),
    (
        "[M:users.info] Slackbot is in every workspace",
        lambda w: w.answer("users.info", user="USLACKBOT")["user"]["name"],
        "slackbot",
    ),
    (
        "[M:users.list] Slackbot is among the members",
        lambda w: "USLACKBOT" in [one["id"] for one in w.answer("users.list")["members"]],
        True,
    ),
    (
        "[M:users.conversations] the bot's own, of the kinds asked for",
        lambda w: [one["id"] for one in w.answer("users.conversations", types="private_channel")["channels"]],
        [TRIAGE],
    ),
    (
        "[M:users.conversations] somebody else's, as far as the bot sees them",
        lambda w: [one["id"] for one in w.answer("users.conversations", user=CIERRA)["channels"]],
        [SHARED, GENERAL],
    ),
    (
        "[M:usergroups.users.update] replaces the members",
        lambda w: w.answer("usergroups.users.update", usergroup="S0PSE", users=f"{CIERRA},U0KIRK")[
            "usergroup"
        ]["users"],
        [CIERRA, "U0KIRK"],
    ),
    (
        "[M:usergroups.users.update] nobody known: invalid_users",
        lambda w: w.error("usergroups.users.update", usergroup="S0PSE", users="U0NOBODY"),
        "invalid_users",
    ),
    (
        "[M:usergroups.users.update] no such group",
        lambda w: w.error("usergroups.users.update", usergroup="S0NONE", users=CIERRA),
        "no_such_subteam",
    ),
    (
        "[M:conversations.open] nobody who was deactivated",
        lambda w: [
            w.playground.change_person("U0JAY", deleted=True),
            w.error("conversations.open", users="U0JAY"),
        ][1],
        "user_disabled",
    ),
    (
        "[M:conversations.open] no group with strangers",
        lambda w: w.error("conversations.open", users=f"{CIERRA},{OTTO}"),
        "invalid_user_combination",
    ),
    (
        "[files] the bytes are behind the app's token",
        lambda w: fetched(shared_file(w)["url_private"], "xoxb-playground"),
        (200, b"12:00 fails"),
    ),
    (
        "[files] without a token one is sent to sign in",
        lambda w: fetched(shared_file(w)["url_private"], "")[0],
        302,
    ),
    (
        "[files] the bytes never leave this machine",
        lambda w: shared_file(w)["url_private"].startswith(w.playground.url),
        True,
    ),
    (
        "[files] `shares` says in which messages a file stands",
        lambda w: [one["channel_name"] for one in shared_file(w)["shares"]["public"][SHARED]],
        ["tam-partiful"],
    ),
]


@named(FACTS)
def test_fact(world: World, ask: Any, expected: Any) -> None:
    assert ask(world) == expected
