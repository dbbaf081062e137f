// Finds what a half-typed command, mention, channel or emoji could become.
import { character, findEmoji } from "../kit/emoji.js";
import { store, conversation } from "../kit/store.js";

const MOST = 8;

/** @typedef {{ insert: string, label: string, note: string, mark: string | null, whole?: boolean }} Completion */

/**
 * What the text up to the caret offers: {from, options: [{insert, label, note, mark}]} or null.
 * @param {string} before
 * @param {string} channelId
 */
export function completionsFor(before, channelId) {
  const command = /^\/(\S*)$/.exec(before);
  if (command) return offer(0, commands(`/${command[1]}`));
  const word = /(?:^|\s)([@#:])([\p{L}\p{N}_+'. -]*)$/u.exec(before);
  if (!word || word[2].length > 30) return null;
  const from = before.length - word[2].length - 1;
  if (word[1] === "@") return offer(from, mentions(word[2], channelId));
  if (word[1] === "#") return offer(from, channels(word[2]));
  return word[2].length >= 2 && !word[2].includes(" ") ? offer(from, emojis(word[2])) : null;
}

/** @param {number} from @param {Completion[]} options */
function offer(from, options) {
  return options.length ? { from, options: options.slice(0, MOST) } : null;
}

/** @param {string} typed */
function commands(typed) {
  return store.page.commands
    .filter((one) => one.command.startsWith(typed))
    .map((one) => ({
      insert: `${one.command} `,
      label: [one.command, one.usage_hint].filter(Boolean).join(" "),
      note: one.description,
      mark: "/",
      whole: one.command === typed,
    }));
}

/** @param {string} typed @param {string} channelId */
function mentions(typed, channelId) {
  const members = new Set(conversation(channelId)?.members ?? []);
  const wanted = typed.toLowerCase();
  /** @param {(string | undefined)[]} texts */
  const fits = (...texts) =>
    texts.some((text) =>
      text
        ?.toLowerCase()
        .split(/\s+/)
        .some((_, index, words) => words.slice(index).join(" ").startsWith(wanted)),
    );
  const people = store.page.people
    .filter((one) => fits(one.real_name, one.name))
    .sort((a, b) => Number(members.has(b.id)) - Number(members.has(a.id)))
    .map((one) => ({
      insert: `@${one.is_bot ? one.name : one.real_name} `,
      label: one.real_name,
      note: [one.is_bot ? "app" : one.title || one.team_name, members.has(one.id) ? null : "not in this channel"]
        .filter(Boolean)
        .join(" · "),
      mark: "@",
    }));
  const groups = store.page.usergroups
    .filter((one) => fits(one.handle, one.name))
    .map((one) => ({
      insert: `@${one.handle.replace(/^@/, "")} `,
      label: `@${one.handle.replace(/^@/, "")}`,
      note: one.name,
      mark: "@",
    }));
  const all = [
    ["here", "everyone active here"],
    ["channel", "everyone in this channel"],
  ]
    .filter(([name]) => fits(name) && wanted)
    .map(([name, note]) => ({ insert: `@${name} `, label: `@${name}`, note, mark: "@" }));
  return [...people, ...groups, ...all];
}

/** @param {string} typed */
function channels(typed) {
  return store.page.channels
    .filter((one) => one.name.startsWith(typed.toLowerCase()))
    .map((one) => ({ insert: `#${one.name} `, label: `#${one.name}`, note: one.topic ?? "", mark: "#" }));
}

/** @param {string} typed */
function emojis(typed) {
  return findEmoji(typed, MOST).map((name) => ({
    insert: `:${name}: `,
    label: `:${name}:`,
    note: "",
    mark: character(name),
  }));
}
