"""Modals and every input in them: what is shown, what is sent, what survives."""

from threading import Event
from typing import Any

from playwright.sync_api import Page, expect

from tests.browser.page.conftest import Stage
from tests.browser.page.samples import field, message, modal, option, text
from tests.fixtures.patience import PATIENCE_S

PRODUCTS = [option("Voice", "voice"), option("Messaging", "sms", "SMS, MMS"), option("Other", "other")]
SUBJECT = field("subject", "Subject", {"type": "plain_text_input"})


def input_told(value: Any, block: str = "it") -> dict[str, Any]:
    return {"as": "U0MAYA", "block_id": block, "action_id": "it", "value": value}


def test_a_modal_takes_the_focus_and_submits_what_was_typed(page: Page, stage: Stage) -> None:
    playground = stage(modal=modal(SUBJECT))
    dialog = page.get_by_role("dialog", name="New ticket")
    expect(dialog.get_by_label("Subject")).to_be_focused()
    dialog.get_by_label("Subject").fill("SMS is failing")
    dialog.get_by_role("button", name="Open ticket").click()
    assert playground.did("submit") == [{"as": "U0MAYA", "values": {"subject": {"it": "SMS is failing"}}}]


def test_a_form_stays_in_the_tab_that_asked_for_it(page: Page, stage: Stage) -> None:
    playground = stage()
    page.get_by_role("textbox", name="Message #tam-partiful").fill("hello")
    page.keyboard.press("Enter")
    playground.did("say")
    (mine,) = {act["tab"] for act in playground.acts}
    for tab, forms in (("another", 0), (mine, 1), ("", 1)):
        playground.state["modal"] = {**modal(SUBJECT), "tab": tab}
        playground.state["app"]["name"] = f"asked in {tab}"
        playground.changed()
        expect(page).to_have_title(f"Maya Chen · asked in {tab} playground")
        expect(page.get_by_role("dialog")).to_have_count(forms)


def test_typed_values_survive_an_update_of_the_view(page: Page, stage: Stage) -> None:
    playground = stage(modal=modal(SUBJECT))
    page.get_by_label("Subject").fill("half a sub")
    extra = field("more", "Error code", {"type": "plain_text_input"}, optional=True)
    playground.state["modal"] = modal(SUBJECT, extra)
    playground.changed()
    expect(page.get_by_label("Error code (optional)")).to_be_visible()
    expect(page.get_by_label("Subject")).to_have_value("half a sub")
    expect(page.get_by_label("Subject")).to_be_focused()


def test_initial_values_are_shown(page: Page, stage: Stage) -> None:
    picked = {"type": "static_select", "options": PRODUCTS, "initial_option": PRODUCTS[1]}
    priority = {"type": "radio_buttons", "options": [option("P1", "P1"), option("P3", "P3")]}
    values = {"product": {"it": "sms"}, "prio": {"it": "P3"}, "subject": {"it": "From the message"}}
    stage(
        modal=modal(
            SUBJECT, field("product", "Product", picked), field("prio", "Priority", priority), values=values
        )
    )
    expect(page.get_by_label("Subject")).to_have_value("From the message")
    expect(page.get_by_role("combobox", name="Product")).to_have_value("Messaging")
    expect(page.get_by_role("radio", name="P3")).to_be_checked()


def test_an_error_stands_at_its_field_and_is_read_out(page: Page, stage: Stage) -> None:
    playground = stage(modal=modal(SUBJECT))
    words = "Please say what is wrong."

    def refuse(_: dict[str, Any]) -> dict[str, Any]:
        playground.state["modal"] = modal(SUBJECT, errors={"subject": words})
        playground.state["rev"] += 1
        return {"ok": False, "errors": {"subject": words}}

    playground.answers["submit"] = refuse
    page.get_by_role("button", name="Open ticket").click()
    expect(page.get_by_role("alert")).to_contain_text(words)
    expect(page.get_by_label("Subject")).to_have_accessible_description(words)
    expect(page.get_by_label("Subject")).to_be_focused()


def test_a_submission_that_times_out_says_what_slack_says_and_can_be_repeated(
    page: Page, stage: Stage
) -> None:
    playground = stage(modal=modal(SUBJECT))
    playground.answers["submit"] = lambda _: {
        "ok": False,
        "shown": "We had some trouble connecting. Try again?",
    }
    page.get_by_role("button", name="Open ticket").click()
    expect(page.get_by_role("alert")).to_contain_text("We had some trouble connecting.")
    page.get_by_role("button", name="Open ticket").click()
    assert len(playground.did("submit", 2)) == 2


