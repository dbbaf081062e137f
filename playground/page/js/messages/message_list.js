// Lists messages with date separators, author groups and the line where new ones begin.
import { h, lazy } from "../kit/dom.js";
import { message } from "./message.js";
import { messageKey } from "./message_menu.js";
import { store, now } from "../kit/store.js";
import { newReplies } from "./thread_news.js";
import { dayKey, dayLabel, fromTs } from "../kit/time.js";

const GROUP_SECONDS = 300;
const NEAR_BOTTOM = 60; // px
/** @type {Map<string, boolean>} */
const atBottom = new Map(); // list → whether the person reads its end
/** @type {Map<string, number>} */
const ends = new Map(); // list → how far it was scrolled to show its end
/** @type {Map<string, string>} */
const days = new Map(); // message's ts → its local day
/** @type {WeakMap<Message, string>} */
const written = new WeakMap(); // message → its JSON, computed once per fetch

/**
 * @param {Message[]} list
 * @param {string} channel
 * @param {Pane} pane
 * @param {object} how
 * @param {string} how.key
 * @param {string} how.label
 * @param {Child} [how.before]
 * @param {string | null} [how.newAfter] ts of what was read last
 * @param {boolean} [how.separators] one also above the first message
 */
export function messageList(list, channel, pane, { key, label, before = null, newAfter = null, separators = true }) {
  /** @param {DrawnElement} el */
  const toEnd = (el) => atBottom.get(key) !== false && !hasLeftTheEnd(el, key) && keepAtEnd(el, key);
  return h(
    "div",
    {
      class: "message-list",
      key: `list ${key}`,
      role: "log",
      "aria-label": label,
      "aria-live": "polite",
      oncreated: (el) => {
        showEnd(key);
        toEnd(el);
      },
      onpatched: toEnd,
      onscroll: (event) => {
        const el = event.currentTarget;
        const end = isNearEnd(el);
        atBottom.set(key, end);
        el.style.overflowAnchor = end ? "none" : "auto"; // elsewhere one's place is kept, at the end the end is
      },
      onfocusin: rove,
      onkeydown: (event) => walk(event, list, channel, pane),
    },
    before,
    rows(list, channel, pane, newAfter, separators),
  );
}

/**
 * @param {Message[]} list
 * @param {string} channel
 * @param {Pane} pane
 * @param {string | null} newAfter
 * @param {boolean} separators
 */
function rows(list, channel, pane, newAfter, separators) {
  const around = [dayKey(now()), store.as, store.page.message_shortcuts.length].join("|");
  /** @type {Child[]} */
  const drawn = [];
  /** @type {Message | null} */
  let last = null;
  let lineDrawn = false;
  for (const [index, one] of list.entries()) {
    if (last ? dayOf(last) !== dayOf(one) : separators) {
      drawn.push(separator(one));
      last = null;
    }
    if (newAfter && !lineDrawn && Number(one.ts) > Number(newAfter) && !one.mine) {
      drawn.push(h("div", { class: "new-line", key: "new", role: "separator" }, h("span", null, "New")));
      lineDrawn = true;
      last = null;
    }
    drawn.push(row(one, channel, pane, around, { first: startsGroup(last, one), last: index === list.length - 1 }));
    last = one;
  }
  return drawn;
}

/** @param {Message} one */
function separator(one) {
  const label = dayLabel(fromTs(one.ts), now());
  return h("div", { class: "day", key: `day ${dayOf(one)}`, role: "separator" }, h("span", null, label));
}

/** @param {DrawnElement} el */
function isNearEnd(el) {
  return el.scrollHeight - el.scrollTop - el.clientHeight < NEAR_BOTTOM;
}

/**
 * Scrolled away from where it was put, though its scroll event is still to come.
 * @param {DrawnElement} el
 * @param {string} key
 */
function hasLeftTheEnd(el, key) {
  return el.scrollTop < (ends.get(key) ?? 0) - NEAR_BOTTOM && !isNearEnd(el);
}

/** @param {DrawnElement} el @param {string} key */
function keepAtEnd(el, key) {
  el.scrollTop = el.scrollHeight;
  ends.set(key, el.scrollTop);
}

/**
 * After one's own message the list always shows its end.
 * @param {string} key
 */
export function showEnd(key) {
  atBottom.delete(key);
  ends.delete(key);
}

/** @param {Message} one */
function dayOf(one) {
  if (!days.has(one.ts)) days.set(one.ts, dayKey(fromTs(one.ts)));
  return days.get(one.ts);
}

/**
 * @param {Message} one
 * @param {string} channel
 * @param {Pane} pane
 * @param {string} around
 * @param {{ first: boolean; last: boolean }} place
 */
function row(one, channel, pane, around, place) {
  const signature = [json(one), around, place.first, place.last, ...liveParts(one, channel, pane)].join("|");
  return lazy(`message ${one.ts}`, signature, () => message(one, channel, pane, place));
}

/** @param {Message} one */
function json(one) {
  if (!written.has(one)) written.set(one, JSON.stringify(one));
  return written.get(one);
}

/**
 * What the page itself adds to a message. While something of it is open it is drawn at every change.
 * @param {Message} one
 * @param {string} channel
 * @param {Pane} pane
 */
function liveParts(one, channel, pane) {
  const busy =
    store.open?.includes(one.ts) ||
    [...store.waiting].some((key) => key.includes(one.ts)) ||
    store.editing?.ts === one.ts;
  const chosen = [...store.chosen].filter(([key]) => key.includes(one.ts));
  const shown = [pane, newReplies(channel, one), store.flash === one.ts, JSON.stringify(chosen)];
  return busy ? [...shown, performance.now()] : shown;
}

/** @param {Message | null} last @param {Message} one */
function startsGroup(last, one) {
  if (
    !last ||
    last.user !== one.user ||
    last.name !== one.name ||
    last.ephemeral !== one.ephemeral ||
    last.subtype !== one.subtype
  )
    return true;
  return Number(one.ts) - Number(last.ts) > GROUP_SECONDS || one.ephemeral || last.reply_count > 0;
}

/** @param {FocusEvent & { currentTarget: HTMLInputElement; target: HTMLInputElement }} event */
function rove(event) {
  const article = event.target.closest(".message");
  if (!article) return;
  for (const other of event.currentTarget.querySelectorAll('.message[tabindex="0"]')) other.tabIndex = -1;
  article.tabIndex = 0;
}

/**
 * @param {KeyboardEvent & { currentTarget: HTMLInputElement; target: HTMLInputElement }} event
 * @param {Message[]} list
 * @param {string} channel
 * @param {Pane} pane
 */
function walk(event, list, channel, pane) {
  const article = event.target.closest(".message");
  if (!article || event.target !== article) return;
  if (event.key === "ArrowUp" || event.key === "ArrowDown") {
    const all = [...event.currentTarget.querySelectorAll(".message")];
    all[all.indexOf(article) + (event.key === "ArrowUp" ? -1 : 1)]?.focus();
    event.preventDefault();
    return;
  }
  const one = list.find((each) => each.ts === article.dataset.ts);
  if (one && !one.ephemeral) messageKey(event, one, channel, pane);
}
