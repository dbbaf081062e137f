// Draws Block Kit layout blocks; what it does not know it names in a visible box.
import { h } from "../kit/dom.js";
import { flat } from "./mrkdwn.js";
import { richText } from "./richtext.js";
import { element, groupElement } from "./elements.js";
import { markdown } from "./markdown.js";
import { image, text, unsupported } from "./parts.js";

/**
 * `ctx` is where the blocks stand: {names, where, key, value, change, click, error, waiting} (see surfaces.js).
 * @param {Block[] | undefined} list
 * @param {Surface} ctx
 */
export function blocks(list, ctx) {
  const same = sameAgain(ctx);
  return (list ?? []).map((block) =>
    h(
      "div",
      { class: `block block-${block.type}`, key: same(block), "data-block-id": block.block_id },
      draw(block, ctx),
    ),
  );
}

/**
 * Says by what a block is known again once the app has changed what it belongs to. In a form that is its id, by which
 * what is typed is kept. Elsewhere Slack makes up other ids each time: whoever is at a button must not lose it by that.
 * @param {Surface} ctx
 * @returns {(block: Block) => string}
 */
function sameAgain(ctx) {
  const soFar = counted();
  return (block) => (ctx.where.where === "modal" && block.block_id) || soFar(block.type);
}

/** Numbers things of one name. */
function counted() {
  /** @type {Map<string, number>} */
  const counts = new Map();
  return (/** @type {string} */ name) => {
    counts.set(name, (counts.get(name) ?? 0) + 1);
    return `${name} ${counts.get(name)}`;
  };
}

/** @type {Record<string, (block: Block, ctx: Surface) => Child>} */
const DRAWERS = {
  header: (block, ctx) => h("h3", { class: "block-header-text" }, text(block.text, ctx)),
  section,
  divider: () => h("hr"),
  actions,
  context,
  image: (block, ctx) => image(block.image_url, block.alt_text, block.title && text(block.title, ctx)),
  rich_text: (block, ctx) => richText(block, ctx.names),
  input,
  markdown: (block) => h("div", { class: "text-block" }, markdown(block.text)),
};

/** @param {Block} block @param {Surface} ctx */
function draw(block, ctx) {
  const drawer = DRAWERS[block.type];
  return drawer ? drawer(block, ctx) : unsupported(block.type);
}

/** @param {Block} block @param {Surface} ctx */
function section(block, ctx) {
  const label = block.text ? flat(block.text.text, ctx.names).slice(0, 80) : "";
  return h(
    "div",
    { class: "section" },
    h(
      "div",
      { class: "section-body" },
      block.text && h("div", { class: "text-block" }, text(block.text, ctx)),
      block.fields &&
        h(
          "div",
          { class: "fields" },
          block.fields.map((field) => h("div", { class: "text-block" }, text(field, ctx))),
        ),
    ),
    block.accessory &&
      h(
        "div",
        { class: "accessory" },
        keyed(element(block.accessory, block, ctx, label), `${block.accessory.action_id} ${block.accessory.value}`),
      ),
  );
}

/** @param {Block} block @param {Surface} ctx */
function actions(block, ctx) {
  const name = counted();
  return h(
    "div",
    { class: "actions" },
    block.elements.map((/** @type {BlockElement} */ one) => keyed(element(one, block, ctx, null), name(one.action_id))),
  );
}

/**
 * No button becomes another one under the finger.
 * @param {Drawn | Child[]} drawn @param {string} key
 * @returns {Child}
 */
function keyed(drawn, key) {
  return Array.isArray(drawn) ? drawn : { ...drawn, key };
}

/** @param {Block} block @param {Surface} ctx */
function context(block, ctx) {
  return h(
    "div",
    { class: "context" },
    block.elements.map((one) =>
      one.type === "image" ? image(one.image_url, one.alt_text) : h("span", { class: "text-block" }, text(one, ctx)),
    ),
  );
}

/** @param {Block} block @param {Surface} ctx */
function input(block, ctx) {
  const one = block.element;
  const id = `${ctx.key}-${block.block_id}`.replace(/[^\w-]/g, "_");
  const problem = ctx.error(block.block_id);
  const label = flat(block.label.text, ctx.names);
  const described = [block.hint && `${id}-hint`, problem && `${id}-error`].filter(Boolean).join(" ") || undefined;
  const about = { id, label, required: !block.optional, described, invalid: Boolean(problem) };
  const caption = [text(block.label, ctx), block.optional && h("span", { class: "optional" }, " (optional)")];
  const grouped = ["radio_buttons", "checkboxes"].includes(one.type);
  return h(
    "div",
    { class: problem ? "input has-error" : "input" },
    grouped
      ? groupElement(one, block, ctx, about, caption)
      : [h("label", { class: "input-label", for: id }, caption), element(one, block, ctx, label, about)],
    problem &&
      h(
        "p",
        { class: "field-error", id: `${id}-error`, role: "alert" },
        h("span", { "aria-hidden": "true" }, "⚠ "),
        problem,
      ),
    block.hint && h("p", { class: "hint", id: `${id}-hint` }, text(block.hint, ctx)),
  );
}
