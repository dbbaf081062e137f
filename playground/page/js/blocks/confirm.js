// Asks "are you sure?" as a confirm object of Block Kit describes it, before a click counts.
import { h } from "../kit/dom.js";
import { mrkdwn, plain } from "./mrkdwn.js";
import { store, redraw, names } from "../kit/store.js";

/** @param {Confirm | undefined} confirm @param {() => unknown} proceed */
export function confirmed(confirm, proceed) {
  if (!confirm) {
    proceed();
    return;
  }
  store.confirm = { confirm, proceed, giveBackTo: document.activeElement };
  redraw();
}

export function confirmDialog() {
  if (!store.confirm) return null;
  const { confirm, proceed } = store.confirm;
  /** @param {() => unknown} [after] */
  const leave = (after) => {
    const giveBackTo = /** @type {HTMLElement | null} */ (store.confirm?.giveBackTo ?? null);
    store.confirm = null;
    redraw();
    if (giveBackTo?.isConnected) giveBackTo.focus();
    after?.();
  };
  const words = confirm.text.type === "mrkdwn" ? mrkdwn(confirm.text.text, names) : plain(confirm.text.text);
  return h(
    "dialog",
    {
      key: "confirm",
      class: "confirm",
      "aria-label": confirm.title.text,
      oncreated: (el) => el.showModal(),
      oncancel: (event) => {
        event.preventDefault();
        leave();
      },
    },
    h("h2", null, plain(confirm.title.text)),
    h("p", null, words),
    h(
      "div",
      { class: "dialog-buttons" },
      h("button", { type: "button", class: "button", onclick: () => leave() }, plain(confirm.deny?.text ?? "Cancel")),
      h(
        "button",
        {
          type: "button",
          class: confirm.style === "danger" ? "button danger solid" : "button primary",
          onclick: () => leave(proceed),
        },
        plain(confirm.confirm?.text ?? "Yes"),
      ),
    ),
  );
}

/**
 * The page's own questions, put in the same form.
 * @param {string} title
 * @param {string} words
 * @param {string} yes
 * @param {() => unknown} proceed
 */
export function ask(title, words, yes, proceed) {
  /** @param {string} value */
  const text = (value) => ({ type: "plain_text", text: value });
  confirmed(
    { title: text(title), text: text(words), confirm: text(yes), deny: text("Cancel"), style: "danger" },
    proceed,
  );
}