def test_while_a_submission_is_awaited_it_cannot_be_sent_twice(page: Page, stage: Stage) -> None:
    shown = modal(SUBJECT)
    shown["views"][0]["busy"] = True
    stage(modal=shown)
    expect(page.get_by_role("button", name="Open ticket")).to_be_disabled()


def test_escape_leaves_the_top_view_and_the_cross_the_whole_stack(page: Page, stage: Stage) -> None:
    stack = modal(SUBJECT)
    stack["views"] += modal(field("x", "Deeper", {"type": "plain_text_input"}), view_id="V2")["views"]
    playground = stage(modal=stack)
    expect(page.get_by_label("Deeper")).to_be_visible()
    page.keyboard.press("Escape")
    assert playground.did("back") == [{"as": "U0MAYA"}]
    page.get_by_role("button", name="Close modal").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert playground.did("close") == [{"as": "U0MAYA"}]


def test_a_select_is_chosen_with_the_keyboard_and_by_typing(page: Page, stage: Stage) -> None:
    element = {"type": "static_select", "options": PRODUCTS, "placeholder": text("Choose a product")}
    playground = stage(modal=modal(field("it", "Product", element)))
    box = page.get_by_role("combobox", name="Product")
    box.press("ArrowDown")
    box.press_sequentially("mess")
    box.press("Enter")
    expect(box).to_have_value("Messaging")
    assert playground.did("input") == [input_told("sms")]
    box.click()
    page.get_by_role("option", name="Voice").click()
    expect(box).to_have_value("Voice")
    assert playground.did("input", 2)[1] == input_told("voice")


def test_escape_closes_an_open_list_but_not_the_modal(page: Page, stage: Stage) -> None:
    playground = stage(modal=modal(field("it", "Product", {"type": "static_select", "options": PRODUCTS})))
    page.get_by_role("combobox", name="Product").click()
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_have_count(0)
    expect(page.get_by_role("dialog", name="New ticket")).to_be_visible()
    playground.did_nothing_but(page=page)


def test_many_values_are_chosen_and_taken_away(page: Page, stage: Stage) -> None:
    element = {"type": "multi_static_select", "options": PRODUCTS}
    playground = stage(modal=modal(field("it", "Products", element)))
    page.get_by_role("combobox", name="Products").click()
    page.get_by_role("option", name="Voice").click()
    page.get_by_role("option", name="Other").click()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Remove Voice").click()
    expect(page.get_by_role("button", name="Remove Voice")).to_have_count(0)
    assert [one["value"] for one in playground.did("input", 3)] == [["voice"], ["voice", "other"], ["other"]]


def test_what_is_filled_in_never_overtakes_what_was_filled_in_before(page: Page, stage: Stage) -> None:
    playground = stage(
        modal=modal(field("it", "Products", {"type": "multi_static_select", "options": PRODUCTS}))
    )
    let_go = Event()
    playground.answers["input"] = lambda _: {"ok": let_go.wait(PATIENCE_S)}
    page.get_by_role("combobox", name="Products").click()
    for name in ("Voice", "Messaging", "Other"):
        page.get_by_role("option", name=name).click()
    playground.did("input")
    playground.did_nothing_but("input", page=page)
    let_go.set()
    told = [one["value"] for one in playground.did("input", 3)]
    assert told == [["voice"], ["voice", "sms"], ["voice", "sms", "other"]]


def test_options_that_others_know_are_asked_for_as_one_types(page: Page, stage: Stage) -> None:
    kinds = ["external_select", "users_select", "conversations_select"]
    fields = [field(kind, kind, {"type": kind, "min_query_length": 1}) for kind in kinds]
    playground = stage(modal=modal(*fields))
    playground.options = [option("Dev Patel", "U0DEV")]
    for number, kind in enumerate(kinds):
        box = page.get_by_role("combobox", name=kind)
        box.click()
        box.press_sequentially("dev")
        page.get_by_role("option", name="Dev Patel").click()
        expect(box).to_have_value("Dev Patel")
        assert playground.did("input", number + 1)[-1] == input_told("U0DEV", kind)
        asked = {"as": "U0MAYA", "where": "modal", "block_id": kind, "action_id": "it"}
        assert any(asked.items() <= one.items() for one in playground.did("options"))


