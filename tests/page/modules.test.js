// The page's modules import downward only, and never round in a circle.
import assert from "node:assert/strict";
import { test } from "node:test";
import { cycles, imports } from "./modules.js";

const FOLDERS = ["kit", "session", "blocks", "messages", "panes", "tour", "bar", "."]; // each may use those before it
const MOST_FILES = 20;

/** @param {string} path */
function folder(path) {
  return path.includes("/") ? path.split("/")[0] : ".";
}

test("a circle is found", () => {
  const graph = new Map([
    ["a", ["b"]],
    ["b", ["c"]],
    ["c", ["b"]],
  ]);
  assert.deepEqual(cycles(graph), [["b", "c", "b"]]);
});

test("no module imports itself by way of others", () => assert.deepEqual(cycles(imports()), []));

test("every import leads to a module that exists", () => {
  const known = imports();
  assert.deepEqual(
    [...known.values()].flat().filter((target) => !known.has(target)),
    [],
  );
});

test("folders import from those below them", () => {
  const upward = [...imports()].flatMap(([path, targets]) =>
    targets
      .filter((target) => FOLDERS.indexOf(folder(target)) > FOLDERS.indexOf(folder(path)))
      .map((target) => `${path} imports ${target}`),
  );
  assert.deepEqual(upward, []);
});

test("no folder is too full to look through", () => {
  const sizes = new Map();
  for (const path of imports().keys()) sizes.set(folder(path), (sizes.get(folder(path)) ?? 0) + 1);
  assert.deepEqual(new Set(sizes.keys()), new Set(FOLDERS));
  assert.ok([...sizes.values()].every((size) => size <= MOST_FILES));
});
