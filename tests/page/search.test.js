// What a search over messages finds.
import assert from "node:assert/strict";
import { test } from "node:test";
import { search } from "../../playground/page/js/messages/search.js";
import { NAMES } from "./drawn.js";

/** @param {string} ts @param {string} text @param {object} [more] @returns {Message} */
function message(ts, text, more = {}) {
  return /** @type {any} */ ({ ts, text, name: "Maya Chen", blocks: [], replies: [], thread_ts: null, ...more });
}

const REPLY = message("3", "Which *carrier*?", { name: "Cierra Simms", thread_ts: "1" });
const CARD = message("4", "card", {
  blocks: [{ type: "section", text: { type: "mrkdwn", text: "PARTIFUL-1 for <@U0MAYA>" } }],
});
const CHANNELS = /** @type {Channel[]} */ (
  /** @type {unknown} */ ([
    { id: "C1", messages: [message("1", "SMS to Verizon fails", { replies: [REPLY], thread_ts: "1" }), REPLY] },
    { id: "C2", messages: [CARD] },
  ])
);

/** @param {string} typed */
function found(typed) {
  return search(CHANNELS, typed, NAMES).map((hit) => `${hit.channel.id} ${hit.message.ts} in ${hit.root}`);
}

test("all the words must be there, in any order and case", () => {
  assert.deepEqual(found("fails sms"), ["C1 1 in 1"]);
  assert.deepEqual(found("fails voice"), []);
});

test("a reply is found once, and in its thread", () => assert.deepEqual(found("carrier"), ["C1 3 in 1"]));

test("what stands in blocks counts, people by their names", () => {
  assert.deepEqual(found("partiful-1"), ["C2 4 in null"]);
  assert.deepEqual(found("for maya chen"), ["C2 4 in null"]);
});

test("who said it counts too, the newest first", () => assert.deepEqual(found("maya"), ["C2 4 in null", "C1 1 in 1"]));

test("without words nothing is found", () => assert.deepEqual(found("  "), []));
