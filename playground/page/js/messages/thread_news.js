// Remembers how far each person has read each thread, and counts replies that concern them.
import { store, person } from "../kit/store.js";

const KEPT_AS = "threads read";
/** @type {WeakMap<Message, { seen: number, as: string, count: number }>} */
const counted = new WeakMap(); // message → what was counted for it, for as long as the server's answer stands
/** @type {Map<string, string>} */
const read = new Map(JSON.parse(sessionStorage.getItem(KEPT_AS) ?? "[]"));

/** @param {string} channelId @param {Message} root */
function place(channelId, root) {
  return `${store.as} ${channelId} ${root.ts}`;
}

/**
 * Slack tells of replies that mention you, and of all replies where you wrote yourself.
 * @param {string} channelId
 * @param {Message} root
 */
export function newReplies(channelId, root) {
  if (!root.replies.length) return 0;
  const seen = Number(read.get(place(channelId, root)) ?? 0);
  const known = counted.get(root);
  if (known?.seen === seen && known.as === store.as) return known.count;
  const count = countNew(root, seen);
  counted.set(root, { seen, as: store.as, count });
  return count;
}

/** @param {Message} root @param {number} seen */
function countNew(root, seen) {
  const follows = root.user === store.as || root.reply_users.includes(store.as);
  const marks = [`<@${store.as}>`, ...myGroups().map((id) => `<!subteam^${id}`)];
  return root.replies.filter((one) => {
    if (Number(one.ts) <= seen || one.user === store.as || one.ephemeral) return false;
    return (follows && !person(one.user)?.is_bot) || marks.some((mark) => words(one).includes(mark));
  }).length;
}

function myGroups() {
  return store.page.usergroups.filter((one) => one.members.includes(store.as)).map((one) => one.id);
}

/** @param {Message} one */
function words(one) {
  return one.blocks.length ? one.text + JSON.stringify(one.blocks) : one.text;
}

/** @param {Channel} channel */
export function newInThreads(channel) {
  return channel.messages.reduce((sum, root) => sum + newReplies(channel.id, root), 0);
}

/** @param {string} channelId @param {Message} root */
export function markThreadRead(channelId, root) {
  const latest = root.replies.at(-1)?.ts;
  const at = place(channelId, root);
  if (!latest || read.get(at) === latest) return;
  read.set(at, latest);
  sessionStorage.setItem(KEPT_AS, JSON.stringify([...read]));
}
