// Keeps the page in step with the server: who acts, where they look, and what changed meanwhile.
import * as api from "../kit/api.js";
import { store, redraw, conversation, conversations } from "../kit/store.js";
import { keepPlace, keptPlace } from "../panes/panes.js";
import { useZone } from "../kit/time.js";

const FEW = 60;
const MANY = 1000; // as many of a channel as the page holds
const LONGEST_BREATH_MS = 1000;
let fetching = false;
let stale = false;

export async function start() {
  store.cast = await api.people();
  if (!store.cast.ok) store.lost = true;
  readHash();
  if (!store.cast.people?.some((one) => one.id === store.as)) store.as = store.cast.start_as;
  const entry = performance.getEntriesByType("navigation")[0];
  if (entry?.type === "reload") await api.act(store.as, "reload", {});
  await refresh();
  if (store.page) writeHash();
  api.live(
    (rev) => {
      store.lost = false;
      if (rev !== store.page?.rev) refresh({ patient: true });
      else redraw();
    },
    () => {
      store.lost = true;
      redraw();
    },
  );
  window.addEventListener("hashchange", () => {
    readHash();
    refresh();
  });
  document.addEventListener("visibilitychange", markRead);
}

// One fetch at a time: changes that come in meanwhile are caught by one more. Where they never end, as in a
// time-lapse, the page asks ever less often, so that the server gets on; what a person does is shown at once.
export async function refresh({ patient = false } = {}) {
  if (fetching) {
    stale = true;
    if (!patient) hurry();
    return;
  }
  fetching = true;
  do {
    if (patient) await breath();
    patient = true;
    stale = false;
    const asked = store.as;
    const depth = store.depth;
    const answer = await api.state(asked, depth);
    if (answer.ok && asked === store.as && depth === store.depth) take(answer);
    else if (answer.ok) stale = true;
    else store.lost = Boolean(answer.lost);
    redraw();
  } while (stale);
  fetching = false;
}

let hurry = () => {};
let breaths = 0;
let lastAt = -Infinity;

function breath() {
  const since = performance.now() - lastAt;
  breaths = since > LONGEST_BREATH_MS ? 0 : breaths + 1;
  const wait = Math.min(LONGEST_BREATH_MS, breaths * 10) - since;
  return new Promise((done) => {
    hurry = done;
    if (wait > 0) setTimeout(done, wait);
    else done();
  }).then(() => (lastAt = performance.now()));
}

function take(page) {
  store.page = page;
  store.fetchedAt = performance.now();
  store.lost = false;
  useZone(page.time.zone ?? "America/New_York");
  if (!conversation(store.channel)) openFirst();
  forgetConfirmed(page.modal?.views ?? []);
  markRead();
}

function openFirst() {
  const first = store.page.channels.find((one) => one.is_ext_shared) ?? conversations()[0];
  enter(first?.id ?? null);
  store.thread = null;
  if (store.aside === "thread") store.aside = null;
}

// What a person typed wins until the server has it; then the server's word counts again.
function forgetConfirmed(views) {
  const alive = new Set(views.map((one) => one.id));
  for (const id of store.typed.keys()) if (!alive.has(id)) store.typed.delete(id);
  for (const id of store.troubles.keys()) if (!alive.has(id)) store.troubles.delete(id);
  for (const { id, values } of views) {
    for (const [path, value] of store.typed.get(id) ?? []) {
      const [block, action] = path.split("\n");
      if (JSON.stringify(values[block]?.[action] ?? null) === JSON.stringify(value)) store.typed.get(id).delete(path);
    }
  }
  if (JSON.stringify(views.map((one) => one.id)) !== store.hiddenModal) store.hiddenModal = null;
}

export function actAs(id) {
  if (id === store.as) return;
  store.as = id;
  store.open = null;
  store.editing = null;
  store.drawer = false;
  store.thread = null;
  if (store.aside === "thread") store.aside = null;
  writeHash();
  refresh();
}

export function enter(channelId, tab = "messages") {
  const found = conversation(channelId);
  if (store.channel !== channelId) store.depth = store.shown = FEW;
  store.channel = channelId;
  store.tab = tab;
  store.drawer = false;
  store.editing = null;
  if (found) store.newLine.set(channelId, found.unread ? found.last_read : null);
  if (found?.user && found.user === store.page.app.bot_user) api.act(store.as, "open_home", { tab });
  writeHash();
  markRead();
  redraw();
}

export function openThread(channelId, ts) {
  if (store.channel !== channelId) enter(channelId);
  store.thread = { channel: channelId, ts };
  store.aside = "thread";
  store.open = null;
  writeHash();
  redraw();
  if (matchMedia("(pointer: fine)").matches) queueMicrotask(() => document.querySelector(".thread textarea")?.focus());
}

export function showAside(kind) {
  store.aside = kind;
  if (kind !== "thread") store.thread = null;
  writeHash();
  redraw();
}

// Shows a screenful of earlier messages more, fetching them if need be.
export function earlier() {
  store.shown += FEW;
  if (store.shown > store.depth) fetchDeeper(store.depth * 4);
  redraw();
}

// Fetches all there may be, to find something old; drawn are no more than before.
export function searchDeep() {
  fetchDeeper(MANY);
}

function fetchDeeper(wanted) {
  const depth = Math.min(MANY, wanted);
  if (depth === store.depth) return;
  store.depth = depth;
  refresh();
}

// Draws as many messages as it takes to show this one.
export function reveal(channelId, ts) {
  const all = conversation(channelId)?.messages ?? [];
  const at = all.findIndex((one) => one.ts === ts);
  if (at >= 0) store.shown = Math.max(store.shown, all.length - at + 5);
}

export function atDepth() {
  return store.depth >= MANY;
}

// Follows a Slack permalink (…/archives/C123/p1773151200000100?thread_ts=…) inside the page.
export function follow(address) {
  const match = /\/archives\/([A-Z0-9]+)(?:\/p(\d{10})(\d{6}))?/.exec(address);
  if (!match || !conversation(match[1])) return false;
  const ts = match[2] ? `${match[2]}.${match[3]}` : null;
  const thread = new URL(address, location.href).searchParams.get("thread_ts");
  enter(match[1]);
  if (thread || conversation(match[1]).messages.find((one) => one.ts === ts)?.reply_count) {
    openThread(match[1], thread ?? ts);
  }
  store.flash = ts;
  reveal(match[1], ts);
  redraw();
  return true;
}

async function markRead() {
  const here = conversation();
  if (!here || store.split || document.hidden || !(here.unread || here.mentions)) return;
  here.unread = 0;
  here.mentions = 0;
  await api.act(store.as, "read", { channel: here.id });
}

function readHash() {
  const [as, channel, thread] = decodeURIComponent((location.hash || keptPlace()).slice(1)).split("/");
  if (as) store.as = as;
  if (channel) store.channel = channel;
  store.thread = channel && thread ? { channel, ts: thread } : null;
  if (store.thread) store.aside = "thread";
  else if (store.aside === "thread") store.aside = null;
}

function writeHash() {
  const parts = [store.as, store.channel, store.thread?.ts].filter(Boolean);
  history.replaceState(null, "", `#${parts.join("/")}`);
  keepPlace(location.hash);
}
