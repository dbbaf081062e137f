"""Modals: triggers, the stack, what is typed, what the app may answer."""

from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from playground import Persona, Playground
from tests.integration.playground.conftest import GIVES_UP_SOON
from tests.integration.playground.poll_app import FORM, PollApp, plain

CHANNEL = "C0PARTIFUL"


def error_of(call: Any, **arguments: Any) -> Any:
    with pytest.raises(SlackApiError) as caught:
        call(**arguments)
    return caught.value.response["error"]


@pytest.fixture
def cierra(playground: Playground, poll: PollApp) -> Persona:
    person = playground.acting_as("U0CIERRA")
    person.slash("/poll", "form", CHANNEL)
    person.wait_for_modal()
    return person


def test_a_trigger_is_good_once_and_for_a_moment(
    playground: Playground, poll: PollApp, cierra: Persona
) -> None:
    used = poll.bodies("poll")[0]["trigger_id"]
    assert error_of(poll.client.views_open, trigger_id=used, view=FORM) == "exchanged_trigger_id"
    assert error_of(poll.client.views_open, trigger_id="1.2.3", view=FORM) == "invalid_trigger_id"
    cierra.slash("/poll", "later", CHANNEL)
    late = poll.bodies("poll")[-1]["trigger_id"]
    playground.expire_triggers()
    assert error_of(poll.client.views_open, trigger_id=late, view=FORM) == "expired_trigger_id"


def test_an_invalid_view_is_refused_with_its_place(poll: PollApp, cierra: Persona) -> None:
    cierra.slash("/poll", "x", CHANNEL)
    trigger = poll.bodies("poll")[-1]["trigger_id"]
    with pytest.raises(SlackApiError) as caught:
        poll.client.views_open(trigger_id=trigger, view={**FORM, "title": plain("x" * 25)})
    assert caught.value.response["error"] == "invalid_arguments"
    assert caught.value.response["response_metadata"]["messages"] == [
        "[ERROR] must be less than 25 characters [json-pointer:/view/title/text]"
    ]


def test_the_stack_holds_three_views(playground: Playground, poll: PollApp, cierra: Persona) -> None:
    for depth in (2, 3):
        assert cierra.click_in_modal("deeper")
        playground.workspace.wait_for(lambda depth=depth: len(cierra.modal.views) == depth)  # type: ignore[misc,union-attr]
    modal = cierra.modal
    assert modal is not None
    assert [one["root_view_id"] for one in modal.views] == [modal.views[0]["id"]] * 3
    assert modal.view["previous_view_id"] == modal.views[1]["id"]
    assert cierra.click_in_modal("deeper")
    assert poll.wait_for("refused") == [{"ok": False, "error": "push_limit_reached"}]
    cierra.back()
    assert poll.wait_for("closed")[0]["is_cleared"] is False
    cierra.close()
    assert cierra.modal is None
    assert [one["is_cleared"] for one in poll.wait_for("closed", 3)[1:]] == [True, True]


def test_an_update_keeps_what_was_typed_and_minds_the_hash(poll: PollApp, cierra: Persona) -> None:
    cierra.fill({"Question": "Typed by hand"})
    modal = cierra.modal
    assert modal is not None
    view_id, known = modal.view["id"], modal.view["hash"]
    poll.client.views_update(view_id=view_id, hash=known, view={**FORM, "title": plain("Changed")})
    changed = cierra.modal
    assert changed is not None
    assert (changed.title, changed.values["question"]["text"]) == ("Changed", "Typed by hand")
    assert error_of(poll.client.views_update, view_id=view_id, hash=known, view=FORM) == "hash_conflict"
    cierra.close()
    assert error_of(poll.client.views_update, view_id=view_id, view=FORM) == "not_found"


