// What the guided tour reads from the conversation, and where on the screen its controls are.
import { conversation, message, person, store } from "../kit/store.js";

export const MAYA = "U0MAYA";
export const CIERRA = "U0CIERRA";
export const CHANNEL = "C0PARTIFUL";
const AN_HOUR_S = 3600;

/** @typedef {{ step: number, task: number, root: string | null, since: number }} Trip what the tour remembers */

/**
 * What Maya said and the app answered: since the tour began, or before it if the app has nothing new to say.
 * @param {Trip} trip
 */
export function ownWords(trip) {
  const mine = (conversation(CHANNEL)?.messages ?? []).filter((one) => one.user === MAYA && !one.ephemeral);
  const answered = mine.filter((one) => one.replies.some((reply) => reply.is_bot));
  /** @param {Message} one */
  const isNew = (one) => Number(one.ts) >= trip.since;
  return answered.find(isNew) ?? (mine.some(isNew) ? answered.at(-1) : undefined);
}

/** @param {Trip} trip */
export function rootOf(trip) {
  return ownWords(trip)?.ts ?? null;
}

/** @param {Trip} trip */
export function replies(trip) {
  return message(CHANNEL, trip.root ?? "")?.replies ?? [];
}

/** @param {Trip} trip */
export function appSaid(trip) {
  return replies(trip).filter((one) => one.is_bot && !one.ephemeral);
}

/** @param {Message} one */
export function wordsOf(one) {
  return one.text + JSON.stringify(one.blocks);
}

/** @param {Message} one @param {string} label */
export function hasButton(one, label) {
  return one.blocks.some((block) => block.elements?.some((element) => element.text?.text === label));
}

/** @param {Trip} trip */
export function hasTicket(trip) {
  return appSaid(trip).some((one) => hasButton(one, "Escalate"));
}

/** @param {Trip} trip */
export function escalated(trip) {
  return appSaid(trip).some((one) => /escalated/i.test(one.text) && !hasButton(one, "Open a ticket"));
}

/** @param {Trip} trip */
export function threadIsOpen(trip) {
  return store.aside === "thread" && store.thread?.ts === trip.root;
}

export function reminder() {
  return store.page.due.find((one) => /^reminder/i.test(one.what));
}

/**
 * What the app said in the thread more than an hour after a person last spoke there.
 * @param {Trip} trip
 */
export function lateWords(trip) {
  const spoken = Math.max(
    0,
    ...replies(trip)
      .filter((one) => !one.is_bot)
      .map((one) => Number(one.ts)),
  );
  return appSaid(trip).find((one) => Number(one.ts) > spoken + AN_HOUR_S);
}

/**
 * A hint for whoever is not this person.
 * @param {string} user
 * @returns {() => import("./tour_steps.js").Hint | null}
 */
export function as(user) {
  return () => {
    if (store.as === user) return null;
    const name = person(user)?.real_name ?? user;
    return {
      words: `Act as ${name}: press that name in the list of people.`,
      at: () => find(`.cast [data-user-id="${user}"]`),
    };
  };
}

// --- where it is on the screen

/** @param {string} selector */
export function find(selector) {
  return document.querySelector(selector);
}

/** @param {string} part @param {string} label */
export function button(part, label) {
  return [...document.querySelectorAll(`${part} button`)].filter((one) => one.textContent.trim() === label).at(-1);
}

export function links() {
  return [...document.querySelectorAll(`.main a[href*="/archives/${CHANNEL}"]`)];
}

/** @param {string | null} ts */
export function summaryOf(ts) {
  return find(`.main [data-ts="${ts}"] .thread-summary`);
}

export function goButton() {
  const row = [...document.querySelectorAll(".due-row")].find((one) => /^reminder/i.test(one.dataset.what ?? ""));
  return row?.querySelector(".go") ?? null;
}
