// Goes from place to place: who acts, in which channel and thread, with an address that Back returns to.
import * as api from "../kit/api.js";
import { store, redraw, conversation, conversations } from "../kit/store.js";
import { FEW, reveal } from "./depth.js";
import { keepPlace, keptPlace } from "./place.js";
import { refresh } from "./sync.js";

/** @param {string} id */
export function actAs(id) {
  if (id === store.as) return;
  store.as = id;
  store.open = null;
  store.editing = null;
  store.drawer = false;
  store.thread = null;
  if (store.aside === "thread") store.aside = null;
  writePlace();
  refresh();
}

/** @param {string | null} channelId @param {string} [tab] */
export function enter(channelId, tab = "messages") {
  arriveIn(channelId, tab);
  writePlace();
  markRead();
  redraw();
}

/** @param {string | null} channelId @param {string} tab */
function arriveIn(channelId, tab) {
  const found = conversation(channelId);
  if (store.channel !== channelId) store.depth = store.shown = FEW;
  store.channel = channelId;
  store.tab = tab;
  store.drawer = false;
  store.editing = null;
  if (found) store.newLine.set(found.id, found.unread ? found.last_read : null);
  if (found?.user && found.user === store.page.app.bot_user) api.act(store.as, "open_home", { tab });
}

/** @param {string} channelId @param {string} ts */
export function openThread(channelId, ts) {
  if (store.channel !== channelId) arriveIn(channelId, "messages");
  store.thread = { channel: channelId, ts };
  store.aside = "thread";
  store.open = null;
  writePlace();
  markRead();
  redraw();
  if (matchMedia("(pointer: fine)").matches) queueMicrotask(() => document.querySelector(".thread textarea")?.focus());
}

/** @param {string | null} kind */
export function showAside(kind) {
  store.aside = kind;
  if (kind !== "thread") store.thread = null;
  writePlace();
  redraw();
}

/**
 * Follows a Slack permalink (…/archives/C123/p1773151200000100?thread_ts=…) inside the page.
 * @param {string} address
 */
export function follow(address) {
  const match = /\/archives\/([A-Z0-9]+)(?:\/p(\d{10})(\d{6}))?/.exec(address);
  const there = match && conversation(match[1]);
  if (!match || !there) return false;
  const ts = match[2] ? `${match[2]}.${match[3]}` : null;
  const thread = new URL(address, location.href).searchParams.get("thread_ts");
  const root = thread ?? (there.messages.find((one) => one.ts === ts)?.reply_count ? ts : null);
  if (root) openThread(there.id, root);
  else enter(there.id);
  store.flash = ts;
  reveal(there.id, ts);
  redraw();
  return true;
}

export async function markRead() {
  const here = conversation();
  if (!here || store.split || document.hidden || !(here.unread || here.mentions || here.waiting)) return;
  here.unread = here.mentions = here.waiting = 0;
  await api.act(store.as, "read", { channel: here.id });
}

/** Looks whether one is still where one may be, and marks what is seen there as read. */
export function settle() {
  if (!conversation(store.channel)) {
    const first = store.page.channels.find((one) => one.is_ext_shared) ?? conversations()[0];
    arriveIn(first?.id ?? null, "messages");
    store.thread = null;
    if (store.aside === "thread") store.aside = null;
    rewritePlace();
  }
  markRead();
}

/** Goes where the address says. */
export function readPlace() {
  const [as, channel, thread] = decodeURIComponent((location.hash || keptPlace()).slice(1)).split("/");
  if (as) store.as = as;
  if (channel) store.channel = channel;
  store.thread = channel && thread ? { channel, ts: thread } : null;
  if (store.thread) store.aside = "thread";
  else if (store.aside === "thread") store.aside = null;
}

function placeName() {
  return `#${[store.as, store.channel, store.thread?.ts].filter(Boolean).join("/")}`;
}

// Another place is another step for Back; the same place is none.
function writePlace() {
  if (placeName() === location.hash) return;
  history.pushState(null, "", placeName());
  keepPlace(location.hash);
}

/** Corrects the address of where one is: no step of its own for Back. */
export function rewritePlace() {
  history.replaceState(null, "", placeName());
  keepPlace(location.hash);
}
