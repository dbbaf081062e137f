// The guided tour: says what to do next and marks the control for it; acts only when the visitor acts.
import { h } from "../kit/dom.js";
import { iconButton } from "../kit/icons.js";
import { join } from "../panes/split.js";
import { store, now, redraw } from "../kit/store.js";
import { CHANNEL, CIERRA, FOR_APP, MAYA, STEPS, rootOf } from "./tour_steps.js";

const KEPT_AS = "tour"; // "off", or the trip as JSON
let trip = null; // {step, deed, root, since}; `deed` beyond the last one: the step is done
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

// The tour is of one app's main job, with the people of its demo; it begins where that app answers.
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
  trip = { step: 0, deed: 0, root: null, since: Math.floor(now().getTime() / 1000) };
  join();
  keep();
}

function endTour() {
  off = true;
  trip = null;
  keep();
}

function goOn() {
  if (trip.step + 1 >= STEPS.length) return endTour();
  trip = { ...trip, step: trip.step + 1, deed: 0 };
  return keep();
}

// The strip under the time bar: an invitation at first, then the step the visitor is at.
export function tour() {
  if (off || !offersTour()) return null;
  if (trip) followVisitor();
  return h(
    "section",
    { class: trip ? "tour" : "tour inviting", "aria-label": "Guided tour", key: "tour" },
    trip ? atStep() : invitation(),
  );
}

function invitation() {
  return [
    h(
      "p",
      { class: "tour-words" },
      h("strong", null, "New here? "),
      "Five steps show the whole job, from a customer's chat message to an escalation that is taken care of.",
    ),
    h("button", { type: "button", class: "button primary small", onclick: startTour }, "Start the tour"),
    h("button", { type: "button", class: "button small", onclick: endTour }, "Not now"),
  ];
}

// Notices what the visitor has done meanwhile. Another playground than the tour began in: begin anew.
function followVisitor() {
  if (trip.since > now().getTime() / 1000 + 1) trip = { ...trip, step: 0, deed: 0, root: null, since: 0 };
  if (trip.step === 0 || !trip.root) trip.root = rootOf(trip);
  else if (gone()) trip = { ...trip, step: 0, deed: 0, root: null };
  const { deeds } = STEPS[trip.step];
  const before = trip.deed;
  while (trip.deed < deeds.length && deeds[trip.deed].done(trip)) trip.deed += 1;
  if (before !== trip.deed) localStorage.setItem(KEPT_AS, JSON.stringify(trip));
}

// The thread the tour is about is no more; only who sees the whole channel can tell.
function gone() {
  const here = store.page.channels.find((one) => one.id === CHANNEL);
  return Boolean(here) && !here.has_more && !here.messages.some((one) => one.ts === trip.root);
}

function current() {
  const deed = STEPS[trip.step].deeds[trip.deed];
  if (!deed) return null;
  for (const condition of deed.first ?? []) {
    const missing = condition(trip);
    if (missing) return missing;
  }
  return deed;
}

function atStep() {
  const step = STEPS[trip.step];
  const last = trip.step + 1 === STEPS.length;
  const task = current();
  const words = task ? task.words : step.done;
  return [
    h("p", { class: "tour-count" }, dots(), h("span", { class: "unseen" }, `Step ${trip.step + 1} of ${STEPS.length}`)),
    h(
      "p",
      { class: task ? "tour-words" : "tour-words done", role: "status" },
      h("strong", null, task ? `${trip.step + 1}. ${step.title} ` : "✓ "),
      store.split && task ? "The tour goes on in one view." : words,
    ),
    store.split && task
      ? h("button", { type: "button", class: "button small", onclick: join }, "Back to one view")
      : task
        ? h("button", { type: "button", class: "button small", onclick: showMe }, "Show me")
        : h(
            "button",
            { type: "button", class: "button primary small", key: "next", onclick: goOn },
            last ? "Finish" : `Next: ${STEPS[trip.step + 1].title}`,
          ),
    task && h("button", { type: "button", class: "button small quiet", onclick: goOn }, last ? "Skip" : "Skip step"),
    iconButton("close", "End the tour", endTour),
  ];
}

function dots() {
  return STEPS.map((step, index) =>
    h("span", {
      key: index,
      "aria-hidden": "true",
      class: ["dot", index < trip.step && "past", index === trip.step && "here"].filter(Boolean).join(" "),
    }),
  );
}

// What to do in the open form: everything outside it is out of reach meanwhile.
export function tourInForm() {
  if (off || !trip || !offersTour()) return null;
  const task = current();
  return task?.inForm ? h("p", { class: "tour-in-form", key: "tour", role: "note" }, task.words) : null;
}

let marked = null;

// After each drawing: puts the mark on the control to use next.
export function markNext() {
  const here = off || !trip || store.split || !offersTour() ? null : reachable(current()?.at?.(trip) ?? null);
  if (here === marked && here?.hasAttribute("data-tour-here")) return;
  marked?.removeAttribute("data-tour-here");
  here?.setAttribute("data-tour-here", "");
  here?.scrollIntoView({ block: "nearest" });
  marked = here;
}

// What hides the control, if something does: the drawer's button or the pane in front of it.
function reachable(control) {
  if (!control || control.checkVisibility({ visibilityProperty: true })) return control;
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
