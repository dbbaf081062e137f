// The composer under a conversation or thread: text, shortcuts, emoji, files, send.
import { h } from "../kit/dom.js";
import { perform, say, upload } from "../session/actions.js";
import { icon, iconButton } from "../kit/icons.js";
import { emojiPicker } from "./emoji_picker.js";
import { showEnd } from "./message_list.js";
import { floating, isOpen, menuItem, toggle, close } from "../kit/popup.js";
import { redraw, store } from "../kit/store.js";
import { boxOf, closeHints, hints, insert, writing } from "./writing.js";

/** @type {Set<string>} */
const broadcasting = new Set();

/**
 * @param {object} where
 * @param {string} where.key
 * @param {string} where.channel
 * @param {string | null} [where.threadTs]
 * @param {string} where.placeholder
 * @param {string | null} [where.broadcastTo] name of the channel to which a reply may be sent as well
 */
export function composer({ key, channel, threadTs = null, placeholder, broadcastTo = null }) {
  const draft = store.drafts.get(key) ?? "";
  /** @param {HTMLTextAreaElement} el */
  const send = async (el) => {
    const text = el.value.trim();
    if (!text) return;
    store.drafts.set(key, "");
    el.value = "";
    closeHints();
    store.newLine.delete(channel);
    showEnd(`${store.as} ${threadTs ? `thread ${threadTs}` : channel}`);
    const { lost } = await say(channel, text, threadTs, broadcasting.delete(key));
    if (!lost || store.drafts.get(key)) return;
    store.drafts.set(key, text); // nothing that was written is lost
    redraw();
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
        iconButton("at", "Mention someone", (event) => insert(event.currentTarget, "@")),
        attach(channel, threadTs),
        broadcastTo && broadcastBox(key, broadcastTo),
        h(
          "button",
          {
            type: "button",
            class: "send",
            "aria-label": "Send message",
            title: "Send (Enter)",
            disabled: !draft.trim(),
            onclick: (event) => send(boxOf(event.currentTarget)),
          },
          icon("send"),
        ),
      ),
    ),
  );
}

/** @param {import("../kit/icons.js").Picture} picture @param {string} label @param {string} key */
function inserter(picture, label, key) {
  const menu = `insert emoji ${key}`;
  return h(
    "span",
    { class: "anchor", id: `at-${menu.replace(/[^\w-]/g, "_")}` },
    iconButton(picture, label, () => toggle(menu), {
      "data-opens": menu,
      "aria-haspopup": "dialog",
      "aria-expanded": String(isOpen(menu)),
    }),
    emojiPicker(menu, (name) => {
      insert(/** @type {HTMLElement} */ (document.getElementById(`at-${menu.replace(/[^\w-]/g, "_")}`)), `:${name}: `);
    }),
  );
}

/** @param {string} key */
function lightning(key) {
  const menu = `shortcuts ${key}`;
  /** @param {Shortcut} one */
  const run = (one) => {
    close(true);
    perform("global_shortcut", { callback_id: one.callback_id });
  };
  return h(
    "span",
    { class: "anchor" },
    iconButton("bolt", "Shortcuts", () => toggle(menu), {
      "data-opens": menu,
      "aria-haspopup": "menu",
      "aria-expanded": String(isOpen(menu)),
    }),
    floating(
      menu,
      { role: "menu", class: "menu", "aria-label": "Shortcuts" },
      store.page.global_shortcuts.map((one) =>
        menuItem(one.name, () => run(one), {
          icon: icon("bolt"),
          note: store.page.app.name,
          title: one.description,
          "data-callback-id": one.callback_id,
        }),
      ),
      !store.page.global_shortcuts.length &&
        h(
          "p",
          { class: "menu-remark" },
          `${store.page.me.team_name} has not installed ${store.page.app.name}, so there are no shortcuts here.`,
        ),
    ),
  );
}

/** @param {string} channel @param {string | null} threadTs */
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
        for (const file of el.files ?? []) await upload(channel, file, threadTs);
        el.value = "";
      },
    }),
  );
}

/** @param {string} key @param {string} name */
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
