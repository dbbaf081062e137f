// Draws the elements one types into: text, number, e-mail, address, date and time.
import { h } from "../kit/dom.js";
import { confirmed } from "./confirm.js";
import { fromWall, wallValue, zoneLetters } from "../kit/time.js";

const DAWDLE_MS = 350; // how long a person pauses before what they typed is told to the server
/** @type {Map<string, ReturnType<typeof setTimeout>>} */
const timers = new Map();

/**
 * @typedef {object} Kind
 * @property {string} [type]
 * @property {string} [inputmode]
 * @property {boolean} [multiline]
 * @property {number} [minlength]
 * @property {number} [maxlength]
 * @property {boolean} [picker]
 * @property {boolean} [instant]
 */

/** @type {Record<string, (one: BlockElement) => Kind>} */
export const FIELDS = {
  plain_text_input: text,
  number_input: (one) => ({ type: "text", inputmode: one.is_decimal_allowed ? "decimal" : "numeric" }),
  email_text_input: () => ({ type: "email" }),
  url_text_input: () => ({ type: "url" }),
  rich_text_input: () => ({ multiline: true }),
  datepicker: () => ({ type: "date", picker: true }),
  timepicker: () => ({ type: "time", picker: true }),
  datetimepicker: () => ({ type: "datetime-local", picker: true, instant: true }),
};

/** @param {BlockElement} one */
function text(one) {
  return { type: "text", multiline: one.multiline, minlength: one.min_length, maxlength: one.max_length };
}

/** @param {BlockElement} one @param {Block} block @param {Surface} ctx @param {About} about */
export function field(one, block, ctx, about) {
  const { multiline, picker, instant, maxlength, ...attributes } = FIELDS[one.type](one);
  const value = ctx.value(block, one);
  const shown = instant && value ? wallValue(new Date(value * 1000)) : (value ?? "");
  /** @param {HTMLInputElement} el */
  const read = (el) => (instant ? seconds(el.value) : el.value || null);
  /** @type {Props} */
  const props = {
    ...attributes,
    ...common(one, block, about),
    value: String(shown),
    key: `${block.block_id}/${one.action_id}`,
    maxlength: multiline && maxlength ? undefined : maxlength,
    oncreated: one.focus_on_load ? (el) => el.focus() : undefined,
    oninput: (event) => typing(event.currentTarget, one, block, ctx, read, picker),
    onchange: (event) => settle(event.currentTarget, one, block, ctx, read, picker),
    onkeydown: (event) => entered(event, one, block, ctx, read),
  };
  if (multiline) return [h("textarea", { ...props, class: "field area", rows: "4" }), counter(value, one)];
  if (!picker) return [h("input", { ...props, class: "field" }), counter(value, one)];
  const zone = instant ? h("span", { class: "zone" }, zoneLetters()) : null;
  return h(
    "span",
    { class: "picker", key: `picker ${props.key}` },
    h("input", { ...props, class: "field short" }),
    zone,
  );
}

/** @param {BlockElement} one @param {Block} block @param {About} about */
function common(one, block, about) {
  return {
    id: about.id,
    "data-block-id": block.block_id,
    "data-action-id": one.action_id,
    "aria-label": about.id ? undefined : about.label,
    "aria-required": about.required ? "true" : undefined,
    "aria-describedby": about.described,
    "aria-invalid": about.invalid ? "true" : undefined,
    placeholder: one.placeholder?.text,
    autocomplete: "off",
  };
}

/**
 * Slack shows what is left of a limit only when it comes near.
 * @param {Value} value
 * @param {BlockElement} one
 */
function counter(value, one) {
  if (!one.max_length) return null;
  const left = one.max_length - String(value ?? "").length;
  if (left > Math.max(20, one.max_length / 10)) return null;
  return h("span", { class: left < 0 ? "counter over" : "counter", "aria-live": "polite" }, String(left));
}

/** @param {string} wall */
function seconds(wall) {
  const instant = wall ? fromWall(wall) : null;
  return instant ? Math.floor(instant.getTime() / 1000) : null;
}

/**
 * When Slack tells the app about typing: by default only at Enter, and only if the block dispatches actions.
 * @param {BlockElement} one
 * @param {Block} block
 * @param {string} trigger
 */
function tells(one, block, trigger) {
  if (!block.dispatch_action || one.type.endsWith("picker")) return trigger !== "on_enter_pressed";
  return (one.dispatch_action_config?.trigger_actions_on ?? ["on_enter_pressed"]).includes(trigger);
}

/**
 * @param {HTMLInputElement} el
 * @param {BlockElement} one
 * @param {Block} block
 * @param {Surface} ctx
 * @param {(el: HTMLInputElement) => Value} read
 * @param {boolean | undefined} picker
 */
function typing(el, one, block, ctx, read, picker) {
  ctx.edit(block, one, read(el));
  if (picker || block.type !== "input" || !tells(one, block, "on_character_entered")) return;
  later(`${ctx.key}/${block.block_id}/${one.action_id}`, () => ctx.change(block, one, read(el)));
}

/**
 * @param {HTMLInputElement} el
 * @param {BlockElement} one
 * @param {Block} block
 * @param {Surface} ctx
 * @param {(el: HTMLInputElement) => Value} read
 * @param {boolean | undefined} picker
 */
function settle(el, one, block, ctx, read, picker) {
  clearTimeout(timers.get(`${ctx.key}/${block.block_id}/${one.action_id}`));
  if (picker && el.value === "" && el.validity.badInput) return;
  if (tells(one, block, "on_character_entered")) confirmed(one.confirm, () => ctx.change(block, one, read(el)));
}

/**
 * @param {KeyboardEvent & { currentTarget: HTMLInputElement; target: HTMLInputElement }} event
 * @param {BlockElement} one
 * @param {Block} block
 * @param {Surface} ctx
 * @param {(el: HTMLInputElement) => Value} read
 */
function entered(event, one, block, ctx, read) {
  if (event.key !== "Enter" || !tells(one, block, "on_enter_pressed")) return;
  event.preventDefault();
  ctx.change(block, one, read(event.currentTarget));
}

/** @param {string} key @param {() => unknown} work */
function later(key, work) {
  clearTimeout(timers.get(key));
  timers.set(key, setTimeout(work, DAWDLE_MS));
}
