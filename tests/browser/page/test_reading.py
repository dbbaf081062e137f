"""What is shown: mark-up, hostile text, unknown blocks, time, colours, narrow screens."""

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import Watch, leave
from tests.browser.page.conftest import Stage
from tests.browser.page.samples import AT_TEN, BOT, CIERRA, message, state, text
from tests.browser.page.scripted import ScriptedPlayground

MARKED_UP = (
    "*bold* _odd_ ~gone~ `x &lt; y` <https://status.example|status> <@U0CIERRA> <#C0PARTIFUL|tam-partiful>"
    " <!subteam^S0PSE> <!here> :ticket: :nosuchthing: 2*3*4 <!date^1773158400^{time}|noon>"
    "\n&gt; quoted\n```a *b*```"
)
EVIL = (
    "<img src=x onerror=alert(1)> &lt;script&gt;alert(2)&lt;/script&gt;"
    " <javascript:alert(3)|click> \u202egnp.exe"
)


def test_mrkdwn_becomes_what_slack_shows(page: Page, stage: Stage) -> None:
    stage(message(MARKED_UP))
    body = page.locator(".message-text")
    assert body.locator("strong").all_inner_texts() == ["bold"]
    assert body.locator("em").all_inner_texts() == ["odd"]
    assert body.locator("s").all_inner_texts() == ["gone"]
    assert body.locator("code").all_inner_texts() == ["x < y"]
    assert body.locator("blockquote").all_inner_texts() == ["quoted"]
    assert body.locator("pre").all_inner_texts() == ["a *b*"]
    assert body.get_by_role("link", name="status").get_attribute("href") == "https://status.example"
    for words in (
        "@Cierra Simms",
        "#tam-partiful",
        "@pse",
        "@here",
        "🎫",
        ":nosuchthing:",
        "2*3*4",
        "12:00 PM",
    ):
        expect(body).to_contain_text(words)


def test_hostile_text_stays_text(page: Page, stage: Stage) -> None:
    card = {"type": "section", "block_id": "b", "text": text(EVIL)}
    stage(
        message(EVIL),
        message("card", BOT, 60, blocks=[card, {"type": "header", "block_id": "h", "text": text(EVIL)}]),
    )
    expect(page.get_by_role("article").first).to_contain_text("<script>alert(2)</script>")
    expect(page.get_by_role("article").last).to_contain_text("<img src=x onerror=alert(1)>")
    assert page.locator(".message-list img, .message-list script, .message-list a").count() == 0


def test_what_the_page_cannot_draw_is_named(page: Page, stage: Stage) -> None:
    unknown = {"type": "actions", "block_id": "a", "elements": [{"type": "hologram", "action_id": "x"}]}
    stage(message("card", BOT, blocks=[{"type": "video", "block_id": "v"}, unknown]))
    expect(page.get_by_text("unsupported: video")).to_be_visible()
    expect(page.get_by_text("unsupported: hologram")).to_be_visible()


def test_an_attachment_has_author_title_fields_and_footer(page: Page, stage: Stage) -> None:
    told = {
        "color": "a30200",
        "author_name": "Maya Chen",
        "title": "Build 12",
        "title_link": "https://ci.example/12",
        "text": "*failed*",
        "fields": [{"title": "Branch", "value": "main"}],
        "footer": "Posted in #ci",
    }
    stage(message("", BOT, attachments=[told]))
    drawn = page.locator(".attachment")
    expect(drawn).to_have_text("Maya ChenBuild 12failedBranchmainPosted in #ci")
    expect(drawn.get_by_role("link", name="Build 12")).to_have_attribute("href", "https://ci.example/12")


def test_a_picture_from_elsewhere_is_named_and_not_fetched(page: Page, stage: Stage) -> None:
    picture = {
        "type": "image",
        "block_id": "i",
        "image_url": "https://elsewhere.example/x.png",
        "alt_text": "A graph",
    }
    stage(message("card", BOT, blocks=[picture]))
    expect(page.get_by_text("A graph")).to_be_visible()


