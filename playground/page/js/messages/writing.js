// The box one types in: grows, completes commands and names, sends at Enter.
import { h } from "../kit/dom.js";
import { completionsFor } from "./completions.js";
import { store, redraw } from "../kit/store.js";

/** @typedef {{ key: string | null, found: ReturnType<typeof completionsFor>, active: number }} Hint */

/** @type {Hint} */
const CLOSED = { key: null, found: null, active: 0 };
let hint = CLOSED; // the one open list of suggestions

/** @param {Element} el */
export function boxOf(el) {
  return /** @type {HTMLTextAreaElement} */ (el.closest(".composer, .editor")?.querySelector("textarea"));
}

/**
 * @param {object} how
 * @param {string} how.key
 * @param {string} how.channel
 * @param {string} how.draft
 * @param {string} how.placeholder
 * @param {(el: HTMLTextAreaElement) => unknown} how.onsend
 * @param {(() => unknown) | null} [how.oncancel]
 * @param {boolean} [how.autofocus]
 */
export function writing({ key, channel, draft, placeholder, onsend, oncancel = null, autofocus = false }) {
  /** @param {HTMLTextAreaElement} el */
  const changed = (el) => {
    store.drafts.set(key, el.value);
    grow(el);
    const found = completionsFor(el.value.slice(0, el.selectionStart), channel);
    hint = { key: found ? key : null, found, active: 0 };
    redraw();
  };
  return h("textarea", {
    key: `write ${key}`,
    class: "write",
    rows: "1",
    "aria-label": placeholder,
    "aria-controls": hint.key === key ? "completions" : undefined,
    "aria-activedescendant": hint.key === key ? `completion-${hint.active}` : undefined,
    placeholder,
    value: draft,
    oncreated: (el) => {
      grow(el);
      if (autofocus) el.focus();
    },
    onpatched: grow,
    oninput: (event) => changed(event.currentTarget),
    onblur: () => {
      if (hint.key === key) hint = CLOSED;
      redraw();
    },
    onkeydown: (event) => keys(event, key, onsend, oncancel),
  });
}

const GROWS_BY_ITSELF = CSS.supports("field-sizing", "content");

/** @param {HTMLTextAreaElement} el */
function grow(el) {
  if (GROWS_BY_ITSELF) return;
  if (el.dataset.grownFor === el.value) return;
  el.dataset.grownFor = el.value;
  el.style.height = "auto";
  el.style.height = `${Math.min(el.scrollHeight, 220)}px`;
}

/**
 * @param {KeyboardEvent & { currentTarget: HTMLTextAreaElement }} event
 * @param {string} key
 * @param {(el: HTMLTextAreaElement) => unknown} onsend
 * @param {(() => unknown) | null} oncancel
 */
function keys(event, key, onsend, oncancel) {
  if (event.isComposing) return;
  const el = event.currentTarget;
  if (hint.key === key && choosing(event, el, key)) {
    event.preventDefault();
    redraw();
  } else if (event.key === "Enter" && !event.shiftKey) {
    event.preventDefault();
    onsend(el);
  } else if (event.key === "Escape" && oncancel) {
    oncancel();
  }
}

/**
 * Keys that belong to the open list. Enter after a whole command sends it instead.
 * @param {KeyboardEvent & { currentTarget: HTMLTextAreaElement }} event
 * @param {HTMLTextAreaElement} el
 * @param {string} key
 */
function choosing(event, el, key) {
  const options = hint.found?.options ?? [];
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step) hint.active = (hint.active + step + options.length) % options.length;
  else if (event.key === "Escape") hint = CLOSED;
  else if (event.key === "Tab" || (event.key === "Enter" && !event.shiftKey && !options[hint.active].whole))
    complete(el, key, hint.active);
  else return false;
  return true;
}

/** @param {HTMLTextAreaElement} el @param {string} key @param {number} index */
function complete(el, key, index) {
  if (!hint.found) return;
  const { from, options } = hint.found;
  const after = el.value.slice(el.selectionStart);
  const before = el.value.slice(0, from) + options[index].insert;
  el.value = before + after;
  el.setSelectionRange(before.length, before.length);
  store.drafts.set(key, el.value);
  hint = CLOSED;
}

/** @param {string} key */
export function hints(key) {
  if (hint.key !== key || !hint.found) return null;
  return h(
    "div",
    { class: "completions", role: "listbox", id: "completions", "aria-label": "Suggestions", key: "completions" },
    hint.found.options.map((option, index) =>
      h(
        "div",
        {
          role: "option",
          id: `completion-${index}`,
          class: index === hint.active ? "completion active" : "completion",
          "aria-selected": String(index === hint.active),
          onpointerdown: (event) => event.preventDefault(),
          onclick: (event) => {
            complete(boxOf(event.currentTarget), key, index);
            redraw();
          },
        },
        h("span", { class: "completion-mark", "aria-hidden": "true" }, option.mark),
        h("span", { class: "completion-label" }, option.label),
        h("span", { class: "completion-note" }, option.note),
      ),
    ),
  );
}

export function closeHints() {
  hint = CLOSED;
}

/**
 * Puts text where the caret stands, as if typed.
 * @param {Element} from
 * @param {string} text
 */
export function insert(from, text) {
  const el = boxOf(from);
  el.focus();
  const at = el.selectionStart ?? el.value.length;
  const gap = text === "@" && at > 0 && !/\s$/.test(el.value.slice(0, at)) ? " " : "";
  el.setRangeText(gap + text, at, el.selectionEnd, "end");
  el.dispatchEvent(new Event("input"));
}
