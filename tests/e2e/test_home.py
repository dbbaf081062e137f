"""The Home tab as people open it: staff find their desk and act on it, customers the way to their tickets."""

from tests.e2e.stage import CHANNEL, Stage
from tests.fixtures.shown import lines, words_of


def home(stage: Stage, user: str) -> list[str]:
    """Return the lines of somebody's page."""
    stage.settle()
    return lines(words_of(stage.workspace.home(user)))


def test_staff_act_on_what_burns_from_their_home(stage: Stage) -> None:
    ticket = stage.open()
    stage.maya.react(CHANNEL, ticket.thread, "sos")
    stage.settle()
    stage.kirk.open_home()
    assert home(stage, "U0KIRK")[0] == "1 escalated"
    assert stage.kirk.click_at_home("staff.acknowledge")
    assert home(stage, "U0KIRK")[0] == "Nothing waits for you"
    assert any("Kirk McCalla" in said and "acknowledged" in said for said in ticket.staff_see)


def test_lists_and_refusals_open_over_the_home(stage: Stage) -> None:
    ticket = stage.open()
    stage.kirk.open_home()
    stage.settle()
    assert stage.kirk.click_at_home("list.next_page")
    assert ticket.key in words_of(stage.kirk.wait_for_modal("Answer").view)
    stage.kirk.close()
    assert stage.kirk.click_at_home("open_ticket")
    assert stage.kirk.wait_for_modal("New ticket")
    stage.kirk.close()


def test_a_customer_is_told_where_their_tickets_are(stage: Stage) -> None:
    stage.maya.open_home()
    assert home(stage, "U0MAYA")[0] == "Your tickets"
    assert not any("PARTIFUL-" in line for line in home(stage, "U0MAYA"))
