"""`tam-bot api-token`: tokens with which other programs read the API, made, listed and revoked."""

import argparse
import sys
from typing import Final

from bot.cli.schedules.stored import stored
from bot.domain.integrations.grants import Scope
from bot.errors import NotFound
from bot.steps.integrations import api_tokens
from models.integrations.api_token import ApiToken

_SCOPES: Final = [scope.value for scope in Scope]


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command and what it does."""
    parser = subparsers.add_parser(
        "api-token",
        help="tokens with which other programs read the API",
        description="Make, list or revoke tokens of the API that `tam-bot serve` answers.",
    )
    doing = parser.add_subparsers(required=True, metavar="make|list|revoke")
    making = doing.add_parser("make", help="make a token; it is shown this once")
    making.add_argument("--account", help="the account that it shows, as customers see it (all, as staff do)")
    making.add_argument("--scope", action="append", choices=_SCOPES, help="may be repeated (all)")
    making.set_defaults(func=make_token)
    doing.add_parser("list", help="list the tokens, without themselves").set_defaults(func=list_tokens)
    revoking = doing.add_parser("revoke", help="have a token open nothing any more")
    revoking.add_argument("token", help="the token, or its number in the list")
    revoking.set_defaults(func=revoke_token)


def make_token(args: argparse.Namespace) -> int:
    """Make a token and print it; NotFound for no account."""
    with stored() as work:
        account = work.runbook.account(args.account).key if args.account else None
        token = api_tokens.issue(work, account, {Scope(name) for name in args.scope or _SCOPES})
    print(token)
    print("Whoever has this token can read with it. It is kept nowhere: note it now.", file=sys.stderr)
    return 0


def list_tokens(args: argparse.Namespace) -> int:
    """Print a line for each token."""
    with stored() as work:
        for row in ApiToken.all_of_them(work.session):
            whose, scopes = row.account or "all accounts", " ".join(row.scopes)
            ended = f", revoked {row.revoked_at:%Y-%m-%d}" if row.revoked_at else ""
            print(f"{row.id}  {whose}  {scopes}  made {row.made_at:%Y-%m-%d}{ended}")
    return 0


def revoke_token(args: argparse.Namespace) -> int:
    """Revoke a token; NotFound for none."""
    with stored() as work:
        if not api_tokens.withdraw_token(work, args.token.strip()):
            raise NotFound("There is no such token, or it was revoked before. Nothing was changed.")
    print("Revoked: the token opens nothing any more.")
    return 0
