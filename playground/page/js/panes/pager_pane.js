// Everybody's phones, and PagerDuty: who is rung and what they hear, texts, incidents, and what can be done with them.
import { h } from "../kit/dom.js";
import * as api from "../kit/api.js";
import { toast } from "../session/actions.js";
import { icon, iconButton } from "../kit/icons.js";
import { showAside } from "../session/navigation.js";
import { refresh } from "../session/sync.js";
import { store, now } from "../kit/store.js";
import { shortTime, utcTime } from "../kit/time.js";

const KEYS = [..."123456789*0#"];
const MOST = 60;
/** @type {[string, string][]} */
const RINGING = [
  ["answer", "Answer"],
  ["decline", "Decline"],
  ["let_ring", "Let it ring"],
  ["voicemail", "Voicemail"],
];
/** @type {Record<string, string>} */
const ENDED = {
  busy: "declined",
  "no-answer": "not answered",
  canceled: "stopped ringing",
  completed: "ended",
  failed: "failed",
};

/** @param {PhoneCall} one */
export const isLive = (one) => one.status === "ringing" || one.status === "in-progress";

export function pagerPane() {
  const { calls, texts, incidents } = store.page.pager;
  const live = calls.filter(isLive);
  const past = [...calls.filter((one) => !isLive(one)), ...texts].sort((a, b) => b.at.localeCompare(a.at));
  return h(
    "aside",
    { class: "aside pager", "aria-label": "Phones and PagerDuty", key: "pager" },
    h(
      "header",
      { class: "pane-head" },
      h("h2", null, "Phones and PagerDuty"),
      iconButton("close", "Close phones and PagerDuty", () => showAside(null)),
    ),
    h(
      "div",
      { class: "pager-list" },
      live.map(liveCall),
      supportLine(),
      incidents.length > 0 && h("h3", { class: "due-day" }, "PagerDuty"),
      [...incidents].reverse().map(incident),
      past.length > 0 && h("h3", { class: "due-day" }, "Earlier"),
      past.slice(0, MOST).map((one) => ("body" in one ? textMessage(one) : pastCall(one))),
      !live.length && !past.length && !incidents.length && nothing(),
    ),
  );
}

function nothing() {
  return h(
    "p",
    { class: "empty" },
    "Nobody has been called yet. Open a P1 as a customer, and let time pass: whoever is on call gets a direct message, " +
      "then a text, then a call, as the runbook says under reach.",
  );
}

/** @param {PhoneCall} one */
function liveCall(one) {
  const rings = one.status === "ringing";
  const words = rings ? "rings" : one.answered_by === "voicemail" ? "is left to the voicemail" : "is in a call";
  return h(
    "section",
    { class: rings ? "call rings" : "call", key: one.sid, "aria-label": `${name(one)}'s phone` },
    h("p", { class: "call-head", role: "status" }, icon("phone"), h("strong", null, `${name(one)}'s phone ${words}`)),
    heard(one),
    rings
      ? h(
          "div",
          { class: "call-keys" },
          RINGING.map(([verb, label]) => deed(one, verb, {}, label)),
        )
      : talking(one),
  );
}

/** @param {PhoneCall} one */
function talking(one) {
  return h(
    "div",
    null,
    // Between two questions too: whoever is at a key stays there.
    (one.awaits === "key" || !one.awaits) &&
      h(
        "div",
        { class: "keypad", role: "group", "aria-label": "Keys" },
        KEYS.map((key) => press(one, key)),
      ),
    one.awaits === "message" && message(one),
    h("div", { class: "call-keys" }, deed(one, "hang_up", {}, "Hang up")),
  );
}

/** @param {PhoneCall} one @param {string} key */
function press(one, key) {
  return deed(one, "press", { key }, key);
}

