// The guided tour: says what to do next and marks the control for it; acts only when the visitor acts.
import { h } from "../kit/dom.js";
import { iconButton } from "../kit/icons.js";
import { join } from "../panes/split.js";
import { store, now, redraw } from "../kit/store.js";
import { CHANNEL, CIERRA, MAYA, rootOf } from "./tour_facts.js";
import { FOR_APP, steps } from "./tour_steps.js";

const KEPT_AS = "tour"; // "off", or the trip as JSON
/** @typedef {import("./tour_facts.js").Trip} Trip */

/** @type {Trip | null} `task` beyond the last one: the step is done */
let trip = null;
let off = false;

export function useTour() {
  const kept = localStorage.getItem(KEPT_AS);
  off = kept === "off";
  try {
    trip = kept && !off ? JSON.parse(kept) : null;
  } catch {
    trip = null;
  }
}

/** The tour is of one app's main job, with the people of its demo; it begins where that app answers. */
export function offersTour() {
  const ids = new Set(store.page.people.map((one) => one.id));
  return (trip || store.page.connected) && store.page.app.name === FOR_APP && ids.has(MAYA) && ids.has(CIERRA);
}

function keep() {
  localStorage.setItem(KEPT_AS, off ? "off" : JSON.stringify(trip));
  redraw();
}

export function startTour() {
  off = false;
  trip = { step: 0, task: 0, root: null, since: Math.floor(now().getTime() / 1000) };
  join();
  keep();
}

function endTour() {
  off = true;
  trip = null;
  keep();
}

/** @param {Trip} from */
function goOn(from) {
  if (from.step + 1 >= steps().length) return endTour();
  trip = { ...from, step: from.step + 1, task: 0 };
  return keep();
}

/** The strip under the time bar: an invitation at first, then the step the visitor is at. */
export function tour() {
  if (off || !offersTour()) return null;
  if (trip) trip = followed(trip);
  return h(
    "section",
    { class: trip ? "tour" : "tour inviting", "aria-label": "Guided tour", key: "tour" },
    trip ? atStep(trip) : invitation(),
  );
}

function invitation() {
  return [
    h(
      "p",
      { class: "tour-words" },
      h("strong", null, "New here? "),
      "A few steps show the whole job: a customer's chat message, its ticket, an escalation, the console, the phone.",
    ),
    h("button", { type: "button", class: "button primary small", onclick: startTour }, "Start the tour"),
    h("button", { type: "button", class: "button small", onclick: endTour }, "Not now"),
  ];
}

/**
 * Notices what the visitor has done meanwhile. In another playground than it began in, the tour begins again.
 * @param {Trip} before
 */
function followed(before) {
  const started =
    before.since > now().getTime() / 1000 + 1 ? { ...before, step: 0, task: 0, root: null, since: 0 } : before;
  const after = atItsThread(started);
  const { tasks } = steps()[after.step];
  while (after.task < tasks.length && tasks[after.task].done(after)) after.task += 1;
  if (before.task !== after.task) localStorage.setItem(KEPT_AS, JSON.stringify(after));
  return after;
}

/** @param {Trip} at @returns {Trip} */
function atItsThread(at) {
  if (at.step === 0 || !at.root) return { ...at, root: rootOf(at) };
  return isGone(at.root) ? { ...at, step: 0, task: 0, root: null } : { ...at };
}

/**
 * The thread the tour is about is no more; only who sees the whole channel can tell.
 * @param {string} root
 */
function isGone(root) {
  const here = store.page.channels.find((one) => one.id === CHANNEL);
  return Boolean(here && !here.has_more && !here.messages.some((one) => one.ts === root));
}

/** @param {Trip} at */
function current(at) {
  const task = steps()[at.step].tasks[at.task];
  if (!task) return null;
  for (const condition of task.first ?? []) {
    const missing = condition(at);
    if (missing) return missing;
  }
  return task;
}

/** @param {Trip} at */
function atStep(at) {
  const step = steps()[at.step];
  const last = at.step + 1 === steps().length;
  const task = current(at);
  const words = task ? task.words : step.done;
  return [
    h(
      "p",
      { class: "tour-count" },
      dots(at.step),
      h("span", { class: "unseen" }, `Step ${at.step + 1} of ${steps().length}`),
    ),
    h(
      "p",
      { class: task ? "tour-words" : "tour-words done", role: "status" },
      h("strong", null, task ? `${at.step + 1}. ${step.title} ` : "✓ "),
      store.split && task ? "The tour goes on in one view." : words,
    ),
    store.split && task
      ? h("button", { type: "button", class: "button small", onclick: join }, "Back to one view")
      : task
        ? h("button", { type: "button", class: "button small", onclick: showMe }, "Show me")
        : h(
            "button",
            { type: "button", class: "button primary small", key: "next", onclick: () => goOn(at) },
            last ? "Finish" : `Next: ${steps()[at.step + 1].title}`,
          ),
    task &&
      h(
        "button",
        { type: "button", class: "button small quiet", onclick: () => goOn(at) },
        last ? "Skip" : "Skip step",
      ),
    iconButton("close", "End the tour", endTour),
  ];
}

/** @param {number} at */
function dots(at) {
  return steps().map((_, index) =>
    h("span", {
      key: index,
      "aria-hidden": "true",
      class: ["dot", index < at && "past", index === at && "here"].filter(Boolean).join(" "),
    }),
  );
}

/** What to do in the open form: everything outside it is out of reach meanwhile. */
export function tourInForm() {
  if (off || !trip || !offersTour()) return null;
  const task = current(trip);
  return task?.inForm ? h("p", { class: "tour-in-form", key: "tour", role: "note" }, task.words) : null;
}

/** @type {HTMLElement | null} */
let marked = null;

/** After each drawing: puts the mark on the control to use next. */
export function markNext() {
  const here = off || !trip || store.split || !offersTour() ? null : reachable(current(trip)?.at?.(trip) ?? null);
  if (here === marked && here?.hasAttribute("data-tour-here")) return;
  marked?.removeAttribute("data-tour-here");
  here?.setAttribute("data-tour-here", "");
  here?.scrollIntoView({ block: "nearest" });
  marked = here;
}

/**
 * What hides the control, if something does: the drawer's button or the pane in front of it.
 * @param {Element | null} control
 * @returns {HTMLElement | null}
 */
function reachable(control) {
  if (!control || control.checkVisibility({ visibilityProperty: true }))
    return /** @type {HTMLElement | null} */ (control);
  /** @param {string} selector */
  const visible = (selector) =>
    [...document.querySelectorAll(selector)].find((one) => one.checkVisibility({ visibilityProperty: true })) ?? null;
  const closer = visible(".aside .pane-head > .icon-button:last-child");
  if (control.closest(".drawer")) return visible(".only-phone") ?? closer;
  return closer;
}

function showMe() {
  if (!marked) return;
  marked.scrollIntoView({ block: "nearest" });
  marked.focus();
}
