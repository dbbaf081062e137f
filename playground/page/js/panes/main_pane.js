// Draws the conversation in the middle: its head, pins, tabs, messages and composer.
import { h } from "../kit/dom.js";
import { blocks } from "../blocks/blocks.js";
import { composer } from "../messages/composer.js";
import { icon } from "../kit/icons.js";
import { messageList } from "../messages/message_list.js";
import { flat } from "../blocks/mrkdwn.js";
import { floating, isOpen, toggle, close } from "../kit/popup.js";
import { atDepth, earlier, reveal } from "../session/depth.js";
import { enter, openThread } from "../session/navigation.js";
import { homeSurface } from "../blocks/surfaces.js";
import { store, redraw, conversation, message, names, person } from "../kit/store.js";
import { whoAndWhere } from "./who.js";

export function mainPane() {
  const here = conversation();
  if (!here) return h("main", { class: "main" }, h("p", { class: "empty" }, "You are in no channel yet."));
  const hasHome = here.user === store.page.app.bot_user && Boolean(store.page.home || store.page.app.home_tab);
  return h(
    "main",
    { class: "main", key: "main" },
    head(here),
    hasHome && tabs(here),
    hasHome && store.tab === "home" ? home() : talk(here),
  );
}

/** @param {Channel} here */
function title(here) {
  return here.kind === "im" ? (person(here.user)?.real_name ?? here.name) : here.name;
}

/** @param {Channel} here */
function head(here) {
  return h(
    "header",
    { class: "pane-head" },
    whoAndWhere(),
    h("h2", null, here.kind === "im" ? null : icon(here.is_private ? "lock" : "hash"), title(here)),
    here.is_ext_shared &&
      h("span", { class: "badge outside", title: "This channel is shared through Slack Connect" }, sharedWith(here)),
    h("p", { class: "topic" }, here.topic),
    here.kind !== "im" && members(here),
    here.pins.length > 0 && pins(here),
  );
}

/** @param {Channel} here */
function sharedWith(here) {
  const others = here.connected_teams.filter((id) => id !== store.page.me.team_id);
  const known = others.map((id) => store.page.workspaces.find((one) => one.id === id)?.name).filter(Boolean);
  return known.length ? `with ${known.join(", ")}` : "shared";
}

/** @param {Channel} here */
function members(here) {
  const key = `members ${here.id}`;
  return h(
    "span",
    { class: "anchor" },
    h(
      "button",
      {
        type: "button",
        class: "chip-button members",
        "data-opens": key,
        "aria-haspopup": "dialog",
        "aria-expanded": String(isOpen(key)),
        onclick: () => toggle(key),
      },
      `${here.members.length} members`,
    ),
    floating(
      key,
      { class: "menu to-right", role: "dialog", "aria-label": "Members" },
      h(
        "ul",
        { class: "member-list", tabindex: "0" },
        here.members.map((id) => {
          const one = person(id);
          return h(
            "li",
            { key: id },
            h("strong", null, one?.real_name ?? id),
            h("span", null, [one?.title, one?.team_name].filter(Boolean).join(" · ")),
          );
        }),
      ),
    ),
  );
}

/** @param {Channel} here */
function pins(here) {
  const key = `pins ${here.id}`;
  const pinned = here.pins.map((ts) => message(here.id, ts)).filter((one) => one !== null);
  return h(
    "span",
    { class: "anchor" },
    h(
      "button",
      {
        type: "button",
        class: "chip-button",
        "data-opens": key,
        "aria-haspopup": "dialog",
        "aria-expanded": String(isOpen(key)),
        onclick: () => toggle(key),
      },
      icon("pin"),
      `${here.pins.length} pinned`,
    ),
    floating(
      key,
      { class: "menu pins to-right", role: "dialog", "aria-label": "Pinned messages" },
      pinned.map((one) =>
        h(
          "button",
          { type: "button", class: "pin", key: one.ts, onclick: () => jump(here.id, one) },
          h("strong", null, one.name),
          h("span", null, firstWords(one)),
        ),
      ),
      pinned.length < here.pins.length &&
        h("p", { class: "menu-remark" }, "Some pinned messages are too old to be shown."),
    ),
  );
}

