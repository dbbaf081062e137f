// How many messages of a channel are fetched and drawn: a screenful, more on request, all to find something old.
import { store, redraw, conversation } from "../kit/store.js";
import { refresh } from "./sync.js";

export const FEW = 60;
const MANY = 1000; // as many of a channel as the page holds

/** Shows a screenful of earlier messages more, fetching them if need be. */
export function earlier() {
  store.shown += FEW;
  if (store.shown > store.depth) fetchDeeper(store.depth * 4);
  redraw();
}

/** Fetches all there may be, to find something old; drawn are no more than before. */
export function searchDeep() {
  fetchDeeper(MANY);
}

/** @param {number} wanted */
function fetchDeeper(wanted) {
  const depth = Math.min(MANY, wanted);
  if (depth === store.depth) return;
  store.depth = depth;
  refresh();
}

/**
 * Draws as many messages as it takes to show this one.
 * @param {string} channelId
 * @param {string | null} ts
 */
export function reveal(channelId, ts) {
  const all = conversation(channelId)?.messages ?? [];
  const at = all.findIndex((one) => one.ts === ts);
  if (at >= 0) store.shown = Math.max(store.shown, all.length - at + 5);
}

export function atDepth() {
  return store.depth >= MANY;
}
