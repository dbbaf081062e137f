// Offers what one can do with a message: react, reply, shortcuts, edit, delete, pin, copy.
import { h } from "../kit/dom.js";
import { ask } from "../blocks/confirm.js";
import { copy, perform, toggleReaction } from "../session/actions.js";
import { editable } from "../blocks/mrkdwn.js";
import { character } from "../kit/emoji.js";
import { emojiPicker } from "./emoji_picker.js";
import { icon, iconButton } from "../kit/icons.js";
import { close, floating, isOpen, menuItem, toggle } from "../kit/popup.js";
import { openThread } from "../session/navigation.js";
import { store, redraw, names } from "../kit/store.js";

const QUICK = ["ticket", "eyes", "white_check_mark"];

/** @param {Message} one @param {string} channel @param {Pane} pane */
export function toolbar(one, channel, pane) {
  const base = `${pane} ${channel}/${one.ts}`;
  const busy = store.open?.endsWith(base);
  if (one.ephemeral) return h("div", { class: "toolbar" }, dismissButton(one, channel));
  return h(
    "div",
    { class: busy ? "toolbar shown" : "toolbar", role: "group", "aria-label": "Message actions", key: "toolbar" },
    QUICK.map((name) =>
      h(
        "button",
        {
          type: "button",
          class: "icon-button quick",
          "aria-label": `React with :${name}:`,
          title: `React with :${name}:`,
          onclick: () => toggleReaction(channel, one, name),
        },
        h("span", { "aria-hidden": "true" }, character(name)),
      ),
    ),
    reactionButton(one, channel, `react ${base}`),
    iconButton("reply", "Reply in thread", () => openThread(channel, one.thread_ts ?? one.ts)),
    moreButton(one, channel, pane, `more ${base}`),
  );
}

/** @param {Message} one @param {string} channel */
function dismissButton(one, channel) {
  const dismiss = () => {
    if (!one.local) return perform("dismiss", { channel, ts: one.ts });
    store.remarks = store.remarks.filter((remark) => remark.ts !== one.ts);
    return redraw();
  };
  return iconButton("close", "Dismiss message", dismiss);
}

/** @param {Message} one @param {string} channel @param {string} key */
function reactionButton(one, channel, key) {
  return h(
    "span",
    { class: "anchor" },
    iconButton("smile", "Add reaction", () => toggle(key), {
      "data-opens": key,
      "aria-haspopup": "dialog",
      "aria-expanded": String(isOpen(key)),
    }),
    emojiPicker(key, (name) => toggleReaction(channel, one, name)),
  );
}

/** @param {Message} one @param {string} channel @param {Pane} pane @param {string} key */
function moreButton(one, channel, pane, key) {
  return h(
    "span",
    { class: "anchor" },
    iconButton("dots", "More actions", () => toggle(key), {
      "data-opens": key,
      "aria-haspopup": "menu",
      "aria-expanded": String(isOpen(key)),
    }),
    floating(key, { role: "menu", class: "menu to-right", "aria-label": "More actions" }, items(one, channel, pane)),
  );
}

/** @param {Message} one @param {string} channel @param {Pane} pane */
function items(one, channel, pane) {
  /** @param {() => unknown} work */
  const and = (work) => () => {
    close(true);
    work();
  };
  const where = { channel, ts: one.ts };
  const pinned = one.pinned ? ["Unpin from channel", "unpin"] : ["Pin to channel", "pin"];
  return [
    menuItem(
      "Copy link",
      and(() => copy(one.permalink ?? "", "Link")),
      { icon: icon("link") },
    ),
    menuItem(
      "Copy text",
      and(() => copy(editable(one.text, names), "Text")),
      { icon: icon("list") },
    ),
    menuItem(
      pinned[0],
      and(() => perform(pinned[1], where)),
      { icon: icon("pin") },
    ),
    one.mine &&
      menuItem(
        "Edit message",
        and(() => edit(one, channel, pane)),
        { icon: icon("pencil") },
      ),
    one.mine &&
      menuItem(
        "Delete message…",
        and(() => confirmDelete(where)),
        { icon: icon("trash"), danger: true },
      ),
    shortcuts(and, where),
  ];
}

/** @param {(work: () => unknown) => () => void} and @param {{ channel: string; ts: string }} where */
function shortcuts(and, where) {
  const list = store.page.message_shortcuts;
  const app = store.page.app.name;
  if (!list.length) {
    return h(
      "p",
      { class: "menu-remark" },
      `${store.page.me.team_name} has not installed ${app}, so there are no message shortcuts here.`,
    );
  }
  return [
    h("hr", { class: "menu-line" }),
    list.map((one) =>
      menuItem(
        one.name,
        and(() => perform("shortcut", { ...where, callback_id: one.callback_id })),
        {
          icon: icon("bolt"),
          note: app,
          title: one.description,
          "data-callback-id": one.callback_id,
        },
      ),
    ),
  ];
}

/** @param {Message} one @param {string} channel @param {Pane} pane */
function edit(one, channel, pane) {
  store.editing = { channel, ts: one.ts, pane };
  store.drafts.set(`edit ${one.ts}`, editable(one.text, names));
  redraw();
}

/** @param {{ channel: string; ts: string }} where */
function confirmDelete(where) {
  ask("Delete message", "Delete this message for everyone? This cannot be undone.", "Delete", () =>
    perform("delete", where),
  );
}

/**
 * @param {KeyboardEvent & { currentTarget: HTMLInputElement; target: HTMLInputElement }} event
 * @param {Message} one
 * @param {string} channel
 * @param {Pane} pane
 */
export function messageKey(event, one, channel, pane) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const key = event.key.toLowerCase();
  if (key === "t" || key === "enter") openThread(channel, one.thread_ts ?? one.ts);
  else if (key === "r") toggle(`react ${pane} ${channel}/${one.ts}`);
  else if (key === "m") toggle(`more ${pane} ${channel}/${one.ts}`);
  else if (key === "e" && one.mine) edit(one, channel, pane);
  else return;
  event.preventDefault();
}
