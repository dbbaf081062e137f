// F6 leads the keyboard from one part of the page to the next, as in Slack; with Shift it leads back.

const REGIONS = [".tour", ".timebar", ".cast", ".sidebar", ".main", ".aside"];
/** @type {Record<string, string>} */
const FIRST = {
  ".cast": '[aria-pressed="true"]',
  ".sidebar": '[aria-current="page"]',
  ".main": "textarea",
};
const ANY = "button:not(:disabled), textarea, input, iframe, [tabindex='0']";

/** @param {Element | null} el */
function seen(el) {
  return el?.checkVisibility({ visibilityProperty: true });
}

export function useRegionKeys() {
  document.addEventListener("keydown", (event) => {
    if (event.key !== "F6" || document.querySelector("dialog[open]")) return;
    event.preventDefault();
    const there = REGIONS.filter((selector) => seen(document.querySelector(selector)));
    const here = there.findIndex((selector) => document.activeElement?.closest(selector));
    const step = event.shiftKey ? -1 : 1;
    const next = there.at(here < 0 ? 0 : (here + step) % there.length) ?? ".main";
    const region = document.querySelector(next);
    const wished = FIRST[next] && region?.querySelector(FIRST[next]);
    (wished || [...(region?.querySelectorAll(ANY) ?? [])].find(seen))?.focus();
  });
}
