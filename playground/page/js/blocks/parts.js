// Draws what blocks and elements are both made of: texts, lines and pictures.
import { h } from "../kit/dom.js";
import { mrkdwn, plain } from "./mrkdwn.js";

/** @param {string} what */
export function unsupported(what) {
  return h("div", { class: "unsupported", role: "note" }, `unsupported: ${what}`);
}

/** @param {TextObject | undefined} object @param {Surface} ctx */
export function text(object, ctx) {
  if (!object) return [];
  if (object.type === "mrkdwn") return mrkdwn(object.text, ctx.names);
  return plain(object.text, object.emoji !== false).flatMap((piece) =>
    typeof piece === "string" ? lines(piece) : [piece],
  );
}

/** @param {string} value */
export function lines(value) {
  return value.split("\n").flatMap((line, index) => (index ? [h("br"), line] : [line]));
}

/**
 * Pictures from elsewhere are named, not fetched: nothing here leaves this machine.
 * @param {string | undefined} address
 * @param {string} alt
 * @param {Child} [title]
 */
export function image(address, alt, title = null) {
  const local = /^(\/|data:image\/)/.test(address ?? "") || (address ?? "").startsWith(`${location.origin}/`);
  return h(
    "figure",
    { class: "image" },
    title && h("figcaption", null, title),
    local
      ? h("img", { src: address, alt })
      : h("span", { class: "image-elsewhere", title: address }, `🖼 ${alt || "picture"}`),
  );
}
