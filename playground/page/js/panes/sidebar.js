// Lists the acting person's channels and conversations, with what is unread.
import { h } from "../kit/dom.js";
import { icon } from "../kit/icons.js";
import { enter } from "../session/navigation.js";
import { store, person } from "../kit/store.js";
import { newInThreads } from "../messages/thread_news.js";

export function sidebar() {
  const { me, channels, dms, app, connected } = store.page;
  return h(
    "nav",
    { class: "sidebar", "aria-label": "Channels and direct messages" },
    h(
      "header",
      { class: "sidebar-head" },
      h("h1", null, me.team_name),
      h("p", null, "You are ", h("strong", null, me.real_name)),
      me.title && h("p", { class: "sidebar-title" }, me.title),
    ),
    group(
      "Channels",
      channels.map((one) => entry(one, one.is_private ? icon("lock") : icon("hash"), one.name)),
    ),
    group(
      "Direct messages",
      dms.map((one) => entry(one, icon("bolt"), person(one.user)?.real_name ?? app.name)),
    ),
    h(
      "p",
      { class: connected ? "connection on" : "connection" },
      h("span", { class: "dot", "aria-hidden": "true" }),
      connected ? `${app.name} is connected` : `${app.name} is not connected`,
    ),
  );
}

/** @param {string} title @param {Child[]} entries */
function group(title, entries) {
  return entries.length > 0 && h("section", { key: title }, h("h2", null, title), h("ul", null, entries));
}

/** @param {Channel} one @param {Child} mark @param {string} name */
function entry(one, mark, name) {
  const here = one.id === store.channel;
  const inThreads = newInThreads(one);
  const unread = (here ? 0 : one.unread) + inThreads;
  const fresh = unread > 0;
  const count = (one.kind === "im" ? one.unread : one.mentions) + inThreads;
  return h(
    "li",
    { key: one.id },
    h(
      "button",
      {
        type: "button",
        class: ["channel", here && "here", fresh && "unread"].filter(Boolean).join(" "),
        "aria-current": here ? "page" : undefined,
        "aria-label": fresh ? `${name}, ${unread} unread` : name,
        "data-channel": one.id,
        onclick: () => enter(one.id),
      },
      mark,
      h("span", { class: "channel-name" }, name),
      one.is_ext_shared &&
        h("span", { class: "shared", title: "Shared with another company (Slack Connect)" }, icon("link")),
      fresh && count > 0 && h("span", { class: "count" }, String(count)),
    ),
  );
}
