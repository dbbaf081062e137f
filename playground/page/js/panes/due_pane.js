// Lists what will happen, day by day, as the app's own due rows say; each line can be travelled to.
import { h } from "../kit/dom.js";
import { travel } from "../session/actions.js";
import { icon, iconButton } from "../kit/icons.js";
import { openThread, showAside } from "../session/navigation.js";
import { goTo } from "./split.js";
import { store, now } from "../kit/store.js";
import { clockTime, dayKey, dayLabel, howLong, utcTime, zoneLetters } from "../kit/time.js";

const MOST = 100;
/** @type {[RegExp, import("../kit/icons.js").Picture][]} */
const PICTURES = [
  [/overdue|escalat/i, "alarm"],
  [/nudge/i, "bell"],
  [/remind/i, "reply"],
  [/solved/i, "check"],
  [/list/i, "list"],
  [/notice/i, "pin"],
];

export function duePane() {
  const { due } = store.page;
  return h(
    "aside",
    { class: "aside due", "aria-label": "What will happen", key: "due" },
    h(
      "header",
      { class: "pane-head" },
      h("h2", null, "What will happen"),
      iconButton("close", "Close this list", () => showAside(null)),
    ),
    due.length
      ? h(
          "div",
          { class: "due-list" },
          days(due),
          due.length > MOST && h("p", { class: "due-day" }, `and ${due.length - MOST} more`),
        )
      : h("p", { class: "empty" }, "Nothing is due. Open a ticket and its nudges, reminders and notices stand here."),
  );
}

/** @param {Due[]} due */
function days(due) {
  const at = now();
  const groups = Map.groupBy(due.slice(0, MOST), (one) => dayKey(new Date(one.at)));
  const places = ticketPlaces();
  return [...groups].map(([day, rows]) => {
    const label = dayLabel(new Date(rows[0].at), at).replace("Yesterday", "Overdue");
    return h(
      "section",
      { key: day, "aria-label": label },
      h("h3", { class: "due-day" }, label),
      h(
        "ol",
        null,
        rows.map((one, index) => row(one, index, places)),
      ),
    );
  });
}

/** @param {Due} one @param {number} index @param {Map<string, { channel: string; ts: string }>} places */
function row(one, index, places) {
  const instant = new Date(one.at);
  return h(
    "li",
    { key: `${one.at} ${one.what} ${one.ticket} ${index}`, class: "due-row", "data-what": one.what },
    icon(PICTURES.find(([words]) => words.test(one.what))?.[1] ?? "clock"),
    h(
      "div",
      { class: "due-what" },
      h("strong", null, one.what),
      h(
        "span",
        null,
        h("time", { datetime: one.at, title: utcTime(instant) }, `${clockTime(instant)} ${zoneLetters()}`),
        one.to && ` · to ${one.to}`,
      ),
      one.ticket && ticket(one.ticket, places),
    ),
    goThere(one.at),
  );
}

/** @param {string} name @param {Map<string, { channel: string; ts: string }>} places */
function ticket(name, places) {
  const place = places.get(name);
  if (!place) return h("span", null, name);
  const open = () => {
    if (store.split) goTo(`${store.as}/${place.channel}/${place.ts}`);
    else openThread(place.channel, place.ts);
  };
  return h("button", { type: "button", class: "due-ticket", title: "Open its thread", onclick: open }, name);
}

// Where each ticket's thread is: below its card, or where its card is a reply. A card's text begins with its name.
function ticketPlaces() {
  /** @type {Map<string, { channel: string, ts: string }>} */
  const places = new Map();
  /** @param {Message} one @param {string} channel @param {string} ts */
  const note = (one, channel, ts) => {
    const name = one.is_bot && /^\W*([A-Z][A-Z0-9]*-\d+)\b/.exec(one.text)?.[1];
    if (name && !places.has(name)) places.set(name, { channel, ts });
  };
  for (const { id, messages } of [...store.page.channels].reverse()) {
    for (const top of messages) {
      note(top, id, top.ts);
      for (const one of top.replies) note(one, id, top.ts);
    }
  }
  return places;
}

/** @param {string} at */
function goThere(at) {
  const away = (new Date(at).getTime() - now().getTime()) / 1000;
  if (away <= 0) return h("span", { class: "due-away" }, "any moment");
  if (!store.page.time.can_travel) return h("span", { class: "due-away" }, `in ${howLong(away)}`);
  return h(
    "button",
    {
      type: "button",
      class: "button small go",
      disabled: store.travelling,
      title: "Move the clock to this moment",
      onclick: () => travel({ to: at }), // as it was told: a browser's clock knows no microseconds
    },
    `in ${howLong(away)} →`,
  );
}
