"""The page on the real playground, with a foreign Bolt app on the other side of it."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Page, expect

from playground import UNHURRIED, Playground, Timing, demo_seed
from tests.browser.conftest import leave
from tests.integration.playground.poll_app import PollApp, manifest

CHANNEL = "C0PARTIFUL"


class StandingClock:
    """Tells one instant for ever: Tuesday, 10 AM in New York."""

    def now(self) -> datetime:
        return datetime(2026, 3, 10, 14, 0, tzinfo=UTC)


@pytest.fixture
def timing() -> Timing:
    """Say how long Slack waits; a test may say otherwise by parametrizing."""
    return UNHURRIED


@pytest.fixture
def playground(port: int, monkeypatch: pytest.MonkeyPatch, timing: Timing) -> Iterator[Playground]:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"):
        monkeypatch.delenv(name, raising=False)
    with Playground(demo_seed(manifest()), StandingClock(), timing=timing, port=port) as running:
        yield running


@pytest.fixture
def poll(playground: Playground, page: Page) -> Iterator[PollApp]:
    """Connect the app, and open the page as Cierra."""
    app = PollApp(playground)
    app.connect()
    page.goto(f"{playground.url}#U0CIERRA/{CHANNEL}")
    page.get_by_role("heading", name="tam-partiful").wait_for()
    yield app
    leave(page)
    app.close()


def say(page: Page, words: str) -> None:
    box = page.get_by_role("textbox", name="Message #tam-partiful")
    box.fill(words)
    box.press("Enter")


def act_as(page: Page, name: str) -> None:
    page.get_by_role("navigation", name="Act as").get_by_role("button", name=re.compile(f"^{name}")).click()
    expect(page.get_by_text(f"You are {name}")).to_be_visible()


def test_what_one_says_another_reads_answers_and_marks(page: Page, poll: PollApp) -> None:
    act_as(page, "Maya Chen")
    say(page, "SMS to <Verizon> is failing @Cierra Simms :sos:")
    expect(page.get_by_role("article")).to_contain_text("SMS to <Verizon> is failing @Cierra Simms 🆘")
    act_as(page, "Cierra Simms")
    article = page.get_by_role("article")
    article.hover()
    article.get_by_role("button", name="React with :eyes:").click()
    expect(page.get_by_role("button", name="eyes, 1: you")).to_be_visible()
    article.get_by_role("button", name="Reply in thread").click()
    page.get_by_role("textbox", name="Reply…").fill("on it")
    page.get_by_role("textbox", name="Reply…").press("Enter")
    expect(page.get_by_role("complementary", name="Thread")).to_contain_text("on it")
    expect(page.get_by_role("button", name="1 reply")).to_be_visible()
    assert poll.wait_for("reaction_added")[0]["event"]["user"] == "U0CIERRA"


def test_a_command_works_only_where_the_app_is_installed(page: Page, poll: PollApp) -> None:
    say(page, "/poll hello")
    expect(page.get_by_role("article", name="tam,")).to_contain_text("You said: hello")
    expect(page.get_by_role("article", name="tam,")).to_contain_text("Only visible to you")
    act_as(page, "Maya Chen")
    say(page, "/poll hello")
    expect(page.get_by_role("article", name="Slackbot")).to_contain_text("/poll is not a valid command.")


@pytest.mark.parametrize("timing", [Timing(ack_within=0.25)])
def test_an_app_that_does_not_answer_a_command_is_reported_by_slackbot(page: Page, poll: PollApp) -> None:
    say(page, "/mute")
    expect(page.get_by_role("article", name="Slackbot")).to_contain_text("operation_timeout")


def test_a_modal_keeps_its_values_through_errors_and_submits_what_it_shows(page: Page, poll: PollApp) -> None:
    say(page, "/poll form")
    dialog = page.get_by_role("dialog", name="New poll")
    expect(dialog.get_by_label("Question")).to_have_value("Lunch?")
    dialog.get_by_label("Question").fill("No?")
    dialog.get_by_role("combobox", name="Owner").click()
    page.get_by_role("option", name="Kirk McCalla").click()
    dialog.get_by_role("combobox", name="Place").click()
    dialog.get_by_role("combobox", name="Place").press_sequentially("ro")
    page.get_by_role("option", name="Roof").click()
    dialog.get_by_label("When?").fill("2026-03-12")
    dialog.get_by_role("button", name="Ask").click()
    expect(dialog.get_by_role("alert")).to_contain_text("Say more.")
    expect(dialog.get_by_role("combobox", name="Owner")).to_have_value("Kirk McCalla")
    dialog.get_by_label("Question").fill("Really no lunch?")
    dialog.get_by_role("button", name="Ask").click()
    expect(dialog).to_have_count(0)
    expect(page.get_by_role("article", name="tam,")).to_contain_text("Really no lunch?")
    values = poll.wait_for("submitted", 2)[-1]["view"]["state"]["values"]
    assert values["question"]["text"]["value"] == "Really no lunch?"
    assert values["owner"]["who"]["selected_user"] == "U0KIRK"
    assert values["place"]["place"]["selected_option"]["value"] == "roof"
    assert values["when"]["day"]["selected_date"] == "2026-03-12"


def test_modals_stack_and_unstack(page: Page, poll: PollApp) -> None:
    say(page, "/poll form")
    page.get_by_label("Question").fill("Half a ques")
    page.get_by_role("button", name="More", exact=True).click()
    expect(page.get_by_role("dialog", name="More")).to_be_visible()
    page.get_by_role("button", name="Back").click()
    expect(page.get_by_role("dialog", name="New poll").get_by_label("Question")).to_have_value("Half a ques")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert len(poll.wait_for("closed", 2)) == 2


def test_shortcuts_open_forms_from_a_message_and_from_the_composer(page: Page, poll: PollApp) -> None:
    say(page, "Where do we eat?")
    page.get_by_role("article").hover()
    page.get_by_role("button", name="More actions").click()
    page.get_by_role("menuitem", name="Make a poll").click()
    page.get_by_role("dialog", name="New poll").get_by_role("button", name="Close modal").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.get_by_role("button", name="Shortcuts").click()
    page.get_by_role("menuitem", name="New poll").click()
    expect(page.get_by_role("dialog", name="New poll")).to_be_visible()
    assert [body["type"] for body in poll.wait_for("open_form", 2)] == ["message_action", "shortcut"]


def test_a_button_is_acknowledged_and_answers_only_to_the_one_who_pressed(page: Page, poll: PollApp) -> None:
    vote = {"type": "button", "action_id": "vote", "text": {"type": "plain_text", "text": "Vote"}}
    actions = {"type": "actions", "block_id": "acts", "elements": [vote]}
    poll.client.chat_postMessage(channel=CHANNEL, text="Lunch?", blocks=[actions])
    page.get_by_role("button", name="Vote").click()
    expect(page.get_by_text("Thanks for voting.")).to_be_visible()
    act_as(page, "Kirk McCalla")
    expect(page.get_by_role("button", name="Vote")).to_be_visible()
    expect(page.get_by_text("Thanks for voting.")).to_have_count(0)


def test_a_message_is_edited_and_deleted_for_everyone(page: Page, poll: PollApp) -> None:
    say(page, "teh first")
    article = page.get_by_role("article")
    article.hover()
    article.get_by_role("button", name="More actions").click()
    page.get_by_role("menuitem", name="Edit message").click()
    page.get_by_role("textbox", name="Edit message").fill("the first")
    page.get_by_role("textbox", name="Edit message").press("Enter")
    expect(article).to_contain_text("the first (edited)")
    article.hover()
    article.get_by_role("button", name="More actions").click()
    page.get_by_role("menuitem", name="Delete message").click()
    page.get_by_role("dialog").get_by_role("button", name="Delete").click()
    expect(article).to_have_count(0)


def test_a_reload_forgets_what_was_only_visible_to_me(page: Page, poll: PollApp) -> None:
    say(page, "/poll hello")
    expect(page.get_by_text("You said: hello")).to_be_visible()
    page.reload()
    expect(page.get_by_role("heading", name="tam-partiful")).to_be_visible()
    expect(page.get_by_text("You said: hello")).to_have_count(0)


def test_a_fault_switched_on_is_on_until_it_is_switched_off(
    page: Page, poll: PollApp, playground: Playground
) -> None:
    page.get_by_role("button", name="More of the playground").click()
    page.get_by_role("menuitem", name="What may go wrong").click()
    pane = page.get_by_role("complementary", name="What may go wrong")
    for name in ("Slow Slack", "Rate limits", "Events come twice"):
        pane.get_by_role("switch", name=name).click()
        expect(pane.get_by_role("switch", name=name)).to_be_checked()
    pane.get_by_role("button", name="Drop the next answer").click()
    expect(pane).to_contain_text("Answers still to be lost: 1")
    wait_for = playground.workspace.wait_for  # a switch turns under the finger, before it counts
    wait_for(lambda: playground.faults.lasting() == {"slow": 2, "twice": "same_id", "lost": 1})
    pane.get_by_role("switch", name="Slow Slack").click()
    expect(pane.get_by_role("switch", name="Slow Slack")).not_to_be_checked()
    wait_for(lambda: playground.faults.delay("chat.postMessage") == 0)


def test_a_session_is_saved_as_a_scenario_that_plays_it_again(page: Page, poll: PollApp) -> None:
    say(page, "SMS is failing")
    expect(page.get_by_role("article")).to_be_visible()
    page.get_by_role("button", name="More of the playground").click()
    with page.expect_download() as download:
        page.get_by_role("menuitem", name="Save this session as a scenario").click()
    assert download.value.suggested_filename == "scenario.yaml"
    assert "say: SMS is failing" in download.value.path().read_text(encoding="utf-8")


def test_the_inspector_shows_each_envelope_and_call(page: Page, poll: PollApp) -> None:
    say(page, "/poll form")
    page.get_by_role("button", name="Close modal").click()
    page.get_by_role("button", name=re.compile("^Inspector")).click()
    inspector = page.get_by_role("complementary", name="Inspector")
    inspector.get_by_role("button", name=re.compile("views.open")).click()
    expect(inspector).to_contain_text("trigger_id")
