// Asks the playground's server; every answer comes back as {ok, …}, never as an exception.

import { tab } from "./tab.js";

const UNREACHABLE = { ok: false, lost: true, shown: "The playground does not answer." };

export async function people() {
  return ask("/page/people");
}

/** @param {string} as @param {number} newest */
export async function state(as, newest) {
  return ask(`/page/state?${new URLSearchParams({ as, messages: String(newest) })}`);
}

let filled = Promise.resolve();

/**
 * What is filled in arrives in the order of the typing, and before all that is done next: requests overtake each other.
 * @param {string} as
 * @param {string} verb
 * @param {Record<string, unknown>} fields
 */
export function act(as, verb, fields) {
  const answer = filled.then(() => ask("/page/act", { as, do: verb, tab: tab(), ...fields }));
  if (verb === "input") filled = answer;
  return answer;
}

/** @param {Record<string, string>} query */
export async function options(query) {
  return ask(`/page/options?${new URLSearchParams(query)}`);
}

/** @param {{ to: string } | { by: number }} how */
export async function travel(how) {
  return ask("/page/time", how);
}

export async function session() {
  return ask("/page/session");
}

export async function startOver() {
  return ask("/page/start_over", {});
}

export async function inspector() {
  return ask("/page/inspector?limit=100");
}

/**
 * Switches a fault on or off, or tells Slack itself something (the control API).
 * @param {string} path
 * @param {object} [body]
 */
export async function control(path, body = {}) {
  return ask(`/control/${path}`, body);
}

/** @param {(rev: number) => void} onRevision @param {() => void} onLost */
export function live(onRevision, onLost) {
  const source = new EventSource("/page/live");
  source.onmessage = (event) => onRevision(JSON.parse(event.data).rev);
  source.onerror = onLost;
  return source;
}

/** @param {string} address @param {object} [body] */
async function ask(address, body) {
  const post = { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
  try {
    const answer = await fetch(address, body ? post : { cache: "no-store" });
    const data = await answer.json();
    return { ok: answer.ok, ...data };
  } catch {
    return UNREACHABLE;
  }
}
