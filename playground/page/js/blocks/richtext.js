// Draws rich_text blocks: sections, lists, quotes and preformatted text, styles inside them.
import { h } from "../kit/dom.js";
import { emoji, link } from "./mrkdwn.js";
import { lines, unsupported } from "./parts.js";
import { slackDate } from "../kit/time.js";

/** @param {Block} block @param {Names} names */
export function richText(block, names) {
  return h(
    "div",
    { class: "rich-text" },
    block.elements.map((element) => part(element, names)),
  );
}

/** @param {RichText} element @param {Names} names */
function part(element, names) {
  const inner = () => element.elements.flatMap((one) => inlinePart(one, names));
  switch (element.type) {
    case "rich_text_section":
      return h("p", null, inner());
    case "rich_text_quote":
      return h("blockquote", null, inner());
    case "rich_text_preformatted":
      return h("pre", { class: "code-block", tabindex: "0" }, inner());
    case "rich_text_list":
      return h(
        element.style === "ordered" ? "ol" : "ul",
        {
          class: `rich-list indent-${element.indent ?? 0}`,
          start: element.offset ? String(element.offset + 1) : undefined,
        },
        element.elements.map((item) =>
          h(
            "li",
            null,
            item.elements.flatMap((one) => inlinePart(one, names)),
          ),
        ),
      );
    default:
      return unsupported(element.type);
  }
}

/** @param {RichText} piece @param {Names} names @returns {Child[]} */
function inlinePart(piece, names) {
  switch (piece.type) {
    case "text":
      return styled(lines(piece.text), piece.style);
    case "link":
      return styled([link(piece.url, piece.text ?? piece.url)], piece.style);
    case "emoji":
      return [emoji(piece.name)];
    case "user":
      return [mention(`@${names.person(piece.user_id) ?? piece.user_id}`, piece.user_id === names.me?.())];
    case "channel":
      return [mention(`#${names.channel(piece.channel_id) ?? piece.channel_id}`)];
    case "usergroup":
      return [mention(`@${names.group(piece.usergroup_id) ?? piece.usergroup_id}`)];
    case "broadcast":
      return [mention(`@${piece.range}`, true)];
    case "date":
      return [
        h("time", { class: "date-token" }, slackDate(`!date^${piece.timestamp}^${piece.format}`, piece.fallback ?? "")),
      ];
    default:
      return [h("span", { class: "unsupported" }, `unsupported: ${piece.type}`)];
  }
}

/** @param {string} text @param {boolean} [mine] */
function mention(text, mine = false) {
  return h("span", { class: mine ? "mention mention-me" : "mention" }, text);
}

/** @param {Child[]} nodes @param {Record<string, boolean>} [style] @returns {Child[]} */
function styled(nodes, style = {}) {
  const tags = { code: "code", bold: "strong", italic: "em", strike: "s" };
  return Object.entries(tags).reduce((inside, [name, tag]) => (style[name] ? [h(tag, null, inside)] : inside), nodes);
}
