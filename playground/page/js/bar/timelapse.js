// Lets time run: moves the clock on step by step through a day, a week or a quarter, until paused.
import { h } from "../kit/dom.js";
import { travel } from "../session/actions.js";
import { icon } from "../kit/icons.js";
import { close, floating, isOpen, menuItem, toggle } from "../kit/popup.js";
import { store, now, redraw } from "../kit/store.js";

const MENU = "time-lapse";
const HOUR = 3600;
const BREATH_MS = 150; // between two steps, so that one sees what happened
/** @typedef {{ name: string, hours: number, step: number }} Span `step` in seconds */

/** @type {Span[]} */
const SPANS = [
  { name: "a day", hours: 24, step: HOUR / 2 },
  { name: "a week", hours: 7 * 24, step: 3 * HOUR },
  { name: "a quarter", hours: 91 * 24, step: 24 * HOUR },
];

export function playButton() {
  const on = store.playing !== null;
  return h(
    "span",
    { class: "anchor" },
    h(
      "button",
      {
        type: "button",
        class: on ? "jump play on" : "jump play",
        "data-opens": MENU,
        "aria-label": on ? "Pause the time-lapse" : "Time-lapse",
        "aria-haspopup": on ? undefined : "menu",
        "aria-expanded": on ? undefined : String(isOpen(MENU)),
        title: on ? "Pause the time-lapse" : "Time-lapse: let a day, a week or a quarter go by",
        onclick: on ? pause : () => toggle(MENU),
      },
      icon(on ? "pause" : "play"),
    ),
    floating(
      MENU,
      { role: "menu", class: "menu", "aria-label": "Time-lapse" },
      SPANS.map((span) => menuItem(`Play ${span.name}`, () => play(span), { note: pace(span) })),
    ),
  );
}

/** @param {Span} span */
function pace(span) {
  const hours = span.step / HOUR;
  return `${hours < 24 ? `${hours} h` : "1 day"} a step`;
}

export function pause() {
  store.playing = null;
  redraw();
}

/** @param {Span} span */
async function play(span) {
  close(true);
  const end = now().getTime() + span.hours * HOUR * 1000;
  const mine = { end };
  store.playing = mine;
  while (store.playing === mine && now().getTime() < end) {
    const by = Math.min(span.step, (end - now().getTime()) / 1000);
    if (!(await travel({ by }))) break;
    await new Promise((resume) => setTimeout(resume, BREATH_MS));
  }
  if (store.playing === mine) pause();
}
