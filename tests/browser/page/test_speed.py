"""A thousand tickets on the page: what a person does is answered within a tenth of a second."""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, expect

from tests.browser.page.conftest import Stage
from tests.browser.page.samples import BOT, CIERRA, message, text

MANY = 1000
QUICK_MS = 100
QUIET = "() => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))"


class Stopwatch:
    """Measures how long the page itself works, however busy the machine is with other tests."""

    def __init__(self, page: Page) -> None:
        self.page, self.devtools = page, page.context.new_cdp_session(page)
        self.devtools.send("Performance.enable", {"timeDomain": "threadTicks"})

    def worked_ms(self, interact: Callable[[], None], times: int) -> float:
        """Return the milliseconds the page works for one interaction, drawing included, on average."""
        self.page.evaluate(QUIET)
        before = self._worked()
        for _ in range(times):
            interact()
            self.page.evaluate(QUIET)
        return (self._worked() - before) * 1000 / times

    def _worked(self) -> float:
        metrics = self.devtools.send("Performance.getMetrics")["metrics"]
        return float(next(one["value"] for one in metrics if one["name"] == "TaskDuration"))


def ticket(number: int) -> dict[str, Any]:
    """Return a card as the bot posts it, with a thread of two below it."""
    buttons = [{"type": "button", "action_id": f"a{one}", "text": text(one)} for one in ("Take", "Pending")]
    blocks = [
        {"type": "header", "block_id": "h", "text": text(f"PARTIFUL-{number} · SMS is failing")},
        {
            "type": "section",
            "block_id": "s",
            "text": text("*P3 General Issue* · _Open_ · Messaging", "mrkdwn"),
        },
        {"type": "actions", "block_id": "a", "elements": buttons},
    ]
    at = number * 60.0 - 2 * 86_400
    replies = [
        message(f"reply {one}", CIERRA, at + one, thread_ts=message("", at=at)["ts"]) for one in (1, 2)
    ]
    more = {"reply_count": 2, "reply_users": ["U0CIERRA"], "latest_reply": replies[-1]["ts"]}
    return message(f"PARTIFUL-{number} · SMS is failing", BOT, at, blocks=blocks, replies=replies, **more)


def due(number: int) -> dict[str, Any]:
    at = "2026-03-10T15:00:00+00:00"
    return {"at": at, "what": "Nudge", "to": "Cierra Simms", "ticket": f"PARTIFUL-{number}"}


def test_a_thousand_tickets_leave_the_page_responsive(page: Page, stage: Stage) -> None:
    tickets = [ticket(one) for one in range(MANY)]
    stage(*tickets, due=[due(one) for one in range(200)], at=f"#U0MAYA/C0PARTIFUL/{tickets[3]['ts']}")
    thread = page.get_by_role("complementary", name="Thread")
    expect(thread).to_contain_text("PARTIFUL-3 ·")
    thread.get_by_role("textbox").focus()
    stopwatch = Stopwatch(page)
    typing = stopwatch.worked_ms(lambda: page.keyboard.press("a"), 10)
    plan = page.locator(".next-up").bounding_box()
    assert plan is not None
    clicking = stopwatch.worked_ms(lambda: page.mouse.click(plan["x"] + 5, plan["y"] + 5), 6)
    assert (typing < QUICK_MS, clicking < QUICK_MS) == (True, True), (typing, clicking)


def test_a_screenful_is_drawn_and_more_when_one_asks(page: Page, stage: Stage) -> None:
    playground = stage(*map(ticket, range(100)))
    articles = page.get_by_role("main").get_by_role("article")
    expect(articles).to_have_count(60)
    page.get_by_role("button", name="Show earlier messages").click()
    expect(articles).to_have_count(100)
    expect(page.get_by_text("This is where it begins.")).to_be_visible()
    playground.state["channels"][0]["messages"].append(message("A new word", CIERRA))
    playground.changed()
    expect(page.get_by_text("A new word")).to_be_visible()
