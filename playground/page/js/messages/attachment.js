// Draws an attachment: its bar, author, title, text or blocks, fields, picture and footer.
import { h } from "../kit/dom.js";
import { blocks } from "../blocks/blocks.js";
import { mrkdwn } from "../blocks/mrkdwn.js";
import { image } from "../blocks/parts.js";
import { names } from "../kit/store.js";

/** @param {Attachment} one @param {Surface} surface */
export function attachment(one, surface) {
  const colour = /^#?[0-9a-f]{6}$/i.test(one.color ?? "")
    ? `#${(one.color ?? "").replace("#", "")}`
    : "var(--line-strong)";
  return [
    one.pretext && h("p", null, mrkdwn(one.pretext, names)),
    h(
      "div",
      { class: "attachment", vars: { "--bar": colour } },
      one.author_name && h("p", { class: "attachment-author" }, one.author_name),
      one.title && h("p", { class: "attachment-title" }, title(one)),
      one.blocks ? blocks(one.blocks, surface) : words(one),
      one.fields && h("div", { class: "fields" }, one.fields.map(field)),
      one.image_url && image(one.image_url, one.title ?? "picture"),
      one.footer && h("p", { class: "attachment-footer" }, mrkdwn(one.footer, names)),
    ),
  ];
}

/** @param {Attachment} one */
function title(one) {
  const to = /^https?:/.test(one.title_link ?? "") && one.title_link;
  const said = mrkdwn(one.title ?? "", names);
  return to ? h("a", { href: to, target: "_blank", rel: "noopener noreferrer" }, said) : said;
}

/** @param {Attachment} one */
function words(one) {
  const bare = !one.title && !one.fields && !one.image_url && one.fallback;
  const said = one.text ?? (bare || "");
  return said && h("div", { class: "text-block" }, mrkdwn(said, names));
}

/** @param {{ title?: string, value?: string }} one */
function field(one) {
  return h("div", { class: "text-block" }, h("strong", null, one.title ?? ""), h("br"), mrkdwn(one.value ?? "", names));
}
