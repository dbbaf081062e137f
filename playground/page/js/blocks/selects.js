// Draws every select as a searchable combobox: static, external, users, conversations; one value or many.
import { h } from "../kit/dom.js";
import { flat, plain } from "./mrkdwn.js";
import { store, redraw, names } from "../kit/store.js";
import { confirmed } from "./confirm.js";
import { begin, emptyWords, offered, offeredGroups, search, typeInto } from "./option_search.js";
import { floating, open, close, isOpen } from "../kit/popup.js";
import { knownOptions } from "../kit/values.js";

const KINDS = ["static", "external", "users", "conversations", "channels"];
export const SELECTS = new Set(KINDS.flatMap((kind) => [`${kind}_select`, `multi_${kind}_select`]));

/** @typedef {import("./option_search.js").Box} Box */

/** @param {BlockElement} one @param {Block} block @param {Surface} ctx @param {About} about */
export function select(one, block, ctx, about) {
  const many = one.type.startsWith("multi_");
  const key = `select ${ctx.key}/${block.block_id}/${one.action_id}`;
  for (const option of knownOptions(one)) store.labels.set(option.value, flat(option.text.text, names));
  const value = ctx.value(block, one);
  /** @type {string[]} */
  const chosen = many ? (value ?? []) : [value].filter((each) => each !== null && each !== undefined);
  const box = { one, block, ctx, about, many, key, chosen, listId: `list-${key.replace(/[^\w-]/g, "_")}` };
  const opened = isOpen(key) && search.key === key;
  return h(
    "div",
    {
      class: `select ${many ? "many" : "single"} ${opened ? "opened" : ""}`,
      key,
      onpointerdown: (event) => press(event, box),
    },
    many && chosen.map((each) => chip(each, box)),
    combobox(box, opened),
    !many && chosen.length > 0 && clearable(box) && clearButton(box),
    opened && list(box),
  );
}

/** @param {Box} box @param {boolean} opened */
function combobox(box, opened) {
  const { one, block, about, many, chosen } = box;
  const shown = opened ? search.typed : many ? "" : chosen.map(labelOf).join("");
  return h("input", {
    key: "combobox",
    type: "text",
    role: "combobox",
    id: about.id,
    "data-block-id": block.block_id,
    "data-action-id": one.action_id,
    "data-opens": box.key,
    "aria-label": about.id ? undefined : about.label,
    "aria-expanded": String(opened),
    "aria-haspopup": "listbox",
    "aria-autocomplete": "list",
    "aria-controls": opened ? box.listId : undefined,
    "aria-activedescendant": opened && offered(box).length ? `${box.listId}-${search.active}` : undefined,
    "aria-required": about.required ? "true" : undefined,
    "aria-describedby": about.described,
    "aria-invalid": about.invalid ? "true" : undefined,
    autocomplete: "off",
    value: shown,
    placeholder:
      many && chosen.length
        ? ""
        : opened && !many && chosen.length
          ? labelOf(chosen[0])
          : (one.placeholder?.text ?? "Choose…"),
    oninput: (event) => {
      if (!isOpen(box.key)) show(box);
      typeInto(box, event.currentTarget.value);
    },
    onkeydown: (event) => keys(event, box),
    onblur: () => isOpen(box.key) && setTimeout(() => leave(box), 120),
  });
}

/** @param {Value} value */
function labelOf(value) {
  return store.labels.get(value) ?? names.person(value) ?? names.channel(value) ?? value;
}

/** @param {Box} box */
function clearable({ block }) {
  return block.type === "input" && block.optional;
}

/** @param {Box} box */
function clearButton(box) {
  const clear = () => box.ctx.change(box.block, box.one, null);
  return h(
    "button",
    { key: "clear", type: "button", class: "clear", "aria-label": `Clear ${box.about.label}`, onclick: clear },
    "×",
  );
}

/** @param {Value} value @param {Box} box */
function chip(value, box) {
  const drop = () => choose(box, value);
  return h(
    "span",
    { class: "chip", key: `chip ${value}` },
    labelOf(value),
    h("button", { type: "button", "aria-label": `Remove ${labelOf(value)}`, onclick: drop }, "×"),
  );
}

/** @param {PointerEvent & { currentTarget: HTMLElement, target: HTMLElement }} event @param {Box} box */
function press(event, box) {
  if (event.target.closest("button, [role=listbox]")) return;
  const input = event.currentTarget.querySelector("[role=combobox]");
  if (event.target !== input) {
    event.preventDefault();
    input?.focus();
  }
  if (isOpen(box.key)) close();
  else show(box);
}

/** @param {Box} box */
function show(box) {
  begin(box);
  open(box.key);
}

/** @param {Box} box */
function leave(box) {
  if (isOpen(box.key) && !document.activeElement?.closest?.("[role=listbox]")) close();
}

/** @param {Box} box */
function list(box) {
  const shown = offeredGroups(box);
  let index = 0;
  return floating(
    box.key,
    {
      class: "listbox as-wide",
      role: "listbox",
      id: box.listId,
      "aria-label": box.about.label,
      "aria-multiselectable": box.many ? "true" : undefined,
      keepFocus: true,
      onkeydown: null,
    },
    shown.map((group) => [
      group.label && h("div", { class: "option-group", role: "presentation" }, plain(group.label.text)),
      group.options.map((option) => optionRow(option, index++, box)),
    ]),
    index === 0 && h("div", { class: "no-options", role: "status" }, emptyWords(box.one)),
  );
}

/** @param {Option} option @param {number} index @param {Box} box */
function optionRow(option, index, box) {
  const on = box.chosen.includes(option.value);
  return h(
    "div",
    {
      role: "option",
      key: option.value,
      id: `${box.listId}-${index}`,
      class: index === search.active ? "option active" : "option",
      "aria-selected": String(on),
      "data-value": option.value,
      onpointerdown: (event) => event.preventDefault(),
      onclick: () => choose(box, option.value),
      onpatched: (el) => index === search.active && search.moved && el.scrollIntoView({ block: "nearest" }),
    },
    h("span", { class: "tick", "aria-hidden": "true" }, on ? "✓" : ""),
    h(
      "span",
      null,
      plain(option.text.text),
      option.description && h("span", { class: "choice-note" }, plain(option.description.text)),
    ),
  );
}

/** @param {Box} box @param {Value} value */
function choose(box, value) {
  const { one, block, ctx, many, chosen } = box;
  if (!many) {
    close();
    if (chosen[0] !== value) confirmed(one.confirm, () => ctx.change(block, one, value));
    return;
  }
  const next = chosen.includes(value) ? chosen.filter((each) => each !== value) : [...chosen, value];
  search.typed = "";
  if (next.length <= (one.max_selected_items ?? Infinity))
    confirmed(one.confirm, () => ctx.change(block, one, next.length ? next : null));
  redraw();
}

/** @param {KeyboardEvent & { currentTarget: HTMLInputElement }} event @param {Box} box */
function keys(event, box) {
  const opened = isOpen(box.key);
  const options = opened ? offered(box) : [];
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    if (!opened) return show(box);
    const step = event.key === "ArrowDown" ? 1 : -1;
    search.active = options.length ? (search.active + step + options.length) % options.length : 0;
    search.moved = true;
    redraw();
  } else if (event.key === "Enter") {
    event.preventDefault();
    if (!opened) show(box);
    else if (options[search.active]) choose(box, options[search.active].value);
  } else if (event.key === "Backspace" && box.many && !event.currentTarget.value && box.chosen.length) {
    choose(box, box.chosen[box.chosen.length - 1]);
  }
  return undefined;
}
