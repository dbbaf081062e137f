// Does things as the acting person and shows what Slack would answer.
import * as api from "../kit/api.js";
import { store, redraw, now } from "../kit/store.js";
import { refresh } from "./session.js";

let toastNumber = 0;

// `key` names the control that waits for the answer; it shows as busy meanwhile.
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

function show(as, verb, fields, answer) {
  if (verb === "slash" || (verb === "say" && answer.ok)) {
    remark(as, fields.channel, fields.thread_ts ?? null, answer.shown);
  } else if (verb !== "submit") {
    toast(answer.shown, !answer.ok);
  }
}

// Slackbot's words stay on this page only, as an ephemeral does.
function remark(as, channel, threadTs, text) {
  const ts = (now().getTime() / 1000).toFixed(6);
  store.remarks.push({ as, channel, thread_ts: threadTs, ts, text });
}

export function toast(text, bad = false) {
  const id = (toastNumber += 1);
  store.toasts.push({ id, text, bad });
  redraw();
  setTimeout(() => dismissToast(id), bad ? 9000 : 5000);
}

export function dismissToast(id) {
  store.toasts = store.toasts.filter((one) => one.id !== id);
  redraw();
}

export async function say(channel, text, threadTs = null, broadcast = false) {
  const thread = threadTs ? { thread_ts: threadTs } : {};
  if (/^\/\S/.test(text)) return perform("slash", { channel, line: text, ...thread });
  return perform("say", { channel, text, ...thread, ...(broadcast ? { broadcast } : {}) });
}

export async function toggleReaction(channel, message, name) {
  const mine = message.reactions.some((one) => one.name === name && one.users.includes(store.as));
  return perform(mine ? "unreact" : "react", { channel, ts: message.ts, name });
}

export async function upload(channel, file, threadTs = null) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let binary = "";
  for (let at = 0; at < bytes.length; at += 32768) binary += String.fromCharCode(...bytes.subarray(at, at + 32768));
  const fields = { channel, filename: file.name, content: btoa(binary) };
  return perform("upload", threadTs ? { ...fields, thread_ts: threadTs } : fields);
}

export async function copy(text, what) {
  try {
    await navigator.clipboard.writeText(text);
    toast(`${what} copied.`);
  } catch {
    toast(text);
  }
}

export async function travel(how) {
  store.travelling = true;
  redraw();
  const answer = await api.travel(how);
  store.travelling = false;
  if (!answer.ok) toast(answer.shown ?? "The clock did not move.", true);
  await refresh();
  return answer.ok;
}
