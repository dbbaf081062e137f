// Knows whether this page is one half of a split view, and where that half was before a reload.

const half = new URLSearchParams(location.search).get("pane");

export function isHalf() {
  return half !== null;
}

/** @param {string} place */
export function keepPlace(place) {
  if (half) sessionStorage.setItem(`pane ${half}`, place);
}

export function keptPlace() {
  return half ? (sessionStorage.getItem(`pane ${half}`) ?? "") : "";
}
