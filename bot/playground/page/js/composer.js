// Lets a person write: Enter sends, Shift+Enter breaks the line, commands and names complete themselves.
import { h } from "./dom.js";
import { completionsFor } from "./completions.js";
import { perform, say, upload } from "./doing.js";
import { icon, iconButton } from "./icons.js";
import { emojiPicker } from "./message_menu.js";
import { showEnd } from "./message_list.js";
import { floating, isOpen, menuItem, toggle, close } from "./popup.js";
import { store, redraw } from "./store.js";

let hint = { key: null, found: null, active: 0 };
const broadcasting = new Set();

export function composer({ key, channel, threadTs = null, placeholder, broadcastTo = null }) {
  const draft = store.drafts.get(key) ?? "";
  const send = (el) => {
    const text = el.value.trim();
    if (!text) return;
    store.drafts.set(key, "");
    el.value = "";
    hint = { key: null, found: null, active: 0 };
    store.newLine.delete(channel);
    showEnd(`${store.as} ${threadTs ? `thread ${threadTs}` : channel}`);
    say(channel, text, threadTs, broadcasting.delete(key));
  };
  return h(
    "div",
    { class: "composer", key: `composer ${key}` },
    hints(key),
    h(
      "div",
      { class: "composer-box" },
      writing({ key, channel, draft, placeholder, onsend: send }),
      h(
        "div",
        { class: "composer-tools" },
        lightning(key),
        inserter("smile", "Insert emoji", key),
        iconButton("at", "Mention someone", (event) => insert(event.currentTarget, key, "@", channel)),
        attach(channel, threadTs),
        broadcastTo && broadcastBox(key, broadcastTo),
        h(
          "button",
          { type: "button", class: "send", "aria-label": "Send message", title: "Send (Enter)", disabled: !draft.trim(), onclick: (event) => send(boxOf(event.currentTarget)) },
          icon("send"),
        ),
      ),
    ),
  );
}

function boxOf(el) {
  return el.closest(".composer, .editor").querySelector("textarea");
}

function writing({ key, channel, draft, placeholder, onsend, oncancel = null, autofocus = false }) {
  const changed = (el) => {
    store.drafts.set(key, el.value);
    grow(el);
    const found = completionsFor(el.value.slice(0, el.selectionStart), channel);
    hint = { key: found ? key : null, found, active: 0 };
    redraw();
  };
  return h("textarea", {
    key: `write ${key}`,
    class: "write",
    rows: "1",
    "aria-label": placeholder,
    "aria-controls": hint.key === key ? "completions" : undefined,
    "aria-activedescendant": hint.key === key ? `completion-${hint.active}` : undefined,
    placeholder,
    value: draft,
    oncreated: (el) => {
      grow(el);
      if (autofocus) el.focus();
    },
    onpatched: grow,
    oninput: (event) => changed(event.currentTarget),
    onblur: () => {
      if (hint.key === key) hint = { key: null, found: null, active: 0 };
      redraw();
    },
    onkeydown: (event) => keys(event, key, onsend, oncancel),
  });
}

function grow(el) {
  if (el.dataset.grownFor === el.value) return;
  el.dataset.grownFor = el.value;
  el.style.height = "auto";
  el.style.height = `${Math.min(el.scrollHeight, 220)}px`;
}

function keys(event, key, onsend, oncancel) {
  if (event.isComposing) return;
  const el = event.currentTarget;
  if (hint.key === key && choosing(event, el, key)) {
    event.preventDefault();
    redraw();
  } else if (event.key === "Enter" && !event.shiftKey) {
    event.preventDefault();
    onsend(el);
  } else if (event.key === "Escape" && oncancel) {
    oncancel();
  }
}

// Keys that belong to the open list. Enter after a whole command sends it instead.
function choosing(event, el, key) {
  const { options } = hint.found;
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step) hint.active = (hint.active + step + options.length) % options.length;
  else if (event.key === "Escape") hint = { key: null, found: null, active: 0 };
  else if (event.key === "Tab" || (event.key === "Enter" && !event.shiftKey && !options[hint.active].whole)) complete(el, key, hint.active);
  else return false;
  return true;
}

function complete(el, key, index) {
  const { from, options } = hint.found;
  const after = el.value.slice(el.selectionStart);
  const before = el.value.slice(0, from) + options[index].insert;
  el.value = before + after;
  el.setSelectionRange(before.length, before.length);
  store.drafts.set(key, el.value);
  hint = { key: null, found: null, active: 0 };
}

