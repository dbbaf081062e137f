// Lists messages with date separators, author groups and the line where new ones begin.
import { h, lazy } from "../kit/dom.js";
import { message } from "./message.js";
import { messageKey } from "./message_menu.js";
import { store, now } from "../kit/store.js";
import { newReplies } from "./thread_news.js";
import { dayKey, dayLabel, fromTs } from "../kit/time.js";

const GROUP_SECONDS = 300;
const NEAR_BOTTOM = 60; // px
const atBottom = new Map(); // list → whether the person reads its end
const ends = new Map(); // list → how far it was scrolled to show its end
const days = new Map(); // message's ts → its local day
const written = new WeakMap(); // message → its JSON, computed once per fetch

export function messageList(list, channel, pane, { key, label, before = null, newAfter = null, separators = true }) {
  const rows = [];
  const around = [dayKey(now()), store.as, store.page.message_shortcuts.length].join("|");
  let last = null;
  let lineDrawn = false;
  list.forEach((one, index) => {
    const day = dayOf(one);
    if ((separators || last) && (!last || dayOf(last) !== day)) {
      rows.push(
        h(
          "div",
          { class: "day", key: `day ${day}`, role: "separator" },
          h("span", null, dayLabel(fromTs(one.ts), now())),
        ),
      );
      last = null;
    }
    if (newAfter && !lineDrawn && Number(one.ts) > Number(newAfter) && !one.mine) {
      rows.push(h("div", { class: "new-line", key: "new", role: "separator" }, h("span", null, "New")));
      lineDrawn = true;
      last = null;
    }
    rows.push(row(one, channel, pane, around, { first: startsGroup(last, one), last: index === list.length - 1 }));
    last = one;
  });
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
    rows,
  );
}

function isNearEnd(el) {
  return el.scrollHeight - el.scrollTop - el.clientHeight < NEAR_BOTTOM;
}

// Scrolled away from where it was put, though its scroll event is still to come.
function hasLeftTheEnd(el, key) {
  return el.scrollTop < (ends.get(key) ?? 0) - NEAR_BOTTOM && !isNearEnd(el);
}

function keepAtEnd(el, key) {
  el.scrollTop = el.scrollHeight;
  ends.set(key, el.scrollTop);
}

// After one's own message the list always shows its end.
export function showEnd(key) {
  atBottom.delete(key);
  ends.delete(key);
}

function dayOf(one) {
  if (!days.has(one.ts)) days.set(one.ts, dayKey(fromTs(one.ts)));
  return days.get(one.ts);
}

function row(one, channel, pane, around, place) {
  const signature = [json(one), around, place.first, place.last, ...liveParts(one, channel, pane)].join("|");
  return lazy(`message ${one.ts}`, signature, () => message(one, channel, pane, place));
}

function json(one) {
  if (!written.has(one)) written.set(one, JSON.stringify(one));
  return written.get(one);
}

// What the page itself adds to a message. While something of it is open it is drawn at every change.
function liveParts(one, channel, pane) {
  const busy =
    store.open?.includes(one.ts) ||
    [...store.waiting].some((key) => key.includes(one.ts)) ||
    store.editing?.ts === one.ts;
  const chosen = [...store.chosen].filter(([key]) => key.includes(one.ts));
  const shown = [pane, newReplies(channel, one), store.flash === one.ts, JSON.stringify(chosen)];
  return busy ? [...shown, performance.now()] : shown;
}

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

function rove(event) {
  const article = event.target.closest(".message");
  if (!article) return;
  for (const other of event.currentTarget.querySelectorAll('.message[tabindex="0"]')) other.tabIndex = -1;
  article.tabIndex = 0;
}

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
