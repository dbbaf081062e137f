// Draws one message: author, text or blocks, files, reactions, thread summary, its toolbar.
import { h } from "../kit/dom.js";
import { avatar } from "../kit/avatar.js";
import { blocks } from "../blocks/blocks.js";
import { image } from "../blocks/parts.js";
import { emoji, mrkdwn } from "../blocks/mrkdwn.js";
import { editor } from "./editor.js";
import { icon } from "../kit/icons.js";
import { attachment } from "./attachment.js";
import { toolbar } from "./message_menu.js";
import { messageSurface } from "../blocks/surfaces.js";
import { toggleReaction } from "../session/actions.js";
import { openThread } from "../session/navigation.js";
import { store, names, now, person } from "../kit/store.js";
import { newReplies } from "./thread_news.js";
import { clockTime, fromTs, fullTime, shortTime, utcTime } from "../kit/time.js";

/**
 * Draws a message; the same one may stand in both panes.
 * @param {Message} one
 * @param {string} channel
 * @param {Pane} pane
 * @param {{ first?: boolean, last?: boolean }} [place] `first` of its author's, `last` of the list
 */
export function message(one, channel, pane, { first = true, last = false } = {}) {
  if (/^channel_(join|leave|topic|purpose|name)$/.test(one.subtype ?? "")) return notice(one);
  const editing = store.editing?.ts === one.ts && store.editing?.pane === pane;
  return h(
    "article",
    {
      class: [
        "message",
        first ? "first" : "follow",
        one.ephemeral && "ephemeral",
        store.flash === one.ts && "flash",
        one.pinned && "pinned",
      ]
        .filter(Boolean)
        .join(" "),
      tabindex: last ? "0" : "-1",
      "data-ts": one.ts,
      "aria-label": `${one.name}, ${fullTime(fromTs(one.ts))}`,
    },
    h("div", { class: "gutter" }, first ? avatar(one.user, one.name, one.is_bot) : stamp(one, "side-time")),
    h(
      "div",
      { class: "message-main" },
      one.ephemeral && h("p", { class: "only-you" }, icon("eye"), "Only visible to you"),
      one.pinned && h("p", { class: "pinned-note" }, icon("pin"), "Pinned"),
      one.subtype === "thread_broadcast" && pane === "main" && h("p", { class: "pinned-note" }, "replied to a thread"),
      first && byline(one),
      editing ? editor(one, channel) : body(one, channel, pane),
      one.files.map((file) => fileCard(file)),
      reactions(one, channel),
      pane === "main" && one.reply_count > 0 && threadSummary(one, channel),
    ),
    !editing && toolbar(one, channel, pane),
  );
}

/** @param {Message} one */
function notice(one) {
  return h("article", { class: "notice", "data-ts": one.ts }, mrkdwn(one.text, names), " ", stamp(one, "time"));
}

/** @param {Message} one */
function byline(one) {
  const who = person(one.user);
  return h(
    "div",
    { class: "byline" },
    h("span", { class: "author" }, one.name),
    one.is_bot && h("span", { class: "badge" }, "APP"),
    who?.external &&
      h("span", { class: "badge outside", title: `${one.name} is in another company's Slack` }, who.team_name),
    stamp(one, "time"),
  );
}

/** @param {Message} one @param {string} look */
function stamp(one, look) {
  const at = fromTs(one.ts);
  return h(
    "time",
    { class: look, datetime: at.toISOString(), title: `${fullTime(at)}\n${utcTime(at)}` },
    clockTime(at),
  );
}

/** @param {Message} one @param {string} channel @param {Pane} pane */
function body(one, channel, pane) {
  const edited = one.edited && h("span", { class: "edited", title: fullTime(fromTs(one.edited.ts)) }, " (edited)");
  const surface = { ...messageSurface(channel, one), key: `${pane}/${channel}/${one.ts}` };
  const parts = one.blocks?.length
    ? h("div", { class: "blocks" }, blocks(one.blocks, surface), edited)
    : h("div", { class: "text-block message-text" }, one.text && mrkdwn(one.text, names), edited);
  return [parts, (one.attachments ?? []).map((each) => attachment(each, surface))];
}

/** @param {SharedFile} file */
function fileCard(file) {
  if (file.mimetype?.startsWith("image/")) return image(file.url, file.title || file.name, file.name);
  const size = file.size > 1024 ? `${Math.round(file.size / 1024)} kB` : `${file.size} bytes`;
  return h(
    "a",
    { class: "file", href: file.url, target: "_blank", rel: "noopener noreferrer", key: `file ${file.id}` },
    icon("clip"),
    h("span", { class: "file-name" }, file.title || file.name),
    h("span", { class: "file-size" }, size),
  );
}

/** @param {Message} one @param {string} channel */
function reactions(one, channel) {
  if (!one.reactions.length) return null;
  return h(
    "div",
    { class: "reactions", key: "reactions" },
    one.reactions.map((reaction) => {
      const mine = reaction.users.includes(store.as);
      const who = reaction.users.map((id) => (id === store.as ? "you" : (names.person(id) ?? id))).join(", ");
      return h(
        "button",
        {
          key: reaction.name,
          type: "button",
          class: mine ? "reaction mine" : "reaction",
          "aria-pressed": String(mine),
          "aria-label": `${reaction.name.replaceAll("_", " ")}, ${reaction.count}: ${who}`,
          title: `${who} reacted with :${reaction.name}:`,
          onclick: () => toggleReaction(channel, one, reaction.name),
        },
        emoji(reaction.name),
        h("span", { class: "count" }, String(reaction.count)),
      );
    }),
  );
}

/** @param {Message} one @param {string} channel */
function threadSummary(one, channel) {
  const fresh = newReplies(channel, one);
  const count = `${one.reply_count} ${one.reply_count === 1 ? "reply" : "replies"}`;
  return h(
    "button",
    { type: "button", class: "thread-summary", onclick: () => openThread(channel, one.ts) },
    h(
      "span",
      { class: "faces" },
      one.reply_users.slice(0, 4).map((id) => avatar(id, names.person(id) ?? id, person(id)?.is_bot)),
    ),
    h("span", { class: "thread-count" }, count),
    fresh > 0 && h("span", { class: "thread-new" }, `${fresh} new`),
    one.latest_reply &&
      h("span", { class: "thread-latest" }, `Last reply ${shortTime(fromTs(one.latest_reply), now())}`),
  );
}
