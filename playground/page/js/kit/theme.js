// Light or dark: the system's wish until the person says otherwise, then remembered.
import { iconButton } from "./icons.js";
import { redraw } from "./store.js";

const system = window.matchMedia("(prefers-color-scheme: dark)");

function isDark() {
  const chosen = document.documentElement.dataset.theme;
  return chosen ? chosen === "dark" : system.matches;
}

export function useTheme() {
  const chosen = localStorage.getItem("theme");
  if (chosen) document.documentElement.dataset.theme = chosen;
  system.addEventListener("change", redraw);
  window.addEventListener("storage", follow); // the halves of a split view are pages of their own
}

/** @param {StorageEvent} event */
function follow(event) {
  if (event.key !== "theme" || !event.newValue) return;
  document.documentElement.dataset.theme = event.newValue;
  redraw();
}

export function themeButton() {
  const dark = isDark();
  const turn = () => {
    document.documentElement.dataset.theme = dark ? "light" : "dark";
    localStorage.setItem("theme", document.documentElement.dataset.theme);
    redraw();
  };
  return iconButton(dark ? "sun" : "moon", dark ? "Use light colours" : "Use dark colours", turn);
}