function hints(key) {
  if (hint.key !== key) return null;
  return h(
    "div",
    { class: "completions", role: "listbox", id: "completions", "aria-label": "Suggestions", key: "completions" },
    hint.found.options.map((option, index) =>
      h(
        "div",
        {
          role: "option",
          id: `completion-${index}`,
          class: index === hint.active ? "completion active" : "completion",
          "aria-selected": String(index === hint.active),
          onpointerdown: (event) => event.preventDefault(),
          onclick: (event) => {
            complete(boxOf(event.currentTarget), key, index);
            redraw();
          },
        },
        h("span", { class: "completion-mark", "aria-hidden": "true" }, option.mark),
        h("span", { class: "completion-label" }, option.label),
        h("span", { class: "completion-note" }, option.note),
      ),
    ),
  );
}

function insert(from, key, text, channel) {
  const el = boxOf(from);
  el.focus();
  const at = el.selectionStart ?? el.value.length;
  const gap = text === "@" && at > 0 && !/\s$/.test(el.value.slice(0, at)) ? " " : "";
  el.setRangeText(gap + text, at, el.selectionEnd, "end");
  el.dispatchEvent(new Event("input"));
  return channel;
}

function inserter(picture, label, key) {
  const menu = `insert emoji ${key}`;
  return h(
    "span",
    { class: "anchor", id: `at-${menu.replace(/[^\w-]/g, "_")}` },
    iconButton(picture, label, () => toggle(menu), { "data-opens": menu, "aria-haspopup": "dialog", "aria-expanded": String(isOpen(menu)) }),
    emojiPicker(menu, (name) => {
      insert(document.getElementById(`at-${menu.replace(/[^\w-]/g, "_")}`), key, `:${name}: `);
    }),
  );
}

function lightning(key) {
  const menu = `shortcuts ${key}`;
  const run = (one) => {
    close(true);
    perform("global_shortcut", { callback_id: one.callback_id });
  };
  return h(
    "span",
    { class: "anchor" },
    iconButton("bolt", "Shortcuts", () => toggle(menu), { "data-opens": menu, "aria-haspopup": "menu", "aria-expanded": String(isOpen(menu)) }),
    floating(
      menu,
      { role: "menu", class: "menu", "aria-label": "Shortcuts" },
      store.page.global_shortcuts.map((one) =>
        menuItem(one.name, () => run(one), { icon: icon("bolt"), note: store.page.app.name, title: one.description, "data-callback-id": one.callback_id }),
      ),
      !store.page.global_shortcuts.length &&
        h("p", { class: "menu-remark" }, `${store.page.me.team_name} has not installed ${store.page.app.name}, so there are no shortcuts here.`),
    ),
  );
}

function attach(channel, threadTs) {
  return h(
    "label",
    { class: "icon-button attach", title: "Attach a file" },
    icon("clip"),
    h("span", { class: "unseen" }, "Attach a file"),
    h("input", {
      type: "file",
      class: "unseen",
      onchange: async (event) => {
        const el = event.currentTarget;
        for (const file of el.files) await upload(channel, file, threadTs);
        el.value = "";
      },
    }),
  );
}

function broadcastBox(key, name) {
  return h(
    "label",
    { class: "broadcast" },
    h("input", {
      type: "checkbox",
      checked: broadcasting.has(key),
      onchange: (event) => (event.currentTarget.checked ? broadcasting.add(key) : broadcasting.delete(key)),
    }),
    ` Also send to #${name}`,
  );
}

// Edits a message where it stands.
export function editor(one, channel) {
  const key = `edit ${one.ts}`;
  const leave = () => {
    store.editing = null;
    store.drafts.delete(key);
    redraw();
  };
  const save = async (el) => {
    const text = el.value.trim();
    if (!text) return;
    const answer = await perform("edit", { channel, ts: one.ts, text });
    if (answer.ok) leave();
  };
  return h(
    "div",
    { class: "editor", key: "editor" },
    hints(key),
    h("div", { class: "composer-box" }, writing({ key, channel, draft: store.drafts.get(key) ?? "", placeholder: "Edit message", onsend: save, oncancel: leave, autofocus: true })),
    h(
      "div",
      { class: "dialog-buttons" },
      h("button", { type: "button", class: "button small", onclick: leave }, "Cancel"),
      h("button", { type: "button", class: "button primary small", onclick: (event) => save(boxOf(event.currentTarget)) }, "Save"),
    ),
  );
}
