// Shows two people side by side: each half is this same page, with its own person, channel and thread.
import { h } from "../kit/dom.js";
import { iconButton } from "../kit/icons.js";
import { isHalf } from "../session/place.js";
import { store, redraw } from "../kit/store.js";

const KEPT_AS = "split";
const SIDES = { left: "Left half", right: "Right half" };

export function splitView() {
  return h(
    "main",
    { class: "split", key: "split" },
    Object.entries(SIDES).map(([side, title]) =>
      h("iframe", { key: side, class: "half", title, name: side, src: store.split?.[side] }),
    ),
  );
}

export function splitButton() {
  const on = Boolean(store.split);
  return iconButton("split", on ? "Back to one view" : "Two people side by side", on ? join : part, {
    "aria-pressed": String(on),
    class: on ? "on split-button" : "split-button",
  });
}

/** After a reload the two halves come back where they were. */
export function resumeSplit() {
  if (sessionStorage.getItem(KEPT_AS) && !isHalf()) store.split = { left: "?pane=left", right: "?pane=right" };
}

function leftHalf() {
  return /** @type {HTMLIFrameElement | null} */ (document.querySelector("iframe[name=left]"));
}

function part() {
  const mine = [store.as, store.channel, store.thread?.ts].filter(Boolean).join("/");
  store.split = { left: `?pane=left#${mine}`, right: `?pane=right#${partner()}/${store.channel}` };
  if (store.aside === "thread") store.aside = null;
  sessionStorage.setItem(KEPT_AS, "on");
  redraw();
}

// The first person of another company, of those who share this channel if there are any.
function partner() {
  const others = store.page.people.filter((one) => one.can_act && one.team_id !== store.page.me.team_id);
  const members = store.page.channels.find((one) => one.id === store.channel)?.members ?? [];
  return (others.find((one) => members.includes(one.id)) ?? others[0] ?? store.page.me).id;
}

export function join() {
  const left = leftHalf()?.contentWindow?.location.hash;
  store.split = null;
  sessionStorage.removeItem(KEPT_AS);
  if (left && left !== location.hash) location.hash = left;
  redraw();
}

/**
 * Opens a place: here, or in the left half.
 * @param {string} place
 */
export function goTo(place) {
  const left = leftHalf()?.contentWindow;
  (left ?? window).location.hash = place;
}
