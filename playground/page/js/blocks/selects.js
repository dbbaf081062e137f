// Draws every select as a searchable combobox: static, external, users, conversations; one value or many.
import { h } from "../kit/dom.js";
import { flat, plain } from "./mrkdwn.js";
import { store, redraw, names } from "../kit/store.js";
import { confirmed } from "../kit/confirm.js";
import { floating, open, close, isOpen } from "../kit/popup.js";
import { knownOptions } from "../kit/values.js";
import * as api from "../kit/api.js";

const KINDS = ["static", "external", "users", "conversations", "channels"];
export const SELECTS = new Set(KINDS.flatMap((kind) => [`${kind}_select`, `multi_${kind}_select`]));
const SEARCH_MS = 200;

// The one open list: what is typed, which line is marked, and for looked-up options what came back.
let search = { key: null, typed: "", active: 0, found: null, timer: 0 };

export function select(one, block, ctx, about) {
  const many = one.type.startsWith("multi_");
  const key = `select ${ctx.key}/${block.block_id}/${one.action_id}`;
  for (const option of knownOptions(one)) store.labels.set(option.value, flat(option.text.text, names));
  const value = ctx.value(block, one);
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
    "aria-activedescendant": opened && flatOptions(box).length ? `${box.listId}-${search.active}` : undefined,
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
    oninput: (event) => typed(event.currentTarget.value, box),
    onkeydown: (event) => keys(event, box),
    onblur: () => isOpen(box.key) && setTimeout(() => leave(box), 120),
  });
}

function labelOf(value) {
  return store.labels.get(value) ?? names.person(value) ?? names.channel(value) ?? value;
}

function clearable({ block }) {
  return block.type === "input" && block.optional;
}

function clearButton(box) {
  const clear = () => box.ctx.change(box.block, box.one, null);
  return h(
    "button",
    { key: "clear", type: "button", class: "clear", "aria-label": `Clear ${box.about.label}`, onclick: clear },
    "×",
  );
}

function chip(value, box) {
  const drop = () => choose(box, value);
  return h(
    "span",
    { class: "chip", key: `chip ${value}` },
    labelOf(value),
    h("button", { type: "button", "aria-label": `Remove ${labelOf(value)}`, onclick: drop }, "×"),
  );
}

function press(event, box) {
  if (event.target.closest("button, [role=listbox]")) return;
  const input = event.currentTarget.querySelector("[role=combobox]");
  if (event.target !== input) {
    event.preventDefault();
    input.focus();
  }
  if (isOpen(box.key)) close();
  else show(box);
}

function show(box) {
  search = { key: box.key, typed: "", active: 0, found: null, timer: 0 };
  open(box.key);
  const at = flatOptions(box).findIndex((option) => option.value === box.chosen[0]);
  search.active = Math.max(0, at);
  if (looksUp(box.one)) lookUp(box);
}

function leave(box) {
  if (isOpen(box.key) && !document.activeElement?.closest?.("[role=listbox]")) close();
}

function looksUp(one) {
  return !one.type.includes("static");
}

function typed(text, box) {
  if (!isOpen(box.key)) show(box);
  search.typed = text;
  search.active = 0;
  if (looksUp(box.one)) {
    clearTimeout(search.timer);
    search.timer = setTimeout(() => lookUp(box), SEARCH_MS);
  }
  redraw();
}

async function lookUp(box) {
  const { one, block, ctx, key } = box;
  const asked = search.typed;
  if (one.type.includes("external") && asked.length < (one.min_query_length ?? 3)) return;
  const answer = await api.options({
    as: store.as,
    ...ctx.where,
    block_id: block.block_id,
    action_id: one.action_id,
    value: asked,
  });
  if (search.key !== key || search.typed !== asked) return;
  const groups = answer.option_groups?.length ? answer.option_groups : [{ options: answer.options ?? [] }];
  search.found = answer.ok ? groups : [];
  for (const option of search.found.flatMap((group) => group.options))
    store.labels.set(option.value, flat(option.text.text, names));
  redraw();
}

function groups({ one }) {
  if (looksUp(one)) return search.found ?? [];
  const all = one.option_groups ?? [{ options: one.options ?? [] }];
  const wanted = search.typed.toLowerCase();
  const fits = (option) => flat(option.text.text, names).toLowerCase().includes(wanted);
  return all
    .map((group) => ({ ...group, options: group.options.filter(fits) }))
    .filter((group) => group.options.length);
}

function flatOptions(box) {
  return groups(box).flatMap((group) => group.options);
}

function list(box) {
  const shown = groups(box);
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

function emptyWords(one) {
  if (!looksUp(one)) return "No matches";
  const least = one.type.includes("external") ? (one.min_query_length ?? 3) : 0;
  if (search.typed.length < least) return `Type ${least === 1 ? "a letter" : `${least} letters`} to search`;
  return search.found ? "No matches" : "Searching…";
}

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

function keys(event, box) {
  const opened = isOpen(box.key);
  const options = opened ? flatOptions(box) : [];
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
    choose(box, box.chosen.at(-1));
  }
  return undefined;
}
