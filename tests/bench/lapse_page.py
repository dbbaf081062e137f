"""A page that looks on while a year passes: how long it hangs, and how quickly it answers a click."""

import shutil
import threading
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import sync_playwright

FLAGS = ["--no-sandbox", "--disable-dev-shm-usage"]

# All measured within the page: nothing here waits for the busy process outside.
ONLOOKER = """
() => {
  const seen = (window.seen = { hangs: [], clicks: [], drawn: 0 });
  new PerformanceObserver((list) => seen.hangs.push(...list.getEntries().map((one) => one.duration)))
    .observe({ type: "longtask" });
  const all = { childList: true, subtree: true };
  new MutationObserver(() => seen.drawn++).observe(document.querySelector("main"), all);
  const buttons = () =>
    [...document.querySelectorAll("nav.sidebar button")].filter((one) => /tam-|triage/.test(one.textContent));
  let turn = 0;
  setInterval(() => {
    const wanted = buttons()[turn++ % 2];
    const begun = performance.now();
    wanted.click();
    requestAnimationFrame(() => setTimeout(() => seen.clicks.push(performance.now() - begun)));
  }, 2000);
}
"""


@dataclass(frozen=True)
class Looks:
    """What the onlooker met with, in milliseconds: the page's long tasks, and click to drawn."""

    hangs: list[float]
    clicks: list[float]
    drawn: int

    def __str__(self) -> str:
        clicks, hangs = sorted(self.clicks), sorted(self.hangs)
        worst = f"{clicks[-1]:.0f} ms" if clicks else "none made"
        middle = f"{clicks[len(clicks) // 2]:.0f} ms" if clicks else "none made"
        longest = f"{hangs[-1]:.0f} ms" if hangs else "none"
        return (
            f"  in the browser: {len(clicks)} clicks drawn in {middle} (median), worst {worst}; "
            f"{len(hangs)} long tasks, longest {longest}; drawn {self.drawn} times"
        )


class Onlooker:
    """A Chromium with the playground's page open, in a thread of its own, from `start()` to `stop()`."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._open, self._done = threading.Event(), threading.Event()
        self._found: dict[str, Any] = {}
        self._thread = threading.Thread(target=self._look_on, daemon=True)

    def start(self) -> None:
        """Open the page and begin to click."""
        self._thread.start()
        if not self._open.wait(30):
            raise RuntimeError("the page did not open within 30 s")

    def stop(self) -> Looks:
        """Close the page; return what it met with."""
        self._done.set()
        self._thread.join(30)
        return Looks(**self._found)

    def _look_on(self) -> None:
        chromium = shutil.which("chromium") or shutil.which("google-chrome")
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
            page = browser.new_page()
            page.add_init_script("localStorage.tour = 'off'")
            page.goto(f"{self._url}#U0CIERRA/C0PARTIFUL")
            page.get_by_role("main").wait_for()
            page.evaluate(ONLOOKER)
            self._open.set()
            self._done.wait()
            self._found = page.evaluate("window.seen")
            browser.close()
