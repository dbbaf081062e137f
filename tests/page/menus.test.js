// What menus and fields hold before anyone touches them, and what a search in a menu leaves.
import assert from "node:assert/strict";
import { test } from "node:test";
import { fitting } from "../../playground/page/js/blocks/option_search.js";
import { initialValue, knownOptions } from "../../playground/page/js/kit/values.js";
import { NAMES } from "./drawn.js";

/** @param {string} text @returns {Option} */
function option(text) {
  return { text: { type: "plain_text", text }, value: text.toLowerCase() };
}

const [VOICE, SMS, VERIFY] = ["Voice", "SMS", "Verify"].map(option);
const GROUPS = [
  { label: { type: "plain_text", text: "Calls" }, options: [VOICE] },
  { label: { type: "plain_text", text: "Texts" }, options: [SMS, VERIFY] },
];

/** @param {object} fields @returns {BlockElement} */
function element(fields) {
  return /** @type {any} */ ({ options: [], ...fields });
}

for (const [what, fields, value] of /** @type {[string, object, unknown][]} */ ([
  ["a menu", { type: "static_select", initial_option: SMS }, "sms"],
  ["a menu with nothing chosen", { type: "static_select" }, null],
  ["a menu of many", { type: "multi_static_select", initial_options: [SMS, VOICE] }, ["sms", "voice"]],
  ["check boxes with none checked", { type: "checkboxes", initial_options: [] }, null],
  ["a date", { type: "datepicker", initial_date: "2026-03-03" }, "2026-03-03"],
  ["a text", { type: "plain_text_input", initial_value: "hello" }, "hello"],
  ["an empty text", { type: "plain_text_input" }, null],
  ["people", { type: "multi_users_select", initial_users: ["U0MAYA"] }, ["U0MAYA"]],
])) {
  test(`${what} holds its initial value`, () => assert.deepEqual(initialValue(element(fields)), value));
}

test("a chosen option can be called by its text, in a group or looked up", () => {
  const known = knownOptions(
    element({ type: "static_select", options: undefined, option_groups: GROUPS, initial_option: VOICE }),
  );
  assert.deepEqual(known, [VOICE, SMS, VERIFY, VOICE]);
});

test("a search leaves the options that hold the words, and no empty group", () => {
  assert.deepEqual(fitting(GROUPS, "v", NAMES), [
    { ...GROUPS[0], options: [VOICE] },
    { ...GROUPS[1], options: [VERIFY] },
  ]);
  assert.deepEqual(fitting(GROUPS, "SMS", NAMES), [{ ...GROUPS[1], options: [SMS] }]);
  assert.deepEqual(fitting(GROUPS, "fax", NAMES), []);
});
