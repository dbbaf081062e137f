// Offers emoji to choose from: favourites first, others by what is typed of their names.
import { emoji } from "../blocks/mrkdwn.js";
import { h } from "../kit/dom.js";
import { FAVOURITES, findEmoji } from "../kit/emoji.js";
import { close, floating, isOpen } from "../kit/popup.js";
import { redraw } from "../kit/store.js";

const MOST = 24;

/** @type {{ key: string | null, text: string }} */
let typed = { key: null, text: "" };

/** @param {string} key @param {(name: string) => unknown} choose */
export function emojiPicker(key, choose) {
  if (!isOpen(key)) return null;
  if (typed.key !== key) typed = { key, text: "" };
  const exact = typed.text.replace(/^:|:$/g, "").toLowerCase();
  const found = exact ? findEmoji(exact, MOST) : FAVOURITES;
  /** @param {string} name */
  const pick = (name) => {
    typed = { key: null, text: "" };
    close(true);
    choose(name);
  };
  return floating(
    key,
    { role: "dialog", "aria-label": "Choose an emoji", class: "emoji-picker to-right" },
    nameField(exact, () => pick(found.includes(exact) ? exact : (found[0] ?? exact))),
    h(
      "div",
      { class: "emoji-grid" },
      found.map((name) => cell(name, pick)),
    ),
    exact && !found.includes(exact) && asTyped(exact, pick),
  );
}

/** @param {string} exact @param {() => void} pickFirst */
function nameField(exact, pickFirst) {
  return h("input", {
    key: "find",
    type: "text",
    class: "field",
    "aria-label": "Emoji name",
    placeholder: "Type a name, e.g. ticket",
    value: typed.text,
    oninput: (event) => {
      typed.text = event.currentTarget.value;
      redraw();
    },
    onkeydown: (event) => {
      if (event.key !== "Enter" || !exact) return;
      event.preventDefault(); // else the same key press would click the button that gets the focus back
      pickFirst();
    },
  });
}

/** @param {string} name @param {(name: string) => void} pick */
function cell(name, pick) {
  const label = `:${name}:`;
  return h(
    "button",
    { key: name, type: "button", "aria-label": label, title: label, onclick: () => pick(name) },
    emoji(name),
  );
}

/** @param {string} name @param {(name: string) => void} pick */
function asTyped(name, pick) {
  return h(
    "button",
    { key: "as typed", type: "button", class: "menu-item", onclick: () => pick(name) },
    `React with :${name}:`,
  );
}
