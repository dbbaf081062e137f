// What a markdown block looks like on the page.
import assert from "node:assert/strict";
import { test } from "node:test";
import { markdown } from "../../playground/page/js/blocks/markdown.js";
import { drawn } from "./drawn.js";

/** @type {[string, string, string][]} what it is, what is written, what is seen */
const WRITTEN = [
  ["bold", "**a b** and __c__", "<strong>a b</strong> and <strong>c</strong>"],
  ["italic in bold", "**a _b_**", "<strong>a <em>b</em></strong>"],
  ["a star alone is italic", "*a*", "<em>a</em>"],
  ["struck", "~~no~~", "<s>no</s>"],
  ["stars between spaces are stars", "2 * 3 * 4", "2 * 3 * 4"],
  ["lines inside words are lines", "snake_case_name", "snake_case_name"],
  ["code formats nothing", "`**a**`", "<code>**a**</code>"],
  ["a heading", "## A *b*\nc", "<p><strong>A <em>b</em></strong></p><br></br>c"],
  ["a list", "so:\n- a\n- **b**", "so:<ul><li>a</li><li><strong>b</strong></li></ul>"],
  ["a numbered list", "1. a\n2. b", "<ol><li>a</li><li>b</li></ol>"],
  ["a quote", "> a\n> b\nc", "<blockquote>a<br></br>b</blockquote><br></br>c"],
  ["a fence", "```js\n**a**\n```\nb", "<pre>**a**</pre>b"],
  ["a link", "[the **page**](https://a.example/x)", "<a>the <strong>page</strong></a>"],
  ["an address that no browser should follow", "[x](javascript:alert(1))", "[x](javascript:alert(1))"],
  ["markup of the page's own", "<b>a</b>", "<b>a</b>"],
  ["a line across", "a\n\n---", "a<br></br><hr></hr>"],
];

for (const [what, text, seen] of WRITTEN) test(what, () => assert.equal(drawn(markdown(text)), seen));