TYPED: list[tuple[dict[str, Any], str, object]] = [
    ({"type": "plain_text_input", "multiline": True}, "two\nlines", "two\nlines"),
    ({"type": "number_input", "is_decimal_allowed": False}, "42", "42"),
    ({"type": "email_text_input"}, "maya@partiful.example", "maya@partiful.example"),
    ({"type": "url_text_input"}, "https://partiful.example", "https://partiful.example"),
    ({"type": "datepicker"}, "2026-03-12", "2026-03-12"),
    ({"type": "timepicker"}, "14:30", "14:30"),
    ({"type": "datetimepicker"}, "2026-03-12T14:30", 1773340200),
]


def test_each_field_tells_its_value_as_slack_would(page: Page, stage: Stage) -> None:
    fields = [field(one["type"], one["type"], one) for one, _, _ in TYPED]
    playground = stage(modal=modal(*fields))
    for number, (element, typed, told) in enumerate(TYPED):
        page.get_by_label(element["type"], exact=True).fill(typed)
        page.get_by_label(element["type"], exact=True).blur()
        assert playground.did("input", number + 1)[-1] == input_told(told, element["type"])


def test_radio_buttons_and_checkboxes_tell_what_is_ticked(page: Page, stage: Stage) -> None:
    options = [option("Response", "response"), option("Critical blocker", "blocker")]
    reason = field("reason", "Reason", {"type": "radio_buttons", "options": options})
    checks = field("checks", "Checked", {"type": "checkboxes", "options": options}, optional=True)
    playground = stage(modal=modal(reason, checks))
    page.get_by_role("radiogroup", name="Reason").get_by_label("Critical blocker").check()
    page.get_by_role("group", name="Checked (optional)").get_by_label("Response").check()
    page.get_by_role("group", name="Checked (optional)").get_by_label("Response").uncheck()
    told = [(one["block_id"], one["value"]) for one in playground.did("input", 3)]
    assert told == [("reason", "blocker"), ("checks", ["response"]), ("checks", None)]


def test_every_control_can_be_found_by_block_and_action(page: Page, stage: Stage) -> None:
    kinds = ["plain_text_input", "static_select", "users_select", "datepicker", "radio_buttons", "checkboxes"]
    fields = [field(kind, kind, {"type": kind, "options": PRODUCTS}) for kind in kinds]
    stage(modal=modal(*fields))
    for kind in kinds:
        expect(page.locator(f'[data-block-id="{kind}"][data-action-id="it"]')).to_have_count(1)


def test_a_button_in_a_message_is_pressed_once_and_asks_first_if_it_should(page: Page, stage: Stage) -> None:
    confirm = {
        "title": text("Escalate?"),
        "text": text("Ralph is told at once."),
        "confirm": text("Escalate"),
    }
    buttons = [
        {"type": "button", "action_id": "take", "text": text("Take"), "style": "primary"},
        {
            "type": "button",
            "action_id": "escalate",
            "text": text("Escalate"),
            "style": "danger",
            "confirm": confirm,
        },
    ]
    playground = stage(message("card", blocks=[{"type": "actions", "block_id": "acts", "elements": buttons}]))
    page.get_by_role("button", name="Take").click()
    page.get_by_role("button", name="Escalate").click()
    page.get_by_role("dialog", name="Escalate?").get_by_role("button", name="Cancel").click()
    page.get_by_role("button", name="Escalate").click()
    page.get_by_role("dialog", name="Escalate?").get_by_role("button", name="Escalate").click()
    pressed = playground.did("action", 2)
    assert [one["action_id"] for one in pressed] == ["take", "escalate"]
    assert (pressed[0]["where"], pressed[0]["channel"], pressed[0]["block_id"]) == (
        "message",
        "C0PARTIFUL",
        "acts",
    )


def test_an_overflow_menu_tells_the_chosen_option(page: Page, stage: Stage) -> None:
    menu = {
        "type": "overflow",
        "action_id": "more",
        "options": [option("Why me?", "why"), option("Reassign", "re")],
    }
    section = {"type": "section", "block_id": "s", "text": text("A card"), "accessory": menu}
    playground = stage(message("card", blocks=[section]))
    page.get_by_role("button", name="More actions: A card").click()
    page.get_by_role("menuitem", name="Why me?").click()
    assert [one["value"] for one in playground.did("action")] == ["why"]
