"""The console's pane: a queue, a ticket whose private notes are told apart at a glance, and its faults."""

from pathlib import Path

from playwright.sync_api import FilePayload, Page, expect

from tests.browser.page.conftest import LOOKS, Stage
from tests.browser.page.samples import CIERRA, console, desk_comment, desk_ticket, state

FAINT_TEXTS = (Path(__file__).parent / "faint_texts.js").read_text()
COMMENTS = (
    desk_comment("None since 9"),
    desk_comment("Carrier trouble", id=2, author="Cierra Simms", is_staff=True, public=False),
)
APP = {**state()["app"], "installed_here": True}


def into_the_ticket(page: Page) -> None:
    """Open the console from the menu, and its first ticket, with the keyboard."""
    page.get_by_role("button", name="More of the playground").click()
    page.get_by_role("menuitem", name="Console").click()
    pane = page.get_by_role("complementary", name="Console")
    pane.get_by_role("list", name="Tickets").get_by_role("button").first.focus()
    page.keyboard.press("Enter")


def test_an_agent_works_on_a_ticket_and_makes_its_console_fail(page: Page, stage: Stage) -> None:
    playground = stage(me=CIERRA, app=APP, console=console(desk_ticket(*COMMENTS)))
    into_the_ticket(page)
    pane = page.get_by_role("complementary", name="Console")
    kinds = pane.get_by_role("list", name="Comments").get_by_role("listitem")
    expect(kinds.nth(0)).to_contain_text("Public")
    expect(kinds.nth(1)).to_contain_text("Private note")
    pane.get_by_label("Status").select_option("pending")
    pane.get_by_label("Assignee").select_option("Cierra Simms")
    pane.get_by_label("Comment as Cierra Simms").fill("Which carrier?")
    pane.get_by_role("button", name="Send as Cierra Simms").click()
    expect(pane.get_by_label("Comment as Cierra Simms")).to_have_value("")
    pane.get_by_label("Comment as Cierra Simms").fill("It is Verizon")
    pane.get_by_label("Private note").check()
    pane.get_by_role("button", name="Send as Cierra Simms").click()
    done = playground.did("console", times=4)
    assert [{k: v for k, v in one.items() if k not in ("as", "ticket")} for one in done] == [
        {"status": "pending"},
        {"assignee": "U0CIERRA"},
        {"answer": "Which carrier?"},
        {"note": "It is Verizon"},
    ]
    pane.get_by_text("What may go wrong here").click()
    pane.get_by_label("The app hears of changes").select_option("A minute late")
    assert playground.did("console/webhooks") == [{"how": "late"}]


def test_an_agent_attaches_files_to_an_answer_as_they_are(page: Page, stage: Stage) -> None:
    playground = stage(me=CIERRA, app=APP, console=console(desk_ticket(*COMMENTS)))
    into_the_ticket(page)
    pane = page.get_by_role("complementary", name="Console")
    pane.get_by_label("Comment as Cierra Simms").fill("See there.")
    pane.get_by_label("Files").set_input_files(
        [
            FilePayload(name="calls.png", mimeType="image/png", buffer=b"\x89PNG\xff"),
            FilePayload(name="протокол.log", mimeType="text/plain", buffer=b"550"),
        ]
    )
    pane.get_by_role("button", name="Send as Cierra Simms").click()
    [sent] = playground.did("console")
    assert (sent["answer"], sent["files"]) == (
        "See there.",
        {"calls.png": {"base64": "iVBOR/8="}, "протокол.log": {"base64": "NTUw"}},
    )
    expect(pane.get_by_label("Files")).to_have_value("")


def test_a_customer_files_a_ticket_and_has_no_private_notes_to_write(page: Page, stage: Stage) -> None:
    playground = stage(console=console(desk_ticket(COMMENTS[0])))
    into_the_ticket(page)
    pane = page.get_by_role("complementary", name="Console")
    expect(pane.get_by_role("radio")).to_have_count(0)
    pane.get_by_role("button", name="Mark as solved").click()
    assert playground.did("console") == [{"as": "U0MAYA", "ticket": 1, "status": "solved"}]
    pane.get_by_role("button", name="All tickets").click()
    pane.get_by_label("Subject").fill("Voice, too")
    pane.get_by_role("button", name="File it").click()
    assert playground.did("console", times=2)[1] == {"as": "U0MAYA", "open": "Voice, too"}


def test_the_console_is_read_in_any_light_and_width(page: Page, stage: Stage) -> None:
    stage(me=CIERRA, app=APP, console=console(desk_ticket(*COMMENTS), outage="broken"))
    into_the_ticket(page)
    expect(page.get_by_text("Carrier trouble")).to_be_visible()
    for scheme, width in LOOKS:
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate(FAINT_TEXTS) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
