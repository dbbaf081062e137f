// Lists what will happen, in order, as the bot's own due rows say; each line can be travelled to.
import { h } from "./dom.js";
import { travel } from "./doing.js";
import { iconButton } from "./icons.js";
import { showAside } from "./session.js";
import { store, now } from "./store.js";
import { clockTime, dayKey, dayLabel, howLong, utcTime, zoneLetters } from "./time.js";

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
          "ol",
          { class: "due-list", tabindex: "0" },
          rows(due),
          due.length > MOST && h("li", { class: "due-day" }, `and ${due.length - MOST} more`),
        )
      : h("p", { class: "empty" }, "Nothing is due. Open a ticket and its nudges, reminders and notices stand here."),
  );
}

const MOST = 100;

function rows(due) {
  const at = now();
  let day = null;
  return due.slice(0, MOST).map((one, index) => {
    const instant = new Date(one.at);
    const newDay = dayKey(instant) !== day;
    day = dayKey(instant);
    return h(
      "li",
      { key: `${one.at} ${one.what} ${one.ticket} ${index}` },
      newDay && h("p", { class: "due-day" }, dayLabel(instant, at).replace("Yesterday", "Overdue")),
      h(
        "div",
        { class: "due-row" },
        h("time", { datetime: one.at, title: utcTime(instant) }, `${clockTime(instant)} ${zoneLetters()}`),
        h(
          "div",
          { class: "due-what" },
          h("strong", null, one.what),
          h("span", null, [one.ticket, one.to && `to ${one.to}`].filter(Boolean).join(" · ")),
        ),
        goThere(instant, at),
      ),
    );
  });
}

function goThere(instant, at) {
  const away = (instant - at) / 1000;
  if (away <= 0) return h("span", { class: "due-away" }, "any moment");
  if (!store.page.time.can_travel) return h("span", { class: "due-away" }, `in ${howLong(away)}`);
  return h(
    "button",
    {
      type: "button",
      class: "button small",
      disabled: store.travelling,
      title: "Move the clock to this moment",
      onclick: () => travel({ to: instant.toISOString() }),
    },
    `in ${howLong(away)} →`,
  );
}
