// The guided tour's last two steps, beside Slack: the console, and the support line.
import { store } from "../kit/store.js";
import { as, button, CIERRA, find, MAYA } from "./tour_facts.js";

const MENU = '[data-opens="more of the playground"]';

/** @typedef {import("./tour_facts.js").Trip} Trip */
/** @typedef {import("./tour_steps.js").Step} Step */

/** @type {Step} */
const IN_THE_CONSOLE = {
  title: "Look into the console",
  done: "The console is the provider's help desk. Customers see their own tickets there, without the private notes.",
  tasks: [
    {
      words:
        "The contract's time counts from tickets in the provider's console. Press ⋯ at the top right, then “Console”.",
      at: () => menuItem("Console"),
      done: () => store.aside === "console",
    },
    {
      words: "Customers may file a ticket there themselves. Write what is wrong under “New ticket”, and press Enter.",
      first: [as(MAYA), isOpen("console", "Console"), queueIsShown],
      at: () => find('.console input[name="subject"]'),
      done: () => filed().length > 0,
    },
    {
      words: "Write an answer below the ticket, and press “Send as Cierra Simms”.",
      first: [as(CIERRA), isOpen("console", "Console"), ticketIsShown],
      at: () => find(".console .desk-form textarea"),
      done: () => filed().some((one) => one.comments.some((each) => each.is_staff && each.public && !each.by_api)),
    },
  ],
};

/** @type {Step} */
const ON_THE_PHONE = {
  title: "Call the support line",
  done: "They talk. The call stands on a ticket and counts as an answer. You have seen it all: now try it your own way.",
  tasks: [
    {
      words: "Customers may call as well. Press ⋯ again, then “Phones and PagerDuty”.",
      at: () => menuItem("Phones and PagerDuty"),
      done: () => store.aside === "pager",
    },
    {
      words: "Press “Call”, above all other calls.",
      first: [as(MAYA), isOpen("pager", "Phones and PagerDuty"), clockStands],
      at: () => find(".call-line button"),
      done: (trip) => calls(trip, "inbound").some((one) => one.awaits === "key" || one.pressed.length > 0),
    },
    {
      words: "The line asks for the account's PIN. On Maya's keypad, press 0 four times, then #.",
      first: [isOpen("pager", "Phones and PagerDuty")],
      at: () => button(phoneOf("Maya Chen"), "0"),
      done: (trip) => calls(trip, "inbound").some((one) => one.pressed.join("").includes("#") && one.awaits),
    },
    {
      words: "The line asks whether it is about an open ticket. Press 1: that one.",
      first: [isOpen("pager", "Phones and PagerDuty")],
      at: () => button(phoneOf("Maya Chen"), "1"),
      done: (trip) => calls(trip, "outbound-dial").length > 0,
    },
    {
      words: "The TAM's phone rings. Press “Answer” there.",
      first: [isOpen("pager", "Phones and PagerDuty")],
      at: (trip) => onCalled(trip, "Answer"),
      done: (trip) => calls(trip, "outbound-dial").some((one) => one.awaits === "key" || one.pressed.length > 0),
    },
    {
      words: "Press 1 on that phone: a person takes the call, and no voicemail.",
      first: [isOpen("pager", "Phones and PagerDuty")],
      at: (trip) => onCalled(trip, "1"),
      done: (trip) => calls(trip, "outbound-dial").some((one) => one.pressed.includes("1")),
    },
  ],
};

/** Where nobody answers calls, the tour ends in the console. */
export function outside() {
  return store.page.pager.answers_calls ? [IN_THE_CONSOLE, ON_THE_PHONE] : [IN_THE_CONSOLE];
}

/** The tickets that were filed by a person. */
function filed() {
  return store.page.console.tickets.filter((one) => one.comments.length > 0 && !one.comments[0].by_api);
}

/** @param {Trip} trip @param {string} direction */
function calls(trip, direction) {
  return store.page.pager.calls.filter((one) => one.direction === direction && Date.parse(one.at) / 1000 >= trip.since);
}

/** @param {Trip} trip @param {string} label */
function onCalled(trip, label) {
  return calls(trip, "outbound-dial")
    .map((one) => button(phoneOf(one.who), label))
    .findLast(Boolean);
}

/** @param {string} name */
function phoneOf(name) {
  return `.pager [aria-label="${name}'s phone"]`;
}

/** @param {string} aside @param {string} name */
function isOpen(aside, name) {
  return () => (store.aside === aside ? null : { words: `Press ⋯, then “${name}”, again.`, at: () => menuItem(name) });
}

function clockStands() {
  if (!store.travelling && !store.page.time.travelling) return null;
  return { words: "The clock is moving: wait until it stands.", at: () => find(".timebar .clock") };
}

function queueIsShown() {
  if (find('.console input[name="subject"]')) return null;
  return { words: "Go back to “All tickets”.", at: () => find('.console [aria-label="All tickets"]') };
}

function ticketIsShown() {
  if (find(".console .desk-comments")) return null;
  return { words: "Open the ticket in the console.", at: () => find(".console .desk-row") };
}

/** @param {string} name */
function menuItem(name) {
  const items = [...document.querySelectorAll('.menu [role="menuitem"]')];
  return items.find((one) => one.textContent.trim().startsWith(name)) ?? find(MENU);
}
