// Turns Slack's mrkdwn into descriptions of elements; text from people only ever becomes text.
import { h } from "../kit/dom.js";
import { character } from "../kit/emoji.js";
import { slackDate } from "../kit/time.js";

/** @typedef {{ node: Drawn, end: number }} Token what begins at a place of a line, and where it ends */

/** @type {Record<string, string>} */
const ENTITIES = { "&lt;": "<", "&gt;": ">", "&amp;": "&" };
/** @type {Record<string, string>} */
const STYLES = { "*": "strong", _: "em", "~": "s" };
const WORD = /[\p{L}\p{N}]/u;

/** @param {string} text */
function unescape(text) {
  return text.replace(/&(?:lt|gt|amp);/g, (entity) => ENTITIES[entity]);
}

/**
 * `names` answers who or what an id stands for: person(id), channel(id), group(id) → text or null.
 * @param {string | null | undefined} text
 * @param {Names} names
 */
export function mrkdwn(text, names) {
  return fences(text ?? "", names);
}

/** @param {string | null | undefined} text @param {boolean} [withEmoji] */
export function plain(text, withEmoji = true) {
  if (!withEmoji) return [text ?? ""];
  return (text ?? "").split(/(:[a-z0-9_+'-]+(?:::skin-tone-\d)?:)/).map((piece) => {
    return /^:.+:$/.test(piece) ? emoji(piece.slice(1, -1)) : piece;
  });
}

/**
 * One line without any mark-up, for notifications, previews and labels.
 * @param {string | null | undefined} text
 * @param {Names} names
 */
export function flat(text, names) {
  return editable(text, names)
    .replace(/\s+/g, " ")
    .replace(/:([a-z0-9_+'-]+):/g, (whole, name) => character(name) ?? whole);
}

/**
 * What a person would have typed: names for ids, no entities.
 * @param {string | null | undefined} text
 * @param {Names} names
 */
export function editable(text, names) {
  return unescape((text ?? "").replace(/<([^<>\n]+)>/g, (_, inside) => tokenText(inside, names)));
}

/** @param {string} name */
export function emoji(name) {
  const char = character(name);
  if (!char) return h("span", { class: "emoji-unknown" }, `:${name}:`);
  return h("span", { class: "emoji", role: "img", "aria-label": name.replaceAll("_", " "), title: `:${name}:` }, char);
}

/** @param {string} text @param {Names} names */
function fences(text, names) {
  return text.split(/```([\s\S]+?)```\n?/).flatMap((piece, index) => {
    if (index % 2) return h("pre", { class: "code-block", tabindex: "0" }, code(piece.replace(/^\n|\n$/g, ""), names));
    return quotes(piece, names);
  });
}

/** @param {string} text @param {Names} names */
function quotes(text, names) {
  /** @type {Child[]} */
  const out = [];
  /** @type {string[]} */
  let quoted = [];
  const lines = text.split("\n");
  const flush = () => {
    if (quoted.length) out.push(h("blockquote", null, lined(quoted, names)));
    quoted = [];
  };
  for (let index = 0; index < lines.length; index += 1) {
    const all = lines[index].match(/^(?:&gt;|>){3} ?/);
    const one = lines[index].match(/^(?:&gt;|>) ?/);
    if (all) {
      quoted.push(lines[index].slice(all[0].length), ...lines.slice(index + 1));
      break;
    }
    if (one) {
      quoted.push(lines[index].slice(one[0].length));
      continue;
    }
    if (quoted.length) flush();
    else if (index) out.push(h("br"));
    out.push(...inline(lines[index], names));
  }
  flush();
  return out;
}

/** @param {string[]} lines @param {Names} names */
function lined(lines, names) {
  return lines.flatMap((line, index) => (index ? [h("br"), ...inline(line, names)] : inline(line, names)));
}

/** @param {string} line @param {Names} names @returns {Child[]} */
function inline(line, names) {
  /** @type {Child[]} */
  const out = [];
  let text = "";
  const flush = () => {
    if (text) out.push(unescape(text));
    text = "";
  };
  for (let at = 0; at < line.length;) {
    const found = tokenAt(line, at, names);
    if (found) {
      flush();
      out.push(found.node);
      at = found.end;
    } else {
      text += line[at];
      at += 1;
    }
  }
  flush();
  return out;
}

/** @param {string} line @param {number} at @param {Names} names @returns {Token | null} */
function tokenAt(line, at, names) {
  const char = line[at];
  if (char === "`") return codeAt(line, at, names);
  if (char === "<") return angleAt(line, at, names);
  if (char === ":") return emojiAt(line, at);
  if (STYLES[char]) return styleAt(line, at, names);
  return null;
}

/** @param {string} line @param {number} at @param {Names} names */
function codeAt(line, at, names) {
  const end = line.indexOf("`", at + 1);
  if (end < at + 2) return null;
  return { node: h("code", null, code(line.slice(at + 1, end), names)), end: end + 1 };
}

/**
 * Inside code Slack still shows names and addresses, but formats nothing.
 * @param {string} text
 * @param {Names} names
 */
function code(text, names) {
  return unescape(text.replace(/<([^<>\n]+)>/g, (_, inside) => tokenText(inside, names)));
}

/** @param {string} line @param {number} at */
function emojiAt(line, at) {
  const match = /^:([a-z0-9_+'-]+(?:::skin-tone-\d)?):/.exec(line.slice(at, at + 60));
  if (!match || !character(match[1])) return null;
  return { node: emoji(match[1]), end: at + match[0].length };
}

/** @param {string} line @param {number} at @param {Names} names @returns {Token | null} */
function styleAt(line, at, names) {
  const mark = line[at];
  if (at > 0 && (WORD.test(line[at - 1]) || line[at - 1] === mark)) return null;
  if (!line[at + 1] || /\s/.test(line[at + 1]) || line[at + 1] === mark) return null;
  const end = closing(line, at, mark);
  if (end < 0) return null;
  return { node: h(STYLES[mark], null, inline(line.slice(at + 1, end), names)), end: end + 1 };
}

/** @param {string} line @param {number} at @param {string} mark */
function closing(line, at, mark) {
  for (let end = at + 1; end < line.length; end += 1) {
    if (line[end] === "<" || line[end] === "`") {
      const over = line.indexOf(line[end] === "<" ? ">" : "`", end + 1);
      if (over > 0) end = over;
    } else if (line[end] === mark && !/\s/.test(line[end - 1]) && end > at + 1) {
      if (!line[end + 1] || !(WORD.test(line[end + 1]) || line[end + 1] === mark)) return end;
    }
  }
  return -1;
}

/** @param {string} line @param {number} at @param {Names} names */
function angleAt(line, at, names) {
  const end = line.indexOf(">", at + 1);
  if (end < at + 2) return null;
  const inside = line.slice(at + 1, end);
  if (/[<\n]/.test(inside)) return null;
  return { node: tokenNode(inside, names), end: end + 1 };
}

/** @param {string} inside @param {Names} names */
function tokenNode(inside, names) {
  const [target] = inside.split("|");
  if (/^[@#!]/.test(target)) {
    if (target.startsWith("!date^")) return h("time", { class: "date-token" }, tokenText(inside, names));
    const mine = target === `@${names.me?.()}` || /^!(here|channel|everyone)/.test(target);
    return h("span", { class: mine ? "mention mention-me" : "mention" }, tokenText(inside, names));
  }
  return link(unescape(target), tokenText(inside, names));
}

/** @param {string} address @param {string} label */
export function link(address, label) {
  if (!/^(https?:|mailto:|tel:)/i.test(address)) return h("span", { class: "link-dead" }, label || address);
  return h("a", { href: address, target: "_blank", rel: "noopener noreferrer", title: address }, label || address);
}

/** @param {string} inside @param {Names} names */
function tokenText(inside, names) {
  const bar = inside.indexOf("|");
  const target = bar < 0 ? inside : inside.slice(0, bar);
  const label = bar < 0 ? "" : inside.slice(bar + 1);
  if (target.startsWith("@")) return `@${names.person(target.slice(1)) ?? (label || target.slice(1))}`;
  if (target.startsWith("#")) return `#${names.channel(target.slice(1)) ?? (label || target.slice(1))}`;
  if (target.startsWith("!subteam^")) {
    return `@${(names.group(target.slice(9)) ?? (label || target.slice(9))).replace(/^@/, "")}`;
  }
  if (target.startsWith("!date^")) return slackDate(target, unescape(label));
  if (target.startsWith("!")) return `@${target.slice(1)}`;
  return unescape(label || target.replace(/^mailto:/, ""));
}
