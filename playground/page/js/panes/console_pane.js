// The console: a help desk's queue, one ticket at a time, and what goes wrong between it and the app.
import { h } from "../kit/dom.js";
import * as api from "../kit/api.js";
import { perform, toast } from "../session/actions.js";
import { icon, iconButton } from "../kit/icons.js";
import { showAside } from "../session/navigation.js";
import { refresh } from "../session/sync.js";
import { store, redraw } from "../kit/store.js";
import { choice, field, ticketView, when } from "./console_ticket.js";

/** @type {[string, string][]} */
const ARRIVING = [
  ["prompt", "At once"],
  ["twice", "Twice"],
  ["late", "A minute late"],
  ["reordered", "A minute late, the newest first"],
  ["lost", "Never"],
];
/** @type {[string, string][]} */
const OUTAGES = [
  ["", "Answers"],
  ["broken", "Answers 503 to everything"],
  ["lost", "Does not answer at all"],
];
/** @type {[string, [string, object]][]} */
const ONCE = [
  ["Next update: 409", ["console/trouble", { what: "conflict" }]],
  ["Next request: 429", ["console/trouble", { what: "too_many" }]],
  ["Next request: 503", ["console/trouble", { what: "broken" }]],
  ["Next answer lost", ["console/trouble", { what: "answer_lost" }]],
  ["Tokens expire now", ["console/expire_tokens", {}]],
];

/** @type {number | null} the ticket that is looked at */
let opened = null;

/** @param {number | null} ticket */
function open(ticket) {
  opened = ticket;
  redraw();
}

export function consolePane() {
  const { tickets } = store.page.console;
  const ticket = tickets.find((one) => one.id === opened);
  return h(
    "aside",
    { class: "aside console", "aria-label": "Console", key: "console" },
    h(
      "header",
      { class: "pane-head" },
      ticket && iconButton("list", "All tickets", () => open(null)),
      h("h2", null, ticket ? `Ticket #${ticket.id}` : "Console"),
      iconButton("close", "Close the console", () => showAside(null)),
    ),
    h(
      "div",
      { class: "console-list", key: ticket ? `ticket ${ticket.id}` : "queue" },
      ticket ? ticketView(ticket) : queue(tickets),
      faults(),
    ),
  );
}

/** @param {DeskTicket[]} tickets */
function queue(tickets) {
  const newest = [...tickets].sort((a, b) => b.updated_at.localeCompare(a.updated_at) || b.id - a.id);
  return h(
    "div",
    null,
    newest.length > 0
      ? h(
          "ul",
          { class: "desk-queue", "aria-label": "Tickets" },
          newest.map((one) => h("li", { key: one.id }, row(one))),
        )
      : h(
          "p",
          { class: "empty" },
          "No ticket yet. The console is the provider's help desk: its contract counts from the tickets here. " +
            "The app files some, and customers may file one themselves.",
        ),
    newTicket(),
  );
}

/** @param {DeskTicket} one */
function row(one) {
  return h(
    "button",
    { type: "button", class: "desk-row", onclick: () => open(one.id) },
    h(
      "span",
      { class: "desk-row-head" },
      h("span", { class: `desk-status ${one.status}` }, one.status),
      h("strong", null, `#${one.id} ${one.subject}`),
      when(one.updated_at),
    ),
    h(
      "span",
      { class: "desk-about" },
      `${one.priority ?? "no priority"} · ${one.requester} · ${one.assignee ?? "nobody has it"}`,
    ),
  );
}

function newTicket() {
  return h(
    "form",
    { class: "desk-form", key: "new", onsubmit: file },
    h("h3", { class: "due-day" }, `New ticket, as ${store.page.me.real_name}`),
    field("subject", "Subject", "What is wrong?"),
    h("textarea", { name: "words", class: "field", rows: "2", "aria-label": "Description", placeholder: "More…" }),
    h("div", { class: "call-keys" }, h("button", { type: "submit", class: "button small" }, icon("reply"), "File it")),
  );
}

/** @param {SubmitEvent & { currentTarget: DrawnElement }} event */
async function file(event) {
  event.preventDefault();
  const form = /** @type {HTMLFormElement} */ (/** @type {unknown} */ (event.currentTarget));
  const told = new FormData(form);
  const subject = String(told.get("subject")).trim();
  if (!subject) return;
  const text = String(told.get("words")).trim();
  const answer = await perform("console", { open: subject, ...(text ? { text } : {}) });
  if (!answer.ok) return;
  form.reset();
  open(answer.ticket ?? null);
}

function faults() {
  const { arriving, outage } = store.page.console;
  return h(
    "details",
    { class: "desk-faults", key: "faults" },
    h("summary", null, "What may go wrong here"),
    choice("The app hears of changes", ARRIVING, arriving, (how) => tell(["console/webhooks", { how }])),
    choice("The console", OUTAGES, outage ?? "", (what) => tell(["console/outage", { what: what || null }])),
    h(
      "div",
      { class: "call-keys" },
      ONCE.map(([label, path]) =>
        h("button", { type: "button", class: "button small", key: label, onclick: () => tell(path, label) }, label),
      ),
    ),
  );
}

/** @param {[string, object]} post @param {string | null} [said] */
async function tell([path, body], said = null) {
  const answer = await api.control(path, body);
  if (!answer.ok) toast(answer.shown ?? "That did not work.", true);
  else if (said) toast(`${said}: it is set.`);
  await refresh();
}
