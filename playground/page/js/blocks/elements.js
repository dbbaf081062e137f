// Draws the interactive elements that are clicked: buttons, overflow menus, radio buttons, checkboxes.
import { h } from "../kit/dom.js";
import { flat, plain, mrkdwn } from "./mrkdwn.js";
import { store } from "../kit/store.js";
import { confirmed } from "./confirm.js";
import { floating, toggle, close, menuItem, isOpen } from "../kit/popup.js";
import { field, FIELDS } from "./fields.js";
import { select, SELECTS } from "./selects.js";
import { image, unsupported } from "./parts.js";

/**
 * `about` is given inside an input block: {id, label, required, described, invalid}.
 * @param {BlockElement} one
 * @param {Block} block
 * @param {Surface} ctx
 * @param {string | null} label
 * @param {About | null} [about]
 */
export function element(one, block, ctx, label, about = null) {
  const named = about ?? { label: one.accessibility_label || label || wordsOf(one), required: false };
  if (one.type === "button") return button(one, block, ctx);
  if (one.type === "overflow") return overflow(one, block, ctx, named);
  if (one.type === "image") return image(one.image_url, one.alt_text);
  if (one.type === "radio_buttons" || one.type === "checkboxes") return groupElement(one, block, ctx, named, null);
  if (SELECTS.has(one.type)) return select(one, block, ctx, named);
  if (FIELDS[one.type]) return field(one, block, ctx, named);
  return unsupported(one.type);
}

/** @param {BlockElement} one */
function wordsOf(one) {
  return one.placeholder?.text ?? one.type.replaceAll("_", " ");
}

/** @param {BlockElement} one @param {Block} block */
export function ids(one, block) {
  return { "data-block-id": block.block_id, "data-action-id": one.action_id };
}

/** @type {Record<string, string>} */
const LOOKS = { primary: "button primary", danger: "button danger" };

/** @param {BlockElement} one @param {Block} block @param {Surface} ctx */
function button(one, block, ctx) {
  const waiting = ctx.waiting(block, one);
  const press = () => confirmed(one.confirm, () => ctx.click(block, one));
  const look = LOOKS[one.style ?? ""] ?? "button";
  const label = plain(one.text.text);
  const common = {
    ...ids(one, block),
    class: waiting ? `${look} waiting` : look,
    "aria-label": one.accessibility_label,
  };
  if (!one.url)
    return h("button", { ...common, type: "button", "aria-busy": waiting ? "true" : undefined, onclick: press }, label);
  return h("a", { ...common, href: one.url, target: "_blank", rel: "noopener noreferrer", onclick: press }, label);
}

/** @param {BlockElement} one @param {Block} block @param {Surface} ctx @param {About} about */
function overflow(one, block, ctx, about) {
  const key = `overflow ${ctx.key}/${block.block_id}/${one.action_id}`;
  /** @param {Option} option */
  const choose = (option) => {
    close(true);
    if (option.url) window.open(option.url, "_blank", "noopener");
    confirmed(one.confirm, () => ctx.click(block, one, option.value));
  };
  return h(
    "span",
    { class: "anchor" },
    h(
      "button",
      {
        ...ids(one, block),
        type: "button",
        class: "button overflow",
        "data-opens": key,
        "aria-haspopup": "menu",
        "aria-expanded": String(isOpen(key)),
        "aria-label": about.label === "overflow" ? "More actions" : `More actions: ${about.label}`,
        onclick: () => toggle(key),
      },
      "⋯",
    ),
    floating(
      key,
      { role: "menu", class: "menu to-right" },
      one.options.map((option) =>
        menuItem(plain(option.text.text), () => choose(option), {
          note: option.description?.text,
          "data-value": option.value,
        }),
      ),
    ),
  );
}

/**
 * @param {BlockElement} one
 * @param {Block} block
 * @param {Surface} ctx
 * @param {About} about
 * @param {Child} caption
 */
export function groupElement(one, block, ctx, about, caption) {
  const many = one.type === "checkboxes";
  const value = ctx.value(block, one);
  /** @param {Option} option */
  const isOn = (option) => (many ? (value ?? []).includes(option.value) : value === option.value);
  /** @param {Option} option @param {boolean} on */
  const pick = (option, on) => {
    if (!many) return ctx.change(block, one, option.value);
    const kept = one.options.filter((each) => (each === option ? on : isOn(each))).map((each) => each.value);
    return ctx.change(block, one, kept.length ? kept : null);
  };
  return h(
    "fieldset",
    {
      ...ids(one, block),
      class: "choices",
      role: many ? "group" : "radiogroup",
      "aria-label": caption ? undefined : about.label,
      "aria-describedby": about.described,
      "aria-invalid": about.invalid ? "true" : undefined,
      "aria-required": !many && about.required ? "true" : undefined,
    },
    caption && h("legend", { class: "input-label" }, caption),
    one.options.map((option) =>
      choice(option, many, isOn(option), `${ctx.key}/${block.block_id}/${one.action_id}`, pick, ctx, one),
    ),
  );
}

/**
 * @param {Option} option
 * @param {boolean} many
 * @param {boolean} on
 * @param {string} group
 * @param {(option: Option, on: boolean) => unknown} pick
 * @param {Surface} ctx
 * @param {BlockElement} one
 */
function choice(option, many, on, group, pick, ctx, one) {
  /** @param {TextObject} object */
  const words = (object) => (object.type === "mrkdwn" ? mrkdwn(object.text, ctx.names) : plain(object.text));
  /** @param {{ currentTarget: HTMLInputElement }} event */
  const change = (event) => {
    const wanted = event.currentTarget.checked;
    if (one.confirm) event.currentTarget.checked = on;
    confirmed(one.confirm, () => pick(option, wanted));
  };
  store.labels.set(option.value, flat(option.text.text, ctx.names));
  return h(
    "label",
    { class: "choice", key: option.value },
    h("input", {
      type: many ? "checkbox" : "radio",
      name: group,
      checked: on,
      "data-value": option.value,
      onchange: change,
    }),
    h(
      "span",
      { class: "choice-text" },
      words(option.text),
      option.description && h("span", { class: "choice-note" }, words(option.description)),
    ),
  );
}
