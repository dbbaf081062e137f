// Names this tab, over reloads too: a form that it asks for opens in no other.

/** @type {string | null} */
let name = null;

export function tab() {
  name ??= named();
  return name;
}

function named() {
  const place = new URLSearchParams(location.search).get("pane") ?? ""; // the halves of a split view are tabs, too
  const [entry] = /** @type {PerformanceNavigationTiming[]} */ (performance.getEntriesByType("navigation"));
  const kept = entry?.type === "reload" ? sessionStorage.getItem(`tab ${place}`) : null;
  const found = kept ?? crypto.randomUUID();
  sessionStorage.setItem(`tab ${place}`, found);
  return found;
}
