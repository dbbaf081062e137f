// Shows each envelope and API call between Slack's side and the app, newest first.
import { h } from "./dom.js";
import * as api from "./api.js";
import { iconButton } from "./icons.js";
import { showAside } from "./session.js";
import { store, redraw } from "./store.js";
import { format, utcTime } from "./time.js";

let seen = { rev: null, entries: [] };
const unfolded = new Set();

export function inspectorPane() {
  if (seen.rev !== store.page.rev) look(store.page.rev);
  return h(
    "aside",
    { class: "aside inspector", "aria-label": "Inspector", key: "inspector" },
    h(
      "header",
      { class: "pane-head" },
      h("h2", null, "Inspector"),
      iconButton("close", "Close inspector", () => showAside(null)),
    ),
    seen.entries.length
      ? h("ol", { class: "entries", tabindex: "0" }, seen.entries.map(entry))
      : h("p", { class: "empty" }, "Nothing was said yet."),
  );
}

async function look(rev) {
  seen = { ...seen, rev };
  const answer = await api.inspector();
  if (answer.ok && seen.rev === rev) seen.entries = answer.entries;
  redraw();
}

function entry(one) {
  const open = unfolded.has(one.n);
  const fold = () => {
    if (!unfolded.delete(one.n)) unfolded.add(one.n);
    redraw();
  };
  const at = new Date(one.at);
  return h(
    "li",
    { key: one.n, class: one.ok && !one.problems.length ? "entry" : "entry bad" },
    h(
      "button",
      { type: "button", class: "entry-head", "aria-expanded": String(open), onclick: fold },
      h(
        "span",
        { class: one.to_app ? "way in" : "way out", title: one.to_app ? "to the app" : "from the app" },
        one.to_app ? "→ app" : "app →",
      ),
      h("strong", null, one.title),
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

function pretty(label, value) {
  return (
    value &&
    h(
      "div",
      { key: label },
      h("p", { class: "entry-label" }, label),
      h("pre", { class: "code-block", tabindex: "0" }, JSON.stringify(value, null, 2)),
    )
  );
}
