"""Writing, reacting, editing: what a person does in the conversation reaches the playground."""

from playwright.sync_api import FilePayload, Locator, Page, expect

from tests.browser.conftest import Watch
from tests.browser.page.conftest import Stage
from tests.browser.page.samples import AT_TEN, BOT, CIERRA, MAYA, message

TS = f"{AT_TEN:.6f}"
COMMANDS = [
    {"command": "/ticket", "description": "Open a ticket", "usage_hint": "[list | show N]"},
    {"command": "/oncall", "description": "Who is on call", "usage_hint": ""},
]
SHORTCUTS = [{"callback_id": "create_ticket", "name": "Create ticket", "description": "Keep it as a ticket"}]


def box(page: Page, name: str = "Message #tam-partiful") -> Locator:
    return page.get_by_role("textbox", name=name)


def test_enter_sends_and_shift_enter_breaks_the_line(page: Page, stage: Stage) -> None:
    playground = stage()
    box(page).press_sequentially("SMS is failing")
    box(page).press("Shift+Enter")
    box(page).press_sequentially("since 9:40")
    box(page).press("Enter")
    expect(box(page)).to_have_value("")
    assert playground.did("say") == [
        {"as": "U0MAYA", "channel": "C0PARTIFUL", "text": "SMS is failing\nsince 9:40"}
    ]


def test_a_half_written_message_survives_whatever_happens_meanwhile(page: Page, stage: Stage) -> None:
    playground = stage()
    box(page).fill("I am still wri")
    playground.state["channels"][0]["messages"].append(message("A new word", CIERRA))
    playground.changed()
    expect(page.get_by_text("A new word")).to_be_visible()
    expect(box(page)).to_have_value("I am still wri")
    expect(box(page)).to_be_focused()


def test_commands_are_suggested_and_completed(page: Page, stage: Stage) -> None:
    playground = stage(commands=COMMANDS)
    box(page).press_sequentially("/ti")
    expect(page.get_by_role("option")).to_contain_text("/ticket [list | show N]")
    box(page).press("Tab")
    box(page).press_sequentially("list")
    box(page).press("Enter")
    expect(box(page)).to_have_value("")
    assert playground.did("slash") == [{"as": "U0MAYA", "channel": "C0PARTIFUL", "line": "/ticket list"}]


def test_slacks_refusal_of_a_command_is_slackbots_ephemeral_and_can_be_dismissed(
    page: Page, stage: Stage
) -> None:
    playground = stage()
    playground.answers["slash"] = lambda _: {"ok": False, "shown": "/ticket is not a valid command."}
    box(page).fill("/ticket")
    box(page).press("Enter")
    remark = page.get_by_role("article", name="Slackbot")
    expect(remark).to_contain_text("Only visible to you")
    expect(remark).to_contain_text("/ticket is not a valid command.")
    remark.hover()
    remark.get_by_role("button", name="Dismiss message").click()
    expect(remark).to_have_count(0)


def test_names_are_completed_after_an_at_sign(page: Page, stage: Stage) -> None:
    stage()
    box(page).press_sequentially("hello @sim")
    box(page).press("Enter")
    expect(box(page)).to_have_value("hello @Cierra Simms ")


def test_the_quick_reaction_and_any_other_by_name(page: Page, stage: Stage) -> None:
    playground = stage(message("SMS is failing"))
    article = page.get_by_role("article")
    article.hover()
    article.get_by_role("button", name="React with :ticket:").click()
    article.get_by_role("button", name="Add reaction").click()
    page.get_by_role("textbox", name="Emoji name").fill("hourglass")
    page.get_by_role("textbox", name="Emoji name").press("Enter")
    expect(page.get_by_role("textbox", name="Emoji name")).to_have_count(0)
    assert [one["name"] for one in playground.did("react", 2)] == ["ticket", "hourglass"]


def test_ones_own_reaction_is_taken_away_by_clicking_it(page: Page, stage: Stage) -> None:
    mine = [{"name": "white_check_mark", "count": 1, "users": ["U0MAYA"]}]
    playground = stage(message("Solved?", reactions=mine))
    page.get_by_role("button", name="white check mark, 1: you").click()
    expect(page.get_by_role("button", name="white check mark, 1: you")).to_be_visible()
    assert playground.did("unreact") == [
        {"as": "U0MAYA", "channel": "C0PARTIFUL", "ts": TS, "name": "white_check_mark"}
    ]


def test_a_thread_opens_at_the_side_and_takes_replies(page: Page, stage: Stage) -> None:
    reply = message("On it", CIERRA, 60, thread_ts=TS)
    more = {"reply_count": 1, "reply_users": ["U0CIERRA"], "latest_reply": reply["ts"], "replies": [reply]}
    playground = stage(message("SMS is failing", **more))
    page.get_by_role("button", name="1 reply").click()
    thread = page.get_by_role("complementary", name="Thread")
    expect(thread.get_by_role("article")).to_have_count(2)
    box(page, "Reply…").fill("thanks")
    thread.get_by_label("Also send to #tam-partiful").check()
    box(page, "Reply…").press("Enter")
    expect(box(page, "Reply…")).to_have_value("")
    said = {"as": "U0MAYA", "channel": "C0PARTIFUL", "text": "thanks", "thread_ts": TS, "broadcast": True}
    assert playground.did("say") == [said]


