// Turns emoji short names into characters and finds names by what a person types.
import { EMOJI } from "./emoji_table.js";

const SKIN = ["", "", "🏻", "🏼", "🏽", "🏾", "🏿"];
const WITHOUT_COLOR = /\uFE0F/u; // asks for the colour picture; a skin tone asks for it by itself

/** @type {Map<string, string>} */
const BY_NAME = new Map();
for (const entry of EMOJI.flatMap((group) => group.split("|"))) {
  const [names, char] = entry.split(" ");
  for (const name of names.split(",")) BY_NAME.set(name, char);
}

export const FAVOURITES = ["ticket", "sos", "hourglass", "white_check_mark", "eyes", "+1"];

/** @param {string} shortName */
export function character(shortName) {
  const [name, tone] = shortName.split("::skin-tone-");
  const found = BY_NAME.get(name);
  return found === undefined ? null : toned(found, SKIN[Number(tone)] ?? "");
}

/** @param {string} char @param {string} tone */
function toned(char, tone) {
  if (!tone) return char;
  const [first, ...rest] = char;
  return first + tone + rest.join("").replace(WITHOUT_COLOR, "");
}

/** @param {string} typed @param {number} [limit] */
export function findEmoji(typed, limit = 8) {
  const wanted = typed.toLowerCase().replace(/^:|:$/g, "");
  const names = [...BY_NAME.keys()].filter((name) => name.includes(wanted));
  names.sort((a, b) => Number(b.startsWith(wanted)) - Number(a.startsWith(wanted)) || a.length - b.length);
  return names.slice(0, limit);
}
