// The switches of what may go wrong between Slack and the app.
import { h } from "../kit/dom.js";
import * as api from "../kit/api.js";
import { toast } from "../session/actions.js";
import { iconButton } from "../kit/icons.js";
import { showAside } from "../session/navigation.js";
import { refresh } from "../session/sync.js";
import { store } from "../kit/store.js";

const SLOW_SECONDS = 2;

/**
 * @typedef {object} Switch something that goes wrong until it is switched off
 * @property {string} name
 * @property {string} about
 * @property {(faults: Faults) => boolean} is tells whether it is on
 * @property {(on: boolean) => [string, object]} turn says what to post to the control API
 */

/** @type {Switch[]} */
const SWITCHES = [
  {
    name: "Slow Slack",
    about: `Each API call takes ${SLOW_SECONDS} s longer.`,
    is: (faults) => faults.slow > 0,
    turn: (on) => ["faults/slow", { seconds: on ? SLOW_SECONDS : 0 }],
  },
  {
    name: "Rate limits",
    about: "Slack's own: one message a second into a channel, so many calls of a method a minute.",
    is: (faults) => faults.rate_limits,
    turn: (on) => ["slack/rate_limits", { on }],
  },
  {
    name: "Events come twice",
    about: "Each event is delivered a second time under the same id, as Slack does when in doubt.",
    is: (faults) => faults.twice !== null,
    turn: (on) => ["faults/events_twice", { how: on ? "same_id" : null }],
  },
];

/** @typedef {{ name: string, about: string, path: [string, object], said: string }} Once something that goes wrong one time */

/** @type {Once[]} */
const ONCE = [
  {
    name: "Drop the next answer",
    about: "The next message is posted, but the app never hears so.",
    path: ["faults/lose_answer", {}],
    said: "The next answer to chat.postMessage gets lost.",
  },
  {
    name: "Disconnect the app",
    about: "Its sockets are closed; it connects again by itself.",
    path: ["slack/close_sockets", {}],
    said: "The app was disconnected.",
  },
];

export function faultsPane() {
  const { faults } = store.page;
  return h(
    "aside",
    { class: "aside faults", "aria-label": "What may go wrong", key: "faults" },
    h(
      "header",
      { class: "pane-head" },
      h("h2", null, "What may go wrong"),
      iconButton("close", "Close these switches", () => showAside(null)),
    ),
    h(
      "div",
      { class: "fault-list" },
      h("p", { class: "hint" }, "Make Slack misbehave and see whether the app still keeps every promise."),
      SWITCHES.map((one) => lasting(one, one.is(faults))),
      ONCE.map((one) => once(one)),
      faults.lost > 0 && h("p", { class: "hint", role: "status" }, `Answers still to be lost: ${faults.lost}`),
    ),
  );
}

/** @param {Switch} one @param {boolean} on */
function lasting(one, on) {
  return h(
    "label",
    { class: "fault", key: one.name },
    h("input", { type: "checkbox", role: "switch", checked: on, onchange: (event) => turn(one, event.currentTarget) }),
    h("span", null, h("strong", null, one.name), h("span", { class: "fault-about" }, one.about)),
  );
}

/** @param {Once} one */
function once(one) {
  return h(
    "div",
    { class: "fault", key: one.name },
    h("button", { type: "button", class: "button small", onclick: () => tell(one.path, one.said) }, one.name),
    h("span", { class: "fault-about" }, one.about),
  );
}

/** @param {Switch} one @param {HTMLInputElement} box */
async function turn(one, box) {
  await tell(one.turn(box.checked));
}

/** @param {[string, object]} post @param {string | null} [said] */
async function tell([path, body], said = null) {
  const answer = await api.control(path, body);
  if (!answer.ok) toast(answer.shown ?? answer.error ?? "That did not work.", true);
  else if (said) toast(said);
  await refresh();
}