def test_messages_are_grouped_by_author_and_day(page: Page, stage: Stage) -> None:
    stage(message("late", at=-86_400), message("one"), message("two", at=60), message("three", CIERRA, 90))
    assert page.get_by_role("separator").all_inner_texts() == ["Yesterday", "Today"]
    assert page.locator(".author").all_inner_texts() == ["Maya Chen", "Maya Chen", "Cierra Simms"]


def test_only_you_edited_and_pinned_are_said(page: Page, stage: Stage) -> None:
    edited = {"user": "U0MAYA", "ts": f"{AT_TEN:.6f}"}
    stage(
        message("a", edited=edited),
        message("b", BOT, 60, ephemeral=True),
        message("c", CIERRA, 90, pinned=True),
    )
    first, second, third = page.get_by_role("article").all()
    expect(first).to_contain_text("(edited)")
    expect(second).to_contain_text("Only visible to you")
    expect(third).to_contain_text("Pinned")


def test_the_clock_shows_eastern_time_and_utc_on_hover(page: Page, stage: Stage) -> None:
    stage()
    clock = page.get_by_role("timer")
    expect(clock).to_contain_text("Tue, Mar 10, 2026")
    expect(clock).to_contain_text("10:00 AM ET")
    assert "14:00 UTC" in (clock.get_attribute("title") or "")


def test_the_time_machine_moves_by_the_wall_clock(page: Page, stage: Stage) -> None:
    playground = stage()
    machine = page.get_by_role("group", name="Move the clock")
    for button in ("Move 15 minutes on", "Move 1 hour on", "Move to the next business morning"):
        machine.get_by_role("button", name=button).click()
        expect(machine.get_by_role("button", name=button)).to_be_enabled()
    machine.get_by_role("button", name="Move 5 business days on").click()
    expect(machine.get_by_role("button", name="Move 5 business days on")).to_be_enabled()
    machine.get_by_role("button", name="set…").click()
    page.get_by_label("Date and time (ET)").fill("2026-03-14T02:00")
    page.get_by_role("button", name="Go there").click()
    moves = playground.did("time", 5)
    assert moves[:2] == [{"by": 900}, {"by": 3600}]
    assert [move["to"][:19] for move in moves[2:]] == [
        "2026-03-11T13:00:00",
        "2026-03-17T14:00:00",
        "2026-03-14T06:00:00",
    ]


def test_a_time_that_is_past_cannot_be_gone_to(page: Page, stage: Stage) -> None:
    playground = stage()
    page.get_by_role("button", name="set…").click()
    page.get_by_label("Date and time (ET)").fill("2026-03-09T10:00")
    page.get_by_role("button", name="Go there").click()
    expect(page.get_by_label("Date and time (ET)")).to_be_visible()
    playground.did_nothing_but(page=page)


def test_what_will_happen_is_listed_in_order_and_can_be_travelled_to(page: Page, stage: Stage) -> None:
    due = [
        {
            "at": "2026-03-10T15:00:00+00:00",
            "what": "nudge 50 %",
            "to": "Cierra Simms",
            "ticket": "PARTIFUL-12",
        },
        {"at": "2026-03-16T13:00:00+00:00", "what": "notice", "to": "#tam-partiful", "ticket": None},
    ]
    playground = stage(due=due)
    page.get_by_role("button", name="What will happen. Next: nudge 50 %, 11:00 AM ET").click()
    plan = page.get_by_role("complementary", name="What will happen")
    rows = plan.get_by_role("region", name="Today").get_by_role("listitem")
    expect(rows).to_contain_text("11:00 AM ET · to Cierra Simms")
    expect(plan.get_by_role("region", name="Monday, March 16")).to_contain_text("notice")
    rows.get_by_role("button", name="in 1 h").click()
    assert playground.did("time") == [{"to": "2026-03-10T15:00:00+00:00"}]


