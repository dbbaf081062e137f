// What Slack's mrkdwn looks like on the page.
import assert from "node:assert/strict";
import { test } from "node:test";
import { editable, flat, mrkdwn, plain } from "../../playground/page/js/blocks/mrkdwn.js";
import { drawn, NAMES } from "./drawn.js";

/** @type {[string, string, string][]} what it is, what is written, what is seen */
const WRITTEN = [
  ["bold", "*a b*", "<strong>a b</strong>"],
  ["italic in bold", "*a _b_*", "<strong>a <em>b</em></strong>"],
  ["struck", "~no~", "<s>no</s>"],
  ["a star inside a word is a star", "2*3*4", "2*3*4"],
  ["a star before a space is a star", "* a*", "* a*"],
  ["code formats nothing", "`*a*`", "<code>*a*</code>"],
  ["a block of code", "```\na\n```", "<pre>a</pre>"],
  ["a quote", "&gt; a\nb", "<blockquote>a</blockquote>b"],
  ["a quote of all that follows", "&gt;&gt;&gt; a\nb", "<blockquote>a<br></br>b</blockquote>"],
  ["two lines", "a\nb", "a<br></br>b"],
  ["what was escaped", "a &lt;b&gt; &amp;amp;", "a <b> &amp;"],
  ["a person", "<@U0MAYA>", "<span>@Maya Chen</span>"],
  ["a person nobody knows", "<@U0NOBODY>", "<span>@U0NOBODY</span>"],
  ["a channel by its own name", "<#C0PARTIFUL|old-name>", "<span>#tam-partiful</span>"],
  ["a group", "<!subteam^S0PSE>", "<span>@pse</span>"],
  ["everybody here", "<!here>", "<span>@here</span>"],
  ["a link with a label", "<https://a.example|the page>", "<a>the page</a>"],
  ["an address that no browser should follow", "<javascript:x|click>", "<span>click</span>"],
  ["an e-mail address", "<mailto:a@b.example|a@b.example>", "<a>a@b.example</a>"],
  ["an emoji", ":ticket:", "<span>🎫</span>"],
  ["an emoji with a skin tone", ":+1::skin-tone-3:", "<span>👍🏼</span>"],
  ["no emoji", "10:30:00", "10:30:00"],
  ["an open bracket", "a < b", "a < b"],
];

for (const [what, text, seen] of WRITTEN) test(what, () => assert.equal(drawn(mrkdwn(text, NAMES)), seen));

test("nothing is drawn of nothing", () => assert.equal(drawn(mrkdwn(null, NAMES)), ""));

test("plain text knows emoji and nothing else", () => {
  assert.equal(drawn(plain("*a* :ticket:")), "*a* <span>🎫</span>");
  assert.equal(drawn(plain(":ticket:", false)), ":ticket:");
});

test("a label is one line", () => assert.equal(flat("a\n <@U0MAYA> :ticket:", NAMES), "a @Maya Chen 🎫"));

test("what is edited is what was typed", () =>
  assert.equal(
    editable("<@U0TAM> see <https://a.example> &amp; <#C0PARTIFUL>", NAMES),
    "@tam see https://a.example & #tam-partiful",
  ));
