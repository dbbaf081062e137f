"""Help names only what something can come of: `file` with a bridge, `phone` with a number."""

from dataclasses import replace

import pytest

from bot.domain.permission import Actor, Side
from handlers import telling_help
from tests.integration.connect.front import Front

STAFF = Actor("T0PROVIDER", "U0CIERRA", "Cierra Simms", Side.STAFF)
MAYA = Actor("T0PARTIFUL", "U0MAYA", "Maya Chen", Side.CUSTOMER)
BRIDGED = True


@pytest.mark.parametrize("actor", [STAFF, MAYA], ids=["staff", "customer"])
@pytest.mark.parametrize(("account", "has"), [("partiful", True), ("other", False), (None, True)])
def test_filing_is_named_where_the_account_has_a_bridge(
    front: Front, actor: Actor, account: str | None, has: bool
) -> None:
    text = telling_help.for_speaker(front.bot.services, actor, account).text
    assert ("file 12` have it filed in the console" in text) is has


@pytest.mark.parametrize("actor", [STAFF, MAYA], ids=["staff", "customer"])
def test_numbers_are_named_where_there_are_any(front: Front, actor: Actor) -> None:
    services = front.bot.services
    assert "phone Sweden`" in telling_help.for_speaker(services, actor, "partiful").text
    provider = services.runbook.provider.model_copy(update={"phones": ()})
    without = replace(services, runbook=replace(services.runbook, provider=provider))
    assert "phone" not in telling_help.for_speaker(without, actor, "partiful").text