def test_a_permalink_is_followed_inside_the_page(page: Page, stage: Stage) -> None:
    reply = message("the reply", CIERRA, 60, thread_ts=f"{AT_TEN:.6f}")
    root = message("the root", reply_count=1, reply_users=["U0CIERRA"], replies=[reply])
    stage(root, message(f"see <{root['permalink']}|that thread>", CIERRA, 90))
    page.get_by_role("link", name="that thread").click()
    expect(page.get_by_role("complementary", name="Thread")).to_contain_text("the reply")


def test_a_reload_keeps_person_channel_and_thread(page: Page, stage: Stage) -> None:
    reply = message("the reply", CIERRA, 60, thread_ts=f"{AT_TEN:.6f}")
    stage(message("the root", reply_count=1, replies=[reply]), at=f"#U0CIERRA/C0PARTIFUL/{AT_TEN:.6f}")
    page.reload()
    expect(page.get_by_role("complementary", name="Thread")).to_contain_text("the reply")
    expect(page.get_by_role("heading", name="Twilio", level=1)).to_be_visible()


def test_back_leads_to_the_place_before(page: Page, stage: Stage) -> None:
    stage(message("hello"))
    page.get_by_role("button", name="tam", exact=True).click()
    expect(page.get_by_role("main").get_by_role("heading", level=2)).to_have_text("tam")
    page.go_back()
    expect(page.get_by_role("main").get_by_role("heading", level=2)).to_have_text("tam-partiful")
    page.go_forward()
    expect(page.get_by_role("main").get_by_role("heading", level=2)).to_have_text("tam")


def test_a_search_finds_a_reply_and_leads_to_its_thread(page: Page, stage: Stage) -> None:
    reply = message("Which carrier?", CIERRA, 60, thread_ts=f"{AT_TEN:.6f}")
    stage(message("hello", reply_count=1, reply_users=["U0CIERRA"], replies=[reply]))
    page.get_by_role("button", name="Search messages").click()
    page.get_by_role("searchbox", name="Search messages").fill("carrier")
    page.get_by_role("button", name=re.compile("Which carrier")).click()
    expect(page.get_by_role("complementary", name="Thread")).to_contain_text("Which carrier?")


def test_the_colours_follow_the_system_and_the_button(page: Page, stage: Stage) -> None:
    page.emulate_media(color_scheme="dark")
    stage(message("hello"))
    colour = "getComputedStyle(document.body).backgroundColor"
    page.get_by_role("button", name="Use light colours").click()
    assert page.evaluate(colour) == "rgb(255, 255, 255)"
    page.get_by_role("button", name="Use dark colours").click()
    assert page.evaluate(colour) == "rgb(25, 28, 31)"


def test_on_a_phone_nothing_runs_over_the_side(page: Page, stage: Stage) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    stage(message("A rather long message " * 8))
    page.get_by_role("button", name="Channels and people").click()
    expect(page.get_by_role("button", name="Cierra Simms")).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_playground_that_stopped_is_said_plainly(page: Page, watch: Watch) -> None:
    playground = ScriptedPlayground()
    playground.show(state(message("hello")))
    playground.start()
    page.goto(playground.url)
    expect(page.get_by_role("article")).to_be_visible()
    playground.stop()
    expect(page.get_by_role("alert")).to_contain_text("The playground does not answer.")
    leave(page)
    watch.problems.clear()  # the browser logs the refused connections


def test_a_request_to_another_machine_is_noticed_and_goes_nowhere(page: Page, watch: Watch) -> None:
    asked = "fetch('http://192.0.2.1/x').catch((error) => error.message)"
    assert page.evaluate(asked) == "Failed to fetch"
    elsewhere = [problem for problem in watch.problems if problem.startswith("asked another machine")]
    assert elsewhere == ["asked another machine: http://192.0.2.1/x"]
    watch.problems.clear()
