// Draws a person's picture: initials on their colour, or the app's mark.
import { h } from "./dom.js";
import { icon } from "./icons.js";
import { store } from "./store.js";

const GOLDEN_ANGLE = 137.5; // neighbours in the list of people get colours far apart

/** @param {string} id */
function hue(id) {
  const at = store.cast?.people?.findIndex((one) => one.id === id) ?? -1;
  return Math.round((190 + (at + 1) * GOLDEN_ANGLE) % 360);
}

/** @param {string} name */
function initials(name) {
  const words = name.split(/\s+/).filter(Boolean);
  return (words.length > 1 ? words[0][0] + words[words.length - 1][0] : name.slice(0, 2)).toUpperCase();
}

/** @param {string} id @param {string} name @param {boolean} [isBot] */
export function avatar(id, name, isBot = false) {
  const props = { "aria-hidden": "true", vars: { "--hue": String(hue(id)) } };
  if (name === "Slackbot") return h("span", { ...props, class: "avatar avatar-slackbot" }, "S");
  if (isBot) return h("span", { ...props, class: "avatar avatar-bot" }, icon("bolt"));
  return h("span", { ...props, class: "avatar" }, initials(name || "?"));
}
