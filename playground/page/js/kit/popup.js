// Opens one floating panel at a time beside the control it belongs to, above dialogs too.
import { h } from "./dom.js";
import { store, redraw } from "./store.js";

const GAP = 6;
/** @type {HTMLElement | null} */
let opener = null;

/** @param {string} key */
export function isOpen(key) {
  return store.open === key;
}

/** @param {string} key */
export function toggle(key) {
  if (store.open === key) close();
  else open(key);
}

/** @param {string} key */
export function open(key) {
  opener = /** @type {HTMLElement | null} */ (document.activeElement);
  store.open = key;
  redraw();
}

/** @param {boolean} [giveFocusBack] */
export function close(giveFocusBack = false) {
  if (store.open === null) return;
  store.open = null;
  if (giveFocusBack && opener?.isConnected) opener.focus();
  redraw();
}

/**
 * `key` must be the one given to open(); the panel stands beside its parent element.
 * @param {string} key
 * @param {Props} props
 * @param {...Child} children
 */
export function floating(key, props, ...children) {
  if (!isOpen(key)) return null;
  return h(
    "div",
    {
      ...props,
      key: `floating ${key}`,
      popover: "manual",
      class: `floating ${props.class ?? ""}`,
      oncreated: (el) => {
        el.showPopover();
        beside(el);
        props.oncreated?.(el);
        if (!props.keepFocus) el.querySelector("input, button, [tabindex='0']")?.focus({ preventScroll: true });
      },
      onpatched: beside,
      onkeydown: "onkeydown" in props ? props.onkeydown : arrows,
      keepFocus: undefined,
    },
    children,
  );
}

/** @param {DrawnElement} el */
function beside(el) {
  const anchor = /** @type {HTMLElement} */ (el.parentElement).getBoundingClientRect();
  const seen = [anchor.left, anchor.top, anchor.width, el.scrollHeight].map(Math.round).join();
  if (el.dataset.seen === seen) return; // placing it again would lose how far it is scrolled
  el.dataset.seen = seen;
  if (el.classList.contains("as-wide")) el.style.width = `${Math.max(anchor.width, 180)}px`;
  el.style.maxHeight = "";
  const { offsetWidth, offsetHeight } = el;
  const below = window.innerHeight - anchor.bottom - 2 * GAP;
  const above = anchor.top - 2 * GAP;
  const down = offsetHeight <= below || below > above;
  const height = Math.min(offsetHeight, Math.max(120, down ? below : above));
  const left = el.classList.contains("to-right") ? anchor.right - offsetWidth : anchor.left;
  el.style.top = `${Math.round(down ? anchor.bottom + GAP : Math.max(GAP, anchor.top - GAP - height))}px`;
  el.style.left = `${Math.round(Math.max(GAP, Math.min(left, window.innerWidth - offsetWidth - GAP)))}px`;
  if (height < offsetHeight) el.style.maxHeight = `${height}px`;
}

/** @param {KeyboardEvent & { currentTarget: HTMLElement; target: HTMLElement }} event */
function arrows(event) {
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  const items = [...event.currentTarget.querySelectorAll("button:not([disabled])")];
  const at = items.indexOf(/** @type {HTMLElement} */ (document.activeElement));
  if (at < 0 && event.target.tagName === "INPUT") items[0]?.focus();
  else items.at((at + (event.key === "ArrowDown" ? 1 : -1)) % items.length)?.focus();
  event.preventDefault();
}

/**
 * @param {string | Child[]} label
 * @param {() => unknown} onclick
 * @param {Props & { icon?: Child, note?: Child, danger?: boolean }} [how]
 */
export function menuItem(label, onclick, { icon = null, note = null, danger = false, ...rest } = {}) {
  return h(
    "button",
    { type: "button", role: "menuitem", class: danger ? "menu-item danger" : "menu-item", onclick, ...rest },
    icon && h("span", { class: "menu-icon", "aria-hidden": "true" }, icon),
    h("span", { class: "menu-label" }, label),
    note && h("span", { class: "menu-note" }, note),
  );
}

document.addEventListener("pointerdown", (event) => {
  const target = /** @type {Element} */ (event.target);
  if (store.open === null) return;
  const inside = target.closest?.("[popover]") || target.closest?.(`[data-opens="${CSS.escape(store.open)}"]`);
  if (!inside) close();
});

document.addEventListener(
  "keydown",
  (event) => {
    if (event.key !== "Escape" || store.open === null) return;
    event.preventDefault();
    event.stopPropagation();
    close(true);
  },
  true,
);
window.addEventListener("resize", () => close());
