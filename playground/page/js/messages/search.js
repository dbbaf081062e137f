// Finds messages by their words, in every conversation that one is in.
import { flat } from "../blocks/mrkdwn.js";

/** @typedef {{ message: Message, channel: Channel, root: string | null, words: string }} Hit `root` of its thread */

/**
 * Returns the messages that hold all the words, the newest first.
 * @param {Channel[]} channels
 * @param {string} typed
 * @param {Names} names
 * @returns {Hit[]}
 */
export function search(channels, typed, names) {
  const wanted = typed.toLowerCase().split(/\s+/).filter(Boolean);
  if (!wanted.length) return [];
  const hits = channels.flatMap((channel) =>
    channel.messages.flatMap((root) => [
      hit(root, channel, root.thread_ts, names),
      ...root.replies.map((reply) => hit(reply, channel, root.ts, names)),
    ]),
  );
  const told = new Set();
  return hits
    .filter(({ message, words }) => {
      const seen = told.has(message.ts); // a reply sent to the channel too stands there twice
      told.add(message.ts);
      const all = `${message.name} ${words}`.toLowerCase();
      return !seen && wanted.every((word) => all.includes(word));
    })
    .sort((a, b) => Number(b.message.ts) - Number(a.message.ts));
}

/**
 * @param {Message} message
 * @param {Channel} channel
 * @param {string | null} root
 * @param {Names} names
 * @returns {Hit}
 */
function hit(message, channel, root, names) {
  const blocks = (message.blocks ?? []).map((block) => block.text?.text ?? "").filter(Boolean);
  return { message, channel, root, words: flat([message.text, ...blocks].join(" "), names) };
}
