// The bar across the top: the simulated time, buttons that move it, panels and theme.
import { h } from "../kit/dom.js";
import { travel } from "../session/actions.js";
import { icon, iconButton } from "../kit/icons.js";
import { businessDaysOn, nextBusinessMorning } from "./jumps.js";
import { close, floating, isOpen, toggle } from "../kit/popup.js";
import { faultsBadge, moreMenu, ringsBadge } from "./more_menu.js";
import { showAside } from "../session/navigation.js";
import { searchButton } from "../panes/search_pane.js";
import { splitButton } from "../panes/split.js";
import { store, now } from "../kit/store.js";
import { themeButton } from "../kit/theme.js";
import { playButton } from "./timelapse.js";
import { clockTime, format, fromWall, shortTime, utcTime, wallValue, zoneLetters } from "../kit/time.js";

const PICK = "set time";
let picked = "";

export function timebar() {
  const { time, due } = store.page;
  const busy = store.travelling || time.travelling || store.playing !== null;
  return h(
    "header",
    { class: busy ? "timebar busy" : "timebar", "aria-label": "Time machine" },
    h(
      "p",
      { class: "brand" },
      icon("bolt"),
      h("span", null, store.page.app.name),
      h("span", { class: "brand-note" }, "playground"),
    ),
    clock(busy),
    time.can_travel && buttons(busy),
    h("span", { class: "spring" }),
    nextUp(due),
    ringsBadge(),
    faultsBadge(),
    searchButton(),
    splitButton(),
    inspectorButton(),
    themeButton(),
    moreMenu(),
  );
}

/** @param {boolean} busy */
function clock(busy) {
  const at = now();
  return h(
    "p",
    { class: "clock", title: `${utcTime(at)}`, role: "timer", "aria-live": "off" },
    busy ? h("span", { class: "spinner", key: "moving" }) : icon("clock"),
    h(
      "span",
      { class: "clock-day" },
      format(at, { weekday: "short", month: "short", day: "numeric", year: "numeric" }),
    ),
    h("strong", { class: "clock-time" }, `${clockTime(at)} ${zoneLetters()}`),
    h("span", { class: "unseen", role: "status" }, busy ? "The clock is moving." : ""),
  );
}

/** @param {boolean} busy */
function buttons(busy) {
  const at = now();
  /** @param {string} label @param {string} full @param {() => { to: string } | { by: number }} how @param {string} [about] */
  const jump = (label, full, how, about) =>
    h(
      "button",
      {
        type: "button",
        class: "jump",
        disabled: busy,
        "aria-label": full,
        title: about ?? full,
        onclick: () => travel(how()),
      },
      label,
    );
  /** @param {Date} instant */
  const to = (instant) => ({ to: instant.toISOString() });
  /** @param {Date} instant */
  const lands = (instant) => `to ${shortTime(instant, at)}`;
  return h(
    "div",
    { class: "jumps", role: "group", "aria-label": "Move the clock" },
    jump("+15 min", "Move 15 minutes on", () => ({ by: 900 })),
    jump("+1 h", "Move 1 hour on", () => ({ by: 3600 })),
    jump(
      "next morning",
      "Move to the next business morning",
      () => to(nextBusinessMorning(now())),
      lands(nextBusinessMorning(at)),
    ),
    jump("+1 workday", "Move 1 business day on", () => to(businessDaysOn(now(), 1)), lands(businessDaysOn(at, 1))),
    jump("+5 workdays", "Move 5 business days on", () => to(businessDaysOn(now(), 5)), lands(businessDaysOn(at, 5))),
    setTime(busy),
    playButton(),
  );
}

/** @param {boolean} busy */
function setTime(busy) {
  const open = () => {
    picked = wallValue(now());
    toggle(PICK);
  };
  /** @param {Event} event */
  const go = (event) => {
    event.preventDefault();
    const instant = fromWall(picked);
    close(true);
    if (instant) travel({ to: instant.toISOString() });
  };
  return h(
    "span",
    { class: "anchor" },
    h(
      "button",
      {
        type: "button",
        class: "jump",
        disabled: busy,
        "data-opens": PICK,
        "aria-haspopup": "dialog",
        "aria-expanded": String(isOpen(PICK)),
        onclick: open,
      },
      "set…",
    ),
    floating(
      PICK,
      { role: "dialog", "aria-label": "Set the date and time", class: "set-time", onkeydown: null },
      h(
        "form",
        { onsubmit: go },
        h("label", { for: "set-time-value" }, `Date and time (${zoneLetters()})`),
        h("input", {
          id: "set-time-value",
          class: "field",
          type: "datetime-local",
          value: picked,
          min: wallValue(now()), // time only moves on
          oninput: (event) => {
            picked = event.currentTarget.value;
          },
        }),
        h("button", { type: "submit", class: "button primary" }, "Go there"),
      ),
    ),
  );
}

/** @param {Due[]} due */
function nextUp(due) {
  const first = due[0];
  const on = store.aside === "due";
  const words = first ? `${first.what}, ${shortTime(new Date(first.at), now())}` : "nothing is due";
  return h(
    "button",
    {
      type: "button",
      class: on ? "next-up on" : "next-up",
      "aria-pressed": String(on),
      "aria-label": `What will happen. Next: ${words}`,
      onclick: () => showAside(on ? null : "due"),
    },
    icon("list"),
    h("span", { class: "next-label" }, "Next"),
    h("span", { class: "next-words" }, words),
    due.length > 1 && h("span", { class: "count" }, String(due.length)),
  );
}

function inspectorButton() {
  const on = store.aside === "inspector";
  return iconButton(
    "scope",
    "Inspector: what Slack and the app say to each other",
    () => showAside(on ? null : "inspector"),
    {
      "aria-pressed": String(on),
      class: on ? "on" : "",
    },
  );
}
