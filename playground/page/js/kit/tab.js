// Names this tab, over reloads too: a form that it asks for opens in no other.

const KEPT_AS = `tab ${new URLSearchParams(location.search).get("pane") ?? ""}`; // the halves of a split view are tabs, too

export const tab = kept() ?? crypto.randomUUID();
sessionStorage.setItem(KEPT_AS, tab);

function kept() {
  const [entry] = /** @type {PerformanceNavigationTiming[]} */ (performance.getEntriesByType("navigation"));
  return entry?.type === "reload" ? sessionStorage.getItem(KEPT_AS) : null;
}
