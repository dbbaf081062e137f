// Writes the page's emoji table from emoji-datasource, whose short names are Slack's: `npm run emoji`.
import { readFileSync, writeFileSync } from "node:fs";

const SOURCE = new URL("../node_modules/emoji-datasource/emoji.json", import.meta.url);
export const TABLE = new URL("../playground/page/js/kit/emoji_table.js", import.meta.url);

const HEAD = `// Emoji by group, as "short_name,other_name character": made by scripts/emoji_table.js, not written by hand.
// prettier-ignore
export const EMOJI = [
`;

/** Returns the table's text: one line a group, in the order in which Slack's picker shows them. */
export function table() {
  /** @type {Map<string, string[]>} */
  const groups = new Map();
  const all = JSON.parse(readFileSync(SOURCE, "utf8"));
  for (const { category, subcategory, short_names: names, unified } of all.sort(inOrder)) {
    const group = groups.get(`${category} ${subcategory}`) ?? [];
    groups.set(`${category} ${subcategory}`, group);
    group.push(`${names.join(",")} ${character(unified)}`);
  }
  const lines = [...groups.values()].map((group) => `  ${JSON.stringify(group.join("|"))},\n`);
  return `${HEAD}${lines.join("")}];\n`;
}

/** @param {{ category: string, sort_order: number }} a @param {{ category: string, sort_order: number }} b */
function inOrder(a, b) {
  return a.sort_order - b.sort_order || a.category.localeCompare(b.category);
}

/** @param {string} unified code points in hexadecimal, with dashes between them */
function character(unified) {
  return String.fromCodePoint(...unified.split("-").map((point) => Number.parseInt(point, 16)));
}

if (process.argv[1] === new URL(import.meta.url).pathname) writeFileSync(TABLE, table());
