// Puts the page together: draws every part from the store, and starts.
import { draw, h } from "./kit/dom.js";
import { cast } from "./panes/cast.js";
import { confirmDialog } from "./blocks/confirm.js";
import { dismissToast } from "./session/actions.js";
import { duePane } from "./panes/due_pane.js";
import { faultsPane } from "./panes/faults_pane.js";
import { iconButton } from "./kit/icons.js";
import { inspectorPane } from "./panes/inspector_pane.js";
import { consolePane } from "./panes/console_pane.js";
import { pagerPane } from "./panes/pager_pane.js";
import { mainPane } from "./panes/main_pane.js";
import { modal } from "./blocks/modal.js";
import { isHalf } from "./session/place.js";
import { useRegionKeys } from "./kit/regions.js";
import { follow } from "./session/navigation.js";
import { start } from "./session/start.js";
import { searchPane } from "./panes/search_pane.js";
import { sidebar } from "./panes/sidebar.js";
import { resumeSplit, splitView } from "./panes/split.js";
import { store, now, redraw, whenChanged } from "./kit/store.js";
import { useTheme } from "./kit/theme.js";
import { useClock } from "./kit/time.js";
import { threadPane } from "./panes/thread_pane.js";
import { timebar } from "./bar/timebar.js";
import { markNext, tour, tourInForm, useTour } from "./tour/tour.js";

const CLOCK_LOOK_MS = 1000;
const root = /** @type {HTMLElement} */ (document.getElementById("page"));

function paint() {
  if (!store.page) {
    draw(
      root,
      h(
        "p",
        { class: "empty", role: "status" },
        store.lost ? "The playground does not answer." : "Opening the playground…",
      ),
    );
    return;
  }
  const side = aside(); // before the side bar, which counts what is then still unread
  document.title = `${store.page.me.real_name} · ${store.page.app.name} playground`;
  draw(
    root,
    h(
      "button",
      { type: "button", class: "skip", key: "skip", onclick: () => document.querySelector(".main textarea")?.focus() },
      "Skip to the message box (F6: to the next part)",
    ),
    !isHalf() && timebar(),
    !isHalf() && tour(),
    store.lost &&
      h(
        "p",
        { class: "lost", role: "alert", key: "lost" },
        "The playground does not answer. Is it still running in your terminal?",
      ),
    h(
      "div",
      {
        class: ["columns", store.drawer && "drawer-open", side && "with-aside"].filter(Boolean).join(" "),
        key: "columns",
      },
      store.split ? splitView() : oneView(),
      side,
    ),
    !store.split && modal(tourInForm()),
    confirmDialog(),
    toasts(),
  );
  if (!isHalf()) markNext();
}

function oneView() {
  return [
    h("div", { class: "drawer", key: "drawer" }, cast(), sidebar()),
    h("div", { class: "veil", key: "veil", onclick: closeDrawer }),
    mainPane(),
  ];
}

let shownMinute = 0;

function redrawEachMinute() {
  const minute = Math.floor(now().getTime() / 60_000);
  if (minute !== shownMinute) redraw();
  shownMinute = minute;
}

function closeDrawer() {
  store.drawer = false;
  redraw();
}

function aside() {
  if (store.aside === "thread" && store.thread) return threadPane(store.thread);
  if (store.aside === "due") return duePane();
  if (store.aside === "faults") return faultsPane();
  if (store.aside === "pager") return pagerPane();
  if (store.aside === "console") return consolePane();
  if (store.aside === "search") return searchPane();
  return store.aside === "inspector" ? inspectorPane() : null;
}

function toasts() {
  const list = store.toasts.map((one) =>
    h(
      "div",
      { key: one.id, class: one.bad ? "toast bad" : "toast", role: one.bad ? "alert" : "status" },
      h("span", null, one.text),
      iconButton("close", "Dismiss", () => dismissToast(one.id)),
    ),
  );
  return h("div", { class: "toasts", key: "toasts", popover: "manual", onpatched: raise, oncreated: raise }, list);
}

/**
 * Toasts stand above modals, which live in the browser's top layer.
 * @param {DrawnElement} el
 */
function raise(el) {
  if (!store.toasts.length) {
    if (el.matches(":popover-open")) el.hidePopover();
  } else if (!el.matches(":popover-open")) {
    el.showPopover();
  }
}

// Links that Slack would open in itself are opened in the page.
document.addEventListener("click", (event) => {
  const anchor = /** @type {Element} */ (event.target).closest?.("a[href*='/archives/']");
  if (anchor && !event.metaKey && !event.ctrlKey && follow(/** @type {HTMLAnchorElement} */ (anchor).href))
    event.preventDefault();
});

useTheme();
useTour();
useRegionKeys();
resumeSplit();
useClock(now);
whenChanged(paint);
paint();
setInterval(redrawEachMinute, CLOCK_LOOK_MS);
start();
