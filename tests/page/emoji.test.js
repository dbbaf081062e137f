// Emoji by Slack's short names.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { character, FAVOURITES, findEmoji } from "../../playground/page/js/kit/emoji.js";
import { table, TABLE } from "../../scripts/emoji_table.js";

test("the table is what its script writes", () => assert.equal(readFileSync(TABLE, "utf8"), table()));

test("each of an emoji's names is known", () => {
  assert.equal(character("+1"), "👍");
  assert.equal(character("thumbsup"), "👍");
  assert.equal(character("us"), character("flag-us"));
});

test("a name nobody knows is no emoji", () => assert.equal(character("partiful"), null));

test("a skin tone goes to the hand, not behind what it holds", () => {
  assert.equal(character("+1::skin-tone-2"), "👍🏻");
  assert.equal(character("male-technologist::skin-tone-6"), "👨🏿‍💻");
});

test("what is searched for comes before what merely holds it", () => {
  const [first, ...rest] = findEmoji(":tick");
  assert.equal(first, "ticket");
  assert.ok(rest.length > 0 && rest.every((name) => name.includes("tick")));
});

test("the favourites exist", () => assert.ok(FAVOURITES.every(character)));
