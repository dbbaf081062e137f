// The bar's last menu: the tour, what may go wrong, and the session as a file to keep.
import { h } from "../kit/dom.js";
import { icon, iconButton } from "../kit/icons.js";
import { close, floating, isOpen, menuItem, toggle } from "../kit/popup.js";
import { store } from "../kit/store.js";
import { confirmed } from "../blocks/confirm.js";
import { startOver } from "../session/starting_over.js";
import { isLive } from "../panes/pager_pane.js";
import { showAside } from "../session/navigation.js";
import { offersTour, startTour } from "../tour/tour.js";
import { steps } from "../tour/tour_steps.js";

const MENU = "more of the playground";
/** @type {[string, string, "phone" | "list" | "plug"][]} what is opened beside the messages, and its icon */
const ASIDES = [
  ["Phones and PagerDuty", "pager", "phone"],
  ["Console", "console", "list"],
  ["What may go wrong", "faults", "plug"],
];
const SURE = {
  title: { type: "plain_text", text: "Start over?" },
  text: { type: "plain_text", text: "All that was said and opened here is gone, and the clock stands where it began." },
  confirm: { type: "plain_text", text: "Start over" },
  deny: { type: "plain_text", text: "Go on" },
};

/** What goes wrong on purpose is said as long as it does, so that nobody looks for the fault in the app. */
export function faultsBadge() {
  const { slow, twice, rate_limits: limits, lost } = store.page.faults;
  const { outage, arriving } = store.page.console;
  const slack = [slow > 0 && "slow", twice && "events twice", limits && "rate limits", lost > 0 && "answers lost"];
  const desk = [outage && "console away", arriving !== "prompt" && `the console's webhooks ${arriving}`];
  const names = [...slack, ...desk].filter(Boolean).join(", ");
  if (!names) return null;
  return h(
    "button",
    {
      type: "button",
      key: "faults on",
      class: "chip-button faults-on",
      "aria-label": `Faults on: ${names}. Open the switches.`,
      title: `Faults on: ${names}`,
      onclick: () => showAside("faults"),
    },
    icon("plug"),
    h("span", { class: "faults-names" }, "Faults on"),
  );
}

/** A phone that rings is heard wherever one is on the page. */
export function ringsBadge() {
  const rings = store.page.pager.calls.filter(isLive);
  if (!rings.length) return null;
  const [first] = rings;
  const who = `${first.who || first.to}'s phone ${first.status === "ringing" ? "rings" : "is in use"}`;
  const words = rings.length > 1 ? `${who}, and ${rings.length - 1} more` : who;
  return h(
    "button",
    {
      type: "button",
      key: "phone rings",
      class: "chip-button phone-rings",
      "aria-label": `${words}. Open phones and PagerDuty.`,
      title: words,
      onclick: () => showAside("pager"),
    },
    icon("phone"),
    h("span", null, first.status === "ringing" ? "A phone rings" : "In a call"),
  );
}

export function moreMenu() {
  /** @param {() => unknown} work */
  const and = (work) => () => {
    close(true);
    work();
  };
  return h(
    "span",
    { class: "anchor" },
    iconButton("dots", "More of the playground", () => toggle(MENU), {
      "data-opens": MENU,
      "aria-haspopup": "menu",
      "aria-expanded": String(isOpen(MENU)),
    }),
    floating(
      MENU,
      { role: "menu", class: "menu to-right", "aria-label": "More of the playground" },
      offersTour() && menuItem("Guided tour", and(startTour), { icon: icon("flag"), note: `${steps().length} steps` }),
      ASIDES.map(([label, kind, mark]) =>
        menuItem(
          label,
          and(() => showAside(kind)),
          { icon: icon(mark) },
        ),
      ),
      h(
        "a",
        {
          class: "menu-item",
          role: "menuitem",
          href: "/page/export",
          download: "scenario.yaml",
          onclick: () => close(true),
        },
        h("span", { class: "menu-icon", "aria-hidden": "true" }, icon("save")),
        h("span", { class: "menu-label" }, "Save this session as a scenario"),
      ),
      store.session.can_start_over &&
        menuItem(
          "Start over",
          and(() => confirmed(SURE, startOver)),
          { icon: icon("restart") },
        ),
      h("p", { class: "menu-remark" }, "A scenario does it all again: tam-bot playground --play scenario.yaml"),
    ),
  );
}
