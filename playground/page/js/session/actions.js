// Does things as the acting person and shows what Slack would answer.
import * as api from "../kit/api.js";
import { store, redraw, now } from "../kit/store.js";
import { refresh } from "./sync.js";

let toastNumber = 0;

/**
 * Does one thing, and shows what comes of it unless `quiet`.
 * @param {string} verb
 * @param {Record<string, any>} fields
 * @param {{ key?: string | null, quiet?: boolean }} [how] `key` names the control that waits for the answer
 */
export async function perform(verb, fields, { key = null, quiet = false } = {}) {
  const as = store.as;
  if (key) store.waiting.add(key);
  redraw();
  const answer = await api.act(as, verb, fields);
  if (key) store.waiting.delete(key);
  if (answer.shown && !quiet) show(as, verb, fields, answer);
  await refresh();
  return answer;
}

/** @param {string} as @param {string} verb @param {Record<string, any>} fields @param {Answer} answer */
function show(as, verb, fields, answer) {
  if (verb === "slash" || (verb === "say" && answer.ok)) {
    remark(as, fields.channel, fields.thread_ts ?? null, answer.shown ?? "");
  } else if (verb !== "submit") {
    toast(answer.shown ?? "", !answer.ok);
  }
}

/**
 * Slackbot's words stay on this page only, as an ephemeral does.
 * @param {string} as
 * @param {string} channel
 * @param {string | null} threadTs
 * @param {string} text
 */
function remark(as, channel, threadTs, text) {
  const ts = (now().getTime() / 1000).toFixed(6);
  store.remarks.push({ as, channel, thread_ts: threadTs, ts, text });
}

/** @param {string} text @param {boolean} [bad] */
export function toast(text, bad = false) {
  const id = (toastNumber += 1);
  store.toasts.push({ id, text, bad });
  redraw();
  setTimeout(() => dismissToast(id), bad ? 9000 : 5000);
}

/** @param {number} id */
export function dismissToast(id) {
  store.toasts = store.toasts.filter((one) => one.id !== id);
  redraw();
}

/** @param {string} channel @param {string} text @param {string | null} [threadTs] @param {boolean} [broadcast] */
export async function say(channel, text, threadTs = null, broadcast = false) {
  const thread = threadTs ? { thread_ts: threadTs } : {};
  if (/^\/\S/.test(text)) return perform("slash", { channel, line: text, ...thread });
  return perform("say", { channel, text, ...thread, ...(broadcast ? { broadcast } : {}) });
}

/** @param {string} channel @param {Message} message @param {string} name */
export async function toggleReaction(channel, message, name) {
  const mine = message.reactions.some((one) => one.name === name && one.users.includes(store.as));
  return perform(mine ? "unreact" : "react", { channel, ts: message.ts, name });
}

/** @param {string} channel @param {File} file @param {string | null} [threadTs] */
export async function upload(channel, file, threadTs = null) {
  const fields = { channel, filename: file.name, content: await base64(file) };
  return perform("upload", threadTs ? { ...fields, thread_ts: threadTs } : fields);
}

/** @param {File} file */
export async function base64(file) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let binary = "";
  for (let at = 0; at < bytes.length; at += 32768) binary += String.fromCharCode(...bytes.subarray(at, at + 32768));
  return btoa(binary);
}

/** @param {string} text @param {string} what */
export async function copy(text, what) {
  try {
    await navigator.clipboard.writeText(text);
    toast(`${what} copied.`);
  } catch {
    toast(text);
  }
}

/** @param {{ to: string } | { by: number }} how */
export async function travel(how) {
  store.travelling = true;
  redraw();
  const answer = await api.travel(how);
  store.travelling = false;
  if (!answer.ok) toast(answer.shown ?? "The clock did not move.", true);
  await refresh();
  return answer.ok;
}
