// Edits a message where it stands.
import { h } from "../kit/dom.js";
import { perform } from "../session/actions.js";
import { store, redraw } from "../kit/store.js";
import { boxOf, hints, writing } from "./writing.js";

/** @param {Message} one @param {string} channel */
export function editor(one, channel) {
  const key = `edit ${one.ts}`;
  const leave = () => {
    store.editing = null;
    store.drafts.delete(key);
    redraw();
  };
  /** @param {HTMLTextAreaElement} el */
  const save = async (el) => {
    const text = el.value.trim();
    if (!text) return;
    const answer = await perform("edit", { channel, ts: one.ts, text });
    if (answer.ok) leave();
  };
  return h(
    "div",
    { class: "editor", key: "editor" },
    hints(key),
    h(
      "div",
      { class: "composer-box" },
      writing({
        key,
        channel,
        draft: store.drafts.get(key) ?? "",
        placeholder: "Edit message",
        onsend: save,
        oncancel: leave,
        autofocus: true,
      }),
    ),
    h(
      "div",
      { class: "dialog-buttons" },
      h("button", { type: "button", class: "button small", onclick: leave }, "Cancel"),
      h(
        "button",
        { type: "button", class: "button primary small", onclick: (event) => save(boxOf(event.currentTarget)) },
        "Save",
      ),
    ),
  );
}
