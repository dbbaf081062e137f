// Reads which of the page's modules imports which.
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../../playground/page/js/", import.meta.url));
const IMPORT = /^(?:import|export)\s[^"]*?from\s+"(\.[^"]+)"|^import\s+"(\.[^"]+)"/gm;

/** Returns each module's path and the paths that it imports. */
export function imports() {
  /** @type {Map<string, string[]>} */
  const found = new Map();
  for (const entry of readdirSync(ROOT, { recursive: true, withFileTypes: true })) {
    if (!entry.name.endsWith(".js")) continue;
    const path = join(entry.parentPath, entry.name);
    const targets = [...readFileSync(path, "utf8").matchAll(IMPORT)].map((match) => match[1] ?? match[2]);
    found.set(
      relative(ROOT, path),
      targets.map((target) => relative(ROOT, join(dirname(path), target))),
    );
  }
  return found;
}

/**
 * Returns the paths along which something leads back to itself, each once.
 * @param {Map<string, string[]>} graph
 */
export function cycles(graph) {
  /** @type {string[][]} */
  const found = [];
  const done = new Set();
  /** @param {string} at @param {string[]} way */
  function walk(at, way) {
    if (way.includes(at)) found.push([...way.slice(way.indexOf(at)), at]);
    if (way.includes(at) || done.has(at)) return;
    for (const next of graph.get(at) ?? []) walk(next, [...way, at]);
    done.add(at);
  }
  for (const start of graph.keys()) walk(start, []);
  return found;
}