/** @param {PhoneCall} one */
function message(one) {
  return h(
    "form",
    {
      class: "call-message",
      onsubmit: (event) => {
        event.preventDefault();
        const words = String(
          new FormData(/** @type {HTMLFormElement} */ (/** @type {unknown} */ (event.currentTarget))).get("words"),
        );
        if (words.trim()) use(one.user, "record", { words });
      },
    },
    h("input", {
      name: "words",
      class: "field",
      "aria-label": "What is said after the tone",
      placeholder: "After the tone…",
    }),
    h("button", { type: "submit", class: "button small" }, "Leave it"),
  );
}

/** @param {PhoneCall} one @param {string} verb @param {object} fields @param {string} label */
function deed(one, verb, fields, label) {
  return h(
    "button",
    { type: "button", class: "button small", key: label, onclick: () => use(one.user, verb, fields) },
    label,
  );
}

/** @param {PhoneCall} one */
function heard(one) {
  const said = one.heard.filter((words, index) => words !== one.heard[index - 1]);
  return (
    said.length > 0 &&
    h(
      "blockquote",
      { class: "heard" },
      said.map((words, index) => h("p", { key: String(index) }, `“${words}”`)),
    )
  );
}

function supportLine() {
  if (!store.page.pager.answers_calls) return null;
  const { me, pager, time } = store.page;
  const moving = store.travelling || time.travelling; // in no time a call would have rung out
  return h(
    "p",
    { class: "call-line" },
    h(
      "button",
      { type: "button", class: "button small", disabled: moving, onclick: () => use(store.as, "ring", {}) },
      icon("phone"),
      `Call ${pager.number}`,
    ),
    h("span", { class: "fault-about" }, moving ? "once the clock stands" : `as ${me.real_name}`),
  );
}

/** @param {PagerIncident} one */
function incident(one) {
  /** @param {string} what @param {string} label */
  const move = (what, label) =>
    h(
      "button",
      { type: "button", class: "button small", onclick: () => use(store.as, "pagerduty", { what, incident: one.key }) },
      label,
    );
  return h(
    "section",
    { class: "call", key: one.key, "aria-label": `Incident ${one.number}` },
    h(
      "p",
      { class: "call-head" },
      icon("alarm"),
      h("strong", null, `${one.status}${one.by ? ` by ${one.by}` : ""}`),
      when(one.at),
    ),
    h("p", { class: "call-words" }, one.summary),
    one.status !== "resolved" &&
      h(
        "div",
        { class: "call-keys" },
        one.status === "triggered" && move("acknowledge", "Acknowledge"),
        move("resolve", "Resolve"),
      ),
  );
}

/** @param {PhoneCall} one */
function pastCall(one) {
  const by = one.answered_by === "voicemail" ? ", the voicemail took it" : "";
  const keys = one.pressed.length ? `, pressed ${one.pressed.join("")}` : "";
  const words = one.answered_by ? `ended${by}${keys}` : ENDED[one.status];
  return h(
    "section",
    { class: "call past", key: one.sid },
    h("p", { class: "call-head" }, icon("phone"), h("strong", null, name(one)), when(one.at)),
    h("p", { class: "call-words" }, `Call ${words}`),
    heard(one),
    one.problem && h("p", { class: "call-words bad" }, `The app's answer could not be followed: ${one.problem}`),
  );
}

/** @param {PhoneText} one */
function textMessage(one) {
  return h(
    "section",
    { class: "call past", key: one.sid },
    h("p", { class: "call-head" }, icon("reply"), h("strong", null, one.who || one.to), when(one.at)),
    h("p", { class: "call-words" }, one.body),
  );
}

/** @param {string} at */
function when(at) {
  const instant = new Date(at);
  return h("time", { datetime: at, title: utcTime(instant) }, shortTime(instant, now()));
}

/** @param {PhoneCall} one */
function name(one) {
  return one.who || one.to;
}

/** @param {string | null} user @param {string} verb @param {object} fields */
async function use(user, verb, fields) {
  const answer = await api.act(user ?? store.as, verb, { ...fields });
  if (!answer.ok) toast(answer.shown ?? "That did not work.", true);
  await refresh();
}
