"""The guided tour's strip: offered once, begun again from the menu, and patient with whoever skips."""

from typing import Any

from playwright.sync_api import Page, expect

from tests.browser.page.conftest import Stage
from tests.browser.page.samples import message, state

OURS: dict[str, Any] = {**state()["app"], "name": "TAM Bot"}


def test_the_tour_is_offered_once_and_waits_in_the_menu(newcomers_page: Page, stage: Stage) -> None:
    page = newcomers_page
    playground = stage(message("hello", at=-60), app=OURS)
    tour = page.get_by_role("region", name="Guided tour")
    tour.get_by_role("button", name="Not now").click()
    page.reload()
    page.get_by_role("main").wait_for()
    expect(tour).to_have_count(0)
    page.get_by_role("button", name="More of the playground").click()
    page.get_by_role("menuitem", name="Guided tour").click()
    expect(tour).to_contain_text("1. Say something as Maya")
    tour.get_by_role("button", name="Skip step").click()
    expect(tour).to_contain_text("2. Open a ticket from it First say something here, as Maya.")
    expect(page.locator("[data-tour-here]")).to_have_count(1)
    page.reload()
    expect(tour).to_contain_text("2. Open a ticket from it")
    tour.get_by_role("button", name="Skip step").click()
    expect(tour).to_contain_text("3. Answer it as Cierra First say something")
    tour.get_by_role("button", name="End the tour").click()
    expect(tour).to_have_count(0)
    playground.did_nothing_but("reload", "reload", page=page)  # the tour acts for nobody


def test_at_night_the_tour_first_leads_to_the_morning(newcomers_page: Page, stage: Stage) -> None:
    page = newcomers_page
    stage(app=OURS, now="2026-03-14T14:00:00+00:00")
    page.get_by_role("button", name="Start the tour").click()
    tour = page.get_by_role("region", name="Guided tour")
    expect(tour).to_contain_text("In New York it is Saturday, 10:00: few are at work.")
    tour.get_by_role("button", name="Show me").click()
    expect(page.get_by_role("button", name="Move to the next business morning")).to_be_focused()


def test_a_foreign_app_has_no_tour_of_ours(newcomers_page: Page, stage: Stage) -> None:
    page = newcomers_page
    stage(message("hello"))
    page.get_by_role("button", name="More of the playground").click()
    expect(page.get_by_role("menuitem", name="What may go wrong")).to_be_visible()
    expect(page.get_by_role("menuitem", name="Guided tour")).to_have_count(0)
    expect(page.get_by_role("region", name="Guided tour")).to_have_count(0)
