// One ticket of the console: what it is, what was said publicly and privately, and what can be done with it.
import { h } from "../kit/dom.js";
import { base64, perform } from "../session/actions.js";
import { icon } from "../kit/icons.js";
import { store, now } from "../kit/store.js";
import { shortTime, utcTime } from "../kit/time.js";

/** @type {[string, string][]} */
const STATUSES = ["new", "open", "pending", "hold", "solved", "closed"].map((one) => [one, one]);
/** @type {[string, string][]} */
const PRIORITIES = ["", "low", "normal", "high", "urgent"].map((one) => [one, one || "none"]);

/** @param {DeskTicket} ticket */
export function ticketView(ticket) {
  const { app, me } = store.page;
  const over = ticket.is_deleted || ticket.merged_into !== null || ticket.status === "closed";
  return h(
    "div",
    { key: ticket.id },
    h("p", { class: "desk-subject" }, ticket.subject),
    h(
      "p",
      { class: "desk-about" },
      h("span", { class: `desk-status ${ticket.status}` }, ticket.status),
      ` for ${ticket.requester}`,
      ticket.external_id && ` · ${ticket.external_id}`,
      ticket.tags.length > 0 && ` · ${ticket.tags.join(", ")}`,
    ),
    app.installed_here && !over ? settings(ticket) : h("p", { class: "desk-about" }, standing(ticket)),
    h(
      "ol",
      { class: "desk-comments", "aria-label": "Comments" },
      ticket.comments.map((one) => comment(one)),
    ),
    over
      ? h("p", { class: "empty" }, `This ticket is ${ticket.status}: nothing more is written here.`)
      : answerForm(ticket, app.installed_here, me),
  );
}

/** @param {DeskTicket} ticket */
function standing(ticket) {
  return `Priority: ${ticket.priority ?? "none"}. Assignee: ${ticket.assignee ?? "nobody"}.`;
}

/** @param {DeskTicket} ticket */
function settings(ticket) {
  /** @param {string} name @returns {(value: string) => unknown} */
  const set = (name) => (value) => perform("console", { ticket: ticket.id, [name]: value });
  /** @type {[string, string][]} */
  const agents = store.page.people.filter((one) => !one.is_bot && isAgent(one)).map((one) => [one.id, one.real_name]);
  const statuses = STATUSES.filter(([one]) => one !== "new" || ticket.status === "new");
  const priorities = PRIORITIES.filter(([one]) => one || !ticket.priority);
  return h(
    "div",
    { class: "desk-settings" },
    choice("Status", statuses, ticket.status, set("status")),
    choice("Priority", priorities, ticket.priority ?? "", set("priority")),
    choice("Assignee", [["nobody", "nobody"], ...agents], ticket.assignee_user ?? "nobody", set("assignee")),
  );
}

/** @param {Person} one */
function isAgent(one) {
  return store.page.workspaces.some((team) => team.id === one.team_id && team.app_installed);
}

/** @param {DeskComment} one */
function comment(one) {
  const kind = one.public ? "Public" : "Private note";
  return h(
    "li",
    { class: one.public ? "desk-comment" : "desk-comment private", key: one.id },
    h(
      "p",
      { class: "call-head" },
      icon(one.public ? "reply" : "lock"),
      h("strong", null, one.author),
      h("span", { class: "desk-kind" }, one.by_api ? `${kind}, by the app` : kind),
      when(one.at),
    ),
    h("p", { class: "desk-words" }, one.text),
    one.files.map((file) =>
      h("a", { class: "desk-file", key: file.url, href: file.url, download: file.name }, file.name),
    ),
  );
}

/** @param {DeskTicket} ticket @param {boolean} agent @param {Person} me */
function answerForm(ticket, agent, me) {
  return h(
    "form",
    { class: "desk-form", key: `answer ${ticket.id} ${agent}`, onsubmit: (event) => send(event, ticket) },
    h("textarea", {
      name: "words",
      class: "field",
      rows: "3",
      "aria-label": `Comment as ${me.real_name}`,
      placeholder: agent ? "Answer, or leave a note…" : "Write to the provider…",
    }),
    agent &&
      h(
        "fieldset",
        { class: "desk-kinds", "aria-label": "Who reads it" },
        kindOf("answer", "Public answer", true),
        kindOf("note", "Private note", false),
      ),
    h(
      "label",
      { class: "desk-choice" },
      h("span", null, "Files"),
      h("input", { type: "file", name: "file", multiple: true }),
    ),
    h(
      "div",
      { class: "call-keys" },
      h("button", { type: "submit", class: "button primary small" }, `Send as ${me.real_name}`),
      !agent &&
        ticket.status !== "solved" &&
        h(
          "button",
          {
            type: "button",
            class: "button small",
            onclick: () => perform("console", { ticket: ticket.id, status: "solved" }),
          },
          "Mark as solved",
        ),
    ),
  );
}

/** @param {string} value @param {string} label @param {boolean} first */
function kindOf(value, label, first) {
  // The attribute, not the property: what is chosen stays chosen when the page is drawn again.
  const chosen = { oncreated: (/** @type {HTMLInputElement} */ el) => (el.defaultChecked = first) };
  return h("label", null, h("input", { type: "radio", name: "kind", value, ...chosen }), ` ${label}`);
}

/** @param {SubmitEvent & { currentTarget: DrawnElement }} event @param {DeskTicket} ticket */
async function send(event, ticket) {
  event.preventDefault();
  const form = /** @type {HTMLFormElement} */ (/** @type {unknown} */ (event.currentTarget));
  const told = new FormData(form);
  const words = String(told.get("words")).trim();
  const chosen = told.getAll("file").flatMap((one) => (one instanceof File && one.name ? [one] : []));
  const files = await Promise.all(chosen.map(async (one) => [one.name, { base64: await base64(one) }]));
  if (!words && !files.length) return;
  const answer = await perform("console", {
    ticket: ticket.id,
    [String(told.get("kind") ?? "answer")]: words,
    ...(files.length ? { files: Object.fromEntries(files) } : null),
  });
  if (answer.ok) form.reset();
}

/** @param {string} name @param {string} label @param {string} placeholder */
export function field(name, label, placeholder) {
  return h("input", { name, class: "field", "aria-label": label, placeholder, autocomplete: "off" });
}

/**
 * @param {string} label
 * @param {[string, string][]} options
 * @param {string} value
 * @param {(value: string) => unknown} choose
 */
export function choice(label, options, value, choose) {
  // Its options must be there before one of them can be the chosen one.
  const show = (/** @type {DrawnElement} */ el) => {
    el.value = value;
  };
  return h(
    "label",
    { class: "desk-choice", key: label },
    h("span", null, label),
    h(
      "select",
      {
        class: "field",
        oncreated: show,
        onpatched: show,
        onchange: (event) => choose(event.currentTarget.value),
      },
      options.map(([one, words]) => h("option", { key: one, value: one }, words)),
    ),
  );
}

/** @param {string} at */
export function when(at) {
  const instant = new Date(at);
  return h("time", { datetime: at, title: utcTime(instant) }, shortTime(instant, now()));
}