def test_message_shortcuts_stand_in_the_menu_where_the_app_is_installed(page: Page, stage: Stage) -> None:
    playground = stage(message("SMS is failing", CIERRA), message_shortcuts=SHORTCUTS)
    page.get_by_role("article").hover()
    page.get_by_role("button", name="More actions").click()
    page.get_by_role("menuitem", name="Create ticket").click()
    expect(page.get_by_role("menu")).to_have_count(0)
    assert playground.did("shortcut") == [
        {"as": "U0MAYA", "channel": "C0PARTIFUL", "ts": TS, "callback_id": "create_ticket"}
    ]


def test_where_the_app_is_not_installed_the_menu_says_so(page: Page, stage: Stage) -> None:
    stage(message("SMS is failing", CIERRA))
    page.get_by_role("article").hover()
    page.get_by_role("button", name="More actions").click()
    expect(page.get_by_role("menu")).to_contain_text("Partiful has not installed tam-bot")


def test_one_edits_and_deletes_only_ones_own_messages(page: Page, stage: Stage) -> None:
    playground = stage(message("hello &lt;b&gt; <@U0CIERRA>"), message("not mine", CIERRA, 60))
    mine, other = page.get_by_role("article").all()
    other.hover()
    other.get_by_role("button", name="More actions").click()
    expect(page.get_by_role("menuitem", name="Edit message")).to_have_count(0)
    page.keyboard.press("Escape")
    mine.hover()
    mine.get_by_role("button", name="More actions").click()
    page.get_by_role("menuitem", name="Edit message").click()
    expect(box(page, "Edit message")).to_have_value("hello <b> @Cierra Simms")
    box(page, "Edit message").fill("better")
    box(page, "Edit message").press("Enter")
    expect(box(page, "Edit message")).to_have_count(0)
    mine.hover()
    mine.get_by_role("button", name="More actions").click()
    page.get_by_role("menuitem", name="Delete message").click()
    page.get_by_role("button", name="Delete", exact=True).click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert [one["text"] for one in playground.did("edit")] == ["better"]
    assert [one["ts"] for one in playground.did("delete")] == [TS]


def test_a_file_is_sent_whole(page: Page, stage: Stage) -> None:
    playground = stage()
    with page.expect_response("**/page/act"):
        page.get_by_label("Attach a file").set_input_files(
            files=[FilePayload(name="logs.txt", mimeType="text/plain", buffer=b"one\ntwo\n")]
        )
    (sent,) = playground.did("upload")
    assert (sent["filename"], sent["content"]) == ("logs.txt", "b25lCnR3bwo=")


def test_unread_channels_are_marked_and_read_when_entered(page: Page, stage: Stage) -> None:
    playground = stage(message("hello", BOT))
    playground.state["dms"][0]["unread"] = 2
    playground.changed()
    page.get_by_role("button", name="tam, 2 unread").click()
    expect(page.get_by_role("button", name="tam, 2 unread")).to_have_count(0)
    assert playground.did("read") == [{"as": "U0MAYA", "channel": "D0MAYA"}]


def test_beside_each_name_stands_what_waits_for_them(page: Page, stage: Stage) -> None:
    waiting = [{**one, "waiting": count} for one, count in ((MAYA, 4), (CIERRA, 3), (BOT, 0))]
    stage(people=waiting)
    names = page.get_by_role("navigation", name="Act as")
    expect(names.get_by_role("button", name="Cierra Simms, Primary TAM, 3 unread")).to_contain_text("3")
    expect(names.get_by_role("button", name="Maya Chen")).not_to_contain_text(
        "4"
    )  # her own is in the side bar


def test_one_click_makes_one_somebody_else(page: Page, stage: Stage) -> None:
    playground = stage()
    page.get_by_role("navigation", name="Act as").get_by_role("button", name="Cierra Simms").click()
    expect(page.get_by_role("heading", name="Twilio", level=1)).to_be_visible()
    box(page).fill("On it")
    box(page).press("Enter")
    expect(box(page)).to_have_value("")
    assert playground.did("say")[0]["as"] == "U0CIERRA"


def test_messages_can_be_walked_and_answered_with_the_keyboard(page: Page, stage: Stage) -> None:
    stage(message("first"), message("second", CIERRA, 60))
    page.get_by_role("article").last.focus()
    page.keyboard.press("ArrowUp")
    expect(page.get_by_role("article").first).to_be_focused()
    page.keyboard.press("t")
    expect(page.get_by_role("complementary", name="Thread")).to_contain_text("first")


def test_a_reply_that_names_me_is_news_until_i_open_the_thread(page: Page, stage: Stage) -> None:
    nudge = message("<@U0MAYA> PARTIFUL-1 is due", BOT, 60, thread_ts=TS)
    more = {"reply_count": 1, "reply_users": ["U0TAMBOT"], "latest_reply": nudge["ts"], "replies": [nudge]}
    stage(message("card", CIERRA, **more))
    expect(page.get_by_role("button", name="tam-partiful, 1 unread")).to_be_visible()
    page.get_by_role("button", name="1 reply 1 new").click()
    expect(page.get_by_role("button", name="tam-partiful, 1 unread")).to_have_count(0)
    expect(page.get_by_text("1 new")).to_have_count(0)
    page.reload()
    expect(page.get_by_role("button", name="1 reply")).to_be_visible()
    expect(page.get_by_text("1 new")).to_have_count(0)


def test_what_could_not_be_sent_stays_in_the_box(page: Page, stage: Stage, watch: Watch) -> None:
    stage()
    page.route("**/page/act", lambda route: route.abort())
    box = page.get_by_role("textbox", name="Message #tam-partiful")
    box.fill("SMS is failing")
    box.press("Enter")
    expect(page.get_by_text("The playground does not answer.")).to_be_visible()
    expect(box).to_have_value("SMS is failing")
    page.unroute("**/page/act")
    watch.problems.clear()
