// Keeps the page in step with the server: one fetch at a time, and never a change missed.
import * as api from "../kit/api.js";
import { store, redraw } from "../kit/store.js";
import { tab } from "../kit/tab.js";
import { useZone } from "../kit/time.js";

const LONGEST_BREATH_MS = 1000;
let fetching = false;
let stale = false;
let arrived = () => {};

/**
 * Names what is to be done after each new state, before it is drawn.
 * @param {() => void} work
 */
export function whenArrived(work) {
  arrived = work;
}

// Changes that come in during a fetch are caught by one more. Where they never end, as in a time-lapse, the page
// asks ever less often, so that the server gets on; what a person does is shown at once.
export async function refresh({ patient = false } = {}) {
  let unhurried = patient;
  if (fetching) {
    stale = true;
    if (!patient) hurry();
    return;
  }
  fetching = true;
  do {
    if (unhurried) await breath();
    unhurried = true;
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
    hurry = () => done(undefined);
    if (wait > 0) setTimeout(done, wait);
    else done(undefined);
  }).then(() => (lastAt = performance.now()));
}

/** @param {Page} page */
function take(page) {
  if (page.modal?.tab && page.modal.tab !== tab()) page.modal = null; // another tab asked for it
  store.page = page;
  store.fetchedAt = performance.now();
  store.lost = false;
  useZone(page.time.zone ?? "America/New_York");
  forgetConfirmed(page.modal?.views ?? []);
  arrived();
}

/**
 * What a person typed wins until the server has it; then the server's word counts again.
 * @param {View[]} views
 */
function forgetConfirmed(views) {
  const alive = new Set(views.map((one) => one.id));
  for (const id of store.typed.keys()) if (!alive.has(id)) store.typed.delete(id);
  for (const id of store.troubles.keys()) if (!alive.has(id)) store.troubles.delete(id);
  for (const { id, values } of views) {
    const typed = store.typed.get(id) ?? new Map();
    for (const [path, value] of typed) {
      const [block, action] = path.split("\n");
      if (JSON.stringify(values[block]?.[action] ?? null) === JSON.stringify(value)) typed.delete(path);
    }
  }
  if (JSON.stringify(views.map((one) => one.id)) !== store.hiddenModal) store.hiddenModal = null;
}
