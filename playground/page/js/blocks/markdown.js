// Turns the markdown of a markdown block into descriptions of elements; what is no mark stays text.
import { h } from "../kit/dom.js";

const FENCE = /^```[^\n]*\n([\s\S]*?)^```[ \t]*$/m;
const MARK =
  /`([^`]+)`|\*\*(.+?)\*\*|__(.+?)__|~~(.+?)~~|\*([^\s*](?:[^*]*[^\s*])?)\*|(?<!\w)_([^_]+)_(?!\w)|\[([^\]]+)\]\(((?:https?:|mailto:)[^)\s]+)\)/;
const STYLES = ["code", "strong", "strong", "s", "em", "em"];
/** @type {[RegExp, string][]} how a line of a list or quote begins, and what holds such lines */
const GROUPS = [
  [/^\s*[-*+] +/, "ul"],
  [/^\s*\d+[.)] +/, "ol"],
  [/^> ?/, "blockquote"],
];

/** @param {string} text @returns {Child[]} */
export function markdown(text) {
  /** @type {Child[][]} */
  const parts = text.split(FENCE).map((piece, index) => (index % 2 ? [fenced(piece)] : paragraphs(piece)));
  return parts.flat();
}

/** @param {string} code */
function fenced(code) {
  return h("pre", { class: "code-block", tabindex: "0" }, code.replace(/\n$/, ""));
}

/** @param {string} text @returns {Child[]} */
function paragraphs(text) {
  /** @type {Child[]} */
  const out = [];
  const lines = text.replace(/^\n+|\n+$/g, "").split("\n");
  while (lines.length) {
    const group = GROUPS.find(([begins]) => begins.test(lines[0]));
    if (group) out.push(grouped(lines, ...group));
    else out.push(...line(lines.shift() ?? "", out.length > 0));
  }
  return out;
}

/** Takes the lines that belong together off the front. @param {string[]} lines @param {RegExp} begins @param {string} tag */
function grouped(lines, begins, tag) {
  const taken = [];
  while (lines.length && begins.test(lines[0])) taken.push((lines.shift() ?? "").replace(begins, ""));
  if (tag === "blockquote") return h(tag, null, markdown(taken.join("\n")));
  return h(
    tag,
    null,
    taken.map((one) => h("li", null, inline(one))),
  );
}

/** @param {string} text @param {boolean} follows @returns {Child[]} */
function line(text, follows) {
  const heading = /^#{1,6} +(.*)$/.exec(text);
  if (heading) return [h("p", null, h("strong", null, inline(heading[1])))];
  if (/^ *([-*_])(?: *\1){2,} *$/.test(text)) return [h("hr")];
  return follows ? [h("br"), ...inline(text)] : inline(text);
}

/** @param {string} text @returns {Child[]} */
function inline(text) {
  const found = MARK.exec(text);
  if (!found) return text ? [text] : [];
  const [whole, ...parts] = found;
  const style = parts.slice(0, STYLES.length).findIndex((part) => part !== undefined);
  const link = { href: parts[7], target: "_blank", rel: "noopener noreferrer" };
  const node =
    style < 0 ? h("a", link, inline(parts[6])) : h(STYLES[style], null, style ? inline(parts[style]) : parts[style]);
  return [...inline(text.slice(0, found.index)), node, ...inline(text.slice(found.index + whole.length))];
}
