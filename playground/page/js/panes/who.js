// Says on a narrow page who one is, and opens the people and channels, which have no room beside it.
import { avatar } from "../kit/avatar.js";
import { h } from "../kit/dom.js";
import { icon } from "../kit/icons.js";
import { store, redraw } from "../kit/store.js";

export function whoAndWhere() {
  const { me } = store.page;
  const turn = () => {
    store.drawer = !store.drawer;
    redraw();
  };
  return h(
    "button",
    {
      type: "button",
      class: "who only-phone",
      "aria-label": `Channels and people; you are ${me.real_name}`,
      "aria-expanded": String(store.drawer),
      onclick: turn,
    },
    icon("menu"),
    avatar(me.id, me.real_name),
    h("span", { class: "who-name" }, me.real_name.split(" ")[0]),
  );
}
