// Says for each place where blocks stand (message, modal, home tab) what is filled in and where a click goes.
import { store, redraw, names } from "../kit/store.js";
import { perform } from "../session/actions.js";
import { initialValue } from "../kit/values.js";
import * as api from "../kit/api.js";

/** @param {string} channel @param {Message} message */
export function messageSurface(channel, message) {
  const where = { where: "message", channel, ts: message.ts };
  return chosenSurface(`${channel}/${message.ts}`, where);
}

/** @param {View} home */
export function homeSurface(home) {
  return chosenSurface(`home/${home.id}`, { where: "home" });
}

/**
 * A message or home tab has no stored values: the last choice made here is shown until the app redraws it.
 * @param {string} key
 * @param {Record<string, string>} where
 * @returns {Surface}
 */
function chosenSurface(key, where) {
  /** @type {WithValue<Promise<Answer>>} */
  const act = (block, element, value) => {
    if (value !== undefined) store.chosen.set(`${key}/${block.block_id}/${element.action_id}`, value);
    const fields = { ...where, block_id: block.block_id, action_id: element.action_id };
    return perform("action", value === undefined ? fields : { ...fields, value }, {
      key: waitKey(key, block, element),
    });
  };
  return {
    key,
    where,
    names,
    value: (block, element) =>
      store.chosen.get(`${key}/${block.block_id}/${element.action_id}`) ?? initialValue(element),
    change: act,
    click: act,
    edit: (block, element, value) => store.chosen.set(`${key}/${block.block_id}/${element.action_id}`, value),
    error: () => null,
    waiting: (block, element) => store.waiting.has(waitKey(key, block, element)),
  };
}

/** @param {View} shown @returns {Surface} */
export function modalSurface(shown) {
  /** @type {OfElement<string>} */
  const path = (block, element) => `${block.block_id}\n${element.action_id}`;
  const typed = () => {
    const held = store.typed.get(shown.id) ?? new Map();
    store.typed.set(shown.id, held);
    return held;
  };
  /** @type {OfElement<Record<string, string>>} */
  const ids = (block, element) => ({ block_id: block.block_id, action_id: element.action_id });
  /** @type {WithValue<Promise<Answer>>} */
  const act = (block, element, value) => {
    if (value !== undefined) typed().set(path(block, element), value);
    const fields = { where: "modal", ...ids(block, element), ...(value === undefined ? {} : { value }) };
    return perform("action", fields, { key: waitKey(shown.id, block, element) });
  };
  return {
    key: shown.id,
    where: { where: "modal" },
    names,
    value: (block, element) => {
      const held = typed();
      const at = path(block, element);
      if (held.has(at)) return held.get(at);
      const filled = shown.values[block.block_id];
      return filled && element.action_id in filled ? filled[element.action_id] : initialValue(element);
    },
    edit: (block, element, value) => typed().set(path(block, element), value),
    change: (block, element, value) => {
      if (block.type !== "input") return act(block, element, value);
      typed().set(path(block, element), value);
      redraw();
      return api.act(store.as, "input", { ...ids(block, element), value });
    },
    click: act,
    error: (blockId) => shown.errors?.[blockId] ?? null,
    waiting: (block, element) => store.waiting.has(waitKey(shown.id, block, element)),
  };
}

/** @param {string} key @param {Block} block @param {BlockElement} element */
function waitKey(key, block, element) {
  return `act ${key}/${block.block_id}/${element.action_id}`;
}
