"""Tokens of the API: made, revoked and looked up; what is kept of one is a hash."""

import re
from collections.abc import Collection
from typing import Final

from bot.domain.integrations.grants import Grant, Scope
from bot.steps.integrations.secret_tokens import hash_of, new_token
from bot.steps.work import Work
from models.integrations.api_token import ApiToken

PREFIX: Final = "tam_"
"""How every token begins, so that whoever finds one knows what it is."""

_NUMBER: Final = re.compile(r"[0-9]{1,9}")


def issue(work: Work, account: str | None, scopes: Collection[Scope]) -> str:
    """Make a token, of an account or (None) of the provider; return it: it is kept nowhere."""
    token = new_token(PREFIX)
    row = ApiToken(
        token_hash=hash_of(token), account=account, scopes=sorted(scopes), made_at=work.now, revoked_at=None
    )
    work.session.add(row)
    return token


def withdraw_token(work: Work, token: str) -> bool:
    """Have a token, or one of that number in the list, allow nothing any more; tell whether there was one."""
    row = ApiToken.in_force(work.session, hash_of(token))
    if row is None and _NUMBER.fullmatch(token):
        row = work.session.get(ApiToken, int(token))
    if row is None or row.revoked_at is not None:
        return False
    row.revoked_at = work.now
    return True


def grant_of(work: Work, token: str) -> Grant | None:
    """Return what a token allows; None for one that is not known, not any more, or of an account gone."""
    row = ApiToken.in_force(work.session, hash_of(token))
    if row is None or (row.account is not None and row.account not in work.runbook.accounts):
        return None
    known = {scope.value for scope in Scope}
    return Grant(row.account, frozenset(Scope(name) for name in row.scopes if name in known))
