// Searches a menu's options while its list is open: those it has itself, or those that the server looks up.
import * as api from "../kit/api.js";
import { redraw, store } from "../kit/store.js";
import { flat } from "./mrkdwn.js";

const SEARCH_MS = 200;
const FROM_THE_APP = 3; // letters that Slack wants before it asks the app, unless the menu says otherwise

/**
 * @typedef {object} Box a menu as it is drawn
 * @property {BlockElement} one
 * @property {Block} block
 * @property {Surface} ctx
 * @property {About} about
 * @property {boolean} many
 * @property {string} key
 * @property {string[]} chosen
 * @property {string} listId
 */

/**
 * @typedef {object} Search the one open list
 * @property {string | null} key the menu's
 * @property {string} typed
 * @property {number} active the marked line
 * @property {boolean} moved by the arrow keys
 * @property {OptionGroup[] | null} found what was looked up
 * @property {number} timer
 */

/** @type {Search} */
export const search = { key: null, typed: "", active: 0, moved: false, found: null, timer: 0 };

/** @param {Box} box */
export function begin(box) {
  Object.assign(search, { key: box.key, typed: "", active: 0, moved: false, found: null, timer: 0 });
  const at = offered(box).findIndex((option) => option.value === box.chosen[0]);
  search.active = Math.max(0, at);
  if (looksUp(box.one)) lookUp(box);
}

/** @param {Box} box @param {string} text */
export function typeInto(box, text) {
  search.typed = text;
  search.active = 0;
  if (looksUp(box.one)) {
    clearTimeout(search.timer);
    search.timer = window.setTimeout(() => lookUp(box), SEARCH_MS);
  }
  redraw();
}

/** @param {BlockElement} one */
function looksUp(one) {
  return !one.type.includes("static");
}

/** @param {BlockElement} one */
function leastLetters(one) {
  return one.type.includes("external") ? (one.min_query_length ?? FROM_THE_APP) : 0;
}

/** @param {Box} box */
async function lookUp({ one, block, ctx, key }) {
  const asked = search.typed;
  if (asked.length < leastLetters(one)) return;
  const ids = { block_id: block.block_id, action_id: one.action_id };
  const answer = await api.options({ as: store.as, ...ctx.where, ...ids, value: asked });
  if (search.key !== key || search.typed !== asked) return;
  search.found = answer.ok ? asGroups(answer) : [];
  name(search.found, ctx.names);
  redraw();
}

/**
 * Returns options as groups of them: those there are, or one without a label.
 * @param {{ options?: Option[], option_groups?: OptionGroup[] }} from
 */
function asGroups({ options, option_groups }) {
  return option_groups?.length ? option_groups : [{ options: options ?? [] }];
}

/** @param {OptionGroup[]} groups @param {Names} names */
function name(groups, names) {
  for (const option of groups.flatMap((group) => group.options)) {
    store.labels.set(option.value, flat(option.text.text, names));
  }
}

/**
 * Returns the groups whose options hold what was typed, without the empty ones.
 * @param {OptionGroup[]} groups
 * @param {string} typed
 * @param {Names} names
 */
export function fitting(groups, typed, names) {
  const wanted = typed.toLowerCase();
  /** @param {Option} option */
  const fits = (option) => flat(option.text.text, names).toLowerCase().includes(wanted);
  return groups
    .map((group) => ({ ...group, options: group.options.filter(fits) }))
    .filter((group) => group.options.length);
}

/** @param {Box} box */
export function offeredGroups({ one, ctx }) {
  return looksUp(one) ? (search.found ?? []) : fitting(asGroups(one), search.typed, ctx.names);
}

/** @param {Box} box */
export function offered(box) {
  return offeredGroups(box).flatMap((group) => group.options);
}

/** @param {BlockElement} one */
export function emptyWords(one) {
  if (!looksUp(one)) return "No matches";
  const least = leastLetters(one);
  if (search.typed.length < least) return `Type ${least === 1 ? "a letter" : `${least} letters`} to search`;
  return search.found ? "No matches" : "Searching…";
}
