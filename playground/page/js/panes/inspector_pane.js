// Shows each envelope and API call between Slack's side and the app, newest first.
import { h } from "../kit/dom.js";
import * as api from "../kit/api.js";
import { icon, iconButton } from "../kit/icons.js";
import { showAside } from "../session/navigation.js";
import { store, redraw } from "../kit/store.js";
import { format, utcTime } from "../kit/time.js";

/** @type {[string, string, (one: Entry) => boolean][]} */
const KINDS = [
  ["all", "All", () => true],
  ["in", "To the app", (one) => one.to_app],
  ["out", "From the app", (one) => !one.to_app],
  ["bad", "Problems", isBad],
];
/** @type {{ rev: number | null, entries: Entry[] }} */
let seen = { rev: null, entries: [] };
let kind = "all";
let sought = "";
/** @type {Set<number>} */
const unfolded = new Set();
/** @type {WeakMap<Entry, string>} */
const texts = new WeakMap(); // entry → all it says, for the filter

export function inspectorPane() {
  if (seen.rev !== store.page.rev) look(store.page.rev);
  const shown = seen.entries.filter(isWanted);
  return h(
    "aside",
    { class: "aside inspector", "aria-label": "Inspector", key: "inspector" },
    h(
      "header",
      { class: "pane-head" },
      h("h2", null, "Inspector"),
      iconButton("close", "Close inspector", () => showAside(null)),
    ),
    filters(),
    shown.length
      ? h("ol", { class: "entries", tabindex: "0", "aria-label": "Envelopes and calls" }, shown.map(entry))
      : h("p", { class: "empty" }, seen.entries.length ? "Nothing fits the filter." : "Nothing was said yet."),
  );
}

function filters() {
  return h(
    "div",
    { class: "inspector-filter" },
    h("input", {
      class: "field",
      type: "search",
      placeholder: "Method, event, id, word…",
      "aria-label": "Filter",
      value: sought,
      oninput: (event) => {
        sought = event.currentTarget.value;
        redraw();
      },
    }),
    h(
      "div",
      { class: "kinds", role: "group", "aria-label": "Which" },
      KINDS.map(([id, label]) =>
        h(
          "button",
          {
            type: "button",
            key: id,
            class: "kind",
            "aria-pressed": String(kind === id),
            onclick: () => {
              kind = id;
              redraw();
            },
          },
          label,
        ),
      ),
    ),
  );
}

/** @param {Entry} one */
function isBad(one) {
  return !one.ok || one.problems.length > 0;
}

/** @param {Entry} one */
function isWanted(one) {
  if (!KINDS.find(([id]) => id === kind)?.[2](one)) return false;
  return !sought || textOf(one).includes(sought.toLowerCase());
}

/** @param {Entry} one */
function textOf(one) {
  const text = texts.get(one) ?? JSON.stringify(one).toLowerCase();
  texts.set(one, text);
  return text;
}

/** @param {number} rev */
async function look(rev) {
  seen = { ...seen, rev };
  const answer = await api.inspector();
  if (answer.ok && seen.rev === rev) seen.entries = answer.entries;
  redraw();
}

/** @param {Entry} one */
function entry(one) {
  const open = unfolded.has(one.n);
  const fold = () => {
    if (!unfolded.delete(one.n)) unfolded.add(one.n);
    redraw();
  };
  const at = new Date(one.at);
  return h(
    "li",
    { key: one.n, class: isBad(one) ? "entry bad" : "entry" },
    h(
      "button",
      { type: "button", class: "entry-head", "aria-expanded": String(open), onclick: fold },
      h(
        "span",
        { class: one.to_app ? "way in" : "way out", title: one.to_app ? "to the app" : "from the app" },
        one.to_app ? "→ app" : "app →",
      ),
      h("strong", null, one.title, one.attempt > 0 && ` (again, ${one.attempt})`),
      verdict(one),
      h("span", { class: "entry-ms" }, `${Math.round(one.ms * 10) / 10} ms`),
      h(
        "time",
        { title: utcTime(at) },
        format(at, { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" }),
      ),
    ),
    one.problems.map((problem) => h("p", { class: "field-error" }, problem)),
    open && [pretty("request", one.request), pretty("response", one.response)],
  );
}

/** @param {Entry} one */
function verdict(one) {
  const words = isBad(one) ? (one.response?.error ?? "refused") : "valid";
  return h("span", { class: "verdict", title: isBad(one) ? "Slack refused it" : "Slack accepted it" }, [
    icon(isBad(one) ? "close" : "check"),
    h("span", { class: isBad(one) ? "" : "unseen" }, words),
  ]);
}

/** @param {string} label @param {object | null} value */
function pretty(label, value) {
  return (
    value &&
    h(
      "div",
      { key: label },
      h("p", { class: "entry-label" }, label),
      h("pre", { class: "code-block", tabindex: "0", "aria-label": label }, JSON.stringify(value, null, 2)),
    )
  );
}
