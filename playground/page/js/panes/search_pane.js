// Searches all messages that the acting person may see, and leads to the one that is chosen.
import { h } from "../kit/dom.js";
import { iconButton } from "../kit/icons.js";
import { conversations, names, now, redraw, store } from "../kit/store.js";
import { fromTs, shortTime } from "../kit/time.js";
import { search } from "../messages/search.js";
import { reveal, searchDeep } from "../session/depth.js";
import { enter, openThread, showAside } from "../session/navigation.js";

/** @typedef {import("../messages/search.js").Hit} Hit */

const MOST = 50;
const LONGEST = 160;
let typed = "";

export function searchButton() {
  const on = store.aside === "search";
  const turn = () => {
    showAside(on ? null : "search");
    if (!on) searchDeep();
  };
  return iconButton("search", "Search messages", turn, { "aria-pressed": String(on), class: on ? "on" : "" });
}

export function searchPane() {
  const hits = search(conversations(), typed, names);
  return h(
    "aside",
    { class: "aside search", "aria-label": "Search", key: "search" },
    h(
      "header",
      { class: "pane-head" },
      h("h2", null, "Search"),
      iconButton("close", "Close search", () => showAside(null)),
    ),
    h(
      "div",
      { class: "inspector-filter" },
      h("input", {
        class: "field",
        type: "search",
        placeholder: "Words, a name, a ticket…",
        "aria-label": "Search messages",
        value: typed,
        oncreated: (el) => el.focus(),
        oninput: (event) => {
          typed = event.currentTarget.value;
          redraw();
        },
      }),
    ),
    results(hits),
  );
}

/** @param {Hit[]} hits */
function results(hits) {
  if (!typed.trim()) return h("p", { class: "empty" }, "All that you may see is searched.");
  if (!hits.length) return h("p", { class: "empty", role: "status" }, "Nothing holds these words.");
  return h(
    "div",
    { class: "due-list" },
    hits.slice(0, MOST).map(result),
    hits.length > MOST && h("p", { class: "menu-remark" }, `and ${hits.length - MOST} more`),
  );
}

/** @param {Hit} hit */
function result({ message, channel, root, words }) {
  const where = channel.kind === "im" ? "Direct message" : `#${channel.name}`;
  const go = () => {
    if (root) openThread(channel.id, root);
    else enter(channel.id);
    store.flash = message.ts;
    reveal(channel.id, root ?? message.ts);
    redraw();
  };
  return h(
    "button",
    { type: "button", class: "pin", key: `${channel.id} ${message.ts}`, onclick: go },
    h("strong", null, `${message.name} · ${where} · ${shortTime(fromTs(message.ts), now())}`),
    h("span", null, words.slice(0, LONGEST)),
  );
}
