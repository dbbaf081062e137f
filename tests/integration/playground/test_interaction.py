"""A foreign Bolt app over real Socket Mode: commands, shortcuts, buttons and modals."""

from playground import Playground
from tests.integration.playground.poll_app import PollApp, plain

CHANNEL = "C0PARTIFUL"


def test_a_command_answers_only_the_one_who_typed_it(playground: Playground, poll: PollApp) -> None:
    cierra = playground.acting_as("U0CIERRA")
    assert cierra.slash("/poll", "who is @maya & co in #tam-partiful?", CHANNEL)
    assert [one["text"] for one in cierra.ephemerals(CHANNEL)] == [
        "You said: who is <@U0MAYA|maya> &amp; co in <#C0PARTIFUL|tam-partiful>?"
    ]
    assert playground.acting_as("U0KIRK").ephemerals(CHANNEL) == []
    assert playground.workspace.messages(CHANNEL) == []
    body = poll.bodies("poll")[0]
    assert (body["team_id"], body["channel_name"], body["user_name"]) == (
        "T0PROVIDER",
        "tam-partiful",
        "csimms",
    )


def test_a_form_submits_the_values_it_shows_and_refuses_short_ones(
    playground: Playground, poll: PollApp
) -> None:
    cierra = playground.acting_as("U0CIERRA")
    assert cierra.slash("/poll", "form", CHANNEL)
    modal = cierra.wait_for_modal("New poll")
    assert modal.values == {
        "question": {"text": "Lunch?"},
        "when": {"day": "2026-03-11"},
        "owner": {"who": None},
        "place": {"place": None},
    }
    cierra.fill({"Question": "No?"})
    assert cierra.submit() == {"question": "Say more."}
    cierra.fill({"Question": "Really no lunch?", "Owner": "U0KIRK"})
    assert cierra.submit() is None
    assert cierra.modal is None
    playground.workspace.wait_for(lambda: playground.workspace.messages(CHANNEL))
    state = poll.bodies("submitted")[-1]["view"]["state"]["values"]
    assert state["question"]["text"] == {"type": "plain_text_input", "value": "Really no lunch?"}
    assert state["when"]["day"] == {"type": "datepicker", "selected_date": "2026-03-11"}
    assert state["owner"]["who"] == {"type": "users_select", "selected_user": "U0KIRK"}


def test_slack_itself_refuses_where_the_app_is_not_installed_and_in_threads(
    playground: Playground, poll: PollApp
) -> None:
    maya, cierra = playground.acting_as("U0MAYA"), playground.acting_as("U0CIERRA")
    refused = maya.slash("/poll", "x", CHANNEL)
    assert not refused
    assert refused.shown.startswith("/poll is not a valid command.")
    assert not maya.message_shortcut("from_message", CHANNEL, maya.say(CHANNEL, "hi"))
    assert not maya.global_shortcut("anywhere")
    ts = cierra.say(CHANNEL, "a thread")
    assert (
        cierra.slash("/poll", "x", CHANNEL, thread_ts=ts).shown == "/poll is not supported in threads. Sorry!"
    )
    assert poll.bodies("poll") == []


def test_a_customer_may_click_and_fill_in_what_opens(playground: Playground, poll: PollApp) -> None:
    maya = playground.acting_as("U0MAYA")
    button = {"type": "button", "action_id": "open_form", "value": "12", "text": plain("Open")}
    blocks = [{"type": "actions", "block_id": "a", "elements": [button]}]
    ts = poll.client.chat_postMessage(channel=CHANNEL, text="Open one", blocks=blocks)["ts"]
    assert maya.click(CHANNEL, ts, "open_form")
    maya.wait_for_modal("New poll")
    assert maya.submit() is None
    click, sent = poll.bodies("open_form")[0], poll.wait_for("submitted")[0]
    assert (click["team"]["id"], click["user"]["team_id"]) == ("T0PROVIDER", "T0PARTIFUL")
    assert click["actions"][0]["value"] == "12"
    assert click["message"]["ts"] == ts
    assert (sent["team"]["id"], sent["view"]["app_installed_team_id"]) == ("T0PARTIFUL", "T0PROVIDER")


def test_a_respond_after_a_click_is_ephemeral(playground: Playground, poll: PollApp) -> None:
    button = {"type": "button", "action_id": "vote", "text": plain("Yes")}
    blocks = [{"type": "actions", "elements": [button]}]
    ts = poll.client.chat_postMessage(channel=CHANNEL, text="?", blocks=blocks)["ts"]
    dev = playground.acting_as("U0DEV")
    assert dev.click(CHANNEL, ts, "vote")
    playground.workspace.wait_for(lambda: dev.ephemerals(CHANNEL))
    assert len(playground.workspace.messages(CHANNEL)) == 1
    assert poll.client.conversations_history(channel=CHANNEL)["messages"][0]["ts"] == ts


def test_a_click_on_a_message_as_it_was_before_an_edit_still_counts(
    playground: Playground, poll: PollApp
) -> None:
    button = {"type": "button", "action_id": "vote", "text": plain("Yes")}
    sent = poll.client.chat_postMessage(
        channel=CHANNEL, text="?", blocks=[{"type": "actions", "elements": [button]}]
    )
    seen = sent["message"]["blocks"][0]["block_id"]
    edited = poll.client.chat_update(
        channel=CHANNEL, ts=sent["ts"], text="!", blocks=[{"type": "actions", "elements": [button]}]
    )
    assert edited["message"]["blocks"][0]["block_id"] != seen
    assert playground.acting_as("U0DEV").click(CHANNEL, sent["ts"], "vote", block_id=seen)