/** @param {Message} one */
function firstWords(one) {
  const section = one.blocks?.find((block) => block.text)?.text.text;
  return flat(one.text || section || "", names).slice(0, 140);
}

/** @param {string} channel @param {Message} one */
function jump(channel, one) {
  close();
  store.flash = one.ts;
  reveal(channel, one.ts);
  if (one.thread_ts && one.thread_ts !== one.ts) openThread(channel, one.thread_ts);
  redraw();
  requestAnimationFrame(() => document.querySelector(`[data-ts="${one.ts}"]`)?.scrollIntoView({ block: "center" }));
}

/** @param {Channel} here */
function tabs(here) {
  /** @param {string} id @param {string} label */
  const tab = (id, label) =>
    h(
      "button",
      { type: "button", role: "tab", "aria-selected": String(store.tab === id), onclick: () => enter(here.id, id) },
      label,
    );
  return h(
    "div",
    { class: "tabs", role: "tablist", "aria-label": title(here) },
    tab("home", "Home"),
    tab("messages", "Messages"),
  );
}

function home() {
  const shown = store.page.home;
  if (!shown)
    return h("div", { class: "home empty", role: "tabpanel" }, `${store.page.app.name} has no home tab for you yet.`);
  return h(
    "div",
    { class: "home blocks", role: "tabpanel", key: "home" },
    blocks(shown.view.blocks, homeSurface(shown)),
  );
}

/** @param {Channel} here */
function talk(here) {
  const all = withRemarks(here);
  const list = all.slice(-store.shown);
  return [
    messageList(list, here.id, "main", {
      key: `${store.as} ${here.id}`,
      label: `Messages in ${title(here)}`,
      before: beginning(here, all.length > list.length),
      newAfter: store.newLine.get(here.id),
    }),
    composer({
      key: `${store.as} ${here.id}`,
      channel: here.id,
      placeholder: here.kind === "im" ? `Message ${title(here)}` : `Message #${here.name}`,
    }),
  ];
}

/** @param {Channel} here @param {boolean} isCut */
function beginning(here, isCut) {
  if (isCut || (here.has_more && !atDepth())) return showEarlier();
  if (here.has_more) return h("p", { class: "beginning", key: "beginning" }, "Earlier messages are not shown.");
  const name = here.kind === "im" ? title(here) : `#${here.name}`;
  return h(
    "p",
    { class: "beginning", key: "beginning" },
    h("strong", null, name),
    h("span", null, "This is where it begins."),
  );
}

function showEarlier() {
  return h(
    "p",
    { class: "beginning", key: "beginning" },
    h("button", { type: "button", class: "button small", onclick: earlier }, "Show earlier messages"),
  );
}

/**
 * Ephemerals of a thread stand in the thread; Slackbot's remarks stand where they were caused.
 * @param {Channel} here
 */
function withRemarks(here) {
  const top = here.messages.filter((one) => !(one.ephemeral && one.thread_ts && one.thread_ts !== one.ts));
  const remarks = remarksIn(here.id, null);
  if (!remarks.length) return top;
  return [...top, ...remarks].sort((a, b) => Number(a.ts) - Number(b.ts));
}

/** @param {string} channel @param {string | null} threadTs */
export function remarksIn(channel, threadTs) {
  return store.remarks
    .filter((one) => one.as === store.as && one.channel === channel && one.thread_ts === threadTs)
    .map((one) => ({ ...EMPTY, ts: one.ts, text: one.text, thread_ts: threadTs }));
}

const EMPTY = {
  user: "USLACKBOT",
  name: "Slackbot",
  is_bot: false,
  ephemeral: true,
  local: true,
  blocks: [],
  files: [],
  reactions: [],
  replies: [],
  reply_count: 0,
  reply_users: [],
};