def test_choosing_in_a_section_tells_the_app_and_typing_in_an_input_does_not(
    poll: PollApp, cierra: Persona
) -> None:
    cierra.fill({"Question": "silent"})
    assert cierra.click_in_modal("day", "2026-03-12")
    (body,) = poll.bodies("day")
    assert body["actions"][0]["selected_date"] == "2026-03-12"
    assert body["container"] == {"type": "view", "view_id": body["view"]["id"]}
    assert body["view"]["state"]["values"]["when"]["day"]["selected_date"] == "2026-03-12"
    assert "channel" not in body


def test_an_external_select_asks_the_app(playground: Playground, poll: PollApp, cierra: Persona) -> None:
    assert [one["value"] for one in cierra.options("place", "ki")] == ["kitchen"]
    cierra.fill({"Place": "kitchen"})
    cierra.submit()
    entry = poll.wait_for("submitted")[0]["view"]["state"]["values"]["place"]["place"]
    assert entry["selected_option"]["value"] == "kitchen"
    assert poll.bodies("places")[0]["view"]["callback_id"] == "new_poll"


def test_slack_itself_minds_required_fields(poll: PollApp, cierra: Persona) -> None:
    cierra.fill({"Question": ""})
    assert cierra.submit() == {"question": "Please complete this required field."}
    assert poll.bodies("submitted") == []


@pytest.mark.parametrize(
    ("answer", "titles"),
    [
        ({"response_action": "update", "view": {**FORM, "title": plain("Second")}}, ["Second"]),
        ({"response_action": "push", "view": {**FORM, "title": plain("Second")}}, ["New poll", "Second"]),
        ({"response_action": "clear"}, None),
    ],
)
def test_a_submission_may_be_answered_with_another_view(
    poll: PollApp, cierra: Persona, answer: Any, titles: Any
) -> None:
    poll.answer_submission = answer
    assert cierra.submit() is None
    modal = cierra.modal
    assert (modal and [one["title"]["text"] for one in modal.views]) == titles


@pytest.mark.parametrize(
    "answer",
    [
        {"response_action": "errors", "errors": {"no_such_block": "x"}},
        {"response_action": "update", "view": {"type": "modal"}},
    ],
)
def test_a_senseless_answer_to_a_submission_shows_trouble(
    poll: PollApp, cierra: Persona, answer: Any
) -> None:
    poll.answer_submission = answer
    outcome = poll.playground.act({"as": "U0CIERRA", "do": "submit"})
    assert outcome == {"ok": False, "shown": "We had some trouble connecting. Try again?"}
    assert cierra.modal is not None


@pytest.mark.parametrize("timing", [GIVES_UP_SOON])
def test_an_app_that_does_not_answer_is_told_of_as_slack_words_it(
    playground: Playground, poll: PollApp
) -> None:
    cierra = playground.acting_as("U0CIERRA")
    assert cierra.slash("/mute", "", CHANNEL).shown == '/mute failed with the error "operation_timeout"'
    blocks = [
        {"type": "actions", "elements": [{"type": "button", "action_id": "nobody", "text": plain("x")}]}
    ]
    ts = poll.client.chat_postMessage(channel=CHANNEL, text="x", blocks=blocks)["ts"]
    assert not cierra.click(CHANNEL, ts, "nobody")


def test_without_a_socket_a_command_fails_at_once(playground: Playground) -> None:
    outcome = playground.acting_as("U0CIERRA").slash("/poll", "x", CHANNEL)
    assert outcome.shown == '/poll failed with the error "dispatch_failed"'


def test_a_home_tab_is_published_for_one_person(playground: Playground, slack: WebClient) -> None:
    view = {"type": "home", "blocks": [{"type": "divider"}]}
    slack.views_publish(user_id="U0MAYA", view=view)
    home = playground.workspace.home("U0MAYA")
    assert home is not None
    assert home["blocks"][0]["type"] == "divider"
    assert playground.workspace.home("U0DEV") is None
    assert error_of(slack.views_publish, user_id="U0MAYA", view=view, hash="old") == "hash_conflict"
