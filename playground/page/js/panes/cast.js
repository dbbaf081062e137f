// Lists everyone one can act as, grouped by company; one click changes who "you" are.
import { h } from "../kit/dom.js";
import { avatar } from "../kit/avatar.js";
import { actAs } from "../session/navigation.js";
import { store, person } from "../kit/store.js";

export function cast() {
  const { people = [], workspaces = [] } = store.cast ?? {};
  const groups = workspaces.map((workspace) => ({
    workspace,
    members: people.filter((one) => one.team_id === workspace.id && one.can_act),
  }));
  return h(
    "nav",
    { class: "cast", "aria-label": "Act as" },
    h("p", { class: "cast-title" }, "Act as"),
    groups.filter((group) => group.members.length).map(company),
  );
}

/** @param {{ workspace: Workspace, members: Person[] }} group */
function company({ workspace, members }) {
  const remark = workspace.app_installed ? "app installed" : "app not installed";
  return h(
    "section",
    { key: workspace.id, "aria-label": workspace.name },
    h(
      "h2",
      { title: remark },
      workspace.name,
      h("span", { class: workspace.app_installed ? "installed on" : "installed" }, remark),
    ),
    h(
      "ul",
      null,
      members.map((one) => h("li", { key: one.id }, role(one))),
    ),
  );
}

/** @param {Person} one */
function firstName(one) {
  return one.real_name.split(" ")[0];
}

/** @param {Person} one */
function role(one) {
  const me = one.id === store.as;
  const waiting = me ? 0 : (person(one.id)?.waiting ?? 0);
  const said = [one.real_name, one.title, waiting > 0 && `${waiting} unread`, one.team_name].filter(Boolean);
  return h(
    "button",
    {
      type: "button",
      class: me ? "role me" : "role",
      "aria-pressed": String(me),
      "aria-label": said.join(", "),
      title: said.join(" · "),
      "data-user-id": one.id,
      onclick: () => actAs(one.id),
    },
    avatar(one.id, one.real_name),
    h(
      "span",
      { class: "role-text" },
      h(
        "span",
        { class: "role-name" },
        firstName(one),
        h("span", { class: "rest" }, one.real_name.slice(firstName(one).length)),
      ),
      h("span", { class: "role-title" }, one.title),
    ),
    waiting > 0 && h("span", { class: "count" }, String(waiting)),
  );
}
