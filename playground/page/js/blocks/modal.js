// Draws the modal on top of the person's stack: title, blocks, errors, submit and close.
import { h } from "../kit/dom.js";
import { blocks } from "./blocks.js";
import { modalSurface } from "./surfaces.js";
import { plain } from "./mrkdwn.js";
import { perform } from "../session/actions.js";
import { store, redraw } from "../kit/store.js";

const CONNECTION = "We had some trouble connecting. Try again?";

/** @param {View[]} views */
function stackName(views) {
  return JSON.stringify(views.map((one) => one.id));
}

/**
 * `note` is drawn above the form's blocks.
 * @param {Child} note
 */
export function modal(note) {
  const views = store.page?.modal?.views ?? [];
  if (!views.length || store.hiddenModal === stackName(views)) return null;
  const shown = views[views.length - 1];
  return h(
    "dialog",
    {
      key: `modal of ${store.as}`,
      class: "modal",
      "aria-labelledby": "modal-title",
      "data-view-id": shown.id,
      "data-callback-id": shown.view.callback_id,
      oncreated: (el) => el.showModal(),
      oncancel: (event) => {
        event.preventDefault();
        leave(views, "back");
      },
    },
    form(shown, views, note),
  );
}

/** @param {View} shown @param {View[]} views @param {Child} note */
function form(shown, views, note) {
  const { view } = shown;
  const busy = shown.busy || store.waiting.has(`submit ${shown.id}`);
  return h(
    "form",
    {
      key: shown.id,
      novalidate: true,
      "aria-busy": busy ? "true" : undefined,
      onsubmit: (event) => {
        event.preventDefault();
        if (!busy && view.submit) submit(shown);
      },
      oncreated: (el) => (el.querySelector("[data-wants-focus]") ?? el.querySelector(FIRST_FIELD))?.focus(),
    },
    h(
      "header",
      { class: "modal-head" },
      views.length > 1 &&
        h(
          "button",
          { type: "button", class: "icon-button", "aria-label": "Back", onclick: () => leave(views, "back") },
          "‹",
        ),
      h("h2", { id: "modal-title" }, plain(view.title.text)),
      h(
        "button",
        { type: "button", class: "icon-button", "aria-label": "Close modal", onclick: () => leave(views, "close") },
        "×",
      ),
    ),
    note,
    trouble(shown),
    h("div", { class: "modal-body blocks" }, blocks(view.blocks, modalSurface(shown))),
    foot(shown, views, busy),
  );
}

const FIRST_FIELD = ".modal-body input, .modal-body textarea, .modal-body button, .modal-body a, .modal-foot button";

/** @param {View} shown */
function trouble(shown) {
  const words = store.troubles.get(shown.id);
  return (
    words &&
    h(
      "div",
      { class: "modal-trouble", role: "alert", key: "trouble" },
      h("span", { "aria-hidden": "true" }, "⚠ "),
      words,
    )
  );
}

/** @param {View} shown @param {View[]} views @param {boolean} busy */
function foot(shown, views, busy) {
  const { view } = shown;
  const close = view.close?.text ?? (view.submit ? "Cancel" : "Close");
  return h(
    "footer",
    { class: "modal-foot", key: "foot" },
    h("button", { type: "button", class: "button", onclick: () => leave(views, "back") }, plain(close)),
    view.submit &&
      h(
        "button",
        {
          type: "submit",
          class: busy ? "button primary waiting" : "button primary",
          disabled: busy,
          "aria-busy": busy ? "true" : undefined,
        },
        plain(view.submit.text),
      ),
  );
}

/** @param {View} shown */
async function submit(shown) {
  store.troubles.delete(shown.id);
  const answer = await perform("submit", { values: laidOver(shown) }, { key: `submit ${shown.id}` });
  const errors = Object.keys(answer.errors ?? {});
  if (!answer.ok && !errors.length) store.troubles.set(shown.id, answer.shown ?? CONNECTION);
  redraw();
  if (errors.length) requestAnimationFrame(() => requestAnimationFrame(() => showFirstError()));
}

/** @param {View} shown */
function laidOver(shown) {
  /** @type {Record<string, Record<string, Value>>} */
  const values = {};
  for (const [path, value] of store.typed.get(shown.id) ?? []) {
    const [block, action] = path.split("\n");
    values[block] = { ...values[block], [action]: value };
  }
  return values;
}

function showFirstError() {
  const first = document.querySelector("dialog.modal [aria-invalid=true]");
  first?.closest(".block")?.scrollIntoView({ block: "center" });
  (first?.matches("fieldset") ? first.querySelector("input") : first)?.focus({ preventScroll: true });
}

/**
 * The whole stack vanishes at once, as in Slack; the server hears of it meanwhile.
 * @param {View[]} views
 * @param {string} verb
 */
function leave(views, verb) {
  if (verb === "close" || views.length === 1) store.hiddenModal = stackName(views);
  return perform(verb, {}, { quiet: true });
}
