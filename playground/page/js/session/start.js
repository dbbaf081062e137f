// Begins the session: who and where one is, the first state, and news from then on.
import * as api from "../kit/api.js";
import { store, redraw } from "../kit/store.js";
import { markRead, readPlace, rewritePlace, settle } from "./navigation.js";
import { learnSession } from "./starting_over.js";
import { refresh, whenArrived } from "./sync.js";

export async function start() {
  whenArrived(settle);
  store.cast = await api.people();
  if (!store.cast.ok) store.lost = true;
  learnSession();
  readPlace();
  if (!store.cast.people?.some((one) => one.id === store.as)) store.as = store.cast.start_as;
  const [entry] = /** @type {PerformanceNavigationTiming[]} */ (performance.getEntriesByType("navigation"));
  if (entry?.type === "reload") await api.act(store.as, "reload", {});
  await refresh();
  if (store.page) rewritePlace();
  api.live(hear, lose);
  window.addEventListener("hashchange", goThere);
  document.addEventListener("visibilitychange", markRead);
}

function goThere() {
  readPlace();
  redraw();
  refresh();
}

/** @param {number} rev */
function hear(rev) {
  store.lost = false;
  if (rev !== store.page?.rev) refresh({ patient: true });
  else redraw();
}

function lose() {
  store.lost = true;
  redraw();
}
