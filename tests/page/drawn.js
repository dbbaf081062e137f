// Says what is drawn as text: <strong>bold</strong>, without attributes.

/**
 * @param {Child} node
 * @returns {string}
 */
export function drawn(node) {
  if (node === null || node === undefined || typeof node === "boolean") return "";
  if (typeof node !== "object") return String(node);
  if (Array.isArray(node)) return node.map(drawn).join("");
  if (node.text !== undefined) return node.text;
  return `<${node.tag}>${drawn(node.children)}</${node.tag}>`;
}

/** @type {Names} */
export const NAMES = {
  me: () => "U0MAYA",
  person: (id) => ({ U0MAYA: "Maya Chen", U0TAM: "tam" })[id] ?? null,
  channel: (id) => ({ C0PARTIFUL: "tam-partiful" })[id] ?? null,
  group: (id) => ({ S0PSE: "pse" })[id] ?? null,
};
