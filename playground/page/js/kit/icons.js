// Draws the page's line icons; all are our own strokes on a 24 by 24 grid.
import { h } from "./dom.js";

const XMLNS = "http://www.w3.org/2000/svg";
/** @typedef {keyof typeof PATHS} Picture */

const PATHS = {
  alarm: "M12 4 3 19.5h18L12 4Zm0 6v4.5m0 2.5h.01",
  at: "M16 12a4 4 0 1 1-8 0 4 4 0 0 1 8 0Zm0 0v1.5a2.5 2.5 0 0 0 5 0V12a9 9 0 1 0-3.5 7.1",
  bell: "M6 16.5V11a6 6 0 0 1 12 0v5.5l1.5 1.5h-15L6 16.5Zm4 4h4",
  bolt: "M13 3 5 13.5h6L10 21l9-11.5h-6.5L13 3Z",
  check: "m5 12.5 4.5 4.5L19 7.5",
  chevron: "m8 10 4 4 4-4",
  clip: "m20 11-8.5 8.5a5 5 0 0 1-7-7L13 4a3.5 3.5 0 0 1 5 5l-8.5 8.5a2 2 0 0 1-3-3L14 7",
  clock: "M12 7v5l3.5 2M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0Z",
  close: "M6 6l12 12M18 6 6 18",
  dots: "M5 12h.01M12 12h.01M19 12h.01",
  eye: "M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12ZM15 12a3 3 0 1 1-6 0 3 3 0 0 1 6 0Z",
  flag: "M6 21V4m0 1h11l-2.5 4L17 13H6",
  hash: "M9.5 4 7.5 20M16.5 4l-2 16M4.5 9h16M3.5 15h16",
  link: "M10 14a4 4 0 0 0 6 .5l3-3a4 4 0 0 0-6-6l-1 1M14 10a4 4 0 0 0-6-.5l-3 3a4 4 0 0 0 6 6l1-1",
  list: "M8 6h12M8 12h12M8 18h12M4 6h.01M4 12h.01M4 18h.01",
  lock: "M7 11V8a5 5 0 0 1 10 0v3M5.5 11h13v9h-13z",
  menu: "M4 7h16M4 12h16M4 17h16",
  moon: "M20 14.5A8.5 8.5 0 0 1 9.5 4 8.5 8.5 0 1 0 20 14.5Z",
  pause: "M8.5 5.5v13M15.5 5.5v13",
  pencil: "m4 20 1-4L16 5l3 3L8 19l-4 1Zm10-13 3 3",
  phone: "M7 3.5 9.5 9 7.5 10.5a12 12 0 0 0 6 6L15 14.5l5.5 2.5-.5 3.5c-9 .5-17-7.5-16.5-16.5L7 3.5Z",
  pin: "M9 4h6l-1 6 3.5 3.5H6.5L10 10 9 4Zm3 9.5V21",
  play: "M8 5.5v13l10-6.5L8 5.5Z",
  plug: "M9 3v5m6-5v5M6.5 8h11v3.5a5.5 5.5 0 0 1-11 0V8ZM12 17v4",
  reply: "M4 5h16v11h-9l-4.5 4v-4H4V5Z",
  save: "M12 4v11m-4.5-4.5L12 15l4.5-4.5M4.5 19.5h15",
  scope: "m8 7-5 5 5 5M16 7l5 5-5 5M14 5l-4 14",
  search: "M16 16l5 5M18 10.5a7.5 7.5 0 1 1-15 0 7.5 7.5 0 0 1 15 0Z",
  send: "M4 4.5 21 12 4 19.5 7 12 4 4.5ZM7 12h7",
  smile: "M8.5 14.5a4 4 0 0 0 7 0M9 9.5h.01M15 9.5h.01M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0Z",
  split: "M3.5 5h17v14h-17zM12 5v14",
  sun: "M16 12a4 4 0 1 1-8 0 4 4 0 0 1 8 0ZM12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M5.3 18.7l1.4-1.4M17.3 6.7l1.4-1.4",
  restart: "M5 5v5h5M5.5 10a7.5 7.5 0 1 1-1 4.5",
  trash: "M5 7h14M10 7V4.5h4V7M7 7l1 13h8l1-13",
};

/** @param {Picture} name */
export function icon(name) {
  return h(
    "svg",
    { xmlns: XMLNS, class: `icon icon-${name}`, viewBox: "0 0 24 24", "aria-hidden": "true", focusable: "false" },
    h("path", { xmlns: XMLNS, d: PATHS[name] }),
  );
}

/**
 * @param {Picture} name
 * @param {string} label
 * @param {On<MouseEvent>} onclick
 * @param {Props} [props]
 */
export function iconButton(name, label, onclick, props = {}) {
  return h(
    "button",
    { type: "button", ...props, class: `icon-button ${props.class ?? ""}`, "aria-label": label, title: label, onclick },
    icon(name),
  );
}
